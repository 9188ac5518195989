import { type CommitmentChange, type PlanChange, seal } from '../domain/change-log.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Actor } from '../domain/plan.ts';
import { reduceCommitment, reducePlan } from '../domain/reduce.ts';
import type { StoredText, Texts } from '../domain/text.ts';
import type { CommitmentRecord, PlanRecord } from '../ports.ts';
import type { Envelope } from './append-change.ts';

type Foreseen<Change> = {
  readonly change: Change;
  readonly texts: readonly StoredText[];
  readonly redacted?: readonly string[];
  readonly actor?: Actor;
};

function textsAfter(texts: Texts, { texts: added, redacted = [] }: Foreseen<unknown>): Texts {
  const after = new Map([...texts, ...added.map((one) => [one.sha256, one] as const)]);
  for (const sha256 of redacted) after.set(sha256, { sha256, salt: null, text: null });
  return after;
}

/** A commitment as it would stand once this change was written: what a preview shows. Nothing is written. */
export function foreseeCommitment(
  current: CommitmentRecord,
  { actor, now }: Envelope,
  decided: Foreseen<CommitmentChange>,
): CommitmentRecord {
  const { head, id } = current.commitment.state;
  const entry = seal(head, { subject: id, at: instantText(now), actor: decided.actor ?? actor }, decided.change);
  return {
    commitment: reduceCommitment(current.commitment, entry),
    log: [...current.log, entry],
    texts: textsAfter(current.texts, decided),
  };
}

/** A plan as it would stand; see {@link foreseeCommitment}. */
export function foreseePlan(current: PlanRecord, { actor, now }: Envelope, decided: Foreseen<PlanChange>): PlanRecord {
  const { settings, head } = current.state;
  const entry = seal(head, { subject: settings.id, at: instantText(now), actor }, decided.change);
  return { state: reducePlan(current.state, entry), log: [...current.log, entry], texts: textsAfter(current.texts, decided) };
}
