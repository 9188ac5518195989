import type { Recorded } from './changes.ts';
import { type Stretch, stretchesOf, stretchFolder } from './stretches.ts';

/** Changes on one page of a month: with its stylesheet it stays below 20 KB compressed. */
const changesOnPage = 100;

/** A month's changes page by page: the newest on the month's own, and those before on pages that no longer change. */
export function monthStretches(recorded: readonly Recorded[]): readonly Stretch<Recorded>[] {
  return stretchesOf(recorded, changesOnPage);
}

/** Where a page of a month lies within its plan: `changes/2021-10`, `changes/2021-10/1`. */
export function monthPart(month: string, stretch: Pick<Stretch<unknown>, 'number' | 'isNewest'>): string {
  return `changes/${month}/${stretchFolder(stretch)}`.replace(/\/$/, '');
}
