import type { Block, Cell, Line } from './blocks.ts';
import { bareNumberedTitle, labelOf, numberedTitle, type SheetField } from './sheet-labels.ts';

type Section = { readonly field: SheetField; readonly line: number; readonly blocks: Block[] };

/** A sheet cut into its labelled parts, before anything in them is understood. */
export type SheetParts = {
  readonly number: string;
  readonly title: string;
  readonly titleLine: number;
  readonly language: 'fr' | 'en' | null;
  readonly sections: readonly Section[];
  /** Objective told on a line of another section, which keeps that line. */
  readonly inlineObjective: { readonly text: string; readonly line: number } | null;
  readonly unreadHeadings: readonly { readonly text: string; readonly line: number }[];
};

export type CutSheets = {
  readonly sheets: readonly SheetParts[];
  /** First label that no title line came before, or null. */
  readonly orphan: { readonly text: string; readonly line: number } | null;
};

type Open = {
  number: string;
  title: string;
  titleLine: number;
  votes: { fr: number; en: number };
  sections: Section[];
  inlineObjective: { text: string; line: number } | null;
  unreadHeadings: { text: string; line: number }[];
  depth: number;
};

/** Cuts a text into sheets at title lines and into sections at labels; nothing leaks from one sheet into the next. */
export function cutSheets(blocks: readonly Block[]): CutSheets {
  const cutter = new SheetCutter();
  for (const block of blocks) cutter.take(block);
  return cutter.finish();
}

class SheetCutter {
  private readonly sheets: Open[] = [];
  private orphan: CutSheets['orphan'] = null;
  private isAwaitingTitle = false;

  private get open(): Open | undefined {
    return this.sheets.at(-1);
  }

  private get section(): Section | undefined {
    return this.open?.sections.at(-1);
  }

  finish(): CutSheets {
    return {
      sheets: this.sheets.map(({ votes, depth: _, ...sheet }) => ({ ...sheet, language: voted(votes) })),
      orphan: this.orphan,
    };
  }

  take(block: Block): void {
    if (block.kind === 'heading') this.takeHeading(block);
    else if (block.kind === 'paragraph') this.takeLines(block.lines);
    else if (block.kind === 'table') this.takeTable(block);
    else this.section?.blocks.push(block);
  }

  private begin(number: string, title: string, line: number, language: 'fr' | 'en' | null): void {
    const votes = { fr: language === 'fr' ? 1 : 0, en: language === 'en' ? 1 : 0 };
    this.sheets.push({
      number,
      title,
      titleLine: line,
      votes,
      sections: [],
      inlineObjective: null,
      unreadHeadings: [],
      depth: 7,
    });
    this.isAwaitingTitle = title === '';
  }

  private startsSheet(line: Line): boolean {
    const found = numberedTitle(line.text);
    if (found === null) return false;
    this.begin(found.number, found.title, line.line, found.language);
    return true;
  }

  private takeHeading(block: Block & { kind: 'heading' }): void {
    const [line] = block.lines;
    if (line === undefined) return;
    const text = block.lines.map((one) => one.text).join(' ');
    const whole = { ...line, text };
    if (this.startsSheet(whole)) return;
    if (this.opensSection(whole, block.depth)) return;
    const { open } = this;
    if (open === undefined) return;
    if (this.isAwaitingTitle) {
      open.title = text;
      open.titleLine = line.line;
      this.isAwaitingTitle = false;
    } else if (this.section !== undefined && block.depth > open.depth) this.section.blocks.push(block);
    else {
      if (open.sections.length > 0) open.unreadHeadings.push({ text, line: line.line });
      open.sections.push({ field: 'aside', line: line.line, blocks: [] });
    }
  }

  /** True when the line is a label; the rest of the line is the first content of the section. */
  private opensSection(line: Line, depth: number): boolean {
    const label = labelOf(line);
    if (label === null) return false;
    const { open } = this;
    if (open === undefined) {
      if (label.field === 'numberAndTitle') return this.startFromLabel(label.rest, line.line);
      if (label.field !== 'aside') this.orphan ??= { text: line.text, line: line.line };
      return true;
    }
    if (label.field === 'objective' && this.keepsObjective(line, label.rest)) return true;
    if (label.field === 'numberAndTitle') return this.startFromLabel(label.rest, line.line);
    this.isAwaitingTitle = false;
    open.votes[label.language] += 1;
    open.depth = depth;
    open.sections.push({ field: label.field, line: line.line, blocks: [] });
    if (label.rest !== '') this.push([{ ...line, text: label.rest, strong: 0 }]);
    return true;
  }

  private startFromLabel(rest: string, line: number): boolean {
    const found = rest === '' ? null : bareNumberedTitle(rest);
    if (found !== null) this.begin(found.number, found.title, line, found.language);
    this.isAwaitingNumber = found === null;
    return true;
  }

  private isAwaitingNumber = false;

  /** "Objectif : …" inside the contribution is the objective and stays part of the contribution. */
  private keepsObjective(line: Line, rest: string): boolean {
    const { open, section } = this;
    if (open === undefined || (section?.field !== 'contribution' && section?.field !== 'description')) return false;
    if (rest === '') return false;
    open.inlineObjective ??= { text: rest, line: line.line };
    this.push([line]);
    return true;
  }

  private takeLines(lines: readonly Line[]): void {
    let content: Line[] = [];
    const flush = () => {
      if (content.length > 0) this.push(content);
      content = [];
    };
    for (const line of lines) {
      if (this.isAwaitingNumber) {
        const found = bareNumberedTitle(line.text);
        this.isAwaitingNumber = false;
        if (found !== null) {
          this.begin(found.number, found.title, line.line, found.language);
          continue;
        }
      }
      if (isTitleLine(line)) flush();
      if (this.startsSheet(line)) continue;
      if (this.isAwaitingTitle && this.open !== undefined && labelOf(line) === null) {
        this.open.title = line.text;
        this.open.titleLine = line.line;
        this.isAwaitingTitle = false;
        continue;
      }
      if (labelOf(line) !== null) {
        flush();
        this.opensSection(line, 7);
      } else content.push(line);
    }
    flush();
  }

  private push(lines: readonly Line[]): void {
    this.section?.blocks.push({ kind: 'paragraph', lines });
  }

  /** The form itself set as a table: a label in the first cell, its answer in the others. */
  private takeTable(block: Block & { kind: 'table' }): void {
    const isForm = block.rows.some((row) => row.cells.length >= 2 && isLabelCell(row.cells[0]) && !isLabelCell(row.cells[1]));
    if (!isForm || this.section?.field === 'milestones') {
      this.section?.blocks.push(block);
      return;
    }
    for (const row of block.rows) {
      for (const cell of row.cells) this.takeLines(cell.lines);
    }
  }
}

function isTitleLine(line: Line): boolean {
  return numberedTitle(line.text) !== null;
}

function isLabelCell(cell: Cell | undefined): boolean {
  const [line] = cell?.lines ?? [];
  return line !== undefined && (labelOf(line) !== null || numberedTitle(line.text) !== null);
}

function voted(votes: { fr: number; en: number }): 'fr' | 'en' | null {
  if (votes.fr === votes.en) return null;
  return votes.fr > votes.en ? 'fr' : 'en';
}
