import * as z from 'zod';
import { type FuzzyDate, fuzzyDate } from './fuzzy-date.ts';
import { isoInstant, planId } from './identifiers.ts';
import { type PlanState, type ProcessStep, processStep } from './plan.ts';
import { sha256 } from './text.ts';

/** What a dated event in a document may become: a meeting, or a step of a participation process. */
export const proposalKind = z.enum(['meeting', ...processStep.shape.kind.options]);
export type ProposalKind = z.infer<typeof proposalKind>;

/** A dated event as a document tells it. `reason` says where a year or a day came from that the line itself lacks. */
export const proposedEvent = z.strictObject({
  kind: proposalKind,
  title: z.string().min(1).max(300),
  date: fuzzyDate.nullable(),
  /** 1-based. */
  line: z.int().min(1),
  reason: z.string().max(500).nullable(),
});

/** A proposed event with what helps a person to judge it. */
export const foundEvent = proposedEvent.extend({
  /** The source line itself, addresses removed. */
  quote: z.string().max(2_000),
  /** How the sentence tells it: as over, as to come, or neither. */
  told: processStep.shape.state,
  /** Results are promised near the line. */
  followUpOwed: z.boolean(),
});
export type FoundEvent = z.infer<typeof foundEvent>;

/** A proposal waits in People until a point of contact has judged it: nothing of it is public or mailed before. */
export const proposal = foundEvent.extend({
  id: z.string().regex(/^proposal-[0-9a-f]{32}$/),
  planId,
  /** The cited document it comes from, or the participation process whose entry told it. */
  documentId: z.string().max(80),
  source: z.strictObject({ name: z.string().max(255), sha256 }),
  version: z.int().min(1),
  state: z.enum(['waiting', 'confirmed', 'rejected']),
  /** Id of the meeting or step it became. */
  became: z.string().max(80).nullable(),
  at: isoInstant,
});
export type Proposal = z.infer<typeof proposal>;

/** Ids of what a proposal becomes: the same at every try, so that a confirmation cut short is finished by the next one. */
export function publicIdsOf({ id }: Pick<Proposal, 'id'>): { readonly meeting: string; readonly step: string } {
  const own = id.slice('proposal-'.length);
  return { meeting: `meeting-${own}`, step: `step-${own}` };
}

/** A meeting or step that stands in the public record. */
export type RecordedEvent = {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly titles: ProcessStep['titles'];
  readonly date: FuzzyDate | null;
  readonly documentIds: readonly string[];
};

/** Meetings and steps of a plan, side by side. */
export function recordedEvents({ meetings, processes }: Pick<PlanState, 'meetings' | 'processes'>): RecordedEvent[] {
  return [...meetings.map((one) => ({ ...one, kind: 'meeting' as const })), ...processes.flatMap(({ steps = [] }) => steps)];
}

function overlap(a: FuzzyDate | null, b: FuzzyDate | null): boolean {
  const [fromA, toA, fromB, toB] = [a?.from ?? a?.to, a?.to ?? a?.from, b?.from ?? b?.to, b?.to ?? b?.from];
  if (fromA == null || toA == null || fromB == null || toB == null) return false;
  return fromA <= toB && fromB <= toA;
}

/** What the record holds already that may be the same event: of the same kind, in the same days, told by another document. */
export function maybeTheSame(plan: Pick<PlanState, 'meetings' | 'processes'>, told: Proposal): RecordedEvent[] {
  return recordedEvents(plan).filter(
    ({ kind, date, documentIds }) => kind === told.kind && !documentIds.includes(told.documentId) && overlap(date, told.date),
  );
}
