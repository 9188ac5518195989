import { describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/domain/approval.ts';
import {
  type Act,
  type Action,
  actOf,
  type Decision,
  decide,
  decisions,
  type Resource,
  rolesOn,
  roleThatMay,
} from '../../shared/domain/authority.ts';
import { type Assignment, type ContactRole, contactRole, type WayIn, wayIn } from '../../shared/domain/contact.ts';
import { approvalPolicy } from '../../shared/domain/plan.ts';
import { aDate, anAssignment, aPersonId, seenAs } from '../builders.ts';

const plan = 'fr-2021-2023';
const otherPlan = 'fr-2024-2026';
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
  'take-back': ['milestone', 'lead deputy poc admin'],
  withdraw: ['milestone', 'lead deputy'],
  'see-deadline': ['milestone', 'lead deputy poc admin'],
  'move-deadline': ['milestone', 'lead deputy poc admin', 'A'],
  'assess-milestone': ['milestone', 'reviewer'],
  'see-commitment': ['commitment', 'lead deputy poc reviewer admin'],
  assess: ['commitment', 'reviewer'],
  correct: ['commitment', 'lead deputy poc admin', 'A'],
  'correct-any': ['commitment', 'poc admin', 'A'],
  redact: ['commitment', 'poc admin'],
  'create-plan': ['instance', 'admin'],
  'oversee-people': ['instance', 'admin'],
  'see-plan': ['plan', 'poc admin'],
  'edit-plan': ['plan', 'poc admin', 'A'],
  'redact-plan': ['plan', 'poc admin'],
  'import-sheets': ['plan', 'poc admin', 'A'],
  'judge-proposal': ['plan', 'poc admin'],
  'edit-people': ['plan', 'poc admin', 'A'],
  'switch-mail': ['plan', 'poc admin'],
  'run-campaign': ['plan', 'poc admin'],
  'record-participation': ['plan', 'poc admin'],
  'export-plan': ['plan', 'poc admin'],
  'judge-approval': ['plan', 'lead deputy poc admin'],
};

const onMilestone = 'lead deputy colleague reviewer poc admin';

/** Whose roles these are, as the verbs write them, and which kinds of resource they reach, written by hand as well. */
const institutions = {
  own: {
    held: { commitments: ['28'], milestoneId: milestone },
    reach: { milestone: onMilestone, commitment: 'lead deputy reviewer poc admin', plan: 'lead deputy reviewer poc admin' },
  },
  'another milestone of the same commitment': {
    held: { commitments: ['28'], milestoneId: `${plan}/28/m2` },
    reach: {
      milestone: 'lead deputy reviewer poc admin',
      commitment: 'lead deputy reviewer poc admin',
      plan: 'lead deputy reviewer poc admin',
    },
  },
  'another institution': {
    held: { commitments: ['29'], milestoneId: `${plan}/29/m1` },
    reach: { milestone: 'poc admin', commitment: 'poc admin', plan: 'lead deputy reviewer poc admin' },
  },
  'another plan': {
    held: { planId: otherPlan, commitments: ['28'], milestoneId: `${otherPlan}/28/m1` },
    reach: { milestone: 'admin', commitment: 'admin', plan: 'admin' },
  },
} as const;
type Institution = keyof typeof institutions;
const allInstitutions = Object.keys(institutions) as Institution[];

/** A role as somebody of this institution holds it: the coordination for a whole plan, a colleague for one milestone. */
function heldBy(institution: Institution, role: ContactRole): Assignment {
  const { milestoneId, commitments, ...where } = institutions[institution].held;
  if (role === 'colleague') return anAssignment({ ...where, role, milestoneId });
  return anAssignment({ ...where, role, commitments: role === 'poc' || role === 'admin' ? null : [...commitments] });
}

function reaches(institution: Institution, role: ContactRole, kind: keyof typeof resources): boolean {
  return kind === 'instance' || institutions[institution].reach[kind].split(' ').includes(role);
}

type Case = {
  readonly action: Action;
  readonly role: ContactRole;
  readonly institution: Institution;
  readonly on: keyof typeof resources;
  readonly way: WayIn;
  readonly approval: (typeof approvalPolicy.options)[number];
  readonly signIn: 'code' | 'openid';
};

/** The answer that follows from what is written above by the sentences of RELIABILITY 7. */
function foreseen({ action, role, institution, on, way, approval, signIn }: Case): Decision['is'] {
  const [kind, by, mark] = expected[action];
  if (on !== kind || !by.split(' ').includes(role) || !reaches(institution, role, kind)) return 'no';
  const hasPlan = kind !== 'instance';
  if (hasPlan && signIn === 'openid' && way !== 'openid') return 'openid';
  if (way === 'remembered' && mark !== 'R') return 'sign-in';
  return hasPlan && mark === 'A' && approval === 'openid' && way !== 'openid' ? 'openid' : 'may';
}

function* everyCase(): Generator<Case> {
  for (const action of actions)
    for (const role of contactRole.options)
      for (const institution of allInstitutions)
        for (const on of Object.keys(resources) as (keyof typeof resources)[])
          for (const way of wayIn.options)
            for (const approval of approvalPolicy.options)
              for (const signIn of ['code', 'openid'] as const) yield { action, role, institution, on, way, approval, signIn };
}

/** The answer for somebody with this one role. */
function ask({ action, role, institution, on, way, approval, signIn }: Case): Decision {
  const settings = on === 'instance' ? null : { approval, signIn };
  return decide({ roles: [heldBy(institution, role)], way, action, resource: resources[on], settings });
}

describe('the decision table', () => {
  test('I17: decides for every role, institution, resource and action, by way in and policy, as the written rules do', () => {
    expect(Object.keys(expected).sort()).toEqual([...actions].sort());
    const wrong: unknown[] = [];
    let asked = 0;
    for (const one of everyCase()) {
      const [told, written] = [ask(one).is, foreseen(one)];
      if (told !== written) wrong.push({ ...one, told, written });
      asked += 1;
    }
    expect(wrong).toEqual([]);
    expect(asked).toBe(Object.keys(expected).length * 6 * 4 * 4 * 3 * 3 * 2);
  });

  test('I17: hands on the approval policy where one applies, and none anywhere else', () => {
    for (const action of actions) {
      const [kind, by, mark] = expected[action];
      const role = contactRole.parse(by.split(' ')[0]);
      const given = { approval: 'second-person', signIn: 'code', way: 'openid' } as const;
      const decision = ask({ action, role, institution: 'own', on: kind, ...given });
      expect(decision, action).toEqual({ is: 'may', role, approval: mark === 'A' ? 'second-person' : 'none' });
    }
  });

  test('I17: lets those without a role do nothing', () => {
    const settings = { approval: 'none', signIn: 'code' } as const;
    for (const action of actions)
      for (const resource of Object.values(resources))
        expect(decide({ roles: [], way: 'openid', action, resource, settings }).is).toBe('no');
  });

  test('I17: counts a role only for the commitments it covers: all of the plan, those it names, or none', () => {
    const reached = (commitments: string[] | null) => rolesOn([anAssignment({ commitments })], resources.milestone);
    expect(reached(null)).toEqual(['lead']);
    expect(reached(['27', '28'])).toEqual(['lead']);
    expect(reached(['29'])).toEqual([]);
    expect(reached([])).toEqual([]);
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
    expect(withRole({ role: 'lead', planId: otherPlan })).toBe('may');
    expect(withRole({ role: 'admin', planId: otherPlan })).toBe('no');
  });

  test('a person who holds several roles acts in the most responsible one that may', () => {
    const held = [anAssignment({ as: 'a', role: 'poc' }), anAssignment({ as: 'b', role: 'lead' })];
    expect(roleThatMay(held, { action: 'move-deadline', resource: resources.milestone })).toBe('lead');
    expect(roleThatMay(held, { action: 'redact', resource: resources.commitment })).toBe('poc');
    expect(roleThatMay(held, { action: 'oversee-people', resource: resources.instance })).toBeNull();
  });
});

describe('who may confirm what is proposed', () => {
  const contactId = aPersonId('lead');
  const assignments = [anAssignment().id];
  const particulars = seenAs('lead');
  const asked: [Approval['change'], Act, string][] = [
    [
      { kind: 'deadline', milestoneId: milestone, version: 1, due: aDate('2021-12-01'), reason: 'Retard.' },
      { action: 'move-deadline', resource: resources.milestone },
      'lead deputy poc admin',
    ],
    [
      { kind: 'confirm-contact', contactId, particulars, assignments },
      { action: 'edit-people', resource: resources.plan },
      'poc admin',
    ],
    [
      { kind: 'reassign-role', contactId, particulars, role: 'lead', commitments: ['28'], holders: assignments },
      { action: 'edit-people', resource: resources.plan },
      'poc admin',
    ],
    [
      { kind: 'edit-contact', contactId, version: 1, changes: { name: 'Rôle' } },
      { action: 'edit-people', resource: resources.plan },
      'poc admin',
    ],
    [{ kind: 'end-role', contactId, role: 'poc', assignments }, { action: 'edit-people', resource: resources.plan }, 'poc admin'],
    [
      { kind: 'end-role', contactId, role: 'admin', assignments },
      { action: 'oversee-people', resource: resources.instance },
      'admin',
    ],
    [{ kind: 'set-mailbox', address: 'ogp@example.org' }, { action: 'edit-people', resource: resources.plan }, 'poc admin'],
    [{ kind: 'weaken-rules', approval: 'none', reason: null }, { action: 'edit-plan', resource: resources.plan }, 'poc admin'],
  ];

  test.each(asked)('I17: is who the decision table lets do it, of whatever institution (%j)', (change, act, by) => {
    expect(actOf({ planId: plan, change })).toEqual(act);
    const kind = act.resource.kind;
    for (const institution of allInstitutions)
      for (const role of contactRole.options) {
        const may = by.split(' ').includes(role) && reaches(institution, role, kind);
        const told = roleThatMay([heldBy(institution, role)], actOf({ planId: plan, change }));
        expect(told, `${role} of ${institution}`).toBe(may ? role : null);
      }
  });
});
