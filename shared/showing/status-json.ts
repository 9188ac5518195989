import { commitmentFacts, keyedByOgpId } from './commitment-facts.ts';
import { shownDate } from './milestone-facts.ts';
import { plainLine } from './plain-text.ts';
import { planFacts } from './plan-facts.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** A plan, keyed by OGP code where the code is verified, else by our own id. */
export function statusJson(view: PlanView): string {
  return `${JSON.stringify(statusOf(view), null, 2)}\n`;
}

/** One commitment of a plan, in the same shape. It says nothing of the others: what changes them does not change it. */
export function commitmentStatusJson(view: PlanView, commitment: CommitmentView): string {
  const { state, dataDay } = commitment;
  const heads = { [state.id]: state.head };
  return `${JSON.stringify({ ...namesOf(view), asOf: dataDay, head: null, heads, ...keyed(view, [commitment]) }, null, 2)}\n`;
}

function namesOf({ state: { settings } }: PlanView) {
  return {
    plan: settings.id,
    titles: Object.fromEntries(Object.entries(settings.titles).map(([code, text]) => [code, plainLine(text)])),
    period: shownDate(settings.period),
  };
}

function keyed(view: PlanView, commitments: readonly CommitmentView[]) {
  return keyedByOgpId(commitments, (one) => commitmentFacts(view, one));
}

function statusOf(view: PlanView) {
  return {
    ...namesOf(view),
    asOf: view.dataDay,
    head: view.head,
    heads: Object.fromEntries(view.heads),
    ...planFacts(view),
    ...keyed(view, view.commitments),
  };
}
