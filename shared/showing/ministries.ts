import { createHash } from 'node:crypto';
import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { fold } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import type { Passage } from './changes.ts';
import { plainLine } from './plain-text.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** An institution that leads commitments of a plan, with all of them. */
export type Ministry = {
  /** Its part of the address; it depends on the name alone, so that no other ministry can ever move it. */
  readonly slug: string;
  /** As the first of its commitments writes it. */
  readonly name: Passage;
  readonly commitments: readonly CommitmentView[];
};

/** The ministries of a plan by name; a commitment with several leads is with each, and one name is one ministry however it is written. */
export function ministriesOf({ commitments }: Pick<PlanView, 'commitments'>): Ministry[] {
  const found = new Map<string, { name: Passage; commitments: CommitmentView[] }>();
  for (const commitment of commitments) {
    for (const [folded, name] of leadsOf(commitment)) {
      const known = found.get(folded) ?? { name, commitments: [] };
      known.commitments.push(commitment);
      found.set(folded, known);
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folded, { name, commitments: own }]) => ({ slug: slugOf(folded), name, commitments: own }));
}

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

/** Each leading institution once, under its folded name. */
function leadsOf({ state }: CommitmentView): ReadonlyMap<string, Passage> {
  const leads = new Map<string, Passage>();
  for (const written of state.leadInstitutions) {
    const text = plainLine(written);
    const folded = foldedName(text);
    if (folded !== '' && !leads.has(folded)) leads.set(folded, { text, language: state.language });
  }
  return leads;
}

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
