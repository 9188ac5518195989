import { commitmentNames, irmFacts, keyedByOgpId } from './commitment-facts.ts';
import { factsOf } from './milestone-facts.ts';
import type { CommitmentView, PlanView } from './view.ts';

function ogpFacts(view: PlanView, commitment: CommitmentView) {
  return {
    ...commitmentNames(view, commitment),
    milestones: factsOf(view, commitment).map(({ title, start, due, revisions, declared, evidence, lastHeardOn }) => ({
      title,
      start,
      due,
      revisions,
      declared,
      evidence,
      lastHeard: lastHeardOn,
    })),
    irm: irmFacts(commitment.state.assessment, commitment.texts),
  };
}

/**
 * A plan as the Open Government Partnership names it: commitments by OGP's own code, in the order of OGP's pages. Positions
 * are left out, because they hold for a day (DOMAIN, "JSON keyed by OGP id").
 */
export function ogpJson(view: PlanView): string {
  const facts = keyedByOgpId(view.commitments, (one) => ogpFacts(view, one));
  return `${JSON.stringify({ plan: view.state.settings.id, head: view.head, ...facts }, null, 2)}\n`;
}
