import { openStores } from '../../../infra/local/stores.ts';
import { genesis, seal } from '../../../shared/domain/change-log.ts';
import { reduceCommitment } from '../../../shared/domain/reduce.ts';
import { aCommitment, anActor, start, writesOf } from '../../builders.ts';

/**
 * A process that is meant to be killed: appends entries to one commitment without end and prints `<seq> <hash>` of each
 * one after it was accepted. Arguments: data folder, store.
 */
const [, , folder = '', store = ''] = process.argv;
const { stores } = await openStores(folder, { JALON_STORE: store });
for (const write of writesOf(aCommitment())) await stores.record.appendToCommitment(write);
for (;;) {
  const read = await stores.record.commitment('fr-2021-2023/28');
  const before = read?.commitment ?? null;
  const entry = seal(
    before?.state.head ?? genesis,
    { subject: 'fr-2021-2023/28', at: start, actor: anActor() },
    { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/28/m1', note: null } },
  );
  const after = reduceCommitment(before, entry);
  const due = [{ subjectId: 'fr-2021-2023/28/m1', nextDueAt: start, deadlineVersion: entry.seq }];
  const result = await stores.record.appendToCommitment({ entry, before, after, texts: [], redacted: [], due });
  if (result.ok) process.stdout.write(`${entry.seq} ${entry.hash}\n`);
}
