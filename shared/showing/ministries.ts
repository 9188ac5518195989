import { createHash } from 'node:crypto';
import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { fold } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import type { Passage } from './changes.ts';
import { keptFor } from './kept-for.ts';
import { plainLine } from './plain-text.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** An institution that leads commitments of a plan, or led some, with all of them. */
export type Ministry = {
  /** Its part of the address; it depends on the name alone, so that no other ministry can ever move it. */
  readonly slug: string;
  /** As the first of its commitments writes it. */
  readonly name: Passage;
  readonly commitments: readonly CommitmentView[];
  /** Those it led once and leads no more: it was renamed, or they went to another one. */
  readonly former: readonly CommitmentView[];
};

type Gathered = { name: Passage; commitments: CommitmentView[]; former: CommitmentView[] };

/**
 * Everyone who ever led a commitment of a plan, by name, as what is published of a ministry keeps its address. A commitment with
 * several leads is with each, and one name is one ministry however it is written.
 */
export function everyMinistryOf({ commitments }: Pick<PlanView, 'commitments'>): Ministry[] {
  const found = new Map<string, Gathered>();
  const gather = (leads: Leads, as: 'commitments' | 'former', commitment: CommitmentView): void => {
    for (const [folded, name] of leads) {
      const known = found.get(folded) ?? { name, commitments: [], former: [] };
      known[as].push(commitment);
      found.set(folded, known);
    }
  };
  for (const commitment of commitments) gather(leadsOf(commitment), 'commitments', commitment);
  for (const commitment of commitments) gather(formerLeadsOf(commitment), 'former', commitment);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folded, gathered]) => ({ slug: slugOf(folded), ...gathered }));
}

/** The ministries that lead commitments of a plan now. */
export function ministriesOf(view: Pick<PlanView, 'commitments'>): Ministry[] {
  return everyMinistryOf(view).filter(({ commitments }) => commitments.length > 0);
}

/** Who leads a commitment now, each with its address. */
export function leadingNow(commitment: CommitmentView): { readonly slug: string; readonly name: Passage }[] {
  return [...leadsOf(commitment)].map(([folded, name]) => ({ slug: slugOf(folded), name }));
}

/**
 * Whether a change of a commitment is one of this ministry's: made while it led, or the one by which it came to lead or no longer
 * does. So what a ministry's feeds hold does not grow or shrink by who led before or leads after.
 */
export function ledWhile(
  commitment: CommitmentView,
  slug: string,
): (change: { readonly seq: number | null; readonly at: string }) => boolean {
  const { log } = commitment;
  const terms = termsOf(commitment);
  const leadsAfter = (seq: number): boolean => terms.findLast((term) => term.seq <= seq)?.slugs.has(slug) ?? false;
  return ({ seq, at }) => {
    if (seq !== null) return leadsAfter(seq) || leadsAfter(seq - 1);
    const later = log.findIndex((entry) => entry.at > at);
    return leadsAfter(later < 0 ? log.length : later);
  };
}

/** Who led from which entry on, by their addresses. */
const termsOf = keptFor(({ log }: CommitmentView) =>
  log.flatMap((entry) => {
    if (entry.type !== 'imported') return [];
    const { leadInstitutions, language } = entry.data.commitment;
    return [{ seq: entry.seq, slugs: new Set([...namesIn(leadInstitutions, language).keys()].map(slugOf)) }];
  }),
);

/** Commitments whose sheet names no institution that leads. */
export function withoutMinistry({ commitments }: Pick<PlanView, 'commitments'>): CommitmentView[] {
  return commitments.filter((one) => leadsOf(one).size === 0);
}

/** Where a ministry's page, feeds and calendar lie. */
export function ministryFolder(view: Pick<PlanView, 'state' | 'language'>, slug: string, language: InterfaceLanguage): string {
  return folderOf(ministryId(view, slug), language, view.language);
}

/** `fr-2021-2023/ministries/<slug>` */
export function ministryId({ state }: Pick<PlanView, 'state'>, slug: string): string {
  return `${state.settings.id}/ministries/${slug}`;
}

/** Institutions under their folded names. */
type Leads = ReadonlyMap<string, Passage>;

function namesIn(institutions: readonly string[], language: string): Leads {
  const names = new Map<string, Passage>();
  for (const written of institutions) {
    const text = plainLine(written);
    const folded = foldedName(text);
    if (folded !== '' && !names.has(folded)) names.set(folded, { text, language });
  }
  return names;
}

/** Each leading institution once. */
const leadsOf = keptFor(({ state }: CommitmentView): Leads => namesIn(state.leadInstitutions, state.language));

/** Each that an earlier import named and the last one does not, as it was written last. */
const formerLeadsOf = keptFor((commitment: CommitmentView): Leads => {
  const names = new Map<string, Passage>();
  for (const entry of commitment.log) {
    if (entry.type !== 'imported') continue;
    const { leadInstitutions, language } = entry.data.commitment;
    for (const [folded, name] of namesIn(leadInstitutions, language)) names.set(folded, name);
  }
  for (const folded of leadsOf(commitment).keys()) names.delete(folded);
  return names;
});

const ligatures: { readonly [letter: string]: string } = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Letters and digits of a name in words, without case and accents; the whole name where it has none. */
function foldedName(name: string): string {
  const folded = fold(name).replace(/[œæß]/gu, (letter) => ligatures[letter] ?? letter);
  const words = folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  return words === '' ? name : words;
}

const longest = 60;

/**
 * `ministere de la sante` → `ministere-de-la-sante`. What Latin letters cannot say, or not within the length, is told apart by
 * a hash after two hyphens, which no plain name has.
 */
function slugOf(folded: string): string {
  if (/^[a-z0-9 ]+$/.test(folded) && folded.length <= longest) return folded.replaceAll(' ', '-');
  const words = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const beginning = words.length <= longest ? words : words.slice(0, longest).replace(/-[^-]*$/, '');
  return `${beginning || 'ministry'}--${createHash('sha256').update(folded).digest('hex').slice(0, 16)}`;
}
