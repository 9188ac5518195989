import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportedCommitment } from '../../shared/domain/commitment.ts';
import { ogpJson } from '../../shared/showing/ogp-json.ts';
import { statusJson } from '../../shared/showing/status-json.ts';
import { aCommitment } from '../builders.ts';
import { assessed, pilot, view } from './health-plan.ts';

type Told = { [key: string]: { number: string; milestones: object[]; irm: { [name: string]: unknown } | null } };
const read = (): { plan: string; head: string; commitments: Told; withoutOgpId: Told } =>
  JSON.parse(ogpJson(view([assessed(), pilot()], '2024-07-01'))) as ReturnType<typeof read>;

test('a commitment is keyed by its OGP code where somebody verified it, else by our own id', () => {
  const { plan, head, commitments, withoutOgpId } = read();
  expect([plan, head]).toEqual(['fr-2021-2023', expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(Object.keys(commitments)).toEqual(['FR0078']);
  expect(Object.keys(withoutOgpId)).toEqual(['fr-2021-2023/29']);
});

test('it has the members of OGP’s own page, and of a milestone what was said of it', () => {
  const { FR0078: told } = read().commitments;
  expect(Object.keys(told ?? {})).toEqual([
    ...['number', 'title', 'language', 'actionPlan', 'actionPlanCycle', 'leadInstitutions', 'supportInstitutions'],
    ...['policyAreas', 'period', 'milestones', 'irm'],
  ]);
  expect(told?.milestones[0]).toMatchObject({
    title: 'Lancement du comité citoyen',
    due: { text: 'Octobre 2021', precision: 'month', from: '2021-10-01', to: '2021-10-31' },
    declared: 'complete',
    lastHeard: '2021-11-12',
  });
});

test('each value of the reviewer has its scheme, source and date, and is null where there is none', () => {
  const { FR0078: told } = read().commitments;
  const source = { scheme: 'ogp-irm', source: 'https://irm.example.org/rapport', date: '2024-06-01' };
  expect(told?.irm).toMatchObject({ completion: { value: 'limited', ...source }, ambition: { value: 'low', ...source } });
  expect(read().withoutOgpId['fr-2021-2023/29']?.irm).toBeNull();
});

test('it says nothing that holds for a day only', () => {
  const text = ogpJson(view([assessed(), pilot()], '2024-07-01'));
  expect(text).not.toContain('position');
  expect(ogpJson(view([assessed(), pilot()], '2024-07-02'))).toBe(text);
});

test('whatever codes commitments share, each stands in the data once, under a key of its own', async () => {
  const code = fc.option(fc.record({ code: fc.constantFrom('FR0078', 'FR0079'), verified: fc.boolean() }), { nil: null });
  const told = (text: string) => JSON.parse(text) as { commitments: Told; withoutOgpId: Told };
  const property = fc.property(fc.array(code, { maxLength: 6 }), (codes: ImportedCommitment['ogpId'][]) => {
    const all = codes.map((ogpId, place) => aCommitment({ number: String(place + 1), ogpId }));
    for (const text of [statusJson(view(all, '2024-07-01')), ogpJson(view(all, '2024-07-01'))]) {
      const { commitments, withoutOgpId } = told(text);
      const numbers = [...Object.values(commitments), ...Object.values(withoutOgpId)].map(({ number }) => number);
      expect(numbers.map(Number).sort()).toEqual(codes.map((_, place) => place + 1));
      const verified = codes.filter((one) => one?.verified === true).map((one) => one?.code ?? '');
      const alone = verified.filter((one) => verified.indexOf(one) === verified.lastIndexOf(one));
      expect(Object.keys(commitments).sort()).toEqual(alone.sort());
      expect(Object.entries(withoutOgpId).every(([id, { number }]) => id === `fr-2021-2023/${number}`)).toBe(true);
    }
  });
  await fc.assert(property, { numRuns: 60 });
});
