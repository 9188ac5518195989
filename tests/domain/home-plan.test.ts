import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { homePlanOf } from '../../shared/domain/home-plan.ts';
import { anAssignment } from '../builders.ts';

const at = '2021-10-20T08:00:00Z';
const here = 'fr-2021-2023';
const elsewhere = 'xx-2024';

/** A role in a plan; each has an id of its own. */
const roleIn = (planId: string, more: Parameters<typeof anAssignment>[0] = {}) =>
  anAssignment({ id: `a-${planId.replace(/\W/g, '')}${'0'.repeat(10)}`, planId, ...more });

describe('the home plan of a person', () => {
  test.each([
    ['nobody without a role has one', [], null],
    ['it is that of their only role', [roleIn(here)], here],
    [
      'it is that of the oldest role somebody vouched for',
      [roleIn(elsewhere, { since: '2021-09-02T00:00:00Z' }), roleIn(here)],
      here,
    ],
    [
      'a role that nobody vouched for gives no plan a home, however old',
      [roleIn(elsewhere, { since: '2020-01-01T00:00:00Z', confirmedAt: null }), roleIn(here)],
      here,
    ],
    [
      'a role that has ended gives way to one that stands',
      [roleIn(elsewhere, { since: '2020-01-01T00:00:00Z', until: '2021-01-01T00:00:00Z' }), roleIn(here)],
      here,
    ],
    [
      'a plan that adds somebody whose vouched roles have all ended gains nothing by adding',
      [roleIn(here, { until: '2021-10-01T00:00:00Z' }), roleIn(elsewhere, { confirmedAt: null })],
      here,
    ],
    [
      'before anybody vouched it is whoever named them first',
      [
        roleIn(elsewhere, { confirmedAt: null, since: '2021-09-02T00:00:00Z' }),
        roleIn(here, { confirmedAt: null, since: '2021-09-01T00:00:00Z' }),
      ],
      here,
    ],
    ['a role that begins later gives no home yet', [roleIn(elsewhere, { since: '2022-01-01T00:00:00Z' }), roleIn(here)], here],
  ])('%s', (_, roles, home) => {
    expect(homePlanOf(roles, at, new Set())).toBe(home);
    expect(homePlanOf(roles.toReversed(), at, new Set())).toBe(home);
  });

  test('an open plan comes before a closed one, however much older the role there is; of closed ones the oldest stays', () => {
    const before = roleIn(elsewhere, { since: '2020-01-01T00:00:00Z' });
    expect(homePlanOf([before, roleIn(here)], at, new Set([elsewhere]))).toBe(here);
    expect(homePlanOf([before, roleIn(here)], at, new Set([elsewhere, here]))).toBe(elsewhere);
    // A role that nobody vouched for makes no home of an open plan.
    expect(homePlanOf([before, roleIn(here, { confirmedAt: null })], at, new Set([elsewhere]))).toBe(elsewhere);
  });

  test('roles that another plan adds from now on never move it while a vouched role stands', () => {
    const later = fc.record({
      since: fc.constantFrom('2021-09-01T07:00:01Z', '2021-10-01T00:00:00Z', at),
      until: fc.constantFrom(null, '2021-10-10T00:00:00Z', '2022-01-01T00:00:00Z'),
      confirmedAt: fc.constantFrom(null, at),
    });
    fc.assert(
      fc.property(fc.array(later, { maxLength: 5 }), (added) => {
        const others = added.map((one, index) => roleIn(elsewhere, { ...one, id: `a-other${String(index).padEnd(16, '0')}` }));
        expect(homePlanOf([...others, roleIn(here)], at, new Set())).toBe(here);
      }),
    );
  });
});
