import type { CommitmentState } from '../domain/commitment.ts';
import type { TextPart } from './deflated-pieces.ts';

/** A commitment in such a file, already written, and where it stands in it. */
export type KeyedPart = TextPart & { readonly key: string; readonly isVerified: boolean };

/** JSON of something that stands two objects deep: what one says need not be written again because its neighbour spoke. */
export function deepJson(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n    ');
}

/** A commitment under its OGP code where somebody verified it, the others under our own id: a guess is no key. */
export function keyedPart({ ogpId, id }: CommitmentState, facts: object): KeyedPart {
  const isVerified = ogpId?.verified === true;
  const key = isVerified ? ogpId.code : id;
  return { key, isVerified, text: `${JSON.stringify(key)}: ${deepJson(facts)}` };
}

/**
 * Members of `head` first, then the commitments. The same text as `JSON.stringify` would write, with two spaces.
 * @returns parts, to be joined
 */
export function keyedJson(head: object, commitments: readonly KeyedPart[]): readonly TextPart[] {
  const first = JSON.stringify(head, null, 2).slice(0, -'\n}'.length);
  return [
    { text: `${first},\n  "commitments": ` },
    ...objectOf(commitments.filter(({ isVerified }) => isVerified)),
    between,
    ...objectOf(commitments.filter(({ isVerified }) => !isVerified)),
    end,
  ];
}

const between = { text: ',\n  "withoutOgpId": ' };
const end = { text: '\n}\n' };
const [none, opened, comma, closed] = [{ text: '{}' }, { text: '{\n    ' }, { text: ',\n    ' }, { text: '\n  }' }] as const;

function objectOf(members: readonly KeyedPart[]): readonly TextPart[] {
  const keyed = [...new Map(members.map((one) => [one.key, one])).values()];
  return keyed.length === 0 ? [none] : [...keyed.flatMap((one, place) => [place === 0 ? opened : comma, one]), closed];
}

export function joined(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}
