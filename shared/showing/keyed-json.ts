import type { CommitmentState } from '../domain/commitment.ts';
import type { TextPart } from './deflated-pieces.ts';

/** A commitment in such a file, already written, and where it stands in it. */
export type KeyedPart = TextPart & { readonly id: string; readonly key: string; readonly isVerified: boolean };

/** JSON of something that stands two objects deep: what one says need not be written again because its neighbour spoke. */
export function deepJson(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n    ');
}

/** A commitment under its OGP code where somebody verified it, the others under our own id: a guess is no key. */
export function keyedPart({ ogpId, id }: CommitmentState, facts: object): KeyedPart {
  const isVerified = ogpId?.verified === true;
  const key = isVerified ? ogpId.code : id;
  return { id, key, isVerified, text: `${JSON.stringify(key)}: ${deepJson(facts)}` };
}

/** Commitments that share a verified code, as a typing error in an older log has them, each under its own id: none hides another. */
function alone(commitments: readonly KeyedPart[]): readonly KeyedPart[] {
  const times = new Map<string, number>();
  for (const { key } of commitments) times.set(key, (times.get(key) ?? 0) + 1);
  return commitments.map((one) => {
    const { id, key, text } = one;
    if ((times.get(key) ?? 0) < 2) return one;
    return { id, key: id, isVerified: false, text: `${JSON.stringify(id)}${text.slice(JSON.stringify(key).length)}` };
  });
}

/**
 * Members of `head` first, then the commitments. The same text as `JSON.stringify` would write, with two spaces.
 * @returns parts, to be joined
 */
export function keyedJson(head: object, commitments: readonly KeyedPart[]): readonly TextPart[] {
  const first = JSON.stringify(head, null, 2).slice(0, -'\n}'.length);
  const members = alone(commitments);
  return [
    { text: `${first},\n  "commitments": ` },
    ...objectOf(members.filter(({ isVerified }) => isVerified)),
    between,
    ...objectOf(members.filter(({ isVerified }) => !isVerified)),
    end,
  ];
}

const between = { text: ',\n  "withoutOgpId": ' };
const end = { text: '\n}\n' };
const [none, opened, comma, closed] = [{ text: '{}' }, { text: '{\n    ' }, { text: ',\n    ' }, { text: '\n  }' }] as const;

function objectOf(members: readonly KeyedPart[]): readonly TextPart[] {
  return members.length === 0 ? [none] : [...members.flatMap((one, place) => [place === 0 ? opened : comma, one]), closed];
}

export function joined(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}
