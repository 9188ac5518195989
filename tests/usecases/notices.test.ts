import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { readable as readableOf } from '../../shared/domain/unreadable.ts';
import { changeCommitment } from '../../shared/usecases/append-change.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { rehearse } from '../../shared/usecases/rehearse.ts';
import { switchMailOff, switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { aContact, anAssignment, aPersonId, aRole, aText, overwriteAssignment } from '../builders.ts';
import { confirmAsSeen, endAsSeen, reassignAsSeen } from './as-seen.ts';
import { aWorld, b, config, instant, plan, type Stage } from './reminder-world.ts';

const at = instant('2021-10-20T10:00:00Z');
const morning = '2021-10-21T07:00:00Z';
const unitName = 'Direction des exemples';
const poc: Actor = { role: 'poc', id: aPersonId('poc') };
const leadActor: Actor = { role: 'lead', id: aPersonId('lead') };

/** Golden rehearsal A on 20 October at noon, with a second point of contact, a deputy, and somebody to be confirmed. */
async function aPeopledWorld(stage: Stage = {}) {
  const world = await aWorld({ people: { lead: {}, deputy: {}, poc: {} }, ...stage });
  for (const as of ['second', 'newcomer', 'colleague']) await world.stores.people.addContact(aContact({ as }));
  await world.stores.people.addAssignment(anAssignment({ as: 'second', role: 'poc' }));
  const newcomer = anAssignment({ as: 'newcomer', role: 'deputy', commitments: ['29'], confirmedAt: null });
  await world.stores.people.addAssignment(newcomer);
  await world.run('2021-09-15T07:00:00Z', '2021-10-20T10:00:00Z');
  world.sent.length = 0;
  world.mails.length = 0;
  const deps = { ...world.stores, rng: world.deps.rng };
  const envelope = { planId: plan, actor: poc, now: at };
  const told = () =>
    world.sent.map(({ to, milestones }) => `${to} ${milestones.map(({ id, step }) => `${id} ${step}`).join(' ')}`);
  const confirm = () => confirmAsSeen(deps, { ...envelope, contactId: aPersonId('newcomer') });
  const write = (change: CommitmentChange, actor = leadActor, when = at) =>
    changeCommitment(deps, `${plan}/28`, { actor, now: when }, () => ({ ok: true, change, texts: [aText(unitName)] }));
  return { ...world, deps, envelope, told, confirm, write };
}

const unit = aRole({ function: null, organisation: unitName });
const handOn: CommitmentChange = {
  type: 'handed-on',
  data: {
    milestoneId: b,
    responsible: unit,
    lastDay: '2021-11-30',
    mayPublish: false,
  },
};
const colleague = (until: string | null) =>
  anAssignment({ as: 'colleague', role: 'colleague', commitments: ['28'], milestoneId: b, since: '2021-10-20T10:00:00Z', until });

describe('whoever else is concerned hears of a change of people by mail', () => {
  test('a confirmation: the others of the commitments and the plan, the person too, not who did it', async () => {
    const world = await aPeopledWorld();
    expect(await world.confirm()).toMatchObject({ ok: true });
    expect(await world.stores.record.due(plan)).toEqual({ subjectId: plan, nextDueAt: morning, deadlineVersion: 3 });
    await world.tick('2021-10-21T06:45:00Z');
    expect(world.told()).toEqual([]);
    await world.tick(morning);
    expect(world.told().sort()).toEqual(
      ['deputy', 'lead', 'newcomer', 'second'].map((who) => `${who}@example.org ${plan} notice-3`),
    );
    expect((await world.stores.record.due(plan))?.nextDueAt).toBeNull();
  });

  test('an edit, the end of a role and a new responsible person are told, each in its own line of one mail', async () => {
    const world = await aPeopledWorld();
    const lead = { contactId: aPersonId('lead') };
    expect(
      await editContact(world.deps, { ...world.envelope, ...lead, changes: { organisation: 'Autre service' } }),
    ).toMatchObject({
      ok: true,
    });
    const successor = { contactId: aPersonId('second'), role: 'lead' as const, commitments: ['28'] };
    expect(await reassignAsSeen(world.deps, { ...world.envelope, ...successor })).toMatchObject({ ok: true });
    const ended = { contactId: aPersonId('deputy'), role: 'deputy' as const };
    expect(await endAsSeen(world.deps, { ...world.envelope, ...ended })).toMatchObject({ ok: true });
    await world.tick(morning);
    const all = `${plan} notice-3 ${plan} notice-4 ${plan}/28 notice-2`.split(' ').sort().join(' ');
    const heard = world.sent.map(({ to, milestones }) => {
      return `${to} ${milestones
        .flatMap(({ id, step }) => [id, step])
        .sort()
        .join(' ')}`;
    });
    expect(heard.sort()).toEqual(['deputy', 'lead', 'second'].map((who) => `${who}@example.org ${all}`));
  });

  test('handing on and taking back: the colleague, the deputy and the points of contact, not the lead who did it', async () => {
    const world = await aPeopledWorld();
    await world.stores.people.addAssignment(colleague('2021-11-30T23:00:00Z'));
    await world.write(handOn);
    await world.tick(morning);
    const others = ['colleague', 'deputy', 'poc', 'second'];
    expect(world.told().sort()).toEqual(others.map((who) => `${who}@example.org ${plan}/28 notice-2`));
    world.sent.length = 0;
    await overwriteAssignment(world.stores.people, colleague('2021-10-26T10:00:00Z'));
    await world.write({ type: 'taken-back', data: { milestoneId: b } }, leadActor, instant('2021-10-26T10:00:00Z'));
    await world.tick('2021-10-27T07:00:00Z');
    const notices = world.told().filter((one) => one.includes('notice'));
    expect(notices.sort()).toEqual(others.map((who) => `${who}@example.org ${plan}/28 notice-3`));
  });

  test('neither who proposed nor who confirmed is told what they did', async () => {
    const world = await aPeopledWorld();
    const approved = { by: { role: 'lead', id: aPersonId('lead') }, since: '2021-10-19T10:00:00Z' } as const;
    await confirmAsSeen(world.deps, { ...world.envelope, contactId: aPersonId('newcomer'), approved });
    await world.tick(morning);
    expect(world.sent.map(({ to }) => to).sort()).toEqual(['deputy', 'newcomer', 'second'].map((who) => `${who}@example.org`));
  });

  test('it rides along with reminders of the same morning: still one mail', async () => {
    const world = await aPeopledWorld();
    await confirmAsSeen(world.deps, {
      ...world.envelope,
      now: instant('2021-10-21T10:00:00Z'),
      contactId: aPersonId('newcomer'),
    });
    await world.tick('2021-10-22T07:00:00Z');
    expect(world.told().find((one) => one.startsWith('lead'))).toBe(`lead@example.org ${b} -7 ${plan} notice-3`);
  });
});

describe('notices are bound by the rules of every reminder', () => {
  test('H1: the same tick three times over sends them once', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    for (let run = 0; run < 3; run += 1) await world.tick(morning);
    await world.tick('2021-10-21T07:15:00Z');
    expect(world.sent).toHaveLength(4);
  });

  test('H2: a missed morning is made up for, within the month', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    await world.tick('2021-10-25T06:00:00Z');
    await world.tick('2021-10-25T07:00:00Z');
    expect(world.told()).toContain(`second@example.org ${plan} notice-3`);
  });

  test('a notice that comes a month too late is dropped as stale, on the record', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    const account = await world.tick('2021-11-22T08:00:00Z');
    expect(account.skipped.filter(({ reason }) => reason === 'stale').length).toBeGreaterThanOrEqual(4);
    expect(world.told().filter((one) => one.includes('notice'))).toEqual([]);
  });

  test('I6: nothing that changed before mail was switched on is told', async () => {
    const world = await aWorld({ mailOnSince: null, people: { lead: {}, poc: {} } });
    await world.stores.people.addContact(aContact({ as: 'newcomer' }));
    await world.stores.people.addAssignment(anAssignment({ as: 'newcomer', role: 'deputy', confirmedAt: null }));
    const deps = { ...world.stores, rng: world.deps.rng };
    const envelope = { planId: plan, actor: { role: 'admin', id: null }, now: at } as const;
    await confirmAsSeen(deps, { ...envelope, contactId: aPersonId('newcomer') });
    expect(await world.stores.record.due(plan)).toBeNull();
    expect(await switchMailOn(deps, { ...envelope, now: at.add({ seconds: 1 }) })).toMatchObject({ ok: true });
    await world.run('2021-10-20T10:00:01Z', '2021-10-25T10:00:00Z');
    expect(world.sent.length).toBeGreaterThan(0);
    expect(world.sent.flatMap(({ milestones }) => milestones).filter(({ step }) => step.startsWith('notice'))).toEqual([]);
  });

  test('nobody who came into their role later is told what happened before', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    await world.stores.people.addContact(aContact({ as: 'late' }));
    const since = '2021-10-20T10:00:01Z';
    await world.stores.people.addAssignment(anAssignment({ as: 'late', role: 'poc', since, confirmedAt: since }));
    await world.tick(morning);
    expect(world.told().some((one) => one.startsWith('late'))).toBe(false);
  });

  test.each([
    ['stopped', { suppressed: { reason: 'unsubscribed', at: '2021-10-20T11:00:00Z' } }, 'suppressed'],
    ['paused', { pausedUntil: '2021-12-01T08:00:00Z' }, 'suppressed'],
  ] as const)('I9: whoever %s their mail is not told', async (_, change, reason) => {
    const world = await aPeopledWorld();
    await world.confirm();
    const second = await world.stores.people.contact(aPersonId('second'));
    if (second === null) throw new Error('a contact expected');
    await world.stores.people.updateContact({ ...second, ...change, version: second.version + 1 });
    const account = await world.tick(morning);
    expect(account.skipped.map((one) => one.reason)).toContain(reason);
    expect(world.sent.map(({ to }) => to)).not.toContain('second@example.org');
  });

  test('mail switched off before the morning keeps it in, and the digest ends empty', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    await switchMailOff(world.deps, { ...world.envelope, now: instant('2021-10-20T12:00:00Z') });
    await world.tick(morning);
    expect(world.sent).toEqual([]);
  });

  test('a closed plan tells nobody', async () => {
    const world = await aPeopledWorld({ settings: { closesOn: '2021-10-20' } });
    await world.confirm();
    await world.tick(morning);
    expect(world.sent).toEqual([]);
  });

  test('I21: a notice asks nothing: no ask is written, for a plan or a commitment', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    await world.write(handOn);
    await world.tick(morning);
    expect(world.sent.length).toBeGreaterThan(0);
    const asks = [...(await world.stores.record.asks(`${plan}/28`)), ...(await world.stores.record.asks(plan))];
    expect(asks.filter(({ step }) => step.startsWith('notice'))).toEqual([]);
  });

  test('a second change before the first was told leaves the first one due', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    const later = { ...world.envelope, now: instant('2021-10-21T07:05:00Z') };
    await editContact(world.deps, { ...later, contactId: aPersonId('newcomer'), changes: { name: 'Dominique Exemple' } });
    expect(await world.stores.record.due(plan)).toEqual({ subjectId: plan, nextDueAt: morning, deadlineVersion: 4 });
    await world.tick('2021-10-21T07:15:00Z');
    expect(world.told()).toContain(`second@example.org ${plan} notice-3`);
    await world.tick('2021-10-22T07:00:00Z');
    expect(world.told()).toContain(`second@example.org ${plan} notice-4`);
  });

  test('a weekend is waited for', async () => {
    const world = await aPeopledWorld();
    const friday = { ...world.envelope, now: instant('2021-10-22T10:00:00Z') };
    await confirmAsSeen(world.deps, { ...friday, contactId: aPersonId('newcomer') });
    expect((await world.stores.record.due(plan))?.nextDueAt).toBe('2021-10-25T07:00:00Z');
  });

  test('a rehearsal tells of them as the tick will, and writes nothing', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    const until = instant('2021-10-21T22:00:00Z');
    const mails = await rehearse(world.stores, config, { now: at, from: at, until });
    expect(mails.map(({ to }) => to)).toEqual(['deputy', 'lead', 'newcomer', 'second'].map((who) => `${who}@example.org`));
    expect(mails[0]?.milestones).toEqual([{ id: plan, step: 'notice-3' }]);
    expect((await world.stores.record.due(plan))?.nextDueAt).toBe(morning);
  });

  test('a tick in which nothing of this is due still costs two queries: the plan is not in the index any more', async () => {
    const world = await aPeopledWorld();
    await world.confirm();
    await world.tick(morning);
    const due: string[] = [];
    for await (const one of readableOf(world.stores.record.dueSubjects('2021-10-21T08:00:00Z'))) due.push(one.subjectId);
    expect(due).toEqual([]);
  });
});

describe('the mail says what happened', () => {
  test('to whoever it concerns, by role and unit, with when and by whom, and nobody’s name or address', async () => {
    const world = await aPeopledWorld();
    await world.stores.people.addAssignment(colleague('2021-11-30T23:00:00Z'));
    await world.write(handOn);
    await world.tick(morning);
    const mail = world.mails.find(({ to }) => to === 'colleague@example.org');
    const text = await readable(mail?.raw ?? '');
    expect(text.subject).toBe('[#28] Jalon confié à un collègue\u00A0: Jalon m1');
    expect(text.text).toContain('À savoir');
    expect(text.text).toContain(
      'Ce jalon a été confié à un collègue (Direction des exemples) jusqu’au 30\u00A0novembre 2021 inclus.',
    );
    expect(text.text).toContain('Fait le 20\u00A0octobre 2021 par la personne responsable au ministère');
    expect(text.text).toContain(`https://jalon.example.org/app/${b}/`);
    expect(text.text).not.toMatch(/Camille|@example|Rien à signaler|interrogé/);
  });
});

async function readable(raw: string): Promise<{ subject: string; text: string }> {
  const { subject, text } = await PostalMime.parse(raw);
  return { subject: subject ?? '', text: text ?? '' };
}
