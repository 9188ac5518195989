import type { BlockContent, DefinitionContent, List, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { toString as textOfNode } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import {
  type Block,
  type Cell,
  type Item,
  isWebAddress,
  linesOf,
  mailAddressBehind,
  type Piece,
  type Row,
  withTypedBullets,
} from './blocks.ts';
import { type Element, htmlBlocks, type Placeholder, parseHtml } from './html-blocks.ts';

type Flow = RootContent | BlockContent | DefinitionContent;
type AnyNode = Flow | PhrasingContent;

export type MarkdownSource = {
  readonly blocks: readonly Block[];
  /** The YAML between `---` lines, and the source line of its first line. */
  readonly frontMatter: { readonly yaml: string; readonly line: number } | null;
};

/** Markdown as blocks with source lines. HTML inside it is parsed as HTML, wherever it stands. */
export function readMarkdown(text: string): MarkdownSource {
  const root: Root = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml']).parse(text);
  const [first] = root.children;
  const frontMatter = first?.type === 'yaml' ? { yaml: first.value, line: lineOf(first) + 1 } : null;
  const sourceLines = text.split(/\r\n|\n|\r/u);
  const reader = new MarkdownReader(unusedName(text), sourceLines);
  return { blocks: reader.blocksOf(root.children), frontMatter };
}

/** An element name that the source does not use, so that no text can pass for a placeholder. */
function unusedName(text: string): string {
  let name = 'jalon-place';
  while (text.includes(name)) name += '-x';
  return name;
}

function lineOf(node: AnyNode): number {
  return node.position?.start.line ?? 0;
}

function htmlOf(node: AnyNode): string | null {
  return node.type === 'html' ? node.value : null;
}

class MarkdownReader {
  private readonly placeName: string;
  private readonly sourceLines: readonly string[];

  constructor(placeName: string, sourceLines: readonly string[]) {
    this.placeName = placeName;
    this.sourceLines = sourceLines;
  }

  private readonly indentOf = (line: number): number => /^\s*/u.exec(this.sourceLines[line - 1] ?? '')?.[0].length ?? 0;

  blocksOf(nodes: readonly Flow[]): Block[] {
    if (!nodes.some((node) => node.type === 'html')) return nodes.flatMap((node) => this.blocksOfNode(node));
    return this.throughHtml(nodes, (node) => ({ blocks: this.blocksOfNode(node) }));
  }

  /** Parses the HTML parts of a sequence as one document, the Markdown parts held by placeholders at their lines. */
  private throughHtml<Node extends AnyNode>(nodes: readonly Node[], hold: (node: Node) => Placeholder): Block[] {
    const held: Placeholder[] = [];
    let html = '';
    let line = 1;
    for (const node of nodes) {
      const at = lineOf(node);
      html += '\n'.repeat(Math.max(0, at - line));
      line = Math.max(line, at);
      const markup = htmlOf(node);
      if (markup !== null) {
        html += markup;
        line += markup.split('\n').length - 1;
      } else {
        html += `<${this.placeName} n="${held.length}"></${this.placeName}>`;
        held.push(hold(node));
      }
    }
    return htmlBlocks(parseHtml(html, true), (element: Element) =>
      element.tagName === this.placeName ? (held[Number(element.properties['n'])] ?? null) : null,
    );
  }

  private blocksOfNode(node: Flow): Block[] {
    switch (node.type) {
      case 'heading':
        // An empty last bullet under a line without bullet: Markdown takes it for the underline of a heading.
        if (this.sourceLines[(node.position?.end.line ?? 0) - 1]?.trim() === '-') {
          return withTypedBullets(linesOf(this.piecesOf(node.children)), this.indentOf);
        }
        return [{ kind: 'heading', depth: node.depth, lines: linesOf(this.piecesOf(node.children)) }];
      case 'paragraph':
        if (node.children.some((child) => child.type === 'html')) {
          return this.throughHtml(node.children, (child) => ({ pieces: this.piecesOf([child]) }));
        }
        return withTypedBullets(linesOf(this.piecesOf(node.children)), this.indentOf);
      case 'list':
        return [{ kind: 'list', items: this.itemsOf(node) }];
      case 'table':
        return [{ kind: 'table', rows: this.rowsOf(node) }];
      case 'blockquote':
        return this.blocksOf(node.children);
      case 'code': {
        // Text that a word processor indented, not a program.
        const line = lineOf(node) + (node.lang !== null && node.lang !== undefined ? 1 : 0);
        return withTypedBullets(linesOf([{ text: node.value, line }]), this.indentOf);
      }
      default:
        // Rules, definitions, footnotes and front matter hold no field.
        return [];
    }
  }

  private itemsOf(list: List): Item[] {
    return list.children.map((item, index): Item => {
      const marker = list.ordered === true ? `${(list.start ?? 1) + index}.` : '-';
      return { marker, line: lineOf(item), blocks: this.blocksOf(item.children) };
    });
  }

  private rowsOf(table: Table): Row[] {
    return table.children.map((row, index): Row => {
      const cells = row.children.map((cell): Cell => {
        const hasHtml = cell.children.some((child) => child.type === 'html');
        const blocks = hasHtml ? this.throughHtml(cell.children, (child) => ({ pieces: this.piecesOf([child]) })) : [];
        const lines = hasHtml
          ? blocks.flatMap((block) => (block.kind === 'paragraph' ? block.lines : []))
          : linesOf(this.piecesOf(cell.children));
        return { lines, span: 1 };
      });
      return { cells, isHeader: index === 0, line: row.position?.start.line ?? 0 };
    });
  }

  private piecesOf(nodes: readonly PhrasingContent[], isStrong = false): Piece[] {
    return nodes.flatMap((node, index): Piece[] => {
      const line = lineOf(node);
      switch (node.type) {
        case 'text':
          return [{ text: withoutLinkBrackets(node.value, nodes[index - 1], nodes[index + 1]), line, isStrong }];
        case 'inlineCode':
          return [{ text: node.value, line, isStrong }];
        case 'break':
          return [{ text: '', line, isBreak: true }];
        case 'strong':
          return this.piecesOf(node.children, true);
        case 'emphasis':
        case 'delete':
          return this.piecesOf(node.children, isStrong);
        case 'link': {
          const name = textOfNode(node);
          const isBare = name === node.url || `http://${name}` === node.url;
          const isBracketed = isBracketedLink(nodes, index);
          const link = isWebAddress(node.url)
            ? [{ text: '', line, link: { text: isBare ? '' : name, url: node.url, line } }]
            : [];
          const address = mailAddressBehind(node.url, name);
          const behind = address === null ? [] : [{ text: ` ${address}`, line }];
          return isBare || isBracketed ? link : [...this.piecesOf(node.children, isStrong), ...behind, ...link];
        }
        case 'image':
          return [];
        default:
          // Notes and references point elsewhere; their marks are no text.
          return [];
      }
    });
  }
}

/** `[[suivi](…)]`: a follow-up link, no text of the sheet. */
function isBracketedLink(nodes: readonly PhrasingContent[], index: number): boolean {
  const [before, after] = [nodes[index - 1], nodes[index + 1]];
  return before?.type === 'text' && before.value.endsWith('[') && after?.type === 'text' && after.value.startsWith(']');
}

/** The text around a bracketed link without its brackets, and notes that have no definition without their marks. */
function withoutLinkBrackets(text: string, before: PhrasingContent | undefined, after: PhrasingContent | undefined): string {
  const opened = after?.type === 'link' && text.endsWith('[') ? text.slice(0, -1) : text;
  const closed = before?.type === 'link' && opened.startsWith(']') ? opened.slice(1) : opened;
  return closed.replace(/\[\^[^\]\s]{1,40}\]/gu, '');
}
