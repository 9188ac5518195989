import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import type { DigestJob, OutgoingMail, Stores } from '../ports.ts';
import { nextTick } from './next-tick.ts';
import type { MailConfig } from './prepare-digest.ts';
import { rehearsalStores } from './rehearsal-stores.ts';
import { runTick } from './run-tick.ts';
import { sendDigest } from './send-digest.ts';

/** A mail that would go out. `at` is local with its offset; milestones are in the order in which the mail tells them. */
export type RehearsedMail = {
  readonly at: string;
  readonly to: string;
  readonly kind: 'digest';
  readonly milestones: readonly { readonly id: string; readonly step: string }[];
};

export type Period = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

async function describe({ record, ledger }: Stores, { to, tags }: OutgoingMail, now: Temporal.Instant): Promise<RehearsedMail> {
  const rids = (await ledger.digest(tags['digest'] ?? ''))?.rids ?? [];
  const reminders = await ledger.reminders(rids);
  const told = rids.map((rid) => reminders.get(rid)).filter((one) => one !== undefined);
  const plan = await record.plan(told[0]?.planId ?? '');
  const local = now.toZonedDateTimeISO(plan?.state.settings.zone ?? 'UTC');
  return {
    at: local.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    to,
    kind: 'digest',
    milestones: told.map(({ subjectId, step }) => ({ id: subjectId, step })),
  };
}

/**
 * Every mail that would go out from `from` (inclusive) to `until` (exclusive) if nobody said a word, in order. It runs the
 * tick and the sender themselves on stores that keep their writes to themselves, so it can only say what would happen;
 * ticks that would find nothing to do are left out. Nothing goes out while the gate is shut.
 */
export async function rehearse(stores: Stores, config: MailConfig, { from, until }: Period): Promise<readonly RehearsedMail[]> {
  const gate = await stores.ledger.gate();
  if (gate.mode !== 'live' || gate.breaker !== null) return [];
  const last = until.subtract({ seconds: 1 });
  const acting = await rehearsalStores(stores, gate, instantText(last));
  const jobs: DigestJob[] = [];
  const mails: OutgoingMail[] = [];
  const mailer = {
    send: async (mail: OutgoingMail) => ({ kind: 'accepted', messageId: `rehearsal-${mails.push(mail)}` }) as const,
    quota: async () => ({ max24Hours: -1, sentLast24Hours: 0, perSecond: 1 }),
  };
  const digests = { put: async (some: readonly DigestJob[]) => void jobs.push(...some) };
  const rng = { bytes: (count: number) => new Uint8Array(count) };
  const rehearsed: RehearsedMail[] = [];
  let now = await nextTick(acting, from.subtract({ seconds: 1 }), last);
  while (now !== null) {
    await runTick({ ...acting, digests, mailer }, now);
    for (const job of jobs.splice(0)) await sendDigest({ ...acting, mailer, rng, config }, job, now);
    const sent: RehearsedMail[] = [];
    for (const mail of mails.splice(0)) sent.push(await describe(acting, mail, now));
    rehearsed.push(...sent.sort((a, b) => (a.to < b.to ? -1 : 1)));
    now = await nextTick(acting, now, last);
  }
  return rehearsed;
}
