import { describe, expect, test } from 'vitest';
import { verifyLog } from '../../../shared/domain/change-log.ts';
import { planExport } from '../../../shared/domain/plan-export.ts';
import {
  aCommitment,
  aContact,
  aDeclared,
  anAsk,
  anAssignment,
  anAssignmentId,
  andThen,
  aPersonId,
  aPlan,
  aText,
  planWritesOf,
  seenAs,
} from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn, type World } from './world.ts';

const plan = 'fr-2021-2023';
const path = `/app/plans/${plan}/export`;
const file = `${path}/plan.json`;
const done = aText('Le comité est installé.');
const long = aText('x'.repeat(20_000));

const poc = { as: 'poc', role: 'poc' } as const;

/** A plan with a person who has a role elsewhere too, and with something waiting of every kind. */
async function world(
  commitments = [andThen(aCommitment(), aDeclared(`${plan}/28/m1`, { done: { sha256: done.sha256 } }), { texts: [done] })],
) {
  const at = await aWorld({
    commitments,
    contacts: [
      aContact({ as: 'lead', phone: '01 23 45 67 89' }),
      aContact({ as: 'poc', name: 'Maxime Modèle' }),
      aContact({ as: 'stranger', name: 'Personne Ailleurs' }),
      aContact({ as: 'guest', name: 'Morgan Hôte', phone: '01 98 76 54 32', organisationNumber: '13002526500013' }),
    ],
    assignments: [
      anAssignment({ as: 'lead', commitments: ['28'] }),
      anAssignment(poc),
      anAssignment({ as: 'lead', id: 'a-elsewhere0000000', planId: 'xx-2024', role: 'reviewer', since: '2021-09-02T00:00:00Z' }),
      anAssignment({ as: 'stranger', planId: 'xx-2024' }),
      anAssignment({ as: 'guest', planId: 'xx-2024' }),
      anAssignment({ as: 'guest', id: 'a-guest0000000here', role: 'deputy', since: '2021-09-02T00:00:00Z' }),
    ],
  });
  for (const write of planWritesOf(aPlan({ id: 'xx-2024' }))) await at.stores.record.appendToPlan(write);
  const { people, record } = at.stores;
  await people.setMailbox(plan, 'ogp@example.org');
  await people.setMailbox('xx-2024', 'elsewhere@example.org');
  await record.putAsk(anAsk());
  await people.saveAnswerDraft({
    milestoneId: `${plan}/28/m1`,
    version: 1,
    by: aPersonId('lead'),
    at: '2021-10-10T08:00:00Z',
    basedOn: 1,
    fields: { done: 'Un brouillon.' },
  });
  for (const planId of [plan, 'xx-2024']) {
    await people.addApproval({
      id: `approval-${(planId === plan ? 'a' : 'b').repeat(32)}`,
      planId,
      proposedBy: { role: 'lead', id: aPersonId('lead') },
      at: '2021-10-10T08:00:00Z',
      expiresAt: '2021-11-10T08:00:00Z',
      change: {
        kind: 'confirm-contact',
        contactId: aPersonId('lead'),
        particulars: seenAs('lead'),
        assignments: [anAssignmentId('lead')],
      },
    });
    await people.addProposals([
      {
        id: `proposal-${(planId === plan ? 'c' : 'd').repeat(32)}`,
        planId,
        documentId: 'document-communique',
        source: { name: 'communique.md', sha256: done.sha256 },
        quote: 'Le conseil se réunit le 14 octobre.',
        kind: 'meeting',
        title: 'Conseil',
        date: null,
        line: 4,
        reason: null,
        told: 'announced',
        followUpOwed: false,
        version: 1,
        state: 'waiting',
        became: null,
        at: '2021-10-10T08:00:00Z',
      },
    ]);
  }
  return at;
}

const browserOf = (at: World) => signIn(at, 'poc@example.org');

describe('the export of a plan', () => {
  test('is one file with everything of this plan, in the documented shape', async () => {
    const answer = await (await browserOf(await world())).get(file);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${plan}.json"`);
    const all = planExport.parse(await answer.json());
    expect(all).toMatchObject({
      jalonExport: 1,
      exportedAt: '2021-10-20T08:00:00Z',
      plan: { state: { settings: { id: plan } } },
      people: { mailbox: 'ogp@example.org' },
      waiting: {
        approvals: [{ planId: plan }],
        proposals: [{ planId: plan }],
        answerDrafts: [{ fields: { done: 'Un brouillon.' } }],
      },
    });
    expect(all.commitments.map(({ state, asks }) => [state.id, asks.length])).toEqual([[`${plan}/28`, 1]]);
    expect(all.people.contacts.map(({ name }) => name).sort()).toEqual(['Camille Exemple', 'Maxime Modèle']);
    expect(all.people.contacts.find(({ id }) => id === aPersonId('lead'))?.phone).toBe('01 23 45 67 89');
  });

  test('tells of a person whom another plan keeps the name, function and address, and no more', async () => {
    const text = await (await (await browserOf(await world())).get(file)).text();
    const { people } = planExport.parse(JSON.parse(text));
    const { id, name, email, function: held, organisation } = aContact({ as: 'guest', name: 'Morgan Hôte' });
    expect(people.guests).toEqual([{ id, name, email, function: held, organisation }]);
    expect(people.assignments.map(({ contactId }) => contactId)).toContain(id);
    expect(text).not.toMatch(/98 76 54|13002526500013/);
  });

  test('holds logs that verify, with the words beside their entries', async () => {
    const all = planExport.parse(await (await (await browserOf(await world())).get(file)).json());
    const [commitment] = all.commitments;
    const lines = commitment?.log ?? [];
    expect(lines[1]?.texts).toEqual([done]);
    const texts = lines.map((line) => new Map(line.texts.map((one) => [one.sha256, one])));
    const entries = JSON.parse(JSON.stringify(lines.map(({ entry }) => entry)));
    expect(verifyLog(entries, texts, `${plan}/28`, commitment?.state.head)).toBeNull();
  });

  test('holds no key, no code, no session, and nothing of any other plan', async () => {
    const at = await world();
    const browser = await browserOf(at);
    const text = await (await browser.get(file)).text();
    const sessions = await at.stores.people.sessionsOf(aPersonId('poc'));
    expect(sessions).toHaveLength(1);
    const secrets = [
      ...['lead', 'poc', 'stranger'].map((as) => aContact({ as }).stopToken),
      ...sessions.map(({ tokenHash }) => tokenHash),
      ...[...browser.cookies.values()].map((value) => decodeURIComponent(value).split('.')[0] ?? ''),
    ];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      expect(text.includes(secret)).toBe(false);
    }
    for (const other of ['xx-2024', 'Personne Ailleurs', 'elsewhere', 'stopToken', 'tokenHash', 'codeHmac']) {
      expect(text.includes(other), other).toBe(false);
    }
  });

  test('has a page that says what is in it and what is not, and how large it is', async () => {
    const page = readPage(await (await (await browserOf(await world())).get(path)).text());
    expect(page.hrefs).toContain(file);
    expect(page.text.replaceAll('\u00A0', ' ')).toMatch(/Télécharger l’export \(JSON, \d+ Ko\)/);
    expect(page.text).toContain('ni rôles dans d’autres plans');
    expect(page.text).toContain('les dates auxquelles les ministères ont été interrogés');
  });

  test('is too large for one answer of a Lambda: page and file say which command writes it', async () => {
    const texts = Array.from({ length: 310 }, (_, index) => ({ ...long, ...aText(`${index} ${long.text}`.slice(0, 20_000)) }));
    const big = texts.reduce(
      (record, one) => andThen(record, aDeclared(`${plan}/28/m1`, { done: { sha256: one.sha256 } }), { texts: [one] }),
      aCommitment(),
    );
    const browser = await browserOf(await world([big]));
    const page = readPage(await (await browser.get(path)).text());
    expect(page.hrefs).not.toContain(file);
    expect(page.text).toContain(`jalon export --plan ${plan} --out ${plan}.json`);
    const answer = await browser.get(file);
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect(readPage(await answer.text()).text).toContain(`jalon export --plan ${plan}`);
  });

  test('is for those who run the plan: anyone else finds nothing', async () => {
    const lead = await signIn(await world());
    for (const one of [path, file]) expect((await lead.get(one)).status).toBe(404);
  });

  test('changes nothing and writes no name into the log of the machine', async () => {
    const at = await world();
    const browser = await browserOf(at);
    const { writes } = at.traffic;
    const head = await browser.request(file, { method: 'HEAD' });
    expect(head.status).toBe(200);
    await browser.get(file);
    await browser.get(path);
    expect(at.traffic.writes).toBe(writes);
    expect(at.lines.join('\n')).toContain(`"planId":"${plan}"`);
    expect(at.lines.join('\n')).not.toMatch(/example\.org|Modèle/);
  });
});
