import { expect, test } from 'vitest';
import { perCommitment } from '../../shared/showing/per-commitment.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aDeclared, andThen } from '../builders.ts';
import { allAsks, answered, asked, committee, pilot, view } from './health-plan.ts';

/** How often something had to be made, for the first commitment of each view in turn. */
function madeFor(...views: readonly PlanView[]): number[] {
  let made = 0;
  const part = perCommitment((_, { state }) => {
    made += 1;
    return { number: state.number };
  });
  return views.map((one) => {
    const [commitment] = one.commitments;
    if (commitment === undefined) throw new Error('a commitment expected');
    expect(part(one, commitment)).toEqual({ number: commitment.state.number });
    return made;
  });
}

const plain = view([answered(), pilot()], '2021-11-15');

test('what was made of a commitment serves as long as nothing it is shown from has changed', () => {
  const other = view([answered(), andThen(pilot(), aDeclared('fr-2021-2023/29/m1'))], '2021-11-15');
  const nextDay = view([answered(), pilot()], '2021-11-16');
  expect(madeFor(plain, plain, view([answered(), pilot()], '2021-11-15'), other, nextDay)).toEqual([1, 1, 1, 1, 1]);
});

test('it is made anew for another entry, ask, position, setting or address', () => {
  const settings = { ...plain.state.settings, zone: 'Europe/Berlin' };
  const changed = [
    view([andThen(answered(), aDeclared('fr-2021-2023/28/m2')), pilot()], '2021-11-15'),
    view([answered(), pilot()], '2021-11-15', [...allAsks, asked('fr-2021-2023/28/m2', '2021-11-15', '-30')]),
    view([answered(), pilot()], '2022-03-01'),
    { ...plain, state: { ...plain.state, settings } },
    { ...plain, publicUrl: 'https://elsewhere.example' },
    view([committee(), pilot()], '2021-11-15'),
  ];
  expect(madeFor(plain, ...changed)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('what it was made with besides tells parts apart', () => {
  const part = perCommitment((_, __, rest) => ({ rest }));
  const [commitment] = plain.commitments;
  if (commitment === undefined) throw new Error('a commitment expected');
  expect([part(plain, commitment, ['en']), part(plain, commitment), part(plain, commitment, ['en'])]).toEqual([
    { rest: ['en'] },
    { rest: [] },
    { rest: ['en'] },
  ]);
});
