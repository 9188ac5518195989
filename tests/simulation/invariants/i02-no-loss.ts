import * as z from 'zod';
import { dueItem } from '../../../shared/domain/ledger.ts';
import { hour, minute, textOf } from '../clock.ts';
import { type Checker, ledgerIn, type Violation } from '../history.ts';
import { contentsOf } from '../rows.ts';

const invariant = 'I2';

/** Something may be planned for the last day itself. */
const patience = 26 * hour;

const dueRow = dueItem.pick({ subjectId: true, nextDueAt: true }).extend({ deadlineVersion: z.unknown() });

/** I2: two working days after the faults nothing that was due is still planned or claimed, and no due subject was passed over. */
export const noLoss: Checker = ({ rows, endsAt }) => {
  const { digests } = ledgerIn(rows);
  const before = textOf(endsAt - patience);
  const open = digests.filter((one) => ['planned', 'claimed'].includes(one.state) && one.notBefore < before);
  const asking = digests.filter(({ state, pending, notBefore }) => state === 'sent' && pending && notBefore < before);
  const overdue = contentsOf(rows, 'record', 'DUE#', dueRow).filter(
    ({ nextDueAt }) => nextDueAt !== null && nextDueAt < textOf(endsAt - 30 * minute),
  );
  return [
    ...open.map(
      ({ did, state, notBefore }): Violation => ({
        invariant,
        told: `digest ${did.slice(0, 6)} of ${notBefore} is still ${state}`,
      }),
    ),
    ...asking.map(({ did }): Violation => ({ invariant, told: `the asks of digest ${did.slice(0, 6)} were never written` })),
    ...overdue.map(
      ({ subjectId, nextDueAt }): Violation => ({ invariant, told: `${subjectId} was due at ${nextDueAt} and no tick took it` }),
    ),
  ];
};
