import { describe, expect, test } from 'vitest';
import type { ContactRole, WayIn } from '../../../shared/domain/contact.ts';
import { aCommitment, anAssignment, aPersonId, aPlan, planWritesOf, writesOf } from '../../builders.ts';
import { aFullWorld, anAsker, elsewhere, type FullWorld, plan } from './full-world.ts';
import { readPage } from './page.ts';

/** A plan that takes a code, beside those that ask for OpenID Connect. */
const open = 'fr-ouvert';
const signIn = (next: string): string => `/app/sign-in?${new URLSearchParams({ lang: 'fr', next })}`;
const one = 'Un de vos plans ne s’ouvre qu’avec Connexion d’exemple.';

/** Two plans that ask for OpenID Connect, and one that does not, in which these people have the same roles. */
async function aPlace(both: readonly ContactRole[] = []): Promise<FullWorld> {
  const world = await aFullWorld({ signIn: 'openid', approval: 'second-person' });
  const { record, people } = world.stores;
  for (const write of planWritesOf(aPlan({ id: open, titles: { fr: 'Plan ouvert' } }))) await record.appendToPlan(write);
  const commitment = aCommitment({ plan: open, number: '1', title: 'Ouvert', milestones: [{ title: 'Guichet ouvert' }] });
  for (const write of writesOf(commitment)) await record.appendToCommitment(write);
  for (const role of both) {
    await people.addAssignment(anAssignment({ as: `${role} too`, contactId: aPersonId(role), role, planId: open }));
  }
  return world;
}

async function pageFor(world: FullWorld, role: ContactRole, way: WayIn, path: string) {
  const answer = await (await anAsker(world, { role, way })).ask('GET', path);
  return { status: answer.status, ...readPage(await answer.text()) };
}

describe('what belongs to a plan that asks for OpenID Connect', () => {
  test.each(['code', 'remembered'] as const)('is left out of the list of a lead who came in otherwise: %s', async (way) => {
    const page = await pageFor(await aPlace(), 'lead', way, '/app/');
    expect(page.text).toContain(one);
    expect(page.hrefs).toContain(signIn('/app/'));
    expect(page.text).not.toMatch(/Lancement du comité|attend votre confirmation|Aucun jalon/);
    expect(page.hrefs.filter((href) => href.includes(plan))).toEqual([]);
  });

  test('is on the list of whoever came in by it, without a word more', async () => {
    const page = await pageFor(await aPlace(['lead']), 'lead', 'openid', '/app/');
    expect(page.text).toMatch(/Lancement du comité/);
    expect(page.text).toContain('Guichet ouvert');
    expect(page.text).toContain('Un changement attend votre confirmation');
    expect(page.text).not.toContain('ne s’ouvre');
  });

  test('leaves the rest of the list as it is', async () => {
    const page = await pageFor(await aPlace(['lead']), 'lead', 'code', '/app/');
    expect(page.text).toContain('Guichet ouvert');
    expect(page.text).toContain(one);
    expect(page.text).not.toContain('Lancement du comité');
  });

  test('is not what a reviewer finds to assess either', async () => {
    const world = await aPlace(['reviewer']);
    const byCode = await pageFor(world, 'reviewer', 'code', '/app/');
    expect(byCode.hrefs.filter((href) => /\/\d+\/$/.test(href))).toEqual([`/app/${open}/1/`]);
    expect(byCode.text).toContain(one);
    const byOpenId = await pageFor(world, 'reviewer', 'openid', '/app/');
    expect(byOpenId.hrefs).toContain(`/app/${plan}/28/`);
  });

  test('is left out of a coordinator’s plans', async () => {
    const world = await aPlace();
    const plansOf = async (role: ContactRole, way: WayIn) => {
      const { hrefs, text } = await pageFor(world, role, way, '/app/plans/');
      const listed = hrefs.filter((href) => /^\/app\/plans\/[^/]+\/$/.test(href)).map((href) => href.split('/')[3]);
      const count = /(Un|\d+) de vos plans/.exec(text)?.[1] ?? null;
      return { listed: listed.sort(), count, isOffered: hrefs.includes(signIn('/app/plans/')) };
    };
    expect(await plansOf('poc', 'code')).toEqual({ listed: [], count: 'Un', isOffered: true });
    expect(await plansOf('poc', 'openid')).toEqual({ listed: [plan], count: null, isOffered: false });
    expect(await plansOf('admin', 'code')).toEqual({ listed: [open], count: '2', isOffered: true });
    expect(await plansOf('admin', 'openid')).toEqual({ listed: [elsewhere, plan, open].sort(), count: null, isOffered: false });
  });

  test('gives an administrator no say to begin another plan, unless their role is in one that takes a code', async () => {
    const world = await aPlace();
    for (const [role, way, status] of [
      ['admin', 'code', 403],
      ['admin', 'openid', 200],
      ['poc', 'openid', 404],
      ['lead', 'code', 404],
    ] as const) {
      expect((await pageFor(world, role, way, '/app/plans/new')).status, `${role} ${way}`).toBe(status);
    }
    const refused = await pageFor(world, 'admin', 'code', '/app/plans/new');
    expect(refused.text).toContain('Ce plan demande de se connecter avec Connexion d’exemple.');
    const byCode = await anAsker(world, { role: 'admin', way: 'code' });
    expect((await byCode.askAmiss('/app/plans/new')).status).toBe(403);
    const api = await byCode.askAmiss('/api/v1/plans');
    expect([api.status, await api.json()]).toMatchObject([403, { type: expect.stringContaining('openid-required') }]);
    expect((await pageFor(await aPlace(['admin']), 'admin', 'code', '/app/plans/new')).status).toBe(200);
  });

  test('is left out of the list of the API', async () => {
    const world = await aPlace(['lead']);
    const idsOf = async (way: WayIn): Promise<unknown> => {
      const answer = await (await anAsker(world, { role: 'lead', way })).ask('GET', '/api/v1/session/milestones');
      return JSON.stringify(await answer.json());
    };
    expect(await idsOf('code')).toContain(`${open}/1/m1`);
    expect(await idsOf('code')).not.toContain(plan);
    expect(await idsOf('openid')).toContain(`${plan}/28/m1`);
  });
});

describe('a remembered browser', () => {
  test('S2: finds its own milestones and no more: no name of a colleague, no change that waits, nothing to assess', async () => {
    const world = await aFullWorld({ approval: 'second-person' });
    const { people } = world.stores;
    for (const role of ['reviewer', 'poc'] as const) {
      await people.addAssignment(anAssignment({ as: `lead as ${role}`, contactId: aPersonId('lead'), role, planId: elsewhere }));
    }
    const milestoneId = `${plan}/28/m1`;
    const fields = { kind: 'nothing-to-report' };
    await people.saveAnswerDraft({
      ...{ milestoneId, version: 1, by: aPersonId('colleague'), at: '2021-10-19T08:00:00Z' },
      ...{ basedOn: 1, fields },
    });
    const signedIn = await pageFor(world, 'lead', 'code', '/app/');
    expect(signedIn.text).toContain('Brouillon de Camille colleague à confirmer');
    expect(signedIn.text).toContain('Un changement attend votre confirmation');
    expect(signedIn.hrefs).toContain('/app/plans/');

    const { text, hrefs } = await pageFor(world, 'lead', 'remembered', '/app/');
    expect(text).toContain('Brouillon à confirmer');
    expect(text).not.toMatch(/Camille colleague|attend votre confirmation|attendent votre confirmation|ne s’ouvre/);
    const answers = [`/app/${milestoneId}/`, `/app/${plan}/28/m2/`, `/app/${plan}/28/m2/nothing-to-report`];
    expect(hrefs.filter((href) => /^\/app\/./.test(href) && href !== '/app/account')).toEqual(answers);
  });
});
