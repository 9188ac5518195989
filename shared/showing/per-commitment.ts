import { basisOf, keyOf, stateOf } from './site-unit.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** More commitments than a country's plan has; when as many parts are known, all are forgotten. */
const mostParts = 400;

const basisKeys = new WeakMap<PlanView, string>();
const keys = new WeakMap<PlanView, Map<CommitmentView, string>>();

function basisKeyOf(view: PlanView): string {
  const key = basisKeys.get(view) ?? keyOf(basisOf(view));
  basisKeys.set(view, key);
  return key;
}

/** What a commitment is shown from, as one word: {@link stateOf} and the settings of its plan. */
function keyOfCommitment(view: PlanView, commitment: CommitmentView): string {
  const ofPlan = keys.get(view) ?? new Map<CommitmentView, string>();
  keys.set(view, ofPlan);
  const made = () => keyOf([basisKeyOf(view), stateOf(commitment, view.asOf, view.state.settings.zone)]);
  const key = ofPlan.get(commitment) ?? made();
  ofPlan.set(commitment, key);
  return key;
}

/**
 * Remembers what was made of a commitment from one publication to the next: most files of a plan tell all its commitments, and a
 * change touches one. `make` may depend on the commitment, the settings of its plan and `rest`, and on nothing else.
 */
export function perCommitment<Part extends object>(
  make: (view: PlanView, commitment: CommitmentView, rest: readonly string[]) => Part,
): (view: PlanView, commitment: CommitmentView, rest?: readonly string[]) => Part {
  const parts = new Map<string, Part>();
  return (view, commitment, rest = []) => {
    const key = [keyOfCommitment(view, commitment), ...rest].join(' ');
    const known = parts.get(key);
    if (known !== undefined) return known;
    const part = make(view, commitment, rest);
    if (parts.size >= mostParts) parts.clear();
    parts.set(key, part);
    return part;
  };
}
