import type { Temporal } from 'temporal-polyfill';
import type { Stores } from '../../../shared/ports.ts';
import { auditPlans } from '../../../shared/usecases/audit-plans.ts';
import type { Violation } from '../history.ts';

/** What waits for a person, or for one at the gate, is no difference between what was owed and what was done. */
const told: readonly string[] = ['needs-human', 'plan-unreached', 'gate-shut', 'breaker-open'];

/** I14, I20: once everything rests, the audit, which goes its own way from the logs, finds nothing. Ticks are left out on purpose. */
export async function auditFindsNothing(stores: Stores, now: Temporal.Instant): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for (const planId of await stores.record.planIds()) {
    const { findings } = await auditPlans(stores, { planId, isFull: false }, now);
    const differences = findings.filter(({ kind }) => !told.includes(kind));
    violations.push(...differences.map((one) => ({ invariant: 'I14', told: `the audit finds ${JSON.stringify(one)}` })));
  }
  return violations;
}
