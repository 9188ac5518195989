import { describe, expect, test } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Reminder } from '../../shared/domain/ledger.ts';
import { reminderId } from '../../shared/domain/ledger.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { mendLost } from '../../shared/usecases/mend-lost.ts';
import { readReminders } from '../../shared/usecases/read-reminders.ts';
import { resumeMail } from '../../shared/usecases/resume-mail.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { tuneMail, wishesOf } from '../../shared/usecases/tune-mail.ts';
import { anActor, anAssignment, aPersonId, loseDue } from '../builders.ts';
import { aWorld, b, instant, plan } from './reminder-world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;

const findings = async ({ stores }: World, at: string) =>
  (await auditPlans(stores, { planId: null, isFull: false }, instant(at))).findings.filter(
    ({ kind }) => kind !== 'tick-missing' && kind !== 'plan-unreached',
  );

async function contactOf({ stores }: World, as: string): Promise<Contact> {
  const found = await stores.people.contact(aPersonId(as));
  if (found === null) throw new Error(`no ${as}`);
  return found;
}

const stop = async (world: World, as: string, at: string) =>
  stopMail(world.stores, { token: (await contactOf(world, as)).stopToken, now: instant(at) });
const resume = (world: World, as: string, at: string) => resumeMail(world.stores, { contactId: aPersonId(as), now: instant(at) });

const linesSince = (world: World, at: string) =>
  world.sent
    .filter((one) => one.at >= at)
    .map((one) =>
      [one.at.slice(0, 10), one.to.split('@')[0], ...one.milestones.map(({ id, step }) => `${id.slice(-5)} ${step}`).sort()].join(
        ' ',
      ),
    );

const rowOf = async ({ stores }: World, one: Pick<Reminder, 'subjectId' | 'effectiveDate' | 'step'>, as: string) => {
  const rid = reminderId({ ...one, recipientId: aPersonId(as) });
  return (await stores.ledger.reminders([rid])).get(rid) ?? null;
};

/** b's deadline is 31 October; its +1wd falls due on 2 November. */
const firstAfter = { subjectId: b, effectiveDate: '2021-10-31', step: '+1wd' };

describe('whoever resumes', () => {
  test('is asked about steps planned after that moment only; what went to another meanwhile is asked once, and nothing is reported lost', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-30T07:00:00Z');
    await stop(world, 'lead', '2021-10-30T08:00:00Z');
    await world.run('2021-10-30T07:00:01Z', '2021-11-04T08:00:00Z');
    expect(await resume(world, 'lead', '2021-11-04T08:00:00Z')).toMatchObject({
      contact: { reachableSince: '2021-11-04T08:00:00Z' },
    });
    await world.run('2021-11-04T08:00:01Z', '2021-12-01T12:00:00Z');
    expect(linesSince(world, '2021-10-30')).toEqual([
      `2021-11-02 poc ${plan.slice(-5)} stopped-${aPersonId('lead')} 28/m1 +1wd 29/m1 overdue-2021-11`,
      '2021-12-01 lead 28/m1 overdue-2021-12 28/m2 -30 29/m1 overdue-2021-12 29/m2 -30',
      '2021-12-01 poc 28/m1 escalation',
    ]);
    const asks = (await world.stores.record.asks(`${plan}/28`)).filter(({ step }) => step === '+1wd');
    expect(asks.map(({ role, on }) => [role, on])).toEqual([['poc', '2021-11-02']]);
    expect(await rowOf(world, firstAfter, 'lead')).toMatchObject({ dropped: 'before-floor' });
    for (const at of ['2021-11-04T12:00:00Z', '2021-11-09T12:00:00Z', '2021-12-01T14:00:00Z']) {
      expect(await findings(world, at)).toEqual([]);
    }
  });

  test('leaves no hole where nobody could be reached: each step has its row, the audit finds nothing, and mending mails nothing', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-30T07:00:00Z');
    for (const as of ['lead', 'poc']) await stop(world, as, '2021-10-30T08:00:00Z');
    await world.run('2021-10-30T07:00:01Z', '2021-11-12T08:00:00Z');
    expect(await rowOf(world, firstAfter, 'lead')).toMatchObject({ dropped: 'no-recipient', role: 'lead', did: null });
    expect(await findings(world, '2021-11-12T08:00:00Z')).toEqual([]);
    for (const as of ['lead', 'poc']) await resume(world, as, '2021-11-12T08:00:00Z');
    const found = await findings(world, '2021-11-12T10:00:00Z');
    expect(found).toEqual([]);
    await mendLost(world.stores.record, found);
    await world.run('2021-11-12T10:00:01Z', '2021-11-30T08:00:00Z');
    expect(linesSince(world, '2021-10-30')).toEqual([]);
  });

  test('takes nothing from the audit: what was owed to another meanwhile and never planned is still found lost', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-21T08:00:00Z');
    await stop(world, 'lead', '2021-10-21T08:00:00Z');
    await loseDue(world.stores.record, [b]);
    await world.run('2021-10-21T08:00:01Z', '2021-10-22T07:00:00Z');
    await world.tick('2021-10-22T07:15:00Z');
    await resume(world, 'lead', '2021-10-25T08:00:00Z');
    expect(await findings(world, '2021-10-25T09:00:00Z')).toMatchObject([{ kind: 'lost', subjectId: b, step: '-7' }]);
  });

  test('one person in both roles is not told later what fell due while they were silent', async () => {
    const gone = { suppressed: { reason: 'bounced', at: '2021-09-15T06:30:00Z' } } as const;
    const world = await aWorld({ people: { lead: {}, poc: gone } });
    await world.stores.people.addAssignment(
      anAssignment({ as: 'both', contactId: aPersonId('lead'), role: 'poc', since: '2021-09-15T06:00:00Z' }),
    );
    await world.run('2021-09-15T07:00:00Z', '2021-10-21T08:00:00Z');
    await stop(world, 'lead', '2021-10-21T08:00:00Z');
    await world.run('2021-10-21T08:00:01Z', '2021-10-25T08:00:00Z');
    await resume(world, 'lead', '2021-10-25T08:00:00Z');
    await world.run('2021-10-25T08:00:01Z', '2021-10-29T12:00:00Z');
    expect(linesSince(world, '2021-10-21').filter((one) => one.includes('28/m1'))).toEqual(['2021-10-29 lead 28/m1 -1']);
    expect(await findings(world, '2021-10-29T14:00:00Z')).toEqual([]);
  });
});

describe('mail reaches somebody again', () => {
  const poc = anActor('poc');

  test('when a point of contact lifts the stop, or gives a bounced address another', async () => {
    const world = await aWorld();
    const bounced = { reason: 'bounced', at: '2021-10-01T08:00:00Z' } as const;
    for (const changes of [{ suppressed: null }, { email: 'autre@example.org' }]) {
      const before = await contactOf(world, 'lead');
      await world.stores.people.updateContact({
        ...before,
        version: before.version + 1,
        suppressed: bounced,
        reachableSince: null,
      });
      const now = instant('2021-10-05T08:00:00Z');
      const rng = world.deps.rng;
      const edited = await editContact(
        { ...world.stores, rng },
        { planId: plan, contactId: before.id, changes, actor: poc, now },
      );
      expect(edited).toMatchObject({ ok: true, contact: { suppressed: null, reachableSince: '2021-10-05T08:00:00Z' } });
    }
  });

  test('when a pause is over or taken back; a stop that was never there and a pause that goes on change nothing', async () => {
    const world = await aWorld();
    const wish = async (pauseUntil: string, at: string) => {
      const contact = await contactOf(world, 'lead');
      const now = instant(at);
      const wishes = { ...wishesOf(await readReminders(world.stores, { contact, now }), now), pauseUntil };
      const tuned = await tuneMail(world.stores, { contactId: contact.id, wishes, by: 'signed-in', now });
      return tuned.ok ? tuned.contact.reachableSince : tuned.reason;
    };
    expect(await wish('', '2021-10-01T08:00:00Z')).toBeNull();
    expect(await wish('2021-10-10', '2021-10-02T08:00:00Z')).toBeNull();
    expect(await wish('2021-10-12', '2021-10-03T08:00:00Z')).toBeNull();
    expect(await wish('', '2021-10-05T08:00:00Z')).toBe('2021-10-05T08:00:00Z');
    expect(await wish('2021-10-12', '2021-10-06T08:00:00Z')).toBe('2021-10-05T08:00:00Z');
    expect(await wish('2021-10-25', '2021-10-20T08:00:00Z')).toBe('2021-10-12T22:00:00Z');
  });

  test('a step that fell due within a pause is not told after it', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-21T08:00:00Z');
    const before = await contactOf(world, 'lead');
    const paused = { pausedSince: '2021-10-21T08:00:00Z', pausedUntil: '2021-10-26T22:00:00Z' };
    await world.stores.people.updateContact({ ...before, version: before.version + 1, ...paused });
    await world.run('2021-10-21T08:00:01Z', '2021-10-29T12:00:00Z');
    expect(linesSince(world, '2021-10-21').filter((one) => one.includes('28/m1'))).toEqual([
      '2021-10-22 poc 28/m1 -7',
      '2021-10-29 lead 28/m1 -1',
    ]);
    expect(await rowOf(world, { subjectId: b, effectiveDate: '2021-10-31', step: '-7' }, 'lead')).toMatchObject({
      dropped: 'before-floor',
    });
    expect(await findings(world, '2021-10-29T14:00:00Z')).toEqual([]);
  });
});
