import type { Draft, DraftCommitment } from '../../shared/reading/draft.ts';
import { type ReadOptions, readSource } from '../../shared/reading/read-source.ts';

export function source(text: string, name = 'sheet.md') {
  return { name, bytes: new TextEncoder().encode(text) };
}

export function readAs(text: string, name = 'sheet.md', options: ReadOptions = {}): Draft {
  return readSource(source(text, name), options);
}

/** The only commitment of a text that must be read without an error. */
export function readOne(text: string, name = 'sheet.md', options: ReadOptions = {}): DraftCommitment {
  const { commitments, errors } = readAs(text, name, options);
  const [commitment] = commitments;
  if (commitment === undefined || errors.length > 0) throw new Error(`not read: ${JSON.stringify(errors)}`);
  return commitment;
}

/** Title, start and due of each milestone, as short text. */
export function milestonesOf(commitment: DraftCommitment): string[] {
  return commitment.milestones.map(({ title, group, start, due }) =>
    [
      group === null ? '' : `[${group}] `,
      title,
      start === null ? '' : ` | ${start.text}`,
      due === null ? '' : ` → ${due.text}`,
    ].join(''),
  );
}

export const codes = (findings: readonly { line: number; code: string }[]) => findings.map(({ line, code }) => `${line} ${code}`);

/** 1-based line on which some words first stand. */
export const lineOf = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1;
