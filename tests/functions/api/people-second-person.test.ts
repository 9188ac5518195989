import { describe, expect, test } from 'vitest';
import { aPersonId, aPlan } from '../../builders.ts';
import { readPage } from './page.ts';
import { aCoordinator, base, chosen, lead, newcomer, pageOf, plan } from './people-world.ts';
import { signIn } from './world.ts';

describe('a plan that asks for a second person', () => {
  const input = { plan: aPlan({ approval: 'second-person' }) };
  const approvals = `/app/plans/${plan}/approvals`;

  test('every change of people waits, is seen by both, and is done when another confirms it', async () => {
    const { world, browser, people, log } = await aCoordinator({}, input);
    const page = `${base}/${lead}`;
    const steps: [string, string, { [field: string]: string }][] = [
      [base, `${base}/${newcomer}/confirm`, {}],
      [page, page, { email: 'new@example.org' }],
      [page, `${page}/end-role`, { role: 'lead' }],
      [base, `${base}/mailbox`, { mailbox: 'ogp@example.org' }],
      [`${base}/reassign`, `${base}/reassign`, { role: 'deputy', successor: chosen('second', 'Alix Second'), commitments: '29' }],
    ];
    for (const [from, action, fields] of steps) {
      expect((await browser.submit(from, action, fields)).headers.get('location')).toBe(`${base}?done=proposed`);
      world.wait({ seconds: 1 });
    }
    expect(await log()).toHaveLength(1);
    expect(await people.mailbox(plan)).toBeNull();
    const mine = await pageOf(await browser.get(approvals));
    expect(mine.forms.filter(({ action }) => action.startsWith(approvals))).toHaveLength(5);
    expect(mine.text).toContain('Retirer ma proposition');
    expect(mine.text).not.toContain('Confirmer :');
    const second = await signIn(world, 'second@example.org');
    const theirs = await pageOf(await second.get(approvals));
    expect(theirs.text).toContain('Proposé par Maxime Modèle le 20 octobre 2021');
    expect(theirs.text).toMatch(/Adresse électroniquelead@example.orgnew@example.org/);
    const actions = theirs.forms.map(({ action }) => action).filter((action) => action.startsWith(approvals));
    expect(actions).toHaveLength(5);
    for (const action of actions) {
      const answer = await second.submit(approvals, action, { verdict: 'approve' });
      expect(answer.headers.get('location')).toBe(`${approvals}?done=approved`);
    }
    expect(await people.approvalsOf(plan)).toEqual([]);
    expect(await people.mailbox(plan)).toBe('ogp@example.org');
    expect((await people.contact(lead))?.email).toBe('new@example.org');
    const told = (await log()).slice(1);
    expect(told.map(({ type }) => type).sort()).toEqual(['contact-confirmed', 'contact-edited', 'role-ended']);
    expect(told.every(({ actor }) => actor.id === aPersonId('poc'))).toBe(true);
  });

  test('the language of mails is nobody else’s concern: it changes at once', async () => {
    const { browser, people } = await aCoordinator({}, input);
    const page = `${base}/${lead}`;
    expect((await browser.submit(page, page, { language: 'en' })).headers.get('location')).toBe(`${base}?done=edited`);
    expect((await people.contact(lead))?.language).toBe('en');
    expect(await people.approvalsOf(plan)).toEqual([]);
  });

  test('who proposed it cannot confirm it, not even by sending the other’s form', async () => {
    const { browser, people } = await aCoordinator({}, input);
    await browser.submit(base, `${base}/${newcomer}/confirm`, {});
    const [waiting] = await people.approvalsOf(plan);
    const answer = await pageOf(await browser.submit(approvals, `${approvals}/${waiting?.id}`, { verdict: 'approve' }));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Vous l’avez proposé : c’est à quelqu’un d’autre de confirmer.');
    const back = await browser.submit(approvals, `${approvals}/${waiting?.id}`, { verdict: 'refuse' });
    expect(back.headers.get('location')).toBe(`${approvals}?done=refused`);
    expect(await people.approvalsOf(plan)).toEqual([]);
  });

  test('who is confirmed by a second person is shown by name, address, function and unit', async () => {
    const { world, browser, people } = await aCoordinator({}, input);
    await browser.submit(base, `${base}/${newcomer}/confirm`, {});
    const known = await people.contact(newcomer);
    const seen = await pageOf(await (await signIn(world, 'second@example.org')).get(approvals));
    for (const part of [known?.name, known?.email, known?.function, known?.organisation]) expect(seen.text).toContain(part);
  });

  test('a lead sees the dates of their own commitments that wait, and nothing about people', async () => {
    const { world, browser, people } = await aCoordinator({}, input);
    await browser.submit(base, `${base}/${newcomer}/confirm`, {});
    const deadline = {
      id: `approval-${'0'.repeat(32)}`,
      planId: plan,
      proposedBy: { role: 'poc', id: aPersonId('poc') },
      at: '2021-10-20T08:00:00Z',
      expiresAt: '2021-11-19T08:00:00Z',
      change: {
        kind: 'deadline',
        milestoneId: `${plan}/28/m1`,
        version: 1,
        due: { text: 'Novembre 2021', precision: 'month', from: '2021-11-01', to: '2021-11-30' },
        reason: 'Le comité se réunit plus tard.',
      },
    } as const;
    await people.addApproval(deadline);
    const theirs = await signIn(world, 'lead@example.org');
    const seen = await pageOf(await theirs.get(approvals));
    expect(seen.text).toContain('#28 Lancement du comité');
    expect(seen.text).toMatch(/ÉchéanceOctobre 2021 \(31 octobre 2021\)Novembre 2021 \(30 novembre 2021\)/);
    expect(seen.text).not.toContain('Sacha');
    expect(seen.hrefs).not.toContain(`/app/plans/${plan}/`);
    const people404 = (await people.approvalsOf(plan)).find(({ change }) => change.kind === 'confirm-contact');
    const token = seen.formFor(`${approvals}/${deadline.id}`).fields.get('token') ?? '';
    expect((await theirs.post(`${approvals}/${people404?.id}`, { token, verdict: 'refuse' })).status).toBe(403);
    expect((await theirs.submit(approvals, `${approvals}/${deadline.id}`, { verdict: 'approve' })).status).toBe(303);
    expect((await world.stores.record.commitment(`${plan}/28`))?.log.at(-1)).toMatchObject({
      type: 'deadline-revised',
      actor: { role: 'poc' },
      data: { approvedBy: { role: 'lead', id: lead } },
    });
  });

  test('what changed meanwhile is shown to both with the difference, and can only be refused', async () => {
    const { world, browser, people } = await aCoordinator({}, input);
    const theirs = await signIn(world, 'lead@example.org');
    await people.addApproval({
      id: `approval-${'1'.repeat(32)}`,
      planId: plan,
      proposedBy: { role: 'poc', id: aPersonId('poc') },
      at: '2021-10-20T08:00:00Z',
      expiresAt: '2021-11-19T08:00:00Z',
      change: {
        kind: 'deadline',
        milestoneId: `${plan}/28/m1`,
        version: 1,
        due: { text: 'Novembre 2021', precision: 'month', from: '2021-11-01', to: '2021-11-30' },
        reason: 'Le comité se réunit plus tard.',
      },
    });
    const path = `${approvals}/approval-${'1'.repeat(32)}`;
    const before = await pageOf(await theirs.get(approvals));
    const form = Object.fromEntries(before.formFor(path).fields);
    await theirs.submit(`/app/${plan}/28/m1/nothing-to-report`, `/app/${plan}/28/m1/nothing-to-report`, { note: '' });
    const answer = await pageOf(await theirs.post(path, { ...form, verdict: 'approve' }));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Cela a changé depuis la proposition');
    for (const one of [theirs, browser]) {
      const seen = await pageOf(await one.get(approvals));
      expect(seen.text).toContain('il n’est plus possible de confirmer');
      expect(seen.formFor(path).buttons.map(({ value }) => value)).toEqual(['refuse']);
    }
  });
});

test('a plan that asks for OpenID Connect lets nobody change its people after a code', async () => {
  const { browser, people } = await aCoordinator({}, { plan: aPlan({ approval: 'openid' }) });
  const { formFor } = readPage(await (await browser.get(base)).text());
  const action = `${base}/${newcomer}/confirm`;
  expect((await browser.post(action, Object.fromEntries(formFor(action).fields))).status).toBe(403);
  expect((await people.contact(newcomer))?.confirmedAt).toBeNull();
});
