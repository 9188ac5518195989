import { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Gate } from '../domain/ledger.ts';
import type { DigestJob, OutgoingMail, Stores } from '../ports.ts';
import { addUp, type JobAccount, nothingDone } from './account.ts';
import { nextTick, tickAtOrAfter } from './next-tick.ts';
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

/** What ticks would do: as their account tells it, and the mails themselves. */
export type RehearsedTicks = { readonly account: JobAccount; readonly mails: readonly RehearsedMail[] };

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

/** The tick and the sender themselves, on stores that keep their writes to themselves. */
function stageOf(acting: Stores, config: MailConfig): (now: Temporal.Instant) => Promise<RehearsedTicks> {
  const jobs: DigestJob[] = [];
  const mails: OutgoingMail[] = [];
  const mailer = {
    send: async (mail: OutgoingMail) => ({ kind: 'accepted', messageId: `rehearsal-${mails.push(mail)}` }) as const,
    quota: async () => ({ max24Hours: -1, sentLast24Hours: 0, perSecond: 1 }),
  };
  const digests = { put: async (some: readonly DigestJob[]) => void jobs.push(...some) };
  const rng = { bytes: (count: number) => new Uint8Array(count) };
  return async (now) => {
    const pause = { moment: () => now, wait: async () => {} };
    const accounts = [await runTick({ ...acting, digests, mailer }, now)];
    for (const job of jobs.splice(0)) {
      accounts.push(await sendDigest({ ...acting, mailer, rng, pause, config: { ...config, allowed: [] } }, job, now));
    }
    const sent: RehearsedMail[] = [];
    for (const mail of mails.splice(0)) sent.push(await describe(acting, mail, now));
    return { account: addUp(accounts), mails: sent.sort((a, b) => (a.to < b.to ? -1 : 1)) };
  };
}

const soonerOf = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b);

/**
 * Every mail that would go out from `from` (inclusive) to `until` (exclusive) if nobody said a word, in order, with the gate
 * live and the mail of every plan on: where it is off, as if it were switched on `now`. What goes out between now and
 * `from` is acted too, so that it is not told as going out later; ticks that would find nothing to do are left out. It ends
 * early with the tick that reaches `atMost` mails.
 */
export async function rehearse(
  stores: Stores,
  config: MailConfig,
  { now, from, until, atMost }: Period & { readonly now: Temporal.Instant; readonly atMost?: number },
): Promise<readonly RehearsedMail[]> {
  const last = until.subtract({ seconds: 1 });
  const stored = await stores.ledger.gate();
  const gate: Gate = { ...stored, mode: 'live', breaker: null };
  const acting = await rehearsalStores(stores, { gate, until: instantText(last), mailOnAt: instantText(now) });
  const tick = stageOf(acting, config);
  const rehearsed: RehearsedMail[] = [];
  const first = tickAtOrAfter(soonerOf(now, from));
  for (let at: Temporal.Instant | null = first; at !== null && Temporal.Instant.compare(at, last) <= 0; ) {
    const { mails } = await tick(at);
    if (Temporal.Instant.compare(at, from) >= 0) rehearsed.push(...mails);
    if (atMost !== undefined && rehearsed.length >= atMost) break;
    at = await nextTick(acting, at, last);
  }
  return rehearsed;
}

/** What these ticks would do, gate and mail as they are, and nothing but these ticks. */
export async function rehearseTicks(
  stores: Stores,
  config: MailConfig,
  ticks: readonly Temporal.Instant[],
): Promise<RehearsedTicks> {
  const last = ticks.at(-1);
  if (last === undefined) return { account: nothingDone, mails: [] };
  const gate = await stores.ledger.gate();
  const tick = stageOf(await rehearsalStores(stores, { gate, until: instantText(last), mailOnAt: null }), config);
  const done: RehearsedTicks[] = [];
  for (const at of ticks) done.push(await tick(at));
  return { account: addUp(done.map(({ account }) => account)), mails: done.flatMap(({ mails }) => mails) };
}
