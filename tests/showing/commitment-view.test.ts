import { expect, test } from 'vitest';
import { planView } from '../../shared/showing/view.ts';
import { aDeclared, andThen } from '../builders.ts';
import { allAsks, answered, asked, pilot, source, view } from './health-plan.ts';

const day = '2021-11-15';
const shown = () => view([answered(), pilot()], day);

test('a commitment of which nothing changed is the very same from one publication to the next', () => {
  const [one, other] = [shown(), shown()];
  expect(other.commitments.map((commitment, place) => commitment === one.commitments[place])).toEqual([true, true]);
});

test('it is read anew for an entry, a text that was removed, an ask, a day and asks that are no longer public', () => {
  const spoken = andThen(answered(), aDeclared('fr-2021-2023/28/m2'));
  const [first] = answered().texts;
  if (first === undefined) throw new Error('a text expected');
  const texts = new Map(answered().texts).set(first[0], { sha256: first[0], salt: null, text: null });
  const changes = [
    () => view([spoken, pilot()], day),
    () => view([{ ...answered(), texts }, pilot()], day),
    () => view([answered(), pilot()], day, [...allAsks, asked('fr-2021-2023/28/m2', day, '-30')]),
    () => view([answered(), pilot()], '2021-11-16'),
    () => planView({ ...source([answered(), pilot()], day), asks: [] }),
  ];
  for (const change of changes) {
    const [before] = shown().commitments;
    // Directly after it: only what was shown last is remembered.
    expect(change()?.commitments[0]).not.toBe(before);
  }
});
