import { describe, expect, test } from 'vitest';
import {
  type Action,
  type Asked,
  type Decision,
  decide,
  decisions,
  type Resource,
  rolesOn,
} from '../../../functions/api/authority.ts';
import { type ContactRole, contactRole, type WayIn, wayIn } from '../../../shared/domain/contact.ts';
import { approvalPolicy } from '../../../shared/domain/plan.ts';
import { aContact, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn } from './world.ts';

const plan = 'fr-2021-2023';
const milestone = `${plan}/28/m1`;
const resources = {
  milestone: { kind: 'milestone', id: milestone },
  commitment: { kind: 'commitment', id: `${plan}/28` },
  plan: { kind: 'plan', id: plan },
  instance: { kind: 'instance', id: '' },
} as const satisfies { readonly [kind: string]: Resource };

const actions = Object.keys(decisions) as Action[];

/**
 * Who may do what, written by hand and not taken from the table: `R` also for a remembered browser, `A` under the plan's
 * approval policy.
 */
const expected: { readonly [action in Action]: readonly [keyof typeof resources, string, ('R' | 'A')?] } = {
  'see-form': ['milestone', 'lead deputy colleague', 'R'],
  declare: ['milestone', 'lead deputy colleague', 'R'],
  'report-nothing': ['milestone', 'lead deputy colleague', 'R'],
  'hand-on': ['milestone', 'lead deputy'],
  withdraw: ['milestone', 'lead deputy'],
  'see-deadline': ['milestone', 'lead deputy poc admin'],
  'move-deadline': ['milestone', 'lead deputy poc admin', 'A'],
  'assess-milestone': ['milestone', 'reviewer'],
  'see-commitment': ['commitment', 'lead deputy poc reviewer admin'],
  assess: ['commitment', 'reviewer'],
  correct: ['commitment', 'lead deputy poc admin', 'A'],
  redact: ['commitment', 'poc admin'],
  'create-plan': ['instance', 'poc admin'],
  'see-plan': ['plan', 'poc admin'],
  'edit-plan': ['plan', 'poc admin', 'A'],
  'redact-plan': ['plan', 'poc admin'],
  'import-sheets': ['plan', 'poc admin'],
  'judge-proposal': ['plan', 'poc admin'],
  'edit-people': ['plan', 'poc admin', 'A'],
  'switch-mail': ['plan', 'poc admin'],
  'run-campaign': ['plan', 'poc admin'],
  'record-participation': ['plan', 'poc admin'],
  'export-plan': ['plan', 'poc admin'],
  'judge-approval': ['plan', 'lead deputy poc admin'],
};

/** The answer that follows from {@link expected} by the sentences of RELIABILITY 7. */
function foreseen(action: Action, role: ContactRole, way: WayIn, approval: string, signIn: string): Decision['is'] {
  const [kind, by, mark] = expected[action];
  if (!by.split(' ').includes(role)) return 'no';
  const hasPlan = kind !== 'instance';
  if (hasPlan && signIn === 'openid' && way !== 'openid') return 'openid';
  if (way === 'remembered' && mark !== 'R') return 'sign-in';
  return hasPlan && mark === 'A' && approval === 'openid' && way !== 'openid' ? 'openid' : 'may';
}

const ask = (asked: Omit<Asked, 'roles'> & { role: ContactRole }): Decision =>
  decide({ ...asked, roles: [anAssignment({ role: asked.role })] });

describe('the decision table', () => {
  test('I17: answers for every role, action, way in, approval policy and sign-in rule as the written rules do', () => {
    expect(Object.keys(expected).sort()).toEqual([...actions].sort());
    let asked = 0;
    for (const action of actions)
      for (const role of contactRole.options)
        for (const way of wayIn.options)
          for (const approval of approvalPolicy.options)
            for (const signIn of ['code', 'openid'] as const) {
              const resource = resources[expected[action][0]];
              const settings = resource.kind === 'instance' ? null : { approval, signIn };
              const told = [action, role, way, approval, signIn].join(' ');
              expect(ask({ action, role, way, resource, settings }).is, told).toBe(foreseen(action, role, way, approval, signIn));
              asked += 1;
            }
    expect(asked).toBe(24 * 6 * 3 * 3 * 2);
  });

  test('I17: hands on the approval policy where one applies, and none anywhere else', () => {
    for (const action of actions) {
      const [kind, by, mark] = expected[action];
      const role = contactRole.parse(by.split(' ')[0]);
      const settings = { approval: 'second-person', signIn: 'code' } as const;
      const decision = ask({
        action,
        role,
        way: 'openid',
        resource: resources[kind],
        settings: kind === 'instance' ? null : settings,
      });
      expect(decision, action).toEqual({ is: 'may', role, approval: mark === 'A' ? 'second-person' : 'none' });
    }
  });

  test('I17: denies an action on any other kind of resource than its own, and everything to those without a role', () => {
    const settings = { approval: 'none', signIn: 'code' } as const;
    for (const action of actions) {
      for (const resource of Object.values(resources)) {
        expect(decide({ roles: [], way: 'openid', action, resource, settings }).is).toBe('no');
        if (resource.kind === expected[action][0]) continue;
        for (const role of contactRole.options) expect(ask({ action, role, way: 'openid', resource, settings }).is).toBe('no');
      }
    }
  });

  test('I17: counts a role only for the plan, the commitment and the milestone it covers', () => {
    const reached = (input: Parameters<typeof anAssignment>[0], resource: Resource = resources.milestone) =>
      rolesOn([anAssignment(input)], resource);
    expect(reached({ commitments: null })).toEqual(['lead']);
    expect(reached({ commitments: ['27', '28'] })).toEqual(['lead']);
    expect(reached({ commitments: ['29'] })).toEqual([]);
    expect(reached({ commitments: [] })).toEqual([]);
    expect(reached({ planId: 'fr-2024-2026' })).toEqual([]);
    expect(reached({ role: 'poc', planId: 'fr-2024-2026' }, resources.plan)).toEqual([]);
    expect(reached({ role: 'colleague', milestoneId: milestone })).toEqual(['colleague']);
    expect(reached({ role: 'colleague', milestoneId: `${plan}/28/m2` })).toEqual([]);
    expect(reached({ role: 'colleague', milestoneId: milestone }, resources.commitment)).toEqual([]);
    expect(reached({ role: 'colleague', milestoneId: milestone }, resources.plan)).toEqual([]);
    expect(reached({ role: 'admin', planId: 'fr-2024-2026' }, resources.plan)).toEqual(['admin']);
  });

  test('I17: an assessment is closed to a reviewer who speaks for the government in that plan too', () => {
    const settings = { approval: 'none', signIn: 'code' } as const;
    const reviewer = anAssignment({ as: 'reviewer', role: 'reviewer' });
    const withRole = (input: Parameters<typeof anAssignment>[0], action: 'assess' | 'assess-milestone' = 'assess') =>
      decide({
        roles: [reviewer, anAssignment(input)],
        way: 'code',
        action,
        resource: action === 'assess' ? resources.commitment : resources.milestone,
        settings,
      }).is;
    for (const role of contactRole.options) {
      const expectedAnswer = role === 'reviewer' ? 'may' : 'no';
      expect(withRole({ role, commitments: ['29'] }), role).toBe(expectedAnswer);
      expect(withRole({ role, commitments: ['29'] }, 'assess-milestone'), role).toBe(expectedAnswer);
    }
    expect(withRole({ role: 'lead', planId: 'fr-2024-2026' })).toBe('may');
    expect(withRole({ role: 'admin', planId: 'fr-2024-2026' })).toBe('no');
  });

  test('a person who holds several roles acts in the most responsible one that may', () => {
    const roles = [anAssignment({ as: 'a', role: 'poc' }), anAssignment({ as: 'b', role: 'lead' })];
    const settings = { approval: 'none', signIn: 'code' } as const;
    const role = (action: Action, resource: Resource) => {
      const decision = decide({ roles, way: 'code', action, resource, settings });
      return decision.is === 'may' ? decision.role : null;
    };
    expect(role('move-deadline', resources.milestone)).toBe('lead');
    expect(role('redact', resources.commitment)).toBe('poc');
  });
});

describe('milestones of others', () => {
  const others = [
    '/app/fr-2021-2023/29/m1/',
    '/app/fr-2021-2023/28/m9/',
    '/app/fr-2021-2023/99/m1/',
    '/app/no-plan/28/m1/',
    '/app/x%2Fy/28/m1/',
    '/app/fr-2021-2023/28/m0/',
  ];

  test('S16: get the same 404 as one that does not exist, for reading and for writing', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const seen = new Set<string>();
    for (const path of others) {
      const answer = await browser.get(path);
      seen.add(`${answer.status} ${await answer.text()}`);
      expect((await browser.get(`${path}nothing-to-report`)).status).toBe(404);
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toMatch(/^404/);
  });

  test('S16: cannot be declared with a form token of their own path', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const theirs = await signIn(world, 'other@example.org');
    const path = '/app/fr-2021-2023/29/m1/';
    const form = readPage(await (await theirs.get(path)).text()).formFor(path);
    const fields = { ...Object.fromEntries(form.fields), status: 'substantial', step: 'confirm' };
    expect((await browser.post(path, fields)).status).toBe(403);
    expect((await theirs.post(path, fields)).status).toBe(303);
    expect((await world.stores.record.commitment('fr-2021-2023/29'))?.log).toHaveLength(2);
  });

  test('do not show in the list', async () => {
    const world = await aWorld();
    const { text, hrefs } = readPage(await (await (await signIn(world)).get('/app/')).text());
    expect(text).not.toContain('Pilote');
    expect(hrefs.filter((href) => href.endsWith('/m1/'))).toEqual(['/app/fr-2021-2023/28/m1/']);
  });

  test('a colleague sees and answers for the one milestone that was handed over', async () => {
    const world = await aWorld({
      contacts: [aContact({ as: 'lead' })],
      assignments: [anAssignment({ role: 'colleague', milestoneId: 'fr-2021-2023/28/m2' })],
    });
    const browser = await signIn(world);
    const { hrefs } = readPage(await (await browser.get('/app/')).text());
    expect(hrefs.filter((href) => /m\d\/$/.test(href))).toEqual(['/app/fr-2021-2023/28/m2/']);
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(404);
    expect((await browser.get('/app/fr-2021-2023/28/m2/')).status).toBe(200);
  });

  test('a point of contact signs in, and has no form to fill in', async () => {
    const world = await aWorld({ contacts: [aContact({ as: 'lead' })], assignments: [anAssignment({ role: 'poc' })] });
    const browser = await signIn(world);
    expect(readPage(await (await browser.get('/app/')).text()).text).toContain('Aucun jalon ne vous est confié');
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(404);
  });
});
