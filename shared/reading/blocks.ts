/** A link as a source carries it. Only http and https are kept. */
export type Link = { readonly text: string; readonly url: string; readonly line: number };

/** One line of running text, without markup. Follow-up links, notes and bare addresses are out of it. */
export type Line = {
  readonly text: string;
  /** 1-based line of the source. */
  readonly line: number;
  /** The text before this line ended in an explicit break, not in a wrapped line. */
  readonly isBroken: boolean;
  /** Length of the part at its start that is set in bold. */
  readonly strong: number;
  readonly links: readonly Link[];
};

export type Item = { readonly marker: string; readonly line: number; readonly blocks: readonly Block[] };
export type Cell = { readonly lines: readonly Line[]; readonly span: number };
export type Row = { readonly cells: readonly Cell[]; readonly isHeader: boolean; readonly line: number };

export type Block =
  | { readonly kind: 'heading'; readonly depth: number; readonly lines: readonly Line[] }
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly rows: readonly Row[] };

/** Text on its way to lines; `\n` inside `text` is a wrapped line. */
export type Piece = {
  readonly text: string;
  readonly line: number;
  readonly isStrong?: boolean;
  /** An explicit line break. */
  readonly isBreak?: boolean;
  readonly link?: Link;
};

export function isWebAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url);
}

/** The address behind a mail link whose text is a name, to be read like one that is written out. */
export function mailAddressBehind(url: string, text: string): string | null {
  const address = /^mailto:(?<address>[^?]+)/iu.exec(url)?.groups?.['address'] ?? null;
  return address === null || text.includes(address) ? null : address;
}

const blankText = /^[\s\u00A0\u202F]*$/u;

/** Lines of some pieces, empty ones left out. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let open = { text: '', line: 0, isBroken: false, strong: 0, isStrongOpen: true, links: [] as Link[] };
  const close = (isBroken: boolean) => {
    const { isStrongOpen: _, ...line } = open;
    if (!blankText.test(line.text) || line.links.length > 0) lines.push({ ...line, ...trimmedText(line) });
    open = {
      text: '',
      line: 0,
      isBroken: isBroken || (blankText.test(line.text) && line.isBroken),
      strong: 0,
      isStrongOpen: true,
      links: [],
    };
  };
  for (const piece of pieces) {
    if (piece.isBreak === true) {
      close(true);
      continue;
    }
    for (const [step, text] of piece.text.split('\n').entries()) {
      if (step > 0) close(false);
      if (open.line === 0 && !blankText.test(text)) open.line = piece.line + step;
      open.text += text;
      if (open.isStrongOpen && !blankText.test(text)) {
        if (piece.isStrong === true) open.strong = open.text.length;
        else open.isStrongOpen = false;
      }
    }
    if (piece.link !== undefined) open.links.push(piece.link);
    if (open.line === 0 && piece.link !== undefined) open.line = piece.link.line;
  }
  close(false);
  return lines;
}

function trimmedText(line: { text: string; strong: number }): { text: string; strong: number } {
  const start = line.text.length - line.text.trimStart().length;
  const text = line.text.trim();
  return { text, strong: Math.max(0, Math.min(line.strong - start, text.length)) };
}

/** Wrapped lines joined by a space, explicit breaks kept. */
export function textOfLines(lines: readonly Line[]): string {
  return lines.reduce((text, line) => (text === '' ? line.text : `${text}${line.isBroken ? '\n' : ' '}${line.text}`), '');
}

/** Own text of an item, its nested lists apart. */
export function linesOfItem(item: Item): Line[] {
  return item.blocks.flatMap((block) => (block.kind === 'paragraph' || block.kind === 'heading' ? block.lines : []));
}

export function listsOfItem(item: Item): (Block & { kind: 'list' })[] {
  return item.blocks.filter((block) => block.kind === 'list');
}

/** Prose of some blocks: paragraphs apart, list markers kept. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'heading':
        case 'paragraph':
          return textOfLines(block.lines);
        case 'list':
          return block.items
            .map((item) => [`${item.marker} ${textOfLines(linesOfItem(item))}`.trim(), textOfBlocks(listsOfItem(item))])
            .map((parts) => parts.filter((part) => part !== '').join('\n'))
            .filter((text) => !/^[-*+•]?$/u.test(text))
            .join('\n');
        case 'table':
          return block.rows.map((row) => row.cells.map((cell) => textOfLines(cell.lines)).join(' | ')).join('\n');
        default:
          return block satisfies never;
      }
    })
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Line of the first text in some blocks. */
export function firstLineOf(blocks: readonly Block[]): number | undefined {
  for (const block of blocks) {
    const line =
      block.kind === 'list' ? block.items[0]?.line : block.kind === 'table' ? block.rows[0]?.line : block.lines[0]?.line;
    if (line !== undefined && line > 0) return line;
  }
  return undefined;
}

const typedBullet = /^(?<indent>\s*)(?<marker>[•·▪◦‣●○■□➢✓*–—-]|\d{1,2}[.)])(?<gap>\s+|(?=\p{L}))/u;

function bulletOf(line: Line): { marker: string; rest: Line } | null {
  const match = typedBullet.exec(line.text);
  const marker = match?.groups?.['marker'] ?? '';
  if (match === null) return /^[-*•–]$/u.test(line.text) ? { marker: '-', rest: { ...line, text: '' } } : null;
  // "1.Texte" is a bullet; "-Texte" may be a compound word.
  if (match.groups?.['gap'] === '' && !/^\d|^•/u.test(marker)) return null;
  const text = line.text.slice(match[0].length);
  return {
    marker: /^\d/u.test(marker) ? marker : '-',
    rest: { ...line, text, strong: Math.max(0, line.strong - match[0].length) },
  };
}

/**
 * A paragraph whose lines begin with typed bullets ("• …", "1.Texte") as the list it is. `indentOf` gives the white
 * space before a source line: it is the only trace of nesting.
 */
export function withTypedBullets(lines: readonly Line[], indentOf: (line: number) => number): Block[] {
  if (!lines.some((line) => bulletOf(line) !== null)) return lines.length === 0 ? [] : [{ kind: 'paragraph', lines }];
  const first = lines.findIndex((line) => bulletOf(line) !== null);
  const flat: { marker: string; line: number; indent: number; lines: Line[] }[] = [];
  for (const line of lines.slice(first)) {
    const bullet = bulletOf(line);
    if (bullet !== null)
      flat.push({
        marker: bullet.marker,
        line: line.line,
        indent: indentOf(line.line),
        lines: bullet.rest.text === '' ? [] : [bullet.rest],
      });
    else flat.at(-1)?.lines.push(line);
  }
  const before: Block[] = first === 0 ? [] : [{ kind: 'paragraph', lines: lines.slice(0, first) }];
  return [...before, nested(flat)];
}

type FlatItem = { readonly marker: string; readonly line: number; readonly indent: number; readonly lines: readonly Line[] };

function nested(flat: readonly FlatItem[]): Block {
  const items: Item[] = [];
  const base = flat[0]?.indent ?? 0;
  for (let index = 0; index < flat.length; ) {
    const one = flat[index];
    if (one === undefined) break;
    let end = index + 1;
    while ((flat[end]?.indent ?? base) > base) end += 1;
    const children = flat.slice(index + 1, end);
    const own: Block[] = one.lines.length === 0 ? [] : [{ kind: 'paragraph', lines: one.lines }];
    items.push({ marker: one.marker, line: one.line, blocks: children.length === 0 ? own : [...own, nested(children)] });
    index = end;
  }
  return { kind: 'list', items };
}
