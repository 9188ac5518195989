/** What people do and how often each is done, by weight; most worlds are busy with deadlines and answers. */
const weights: readonly (readonly [what: string, weight: number])[] = [
  ['move', 6],
  ['move back', 7],
  ['say a word', 5],
  ['complete', 3],
  ['correct', 3],
  ['withdraw', 1],
  ['redact', 3],
  ['change contact', 3],
  ['change address', 1],
  ['confirm contact', 2],
  ['hand on', 2.5],
  ['take back', 0.5],
  ['unsubscribe', 1],
  ['subscribe again', 2],
  ['pause', 2],
  ['end each other', 1],
  ['mail off', 1.5],
  ['mail on', 3],
  ['plan a campaign', 1],
  ['end a plan', 0.4],
  ['change the policy', 1.5],
];

const total = weights.reduce((sum, [, weight]) => sum + weight, 0);

/** Names of everything people may do: what a run must have seen. */
export const everyDeed: readonly string[] = weights.map(([what]) => what);

/** The deed that a share of all weights, from 0 to 1, comes to. */
export function deedAt(share: number): string {
  let left = share * total;
  const chosen = weights.find(([, weight]) => {
    left -= weight;
    return left < 0;
  });
  return chosen?.[0] ?? 'move';
}

/** Does a counter say that somebody did something beyond switching mail on, as every world begins? */
export function isDeedOfPeople(counter: string): boolean {
  return everyDeed.some((what) => what !== 'mail on' && counter === `did ${what}`);
}
