import type { PlanChange } from '../../../../shared/domain/change-log.ts';
import type { Assignment } from '../../../../shared/domain/contact.ts';
import {
  aCommitment,
  aContact,
  aDeclared,
  anAssignment,
  andThen,
  andThenPlan,
  aPersonId,
  aPlan,
  aProcess,
  aRef,
  aText,
  planWritesOf,
  writesOf,
} from '../../../builders.ts';
import { aWorld, type World } from '../world.ts';
import { aClient, type Client } from './client.ts';

export const plan = 'fr-2021-2023';
export const second = 'fr-second';
export const proposalId = `proposal-${'1'.repeat(32)}`;
export const approvalIds = ['1', '2', '3'].map((digit) => `approval-${digit.repeat(32)}`);
export const phone = '01 99 00 55 66';

/** Everybody who asks in these tests; `nobody` has no session. */
export const people = [
  'lead',
  'other',
  'deputy',
  'colleague',
  'helper',
  'poc',
  'poc-two',
  'reviewer',
  'admin',
  'stranger',
  'newcomer',
] as const;
export type Asker = (typeof people)[number] | 'remembered' | 'nobody';
export const askers: readonly Asker[] = [...people, 'remembered', 'nobody'];

const roles: { readonly [as in (typeof people)[number]]: Partial<Assignment> } = {
  lead: { role: 'lead', commitments: ['28'] },
  other: { role: 'lead', commitments: ['29'] },
  deputy: { role: 'deputy', commitments: ['28'] },
  colleague: { role: 'colleague', commitments: ['28'], milestoneId: `${plan}/28/m1` },
  helper: { role: 'colleague', commitments: ['28'], milestoneId: `${plan}/28/m2`, mayPublish: true },
  poc: { role: 'poc' },
  'poc-two': { role: 'poc' },
  reviewer: { role: 'reviewer' },
  admin: { role: 'admin' },
  newcomer: { role: 'deputy', commitments: ['29'], confirmedAt: null },
  stranger: { role: 'lead', planId: 'elsewhere', commitments: ['1'] },
};

const bounced = { suppressed: { reason: 'bounced', at: '2021-10-05T07:00:00Z' } } as const;

/** Two plans, the second with a second person for what needs one; something of every kind, so that there is something to find. */
export async function aFuzzWorld(): Promise<{ world: World; clients: ReadonlyMap<Asker, Client> }> {
  const done = aText('Le comité s’est réuni.');
  const declared = aDeclared(`${plan}/28/m1`, { done: { sha256: done.sha256 }, status: 'substantial' });
  const world = await aWorld({
    contacts: people.map((as) =>
      aContact({
        as,
        phone,
        name: `Camille ${as}`,
        ...(as === 'newcomer' ? { confirmedAt: null } : as === 'other' ? bounced : {}),
      }),
    ),
    assignments: people.flatMap((as) => {
      const own = anAssignment({ as, ...roles[as] });
      return roles[as].planId !== undefined || as === 'colleague' || as === 'helper'
        ? [own]
        : [own, { ...own, id: `${own.id}x`, planId: second }];
    }),
    commitments: [
      andThen(aCommitment({ number: '28', milestones: [{ title: 'Lancement' }, { due: 'Décembre 2021' }] }), declared, {
        texts: [done],
      }),
      aCommitment({ number: '29', milestones: [{ title: 'Pilote', due: 'Septembre 2021' }] }),
    ],
  });
  const { record, people: store } = world.stores;
  const known = await record.plan(plan);
  if (known === null) throw new Error('the world has its plan');
  const date = { text: '14 octobre 2021', precision: 'day', from: '2021-10-14', to: '2021-10-14' } as const;
  const source = { name: 'communique.txt', sha256: 'a'.repeat(64) };
  const titles = { fr: 'Réunion du conseil' };
  const why = aText('Décision du comité de suivi.');
  const edited: PlanChange = {
    type: 'plan-edited',
    data: { settings: { ...known.state.settings, ogpLabel: 'FR0002' }, reason: { sha256: why.sha256 } },
  };
  const told: readonly PlanChange[] = [
    {
      type: 'campaign-planned',
      data: { campaign: { id: 'hiver', opens: '2021-10-01', closes: '2021-11-30', confirmedAt: null } },
    },
    {
      type: 'document-cited',
      data: {
        document: {
          id: 'document-un',
          title: aRef('Communiqué'),
          kind: 'press-release',
          publisher: null,
          author: null,
          date: null,
          url: null,
          source,
        },
      },
    },
    {
      type: 'meeting-recorded',
      data: {
        meeting: {
          id: 'meeting-un',
          titles: { fr: aRef(titles.fr) },
          body: null,
          date,
          state: 'held',
          withCivilSociety: false,
          minutes: null,
          documentIds: [],
        },
      },
    },
    {
      type: 'process-recorded',
      data: {
        process: aProcess({ id: 'process-un', titles: { fr: aRef('Consultation') }, steps: [] }),
      },
    },
    {
      type: 'campaign-planned',
      data: { campaign: { id: 'automne', opens: '2021-11-02', closes: '2021-12-02', confirmedAt: null } },
    },
  ];
  const grown = told.reduce((sofar, change) => andThenPlan(sofar, change), andThenPlan(known, edited, { texts: [why] }));
  for (const write of planWritesOf(grown).slice(known.log.length)) await record.appendToPlan(write);
  for (const write of planWritesOf(aPlan({ id: second, approval: 'second-person', mailOnSince: '2021-09-02T07:00:00Z' })))
    await record.appendToPlan(write);
  for (const write of writesOf(aCommitment({ plan: second, number: '28', milestones: [{}, {}] })))
    await record.appendToCommitment(write);
  await store.setMailbox(plan, 'boite@example.org');
  const event = { kind: 'meeting', title: 'Réunion du conseil', date, line: 3, reason: null } as const;
  await store.addProposals([
    {
      ...event,
      quote: 'Le conseil se réunit le 14 octobre.',
      told: 'held',
      followUpOwed: false,
      id: proposalId,
      planId: plan,
      documentId: 'document-un',
      source,
      version: 1,
      state: 'waiting',
      became: null,
      at: '2021-10-01T07:00:00Z',
    },
  ]);
  const proposed = {
    planId: second,
    proposedBy: { role: 'poc', id: aPersonId('poc-two') },
    at: '2021-10-10T07:00:00Z',
    expiresAt: '2021-11-10T07:00:00Z',
  } as const;
  const [first = '', next = '', last = ''] = approvalIds;
  const due = { text: '15 décembre 2021', precision: 'day', from: '2021-12-15', to: '2021-12-15' } as const;
  const deadline = { kind: 'deadline', milestoneId: `${second}/28/m1`, version: 1, due, reason: 'Marché retardé.' } as const;
  await store.addApproval({ ...proposed, id: first, change: deadline });
  await store.addApproval({
    ...proposed,
    id: next,
    change: { kind: 'edit-contact', contactId: aPersonId('lead'), version: 1, changes: { email: 'nouvelle@example.org' } },
  });
  await store.addApproval({ ...proposed, id: last, change: { kind: 'set-mailbox', address: 'autre@example.org' } });
  await store.saveAnswerDraft({
    milestoneId: `${second}/28/m1`,
    version: 1,
    by: aPersonId('colleague'),
    at: '2021-10-19T07:00:00Z',
    basedOn: 1,
    fields: { kind: 'nothing-to-report', note: 'Rien de neuf.' },
  });
  const clients = new Map<Asker, Client>();
  for (const as of people) clients.set(as, await aClient(world, as));
  clients.set('remembered', await aClient(world, 'lead', 'remembered'));
  return { world, clients };
}
