import type { Digest } from '../../../shared/domain/ledger.ts';
import { ledgerIn, type Violation } from '../history.ts';
import type { Rows } from '../rows.ts';

const invariant = 'I14';

/** Ended because nothing in it held any more: each of its reminders then says why. One that was tried, or that a person gave up, need not. */
function isDroppedEmpty(one: Digest | undefined): boolean {
  return one?.state === 'dropped' && one.reason === 'empty' && one.attempt === 0;
}

/** I14: every reminder is sent, pending, dropped or with a person, in exactly one digest or in none. At every quiescent point. */
export function conservation(rows: Rows): readonly Violation[] {
  const { digests, reminders } = ledgerIn(rows);
  const byDid = new Map(digests.map((one) => [one.did, one]));
  const adrift = reminders.filter(
    ({ rid, did, dropped }) => dropped === null && (did === null || byDid.get(did)?.rids.includes(rid) !== true),
  );
  const rids = new Map(reminders.map((one) => [one.rid, one]));
  const strange = digests
    .filter(({ state }) => state !== 'dropped')
    .flatMap(({ did, rids: held }) =>
      held.filter((rid) => rids.get(rid)?.did !== did).map((rid) => `${rid.slice(0, 6)} in ${did.slice(0, 6)}`),
    );
  const lost = reminders.filter(({ did, dropped }) => dropped === null && did !== null && isDroppedEmpty(byDid.get(did)));
  return [
    ...adrift.map(({ rid, step, subjectId }) => ({
      invariant,
      told: `reminder ${rid.slice(0, 6)} (${subjectId} ${step}) is in no digest and not dropped`,
    })),
    ...strange.map((told) => ({ invariant, told: `a digest holds a reminder that is elsewhere: ${told}` })),
    ...lost.map(({ rid, did }) => ({
      invariant,
      told: `reminder ${rid.slice(0, 6)} went with the dropped digest ${did?.slice(0, 6)} and has no reason`,
    })),
  ];
}
