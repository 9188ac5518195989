import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { TickRun } from '../../shared/domain/ledger.ts';
import type { MailOutcome } from '../../shared/ports.ts';
import { nothingDone } from '../../shared/usecases/account.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aDeclared, aDigest, aPersonId, aReminder } from '../builders.ts';
import { a, aWorld, b, c, config, instant, plan } from './reminder-world.ts';

const firstOfOctober = '2021-10-01T07:00:00Z';
const everything = { planId: null, isFull: true };
const did = aDigest({ localDate: '2021-10-01' }).did;

type World = Awaited<ReturnType<typeof aWorld>>;

async function atTheFirst(): Promise<World> {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  return world;
}

describe('the tick', () => {
  test('H1: the same hour three times sends the mails of one run', async () => {
    const world = await atTheFirst();
    const before = world.sent.length;
    const accounts = [await world.tick(firstOfOctober), await world.tick(firstOfOctober), await world.tick(firstOfOctober)];
    expect(world.sent).toHaveLength(before + 1);
    expect(accounts.map(({ sent }) => sent)).toEqual([[did], [], []]);
    expect(accounts.slice(1)).toEqual([nothingDone, nothingDone]);
  });

  test('H2: no tick on the planned day, sent the next working day', async () => {
    const world = await atTheFirst();
    await world.run('2021-10-01T22:00:00Z', '2021-10-05T00:00:00Z');
    expect(world.sent.at(-1)).toMatchObject({
      at: '2021-10-04T07:00:00Z',
      milestones: [
        { id: a, step: '+1wd' },
        { id: b, step: '-30' },
      ],
    });
  });

  test('F1: two ticks at once end in one mail', async () => {
    const world = await atTheFirst();
    const before = world.sent.length;
    await Promise.all([world.tick(firstOfOctober), world.tick(firstOfOctober)]);
    await world.drain(instant(firstOfOctober));
    expect(world.sent).toHaveLength(before + 1);
  });

  test('H4: sheets imported today about the past mail nobody', async () => {
    const world = await aWorld({ importedAt: '2023-06-01T08:00:00Z', mailOnSince: null });
    await world.run('2023-06-01T08:00:00Z', '2023-12-31T23:00:00Z');
    expect(world.mails).toEqual([]);
  });

  test('H10: a new lead is asked from now on and inherits no backlog', async () => {
    const world = await aWorld({ people: { lead: { confirmedAt: '2021-11-15T08:00:00Z' }, poc: {} } });
    await world.run('2021-09-15T07:00:00Z', '2021-12-02T00:00:00Z');
    const leads = world.sent.filter(({ to }) => to === 'lead@example.org');
    expect(leads.map(({ at }) => at)).toEqual(['2021-12-01T08:00:00Z']);
  });

  test('an unconfirmed lead is mailed never: the point of contact is asked', async () => {
    const world = await aWorld({ people: { lead: { confirmedAt: null }, poc: {} } });
    await world.run('2021-09-15T07:00:00Z', '2021-09-29T00:00:00Z');
    expect(world.sent).toMatchObject([{ to: 'poc@example.org', milestones: [{ id: a, step: '-7' }] }]);
    const { text } = await PostalMime.parse(world.mails[0]?.raw ?? '');
    expect(text).toContain('Aucune personne n’est confirmée comme responsable\u00A0: ce rappel vous revient');
    expect(text).not.toContain('ne peut pas être jointe');
  });

  test('where nobody is confirmed nobody is mailed, and the account says that there was nobody to ask', async () => {
    const world = await aWorld({ people: { lead: { confirmedAt: null }, poc: { confirmedAt: null } } });
    await world.run('2021-09-15T07:00:00Z', '2021-09-29T00:00:00Z');
    const account = await world.tick('2021-09-29T07:00:00Z');
    expect(account.skipped).toContainEqual({ id: a, reason: 'no-recipient' });
    expect(world.mails).toEqual([]);
  });

  test('F7: a bounced lead is replaced by the deputy, and without one by the point of contact', async () => {
    const suppressed = { reason: 'bounced', at: '2021-09-20T08:00:00Z' } as const;
    const withDeputy = await aWorld({ people: { lead: { suppressed }, deputy: {}, poc: {} } });
    const without = await aWorld({ people: { lead: { suppressed }, poc: {} } });
    for (const world of [withDeputy, without]) await world.run('2021-09-15T07:00:00Z', '2021-09-24T00:00:00Z');
    const asked = (world: typeof without) =>
      world.sent.filter(({ milestones }) => milestones.some(({ id }) => id === a)).map(({ to }) => to);
    expect([asked(withDeputy), asked(without)]).toEqual([['deputy@example.org'], ['poc@example.org']]);
    const [toDeputy, toPoc] = await Promise.all([withDeputy, without].map(({ mails }) => PostalMime.parse(mails[0]?.raw ?? '')));
    expect(toPoc?.text).toContain('La fonction responsable ne peut pas être jointe par courriel');
    expect(toPoc?.text).toContain(`https://jalon.example.org/${a}/`);
    expect(toPoc?.text).not.toContain('confirmée comme responsable');
    expect(toDeputy?.text).not.toMatch(/ne peut pas être jointe|confirmée comme responsable/);
  });

  test('an escalation says when the Record has the role asked last', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-11-03T00:00:00Z');
    const told = world.mails.filter(({ to }) => to === 'poc@example.org');
    const { text } = await PostalMime.parse(told[0]?.raw ?? '');
    expect(told).toHaveLength(1);
    expect(text).toContain('Fonction responsable interrogée le 1er\u00A0octobre 2021, sans réponse');
  });

  test('I9: a paused lead is asked nothing; their deputy, else the point of contact, is in their place until the pause is over', async () => {
    const paused = { pausedSince: '2021-09-20T08:00:00Z', pausedUntil: '2021-10-15T00:00:00Z' };
    for (const [others, instead, why] of [
      [{ deputy: {}, poc: {} }, 'deputy@example.org', 'comme suppléance, pendant cette pause'],
      [{ poc: {} }, 'poc@example.org', 'comme point de contact, pendant cette pause'],
    ] as const) {
      const world = await aWorld({ people: { lead: paused, ...others } });
      await world.run('2021-09-15T07:00:00Z', '2021-10-23T00:00:00Z');
      expect(world.sent.map(({ at: sentAt, to }) => [sentAt, to])).toEqual([
        ['2021-09-23T07:00:00Z', instead],
        ['2021-09-29T07:00:00Z', instead],
        ['2021-10-01T07:00:00Z', instead],
        ['2021-10-22T07:00:00Z', 'lead@example.org'],
      ]);
      const { text } = await PostalMime.parse(world.mails[0]?.raw ?? '');
      expect(text).toContain('a mis ses rappels en pause');
      expect(text).toContain(why);
      const last = await PostalMime.parse(world.mails.at(-1)?.raw ?? '');
      expect(last.text).not.toContain('pause');
      const { findings } = await auditPlans(world.stores, everything, instant('2021-10-23T00:00:00Z'));
      expect(findings.filter(({ kind }) => kind === 'lost')).toEqual([]);
    }
  });

  test('a lead whose stand-ins are all in a pause as well is dropped as suppressed, and no audit misses a row', async () => {
    const paused = { pausedSince: '2021-09-20T08:00:00Z', pausedUntil: '2021-10-15T00:00:00Z' };
    const world = await aWorld({ people: { lead: paused, poc: paused } });
    await world.run('2021-09-15T07:00:00Z', '2021-10-13T00:00:00Z');
    expect(world.sent).toEqual([]);
    const lead = await world.stores.people.contact(aPersonId('lead'));
    if (lead === null) throw new Error('a lead expected');
    await world.stores.people.updateContact({ ...lead, version: lead.version + 1, pausedUntil: null, pausedSince: null });
    const { findings } = await auditPlans(world.stores, everything, instant('2021-10-13T00:00:00Z'));
    expect(findings.filter(({ kind }) => kind === 'lost')).toEqual([]);
  });

  test('what is planned while the gate is off waits, and only the latest goes out when it opens', async () => {
    const world = await aWorld({ gate: 'off' });
    await world.run('2021-09-15T07:00:00Z', '2021-10-04T12:00:00Z');
    expect(world.mails).toEqual([]);
    await world.stores.ledger.setGate({ mode: 'live', version: 2, restoreFloor: null, breaker: null });
    await world.run('2021-10-04T12:00:01Z', '2021-10-06T00:00:00Z');
    expect(world.sent.map(({ milestones }) => milestones)).toEqual([
      [
        { id: a, step: '+1wd' },
        { id: b, step: '-30' },
      ],
    ]);
  });

  test('H5: a month behind a shut gate ends in one current digest', async () => {
    const world = await atTheFirst();
    const before = world.sent.length;
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.run('2021-10-31T00:00:00Z', '2021-12-01T12:00:00Z');
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    await world.run('2021-12-01T12:00:01Z', '2021-12-03T00:00:00Z');
    const told = world.sent.slice(before).filter(({ to }) => to === 'lead@example.org');
    expect(told.map(({ milestones }) => milestones.map(({ step }) => step))).toEqual([
      ['overdue-2021-12', 'overdue-2021-12', '-30', '-30'],
    ]);
  });

  test('F14: after a restore nothing planned before the floor is sent', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'live', version: 2, restoreFloor: '2021-10-22T08:00:00Z', breaker: null });
    await world.run('2021-10-22T08:00:00Z', '2021-10-30T00:00:00Z');
    expect(world.sent.at(-1)).toMatchObject({ at: '2021-10-29T07:00:00Z', milestones: [{ id: b, step: '-1' }] });
  });

  test('digests stop at nine tenths of the quota and leave the rest to sign-in codes', async () => {
    const world = await atTheFirst();
    const before = world.sent.length;
    world.setQuota({ sentLast24Hours: 180 });
    expect((await world.tick(firstOfOctober)).skipped).toContainEqual({ id: did, reason: 'quota' });
    expect(world.sent).toHaveLength(before);
    world.setQuota({ sentLast24Hours: 0 });
    await world.tick('2021-10-01T08:00:00Z');
    expect(world.sent).toHaveLength(before + 1);
  });

  test('positions that change with the date are noted once a day, for publishing', async () => {
    const world = await aWorld();
    await world.tick('2021-09-30T22:00:00Z');
    expect(await world.stores.record.heartbeat(plan)).toEqual({ planId: plan, positionsOn: '2021-10-01' });
  });

  test('a tick that finds nothing asks the two indexes, leaves its row and touches nothing else', async () => {
    const world = await aWorld();
    const { record, ledger } = world.stores;
    const refuse = () => Promise.reject(new Error('an idle tick has no business here'));
    const { dueSubjects } = record;
    const { pendingDigests } = ledger;
    const runs: TickRun[] = [];
    const noted = async (run: TickRun) => void runs.push(run);
    const idle = {
      ...world.deps,
      record: { ...record, plan: refuse, milestone: refuse, heartbeat: refuse, dueSubjects },
      ledger: { ...ledger, gate: refuse, run: refuse, reminders: refuse, pendingDigests, putRun: noted },
    };
    expect(await runTick(idle, instant('2021-09-16T10:07:00Z'))).toEqual(nothingDone);
    expect(runs).toMatchObject([{ slot: '2021-09-16T10:00:00Z', finishedAt: '2021-09-16T10:07:00Z' }]);
  });

  test('every tick leaves a row that it ran', async () => {
    const world = await aWorld();
    await world.tick('2021-09-16T10:07:00Z');
    expect(await world.stores.ledger.run('2021-09-16T10:00:00Z')).toMatchObject({ finishedAt: '2021-09-16T10:07:00Z' });
  });
});

describe('sending a digest', () => {
  test('I21: an accepted digest is asked in the Record, once per reminder, by role', async () => {
    const world = await atTheFirst();
    await world.tick(firstOfOctober);
    const asks = await world.stores.record.asks(`${plan}/28`);
    expect(asks).toMatchObject([{ subjectId: b, step: '-30', role: 'lead', on: '2021-10-01', at: firstOfOctober }]);
    expect(JSON.stringify(asks)).not.toContain('@');
    expect(await world.stores.ledger.digest(did)).toMatchObject({
      state: 'sent',
      pending: false,
      acceptedOn: '2021-10-01',
      attempt: 1,
    });
  });

  test('F26: a digest known as sent whose asks are missing gets them from the next tick', async () => {
    const world = await atTheFirst();
    world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
    await world.tick(firstOfOctober);
    expect(await world.stores.record.asks(`${plan}/28`)).toEqual([]);
    const digest = await world.stores.ledger.digest(did);
    if (digest === null) throw new Error('no digest');
    await world.stores.ledger.saveDigest({ ...digest, version: digest.version + 1, state: 'sent', acceptedOn: '2021-10-01' }, []);
    await world.tick('2021-10-01T07:15:00Z');
    await world.tick('2021-10-01T07:30:00Z');
    expect(await world.stores.record.asks(`${plan}/28`)).toHaveLength(1);
    expect(world.mails.filter(({ tags }) => tags['digest'] === did)).toHaveLength(1);
  });

  test.each<[MailOutcome, object, string]>([
    [{ kind: 'passing', reason: 'Throttling' }, { state: 'planned', attempt: 0, token: null, pending: true }, 'throttled'],
    [{ kind: 'quota' }, { state: 'planned', attempt: 0, token: null }, 'quota'],
    [{ kind: 'stopped', reason: 'AccessDenied' }, { state: 'planned', attempt: 0, token: null }, 'stopped'],
    [{ kind: 'rejected', reason: 'MessageRejected' }, { state: 'needs-human', reason: 'rejected', pending: false }, 'rejected'],
    [{ kind: 'ambiguous', reason: 'timeout' }, { state: 'claimed', attempt: 1, pending: true }, 'unknown-outcome'],
  ])('%j leaves the digest as %j', async (outcome, row, reason) => {
    const world = await atTheFirst();
    world.answer(() => outcome);
    const { skipped, failed } = await world.tick(firstOfOctober);
    expect([...skipped, ...failed]).toContainEqual({ id: did, reason });
    expect(await world.stores.ledger.digest(did)).toMatchObject(row);
    expect(await world.stores.record.asks(`${plan}/28`)).toEqual([]);
  });

  test('F4: what may have been sent is never sent again without proof that events come, and after a day a person decides', async () => {
    const world = await atTheFirst();
    world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
    await world.run('2021-10-01T07:00:00Z', '2021-10-02T06:59:59Z');
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'claimed', attempt: 1, pending: true });
    await world.run('2021-10-02T07:00:00Z', '2021-10-08T00:00:00Z');
    expect(world.mails.filter(({ tags }) => tags['digest'] === did)).toHaveLength(1);
    expect(await world.stores.ledger.digest(did)).toMatchObject({
      state: 'needs-human',
      reason: 'feed-not-proved',
      pending: false,
    });
  });

  test('F6: a stopped account trips the breaker, and no other mail is tried until a person resets it', async () => {
    const world = await atTheFirst();
    world.answer(() => ({ kind: 'stopped', reason: 'AccountSendingPausedException' }));
    await world.tick(firstOfOctober);
    const tried = world.mails.length;
    expect(await world.stores.ledger.gate()).toMatchObject({ breaker: 'AccountSendingPausedException', mode: 'live' });
    await world.run('2021-10-01T07:00:01Z', '2021-10-04T12:00:00Z');
    expect(world.mails).toHaveLength(tried);
    const gate = await world.stores.ledger.gate();
    await world.stores.ledger.setGate({ mode: 'live', version: gate.version + 1, restoreFloor: null, breaker: null });
    world.answer(() => ({ kind: 'accepted', messageId: 'm' }));
    await world.run('2021-10-04T12:00:01Z', '2021-10-06T00:00:00Z');
    expect(world.sent.at(-1)?.milestones).toHaveLength(2);
  });

  test('a throttled digest comes back within ten minutes', async () => {
    const world = await atTheFirst();
    world.answer(() => ({ kind: 'passing', reason: 'Throttling' }));
    await world.tick(firstOfOctober);
    world.answer(() => ({ kind: 'accepted', messageId: 'm' }));
    await world.tick('2021-10-01T07:15:00Z');
    expect(world.sent.at(-1)).toMatchObject({ at: '2021-10-01T07:15:00Z' });
  });

  test('F13: a milestone answered between plan and claim is not in the mail', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.say(b, aDeclared(b, { status: 'complete', completedOn: '2021-10-01' }), '2021-10-01T08:00:00Z');
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const account = await sendDigest(world.deps, { did }, instant('2021-10-01T09:00:00Z'));
    expect(account.sent).toEqual([did]);
    expect(account.skipped.map(({ reason }) => reason)).toEqual(['answered']);
    expect(world.sent.at(-1)?.milestones).toEqual([{ id: a, step: '+1wd' }]);
  });

  test('F13: a milestone answered between read and claim is found by the claim, and the mail is made anew', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const { ledger } = world.stores;
    let claims = 0;
    const interleaved = {
      ...ledger,
      claim: async (...args: Parameters<typeof ledger.claim>) => {
        claims += 1;
        const complete = aDeclared(b, { status: 'complete', completedOn: '2021-10-01' });
        if (claims === 1) await world.say(b, complete, '2021-10-01T08:00:00Z');
        return ledger.claim(...args);
      },
    };
    await sendDigest({ ...world.deps, ledger: interleaved }, { did }, instant('2021-10-01T09:00:00Z'));
    expect(claims).toBe(2);
    expect(world.sent.at(-1)?.milestones).toEqual([{ id: a, step: '+1wd' }]);
  });

  test('a digest that a reminder joined between read and claim is read again and leaves whole', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const { ledger } = world.stores;
    const joined = aReminder({ subjectId: c, step: '-30', effectiveDate: '2021-12-31', plannedAt: firstOfOctober, did });
    let claims = 0;
    const interleaved = {
      ...ledger,
      claim: async (...args: Parameters<typeof ledger.claim>) => {
        claims += 1;
        const row = claims === 1 ? await ledger.digest(did) : null;
        if (row !== null) {
          await ledger.saveDigest({ ...row, version: row.version + 1, rids: [...row.rids, joined.rid] }, [joined]);
        }
        return ledger.claim(...args);
      },
    };
    const account = await sendDigest({ ...world.deps, ledger: interleaved }, { did }, instant(firstOfOctober));
    expect(account).toMatchObject({ sent: [did], skipped: [], failed: [] });
    expect(world.sent.at(-1)?.milestones.map(({ id }) => id)).toEqual([a, b, c]);
  });

  test('F1: a digest that another sender claimed first is left to it', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const { ledger } = world.stores;
    const outrun = {
      ...ledger,
      claim: async (...[row, checks]: Parameters<typeof ledger.claim>) => {
        await ledger.claim({ ...row, token: 'f'.repeat(32) }, checks);
        return ledger.claim(row, checks);
      },
    };
    const before = world.mails.length;
    const account = await sendDigest({ ...world.deps, ledger: outrun }, { did }, instant(firstOfOctober));
    expect(account.skipped).toEqual([{ id: did, reason: 'claimed' }]);
    expect(world.mails).toHaveLength(before);
  });

  test('H7: everything answered between plan and claim, no mail at all', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    for (const id of [a, b]) {
      await world.say(id, aDeclared(id, { status: 'complete', completedOn: '2021-10-01' }), '2021-10-01T08:00:00Z');
    }
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const before = world.mails.length;
    await sendDigest(world.deps, { did }, instant('2021-10-01T09:00:00Z'));
    expect(world.mails).toHaveLength(before);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'dropped', reason: 'empty', pending: false });
  });

  test('I3: nothing leaves outside the window, and a digest of yesterday never does', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const reasonAt = async (at: string) => (await sendDigest(world.deps, { did }, instant(at))).skipped[0]?.reason;
    expect(await reasonAt('2021-10-01T05:00:00Z')).toBe('not-yet');
    expect(await reasonAt('2021-10-01T16:00:00Z')).toBe('not-yet');
    expect(await reasonAt('2021-10-02T08:00:00Z')).toBe('day-over');
  });

  test('outside production the digest ends as dropped for the sandbox', async () => {
    const world = await aWorld({ gate: 'sandbox' });
    await world.run('2021-09-15T07:00:00Z', '2021-09-24T00:00:00Z');
    expect(world.mails).toEqual([]);
    expect(await world.stores.ledger.digest(aDigest({ localDate: '2021-09-23' }).did)).toMatchObject({
      state: 'dropped',
      reason: 'sandbox',
    });
  });

  test('in the sandbox only those on its list get real mail', async () => {
    const world = await aWorld({ gate: 'sandbox', allowed: ['Lead@Example.org'] });
    await world.run('2021-09-15T07:00:00Z', '2021-11-03T00:00:00Z');
    expect(new Set(world.mails.map(({ to }) => to))).toEqual(new Set(['lead@example.org']));
    const escalation = aDigest({ recipientId: aPersonId('poc'), localDate: '2021-11-02' }).did;
    expect(await world.stores.ledger.digest(escalation)).toMatchObject({ state: 'dropped', reason: 'sandbox' });
  });

  test('F15: the fifth receive without an outcome needs a person', async () => {
    const world = await atTheFirst();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const deps = {
      ...world.deps,
      people: { ...world.stores.people, mailbox: () => Promise.reject(new Error('out of reach')) },
    };
    for (let take = 1; take < 5; take += 1) {
      await expect(sendDigest(deps, { did }, instant(firstOfOctober), { repeated: true })).rejects.toThrow('out of reach');
    }
    expect((await sendDigest(deps, { did }, instant(firstOfOctober), { repeated: true })).failed).toEqual([
      { id: did, reason: 'poison' },
    ]);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'needs-human', reason: 'poison', takes: 5 });
  });

  test('F9: when the answer of the claim is lost, the token in the row decides', async () => {
    const world = await atTheFirst();
    const { ledger } = world.stores;
    const lost = {
      ...ledger,
      claim: async (...args: Parameters<typeof ledger.claim>) => {
        await ledger.claim(...args);
        throw new Error('the answer was lost');
      },
    };
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    const before = world.mails.length;
    const account = await sendDigest({ ...world.deps, ledger: lost }, { did }, instant(firstOfOctober));
    expect(account.sent).toEqual([did]);
    expect(world.mails).toHaveLength(before + 1);
  });

  test('a plan without a mailbox for answers sends nothing and says so', async () => {
    const world = await atTheFirst();
    const deps = { ...world.deps, people: { ...world.stores.people, mailbox: async () => null } };
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    await world.tick(firstOfOctober);
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    expect((await sendDigest(deps, { did }, instant(firstOfOctober))).failed).toEqual([{ id: did, reason: 'no-mailbox' }]);
  });

  test('the mail carries the tags by which events find the digest, and nothing personal', async () => {
    const world = await atTheFirst();
    await world.tick(firstOfOctober);
    const mail = world.mails.at(-1);
    expect(mail?.tags).toEqual({ digest: did, attempt: '1', kind: 'digest', stage: config.stage });
    expect(mail?.to).toBe('lead@example.org');
    expect(mail?.raw).toContain('Reply-To: contact@example.org');
  });
});
