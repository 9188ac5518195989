import { describe, expect, it } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aCommitment, aDeclared, andThen, andThenPlan, aRef } from '../builders.ts';
import { asked, healthPlan, pilot, source, view } from './health-plan.ts';

/** Files of every unit that tells of the plan as a whole, with the key they were made under. */
function unitsOf(shown: PlanView): ReadonlyMap<string, { key: string; files: readonly string[] }> {
  return new Map(
    planUnits(shown)
      .filter(({ name }) => !/^\d/.test(name))
      .map((unit) => [unit.name, { key: unit.key, files: unit.files().map(({ path, body }) => `${path}\n${textOf(body)}`) }]),
  );
}

/** Asserts that whatever kept its key kept its bytes, and tells which units got another key on the way. */
function changedAlong(views: readonly PlanView[]): ReadonlySet<string> {
  const changed = new Set<string>();
  let before = new Map<string, { key: string; files: readonly string[] }>();
  for (const shown of views) {
    const after = unitsOf(shown);
    for (const [name, { key, files }] of after) {
      const known = before.get(name);
      if (known?.key === key) expect(files, name).toEqual(known.files);
      else changed.add(name);
    }
    before = new Map(after);
  }
  return changed;
}

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
});
