// biome-ignore lint/style/noRestrictedImports: given back is what components drew and escaped, and nothing else.
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { markupOf } from './markup.ts';
import { basisOf, keyOf, stateOf } from './site-unit.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** More commitments than a country's plan has; when as many parts are known, all are forgotten. */
const mostParts = 400;

/** Their rows on a plan's pages, some for each milestone, in each language: a kilobyte or two each. */
const mostDrawings = 4_096;

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

/** Parts of commitments from one publication to the next, each under all that it is made of. */
function keptParts<Part>(most: number) {
  const parts = new Map<string, { readonly part: Part }>();
  return (view: PlanView, commitment: CommitmentView, rest: readonly string[], make: () => Part): Part => {
    const key = [keyOfCommitment(view, commitment), ...rest].join(' ');
    const known = parts.get(key) ?? { part: make() };
    if (parts.size >= most && !parts.has(key)) parts.clear();
    parts.set(key, known);
    return known.part;
  };
}

/**
 * Remembers what was made of a commitment from one publication to the next: most files of a plan tell all its commitments, and a
 * change touches one. `make` may depend on the commitment, the settings of its plan and `rest`, and on nothing else.
 */
export function perCommitment<Part extends object>(
  make: (view: PlanView, commitment: CommitmentView, rest: readonly string[]) => Part,
): (view: PlanView, commitment: CommitmentView, rest?: readonly string[]) => Part {
  const kept = keptParts<Part>(mostParts);
  return (view, commitment, rest = []) => kept(view, commitment, rest, () => make(view, commitment, rest));
}

/** The same for rows of pages: what `draw` draws may depend on the commitment, the settings of its plan and `rest`, and on nothing else. */
export function drawnPerCommitment(): (
  view: PlanView,
  commitment: CommitmentView,
  rest: readonly string[],
  draw: () => Child,
) => Child {
  const kept = keptParts<Child>(mostDrawings);
  return (view, commitment, rest, draw) => kept(view, commitment, rest, () => raw(markupOf(draw())));
}
