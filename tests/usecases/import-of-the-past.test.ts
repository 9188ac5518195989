import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { deadlineOf } from '../../shared/domain/commitment.ts';
import type { DigestJob, OutgoingMail, Stores } from '../../shared/ports.ts';
import { readSources } from '../../shared/reading/read-sources.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { nextTick } from '../../shared/usecases/next-tick.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { setMailbox } from '../../shared/usecases/set-mailbox.ts';
import { switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { aContact, anAssignment, planSettingsOf } from '../builders.ts';
import { config, plan } from './reminder-world.ts';
import { aDraft, aDraftCommitment, aDraftMilestone, admin, at, countingRng } from './world.ts';

const sheets = ['engagement-28.md', 'engagement-29.md'];

/** A plan whose mail has been on for weeks, with the sheets of the sample imported at an instant. */
async function imported(when: string): Promise<Stores> {
  const stores = memoryStores();
  const deps = { ...stores, rng: countingRng() };
  const begun = { planId: plan, actor: admin, now: at('2021-09-01T07:00:00Z') };
  await createPlan(deps, { ...begun, settings: planSettingsOf({ id: plan }) });
  await setMailbox(deps, { planId: plan, address: 'contact@example.org' });
  for (const role of ['lead', 'poc'] as const) {
    await stores.people.addContact(aContact({ as: role, confirmedAt: '2021-09-01T07:00:00Z' }));
    await stores.people.addAssignment(anAssignment({ as: role, role, since: '2021-09-01T07:00:00Z' }));
  }
  const drafts = [aDraft([aDraftCommitment({ number: '1', milestones: [aDraftMilestone('Un jalon', 'Décembre 2022')] })])];
  expect(await importSheets(deps, { ...begun, drafts, dryRun: false })).toMatchObject({ ok: true });
  expect(await switchMailOn(deps, begun)).toMatchObject({ ok: true });
  await stores.ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
  const folder = join(import.meta.dirname, '../../infra/local/sample');
  const past = readSources(sheets.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))).drafts;
  const now = at(when);
  expect(await importSheets(deps, { ...begun, drafts: past, now, dryRun: false })).toMatchObject({ ok: true });
  return stores;
}

/** The mails of every tick of a period. */
async function mailsOf(stores: Stores, from: string, until: string): Promise<readonly OutgoingMail[]> {
  const mails: OutgoingMail[] = [];
  const jobs: DigestJob[] = [];
  const mailer = {
    send: async (mail: OutgoingMail) => ({ kind: 'accepted', messageId: `m-${mails.push(mail)}` }) as const,
    quota: async () => ({ max24Hours: 200, sentLast24Hours: 0, perSecond: 1 }),
  };
  const digests = { put: async (some: readonly DigestJob[]) => void jobs.push(...some) };
  for (let now = await nextTick(stores, at(from), at(until)); now !== null; now = await nextTick(stores, now, at(until))) {
    const moment = now;
    const pause = { moment: () => moment, wait: async () => {} };
    await runTick({ ...stores, digests, mailer }, now);
    for (const job of jobs.splice(0)) await sendDigest({ ...stores, mailer, rng: countingRng('send'), pause, config }, job, now);
  }
  return mails;
}

/** As if no due item had moved on for weeks: an index that was restored, or copied with its table. */
async function makeAllDue({ record }: Stores, when: string): Promise<void> {
  const planSeq = (await record.plan(plan))?.state.head.seq ?? null;
  for (const number of ['28', '29']) {
    const found = await record.commitment(`${plan}/${number}`);
    for (const milestone of found?.commitment.milestones ?? []) {
      const item = await record.due(milestone.id);
      if (item === null)
        await record.putDue([{ subjectId: milestone.id, nextDueAt: when, deadlineVersion: deadlineOf(milestone).seq }]);
      else await record.advanceDue([{ from: item, nextDueAt: when }], planSeq);
    }
  }
}

test('F14, H4: sheets whose deadlines are past mail nobody on the day of their import, even where all of it is due', async () => {
  const stores = await imported('2021-11-22T09:00:00Z');
  await makeAllDue(stores, '2021-11-22T09:00:00Z');
  expect(await mailsOf(stores, '2021-11-22T09:00:00Z', '2021-11-30T22:59:59Z')).toEqual([]);
  const then = await mailsOf(stores, '2021-11-30T23:00:00Z', '2021-12-01T22:59:59Z');
  expect(then.map(({ to }) => to).sort()).toEqual(['lead@example.org', 'poc@example.org']);
});
