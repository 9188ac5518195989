import { Temporal } from 'temporal-polyfill';
import { textOf } from '../clock.ts';
import { type Acceptance, type Checker, carriedBy, digestIn, ledgerIn, planIn, type Violation } from '../history.ts';

const invariant = 'I8';

/** The local day on which a mail was accepted, where the first plan it speaks of is; null without a claim. */
function dayOf({ at, claim }: Acceptance): { readonly person: string; readonly date: string } | null {
  const [first] = claim === null ? [] : carriedBy(claim);
  if (claim === null || first === undefined) return null;
  const zone = planIn(claim.rows, first.planId)?.settings.zone ?? 'UTC';
  return {
    person: first.recipientId,
    date: Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString(),
  };
}

/** I8: sent reminders are exactly those of accepted digests, each in one; a person gets one a day, and never an empty one. */
export const digestIsUnion: Checker = ({ acceptances, restores, resends, rows }) => {
  const violations: Violation[] = [];
  const tell = (told: string): void => void violations.push({ invariant, told });
  const digestOf = new Map<string, string>();
  const mailsOf = new Map<string, Set<string>>();
  // What SES took and then refused counts as sent until its event comes, if ever.
  const taken = new Set(acceptances.flatMap(({ claim }) => (claim === null ? [] : carriedBy(claim).map(({ rid }) => rid))));
  for (const one of acceptances) {
    if (one.claim === null || one.isRefused) continue;
    const { did } = one.claim;
    const carried = carriedBy(one.claim);
    if (carried.length === 0) tell(`an empty mail was accepted at ${textOf(one.at)}`);
    for (const { rid } of carried) {
      const known = digestOf.get(rid) ?? did;
      if (known !== did) tell(`reminder ${rid.slice(0, 6)} is in digest ${known.slice(0, 6)} and in ${did.slice(0, 6)}`);
      digestOf.set(rid, did);
    }
    const on = dayOf(one);
    // A repeat belongs to the day of its first mail, whenever it leaves.
    if (on === null || one.claim.attempt > 1 || resends.has(did)) continue;
    const key = `${on.person} on ${on.date}`;
    mailsOf.set(key, (mailsOf.get(key) ?? new Set()).add(did));
  }
  for (const [key, dids] of mailsOf)
    if (dids.size > 1) tell(`${key} got ${[...dids].map((did) => did.slice(0, 6)).join(' and ')}`);
  if (restores.some(({ lost }) => lost === 'ledger')) return violations;
  const { digests, reminders } = ledgerIn(rows);
  const sent = new Set(digests.filter(({ state }) => state === 'sent').map(({ did }) => did));
  for (const { rid, did, dropped } of reminders) {
    const isSent = did !== null && sent.has(did) && dropped === null;
    if (isSent && !taken.has(rid)) tell(`reminder ${rid.slice(0, 6)} counts as sent and no mail brought it`);
  }
  for (const [rid, did] of digestOf) {
    const { state = null, reason = null } = digestIn(rows, did) ?? {};
    const isPersons = state === 'needs-human' || (state === 'dropped' && reason !== 'empty');
    if (state !== 'sent' && !isPersons) tell(`reminder ${rid.slice(0, 6)} was mailed and its digest is ${state}`);
  }
  return violations;
};
