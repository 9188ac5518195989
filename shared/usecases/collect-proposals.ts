import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import { type FoundEvent, type Proposal, proposal } from '../domain/proposal.ts';
import { fold, sha256Of } from '../domain/text.ts';
import type { WaitingStore } from '../ports.ts';
import type { Draft } from '../reading/draft.ts';
import { citedIdOf } from './cite-source.ts';
import { cleaned, sourceOf } from './sheet.ts';

/** The same event of the same source has the same id at every import. */
function proposalIdOf(planId: string, source: string, { line, kind, title }: FoundEvent): string {
  return `proposal-${sha256Of(JSON.stringify([planId, source, line, kind, title])).slice(0, 32)}`;
}

function proposalsIn(draft: Draft, planId: string, at: string): Proposal[] {
  const documentId = citedIdOf(draft);
  if (documentId === null) return [];
  return draft.proposals.map((event) =>
    proposal.parse({
      ...cleaned(event),
      id: proposalIdOf(planId, draft.sha256, event),
      planId,
      documentId,
      source: sourceOf(draft),
      version: 1,
      state: 'waiting',
      became: null,
      at,
    }),
  );
}

/** Equal for the same event told by two versions of one document: its place in the text may have moved. */
function sameEvent({ documentId, kind, title, date }: Proposal): string {
  return JSON.stringify([documentId, kind, fold(title), date?.from ?? null, date?.to ?? null]);
}

/**
 * Keeps the dated events of what was read until a point of contact judges them. The same source again adds nothing, an edited
 * one only what it tells anew, and what was judged stays judged. {@link import('./import-sheets.ts').importSheets} does it
 * with every import that is no rehearsal.
 */
export async function collectProposals(
  { people }: { readonly people: Pick<WaitingStore, 'addProposals' | 'proposalsOf'> },
  { planId, drafts, now }: { readonly planId: string; readonly drafts: readonly Draft[]; readonly now: Temporal.Instant },
): Promise<{ readonly added: number }> {
  const told = drafts.flatMap((draft) => proposalsIn(draft, planId, instantText(now)));
  if (told.length === 0) return { added: 0 };
  const known = new Set((await people.proposalsOf(planId)).map(sameEvent));
  return { added: await people.addProposals(told.filter((one) => !known.has(sameEvent(one)))) };
}
