import { commitmentNames, irmFacts } from './commitment-facts.ts';
import type { TextPart } from './deflated-pieces.ts';
import { joined, keyedJson, keyedPart } from './keyed-json.ts';
import { factsOf } from './milestone-facts.ts';
import { perCommitment } from './per-commitment.ts';
import type { CommitmentView, PlanView } from './view.ts';

const partOf = perCommitment((view, commitment) => keyedPart(commitment.state, ogpFacts(view, commitment)));

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
 * @returns parts, to be joined
 */
export function ogpJsonParts(view: PlanView): readonly TextPart[] {
  return keyedJson(
    { plan: view.state.settings.id, head: view.head },
    view.commitments.map((one) => partOf(view, one)),
  );
}

export function ogpJson(view: PlanView): string {
  return joined(ogpJsonParts(view));
}
