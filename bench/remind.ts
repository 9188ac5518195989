import { inParallel } from '../shared/adapters/tables.ts';
import type { DigestJob, OutgoingMail } from '../shared/ports.ts';
import { runTick } from '../shared/usecases/run-tick.ts';
import { sendDigest } from '../shared/usecases/send-digest.ts';
import { at, countingRng } from '../tests/usecases/world.ts';
import { dueAt, seedLeads } from './a-country.ts';
import type { Measured } from './meter.ts';
import { progress } from './progress.ts';
import type { MeasuredStores } from './stores.ts';

/** One part of the work, with what it took. */
type Part = Measured & { readonly seconds: number };

export type RemindResult = {
  readonly store: string;
  readonly mails: number;
  readonly seconds: number;
  readonly transactions: number;
  readonly capacity: Measured['capacity'];
  readonly tick: Part;
  readonly send: Part;
};

async function timed({ meter }: MeasuredStores, work: () => Promise<void>): Promise<Part> {
  meter.take();
  const from = performance.now();
  await work();
  return { seconds: (performance.now() - from) / 1_000, ...meter.take() };
}

function sumOf(one: Measured['capacity'], other: Measured['capacity']): Measured['capacity'] {
  return one === null || other === null ? null : { read: one.read + other.read, write: one.write + other.write };
}

/**
 * The morning on which `mails` people are told of a deadline: one tick that plans and queues everything, then every sender,
 * with a mail service that answers at once and no pause between two mails. What is left is our own work.
 */
export async function benchRemind(measured: MeasuredStores, mails: number): Promise<RemindResult> {
  const { name, stores, width } = measured;
  await seedLeads(measured, mails, progress(`${name}, people`, mails));
  const now = at(dueAt);
  const jobs: DigestJob[] = [];
  const sent: OutgoingMail[] = [];
  const show = progress(`${name}, mails`, mails);
  const mailer = {
    send: async (mail: OutgoingMail) => {
      show(sent.push(mail));
      return { kind: 'accepted', messageId: `m-${sent.length}` } as const;
    },
    quota: async () => ({ max24Hours: -1, sentLast24Hours: 0, perSecond: 1_000_000 }),
  };
  const digests = { put: async (some: readonly DigestJob[]) => void jobs.push(...some) };
  const pause = { moment: () => now, wait: async () => {} };
  const config = {
    from: 'rappels@example.org',
    name: 'Jalon',
    publicUrl: 'https://jalon.example.org',
    stage: 'bench',
    allowed: [],
  };
  const deps = { ...stores, digests, mailer, rng: countingRng(), pause, config };
  const tick = await timed(measured, async () => {
    await runTick(deps, now);
  });
  const send = await timed(measured, () => inParallel(jobs, width, (job) => sendDigest(deps, job, now)));
  if (sent.length !== mails) throw new Error(`${name}: ${sent.length} mails instead of ${mails}`);
  const { capacity } = tick;
  return {
    ...{ store: name, mails: sent.length, seconds: tick.seconds + send.seconds },
    ...{ transactions: tick.transactions + send.transactions, capacity: sumOf(capacity, send.capacity), tick, send },
  };
}
