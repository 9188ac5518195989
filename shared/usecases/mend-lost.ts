import type { Finding } from '../domain/audit.ts';
import { isCampaignStep } from '../domain/campaign-reminders.ts';
import { planOf } from '../domain/identifiers.ts';
import type { RecordStore } from '../ports.ts';

/**
 * Makes what an audit found lost due again, as of when it should have been planned: the next tick plans it, and of each
 * milestone only the latest step goes out. Doing it twice changes nothing more.
 * @returns the subjects that are due again
 */
export async function mendLost(record: Pick<RecordStore, 'due' | 'putDue'>, findings: readonly Finding[]): Promise<string[]> {
  const since = new Map<string, string>();
  for (const one of findings) {
    if (one.kind !== 'lost') continue;
    // A plan's own due item carries its campaigns.
    const subjectId = isCampaignStep(one.step) ? planOf(one.subjectId) : one.subjectId;
    const known = since.get(subjectId);
    if (known === undefined || one.plannedAt < known) since.set(subjectId, one.plannedAt);
  }
  for (const [subjectId, nextDueAt] of since) {
    const before = await record.due(subjectId);
    await record.putDue([{ subjectId, nextDueAt, deadlineVersion: before?.deadlineVersion ?? 0 }]);
  }
  return [...since.keys()];
}
