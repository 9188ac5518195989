import ICAL from 'ical.js';
import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/domain/identifiers.ts';
import type { Gate } from '../../shared/domain/ledger.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import type { MailLine } from '../../shared/showing/mails/digest-content.ts';
import { eventUrn } from '../../shared/showing/permanent-names.ts';
import { prepareDigest } from '../../shared/usecases/prepare-digest.ts';
import { aDate, aDigest, aReminder, aText } from '../builders.ts';
import { a, aWorld, b, config, instant, plan } from './reminder-world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;
const now = instant('2021-10-01T07:00:00Z');
const gate: Gate = { mode: 'live', version: 1, restoreFloor: null, breaker: null, boundTo: 'x' };

/** The mail to the lead about these milestones and campaigns, as it would be claimed. */
async function prepared(world: World, about: readonly (string | { readonly campaignOf: string })[], attempt = 0) {
  const { people, record } = world.stores;
  const [contact] = (await people.peopleOf(plan)).contacts.filter(({ email }) => email === 'lead@example.org');
  const state = (await record.plan(plan))?.state;
  if (contact === undefined || state === undefined) throw new Error('no lead, or no plan');
  const campaign = { id: '2021-2', opens: '2021-10-01', closes: '2021-10-31', confirmedAt: '2021-09-20T07:00:00Z' };
  const lines = [];
  for (const one of about) {
    const subjectId = typeof one === 'string' ? one : one.campaignOf;
    const found = await record.commitment(subjectId.split('/').slice(0, 2).join('/'));
    const milestone = found?.commitment.milestones.find(({ id }) => id === subjectId);
    if (found === null) throw new Error('no commitment');
    const step = typeof one === 'string' ? '-30' : 'campaign-open';
    const reminder = aReminder({ subjectId, step, recipientId: contact.id });
    const of = { reminder, plan: state, commitment: found.commitment, replyTo: 'contact@example.org' };
    lines.push(milestone === undefined ? { ...of, campaign } : { ...of, milestone });
  }
  const digest = aDigest({ did: digestId(contact.id, '2021-10-01'), recipientId: contact.id, attempt });
  const assignments = await people.assignmentsOf(contact.id);
  const reading = { contact, assignments, lines: lines satisfies readonly MailLine[], drops: [] };
  const mail = await prepareDigest(world.stores, config, digest, reading, gate, now);
  return { ...mail, read: await PostalMime.parse(mail.mail.raw) };
}

function eventsOf({ attachments }: Email) {
  const [calendar] = attachments;
  if (calendar === undefined) return [];
  const { content } = calendar;
  const text = typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return [event.uid, String(event.startDate), one.getFirstPropertyValue('sequence')];
  });
}

/** The identity that the site’s calendars give a milestone, too. */
async function uidOf(world: World, milestoneId: string): Promise<string> {
  const record = await world.stores.record.commitment(commitmentOf(milestoneId));
  return eventUrn(record?.log ?? [], milestoneId);
}

describe('a prepared mail', () => {
  test('carries the deadlines it is about as a calendar, with the identity and revisions of the site’s', async () => {
    const world = await aWorld();
    expect(eventsOf((await prepared(world, [a, b])).read)).toEqual([
      [await uidOf(world, a), '2021-09-30', 0],
      [await uidOf(world, b), '2021-10-31', 0],
    ]);
    const reason = aText('Marché.');
    const data = { milestoneId: b, due: aDate('Novembre 2021'), reason: { sha256: reason.sha256 } };
    await world.say(b, { type: 'deadline-revised', data }, '2021-09-28T07:00:00Z', [reason]);
    expect(eventsOf((await prepared(world, [b])).read)).toEqual([[await uidOf(world, b), '2021-11-30', 1]]);
  });

  test('S23: goes to one person, answers to the point of contact, says it is automatic and how to stop with one click', async () => {
    const { read, mail } = await prepared(await aWorld(), [b]);
    const header = (name: string) => read.headers.filter(({ key }) => key === name).map(({ value }) => value);
    expect(read.to).toEqual([{ name: '', address: 'lead@example.org' }]);
    expect(read.replyTo).toEqual([{ name: '', address: 'contact@example.org' }]);
    expect(header('auto-submitted')).toEqual(['auto-generated']);
    expect(header('feedback-id')).toEqual(['digest:test:reminders:jalon']);
    expect(header('list-unsubscribe')[0]).toMatch(/^<https:\/\/jalon\.example\.org\/app\/stop\/[A-Za-z0-9_-]{43}>$/);
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(mail.to).toBe('lead@example.org');
  });

  test('a mail is claimed with the log of each commitment and every role of its reader as they were read', async () => {
    const world = await aWorld();
    const { checks, read } = await prepared(world, [{ campaignOf: `${plan}/28` }, a]);
    expect(checks.commitments).toEqual([
      { id: `${plan}/28`, seq: 1 },
      { id: `${plan}/29`, seq: 1 },
    ]);
    const [role] = await world.stores.people.assignmentsOf(checks.contact.id);
    expect(checks.assignments).toEqual([{ id: role?.id, planId: plan, version: 1 }]);
    expect(read.text).toContain('Jalons en cours');
    const told = await Promise.all([`${plan}/28/m1`, `${plan}/28/m2`, a].map((id) => uidOf(world, id)));
    expect(eventsOf(read).map(([uid]) => uid)).toEqual(told);
  });

  test('of a second attempt says that it may have arrived before, under another message id', async () => {
    const world = await aWorld();
    const [first, second] = [await prepared(world, [b]), await prepared(world, [b], 1)];
    expect(first.read.text).not.toContain('déjà reçu');
    expect(second.read.text).toContain('Vous avez peut-être déjà reçu ce message');
    expect(second.read.messageId).not.toBe(first.read.messageId);
    expect(second.contentHash).not.toBe(first.contentHash);
  });
});
