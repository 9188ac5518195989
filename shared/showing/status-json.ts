import { commitmentFacts } from './commitment-facts.ts';
import type { TextPart } from './deflated-pieces.ts';
import { joined, keyedJson, keyedPart } from './keyed-json.ts';
import { shownDate } from './milestone-facts.ts';
import { perCommitment } from './per-commitment.ts';
import { plainLine } from './plain-text.ts';
import { planFacts } from './plan-facts.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** What both files say of one commitment. */
const partOf = perCommitment((view, commitment) => keyedPart(commitment.state, commitmentFacts(view, commitment)));

/** A plan, keyed by OGP code where the code is verified, else by our own id; as parts, to be joined. */
export function statusJsonParts(view: PlanView): readonly TextPart[] {
  const { dataDay: asOf, head, heads, commitments } = view;
  return keyedJson(
    { ...namesOf(view), asOf, head, heads: Object.fromEntries(heads), ...planFacts(view) },
    commitments.map((one) => partOf(view, one)),
  );
}

export function statusJson(view: PlanView): string {
  return joined(statusJsonParts(view));
}

/** One commitment of a plan, in the same shape. It says nothing of the others: what changes them does not change it. */
export function commitmentStatusJson(view: PlanView, commitment: CommitmentView): string {
  const { state, dataDay } = commitment;
  const told = { ...namesOf(view), asOf: dataDay, head: null, heads: { [state.id]: state.head } };
  return joined(keyedJson(told, [partOf(view, commitment)]));
}

function namesOf({ state: { settings } }: PlanView) {
  return {
    plan: settings.id,
    titles: Object.fromEntries(Object.entries(settings.titles).map(([code, text]) => [code, plainLine(text)])),
    period: shownDate(settings.period),
  };
}
