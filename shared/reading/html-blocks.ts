import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import {
  type Block,
  type Cell,
  type Item,
  isWebAddress,
  type Line,
  linesOf,
  mailAddressBehind,
  type Piece,
  type Row,
  withTypedBullets,
} from './blocks.ts';

/** What a placeholder element stands for, when HTML comes from the middle of another format. */
export type Placeholder = { readonly pieces: readonly Piece[] } | { readonly blocks: readonly Block[] };
const dropped = new Set([
  ...['script', 'style', 'template', 'noscript', 'head', 'svg', 'math', 'iframe', 'object', 'audio', 'video', 'canvas'],
  ...['button', 'input', 'select', 'textarea', 'option', 'nav', 'footer', 'aside'],
]);
const containers = new Set([
  ...['html', 'body', 'p', 'div', 'section', 'article', 'main', 'header', 'blockquote', 'pre', 'address', 'figure', 'figcaption'],
  ...['form', 'fieldset', 'details', 'summary', 'dl', 'dt', 'dd', 'center', 'hgroup'],
]);
const headings = new Map([1, 2, 3, 4, 5, 6].map((depth) => [`h${depth}`, depth]));

export function parseHtml(html: string, fragment: boolean) {
  return unified().use(rehypeParse, { fragment }).parse(html);
}

type Root = ReturnType<typeof parseHtml>;
export type Element = Extract<Root['children'][number], { type: 'element' }>;
export type Placeholders = (element: Element) => Placeholder | null;
type Node = Root | Root['children'][number] | Element['children'][number];

function lineOf(node: Node): number {
  return node.position?.start.line ?? 0;
}

export function elementsNamed(node: Node, ...names: string[]): Element[] {
  if (!('children' in node)) return [];
  return node.children.flatMap((child) =>
    child.type === 'element' ? [...(names.includes(child.tagName) ? [child] : []), ...elementsNamed(child, ...names)] : [],
  );
}

export function plainText(node: Node): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : '';
}

/** Blocks of an HTML tree. Attributes are dropped; menus, asides and footers are page furniture and left out. */
export function htmlBlocks(root: Node, placeholders: Placeholders = () => null): Block[] {
  const reader = new HtmlReader(placeholders);
  reader.read(root, false);
  return reader.finish();
}

class HtmlReader {
  private readonly blocks: Block[] = [];
  private pieces: Piece[] = [];
  private readonly placeholders: Placeholders;

  constructor(placeholders: Placeholders) {
    this.placeholders = placeholders;
  }

  finish(): Block[] {
    this.flush();
    return this.blocks;
  }

  private flush(): void {
    const lines = linesOf(this.pieces);
    this.pieces = [];
    this.blocks.push(...withTypedBullets(lines, () => 0));
  }

  private push(...blocks: readonly Block[]): void {
    this.flush();
    this.blocks.push(...blocks);
  }

  read(node: Node, isStrong: boolean): void {
    if (node.type === 'text') this.pieces.push({ text: node.value, line: lineOf(node), isStrong });
    else if (node.type === 'root') for (const child of node.children) this.read(child, isStrong);
    else if (node.type === 'element') this.readElement(node, isStrong);
  }

  private readElement(element: Element, isStrong: boolean): void {
    const held = this.placeholders(element);
    const name = element.tagName;
    const depth = headings.get(name);
    if (held !== null) {
      if ('blocks' in held) this.push(...held.blocks);
      else this.pieces.push(...held.pieces.map((piece) => (isStrong ? { ...piece, isStrong } : piece)));
    } else if (dropped.has(name) || (name === 'sup' && isNoteMark(element))) return;
    else if (name === 'br') this.pieces.push({ text: '', line: lineOf(element), isBreak: true });
    else if (depth !== undefined) this.push({ kind: 'heading', depth, lines: this.linesIn(element) });
    else if (name === 'ul' || name === 'ol') this.push({ kind: 'list', items: this.itemsOf(element) });
    else if (name === 'table') this.push({ kind: 'table', rows: this.rowsOf(element) });
    else if (name === 'a') this.readLink(element, isStrong);
    else if (containers.has(name)) {
      this.flush();
      for (const child of element.children) this.read(child, name === 'dt');
      this.flush();
    } else for (const child of element.children) this.read(child, isStrong || name === 'strong' || name === 'b');
  }

  private readLink(element: Element, isStrong: boolean): void {
    const url = String(element.properties['href'] ?? '').trim();
    const text = plainText(element).trim();
    const isBare = text === url;
    const inside = new HtmlReader(this.placeholders);
    for (const child of element.children) inside.read(child, isStrong);
    const pieces = inside.pieces;
    if (!isBare) this.pieces.push(...pieces);
    const name = pieces
      .map((piece) => piece.text)
      .join('')
      .trim();
    const address = mailAddressBehind(url, name);
    if (address !== null) this.pieces.push({ text: ` ${address}`, line: lineOf(element) });
    if (isWebAddress(url))
      this.pieces.push({ text: '', line: lineOf(element), link: { text: isBare ? '' : name, url, line: lineOf(element) } });
  }

  private linesIn(element: Element): Line[] {
    const inside = htmlBlocks({ ...element, tagName: 'div' }, this.placeholders);
    return inside.flatMap((block) => {
      if (block.kind === 'paragraph' || block.kind === 'heading') return block.lines;
      return block.kind === 'list' ? block.items.flatMap((item) => linesOfAll(item.blocks)) : [];
    });
  }

  private itemsOf(list: Element): Item[] {
    const children = list.children.filter((child): child is Element => child.type === 'element' && child.tagName === 'li');
    return children.map((item, index): Item => {
      const blocks = htmlBlocks({ ...item, tagName: 'div' }, this.placeholders);
      return { marker: list.tagName === 'ol' ? `${index + 1}.` : '-', line: lineOf(item), blocks };
    });
  }

  private rowsOf(table: Element): Row[] {
    return elementsNamed(table, 'tr').map((row): Row => {
      const cells = row.children.filter(
        (child): child is Element => child.type === 'element' && ['td', 'th'].includes(child.tagName),
      );
      return {
        cells: cells.map((cell): Cell => ({ lines: this.linesIn(cell), span: Number(cell.properties['colSpan'] ?? 1) || 1 })),
        isHeader: cells.length > 0 && cells.every(({ tagName }) => tagName === 'th'),
        line: lineOf(row),
      };
    });
  }
}

/** "1<sup>er</sup>" is text, "<sup>3</sup>" is a note. */
function isNoteMark(element: Element): boolean {
  return /^\s*\[?\d{1,3}\]?\s*$/u.test(plainText(element));
}

function linesOfAll(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.flatMap((item) => linesOfAll(item.blocks));
    return block.kind === 'table' ? [] : block.lines;
  });
}
