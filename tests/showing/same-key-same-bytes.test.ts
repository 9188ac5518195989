import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { tsImport } from 'tsx/esm/api';
import { describe, expect, it } from 'vitest';
import type { CommitmentRecord, PlanRecord } from '../../shared/ports.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aCommitment, aDate, aDeclared, andThen, andThenPlan, aRef } from '../builders.ts';
import { anyLogs } from '../usecases/any-log.ts';
import { asked, healthPlan, pilot, publicUrl, source, view } from './health-plan.ts';

/** Files of units, by default those that tell of the plan as a whole, with the key they were made under. */
function unitsOf(
  shown: PlanView,
  isWanted: (name: string) => boolean = (name) => !/^\d/.test(name),
  units: typeof planUnits = planUnits,
): ReadonlyMap<string, { key: string; files: readonly string[] }> {
  return new Map(
    units(shown)
      .filter(({ name }) => isWanted(name))
      .map((unit) => [unit.name, { key: unit.key, files: unit.files().map(({ path, body }) => `${path}\n${textOf(body)}`) }]),
  );
}

/** Asserts that whatever kept its key kept its bytes, and tells which units got another key on the way. */
function changedAlong(views: readonly PlanView[], isWanted?: (name: string) => boolean): ReadonlySet<string> {
  const changed = new Set<string>();
  let before = new Map<string, { key: string; files: readonly string[] }>();
  for (const shown of views) {
    const after = unitsOf(shown, isWanted);
    for (const [name, { key, files }] of after) {
      const known = before.get(name);
      if (known?.key === key) expect(files, name).toEqual(known.files);
      else changed.add(name);
    }
    before = new Map(after);
  }
  return changed;
}

/** A record as it stood after so many entries; a text is removed by the entry that says so, and not before. */
function upTo<Of extends CommitmentRecord | PlanRecord>(record: Of, entries: number): Of {
  const log = record.log.slice(0, entries);
  const later = record.log.slice(entries).flatMap((entry) => (entry.type === 'redacted' ? entry.data.texts : []));
  const known = new Map(later.map((sha256) => [sha256, { sha256, salt: '0'.repeat(32), text: 'Un texte qui sera supprimé' }]));
  return { ...record, log, texts: new Map([...record.texts, ...known]) };
}

const asksInTurn = [
  '2021-09-21',
  '2021-09-22',
  '2021-10-22',
  '2021-10-29',
  '2021-11-02',
  '2021-12-01',
  '2022-01-03',
  '2022-02-01',
].map((day, place) => asked(`fr-2021-2023/28/m${1 + (place % 2)}`, day, `-${place}`));

const minute = (n: number): string => `2021-10-0${2 + Math.floor(n / 60)}T10:${String(n % 60).padStart(2, '0')}:00Z`;

describe('a unit with the key it had is the bytes it was', () => {
  it('while a month fills one page and begins the next', () => {
    const steps = [pilot()];
    for (let n = 0; n < 204; n += 1) {
      const data = { milestoneId: `fr-2021-2023/29/m${1 + (n % 2)}`, note: null };
      steps.push(andThen(steps[n] ?? pilot(), { type: 'nothing-to-report', data }, { at: minute(n) }));
    }
    const changed = changedAlong([99, 100, 101, 200, 201].map((n) => view([steps[n] ?? pilot()], '2021-10-20', [])));
    expect(changed).toContain('changes/2021-10/2');
  });

  it('while milestones of a long view are done one after the other', () => {
    const records = Array.from({ length: 17 }, (_, index) =>
      aCommitment({
        number: String(index + 1),
        milestones: [1, 2, 3, 4].map((step) => ({ title: `Étape ${step} du projet ${index}`, due: 'Octobre 2021' })),
      }),
    );
    const asks = records.flatMap(({ commitment }) => commitment.milestones.map(({ id }) => asked(id, '2021-11-02', '+1wd')));
    const views = [0, 1, 5, 9, 10].map((done) =>
      view(
        records.map((record, index) =>
          index < done
            ? andThen(record, aDeclared(`${record.commitment.state.id}/m1`, { status: 'complete', completedOn: '2021-11-03' }), {
                at: '2021-11-04T08:00:00Z',
              })
            : record,
        ),
        '2021-11-15',
        asks,
      ),
    );
    expect(changedAlong(views)).toContain('overdue/2');
  });

  it('while the plan’s own log and its corrections grow over a page', () => {
    const logs = [98, 99, 100, 101].map((length) =>
      Array.from({ length }).reduce<ReturnType<typeof healthPlan>>(
        (record, _, index) => andThenPlan(record, { type: 'mail-switched', data: { on: index % 2 === 1 } }),
        healthPlan(),
      ),
    );
    const mended = [39, 40, 41].map((length) =>
      Array.from({ length }).reduce<CommitmentRecord>(
        (record) =>
          andThen(record, {
            type: 'corrected',
            data: { corrects: 1, reason: aRef('Relecture.'), change: { field: 'ogp-id', ogpId: null } },
          }),
        pilot(),
      ),
    );
    const shown = (plan: ReturnType<typeof healthPlan>, record: CommitmentRecord): PlanView => {
      const folded = planView({ ...source([record], '2021-11-15', []), plan });
      if (folded === null) throw new Error('a plan without a log');
      return folded;
    };
    const [, , , last = healthPlan()] = logs;
    const views = [...logs.map((plan) => shown(plan, pilot())), ...mended.map((record) => shown(last, record))];
    const changed = changedAlong(views);
    expect(changed).toContain('history/2');
    expect(changed).toContain('corrections/1');
  });

  it('while a meeting is recorded whose minutes are a milestone’s evidence already, recorded again and redacted', () => {
    const minutes = 'https://example.org/cr';
    const evidence = [{ url: minutes, title: aRef('Compte rendu'), kind: 'minutes' as const, date: null }];
    const proven = andThen(pilot(), aDeclared('fr-2021-2023/29/m1', { evidence }), { at: '2021-10-02T08:00:00Z' });
    const meeting = (title: string) => ({
      ...{ id: 'meeting-forum', titles: { fr: aRef(title) }, body: null, date: aDate('2021-10-14'), state: 'held' as const },
      ...{
        withCivilSociety: true,
        minutes: { url: minutes, title: aRef('Le compte rendu'), kind: 'minutes' as const, date: null },
      },
      documentIds: [],
    });
    const recorded = andThenPlan(healthPlan(), { type: 'meeting-recorded', data: { meeting: meeting('Forum') } });
    const again = andThenPlan(recorded, { type: 'meeting-recorded', data: { meeting: meeting('Forum du numérique') } });
    const redacted = andThenPlan(again, {
      type: 'redacted',
      data: { of: again.log.length, texts: [aRef('Forum du numérique').sha256], reason: aRef('Un nom.') },
    });
    const views = [healthPlan(), recorded, again, redacted].map((plan) => {
      const folded = planView({ ...source([proven], '2021-11-15', []), plan });
      if (folded === null) throw new Error('a plan without a log');
      return folded;
    });
    expect(changedAlong(views, () => true)).toContain('29');
    expect(
      views
        .map((one) => planUnits(one).find(({ name }) => name === '29')?.key)
        .filter((key, place, all) => all.indexOf(key) === place),
    ).toHaveLength(4);
  });

  it('whatever happened to a commitment and its plan, in whatever order, and however the days went by', async () => {
    const changed = new Set<string>();
    const shown: PlanView[] = [];
    const step = fc.record({
      commitment: fc.nat(4),
      plan: fc.nat(4),
      days: fc.constantFrom(0, 0, 1, 29, 200, 400),
      asks: fc.nat(2),
    });
    fc.assert(
      fc.property(anyLogs, fc.array(step, { minLength: 2, maxLength: 4 }), (logs, steps) => {
        const at = { commitment: 1, plan: 1, day: Temporal.PlainDate.from('2021-09-20'), asks: 0 };
        const views = steps.map(({ commitment, plan, days, asks }) => {
          at.commitment += commitment;
          at.plan += plan;
          at.day = at.day.add({ days });
          at.asks += asks;
          const folded = planView({
            plan: upTo(logs.plan, at.plan),
            commitments: [upTo(logs.commitment, at.commitment), pilot()],
            asks: asksInTurn.slice(0, at.asks),
            positionsOn: at.day.toString(),
            asOf: at.day.toString(),
            publicUrl,
          });
          if (folded === null) throw new Error('a plan without a log');
          return folded;
        });
        for (const name of changedAlong(views, () => true)) changed.add(name);
        shown.push(...views);
      }),
      { numRuns: 12 },
    );
    for (const name of ['28', '29', '.', 'around', 'ogp', 'ministries']) expect([...changed], name).toContain(name);
    // Parts are kept from one publication to the next: by a program that kept others, in another order, the bytes are the same.
    const before = shown.map((one) => unitsOf(one, () => true));
    const anew: typeof import('../../shared/showing/plan-files.ts') = await tsImport(
      '../../shared/showing/plan-files.ts',
      import.meta.url,
    );
    for (const [place, view] of [...shown.entries()].reverse()) {
      expect(unitsOf(view, () => true, anew.planUnits)).toEqual(before[place]);
    }
  });
});
