import { inParallel } from '../shared/adapters/tables.ts';
import { deadlineOf } from '../shared/domain/commitment.ts';
import type { DueItem } from '../shared/domain/ledger.ts';
import { nextDueAt } from '../shared/domain/reminder-policy.ts';
import { aCommitment, aContact, anAssignment, aPlan, planWritesOf, writesOf } from '../tests/builders.ts';
import { at } from '../tests/usecases/world.ts';
import type { MeasuredStores } from './stores.ts';

/** As many as a whole national plan has. */
const leadsInPlan = 60;

/** Imported, vouched for and switched on after the −30 of its deadline, so that nothing but the −7 is due. */
const since = '2021-10-05T07:00:00Z';
/** The −7 of 31 October 2021, rolled back to the Friday before, at nine in Paris. */
export const dueAt = '2021-10-22T07:00:00Z';

/** Who answers for what: each lead for one commitment with one milestone, in plans of a national plan's size. */
export async function seedLeads({ stores, width }: MeasuredStores, leads: number, onDone: (done: number) => void): Promise<void> {
  const plans = Array.from({ length: Math.ceil(leads / leadsInPlan) }, (_, index) => `plan-${index + 1}`);
  let done = 0;
  await inParallel(
    plans.map((id, index) => ({ id, index })),
    width,
    async ({ id, index }) => {
      const plan = aPlan({ id, at: since, mailOnSince: since });
      for (const write of planWritesOf(plan)) await stores.record.appendToPlan(write);
      await stores.people.setMailbox(id, 'contact@example.org');
      const due: DueItem[] = [];
      for (let place = 1; place <= Math.min(leadsInPlan, leads - index * leadsInPlan); place += 1) {
        const as = `l${index}x${place}`;
        const number = String(place);
        await stores.people.addContact(aContact({ as, email: `${as}@example.org`, confirmedAt: since }));
        await stores.people.addAssignment(anAssignment({ as, planId: id, commitments: [number], since, confirmedAt: since }));
        const record = aCommitment({ plan: id, number, at: since, milestones: [{ due: 'Octobre 2021' }], responsible: [] });
        for (const write of writesOf(record)) await stores.record.appendToCommitment(write);
        for (const milestone of record.commitment.milestones) {
          const next = nextDueAt(plan.state, milestone, at(since));
          due.push({ subjectId: milestone.id, nextDueAt: next, deadlineVersion: deadlineOf(milestone).seq });
        }
        done += 1;
        onDone(done);
      }
      await stores.record.putDue(due);
    },
  );
  await stores.ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
}
