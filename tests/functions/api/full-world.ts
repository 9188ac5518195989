import { type Route, routeTable } from '../../../functions/api/route-table.ts';
import { memoryTables } from '../../../shared/adapters/memory/tables.ts';
import type { PlanChange } from '../../../shared/domain/change-log.ts';
import { type Assignment, type ContactRole, contactRole, type WayIn, wayIn } from '../../../shared/domain/contact.ts';
import { formToken } from '../../../shared/domain/form-token.ts';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import { stampedCookie } from '../../../shared/domain/session-cookie.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import type { OpenIdProvider, PlanRecord } from '../../../shared/ports.ts';
import {
  aCommitment,
  aContact,
  aDeclared,
  anAssignment,
  andThen,
  andThenPlan,
  aPersonId,
  aPlan,
  aRef,
  aSession,
  aText,
  planWritesOf,
  writesOf,
} from '../../builders.ts';
import { aWorld, origin, type World, type WorldInput } from './world.ts';

export const plan = 'fr-2021-2023';
/** A plan in which nobody of {@link contactRole} holds a role, with the same things in it. */
export const elsewhere = 'fr-ailleurs';
const proposalId = `proposal-${'1'.repeat(32)}`;
const approvalId = `approval-${'1'.repeat(32)}`;
/** Ids of things of the plan elsewhere. */
export const foreign = {
  proposal: `proposal-${'2'.repeat(32)}`,
  approval: `approval-${'2'.repeat(32)}`,
  contact: aPersonId('outsider'),
} as const;
/** The token of the stop link in the mails of the lead. */
export const stopToken: string = aContact({ as: 'lead' }).stopToken;

/** What each role covers here: ministry roles the commitment 28, the colleague its first milestone. */
const covered: { readonly [role in ContactRole]: Partial<Assignment> } = {
  lead: { commitments: ['28'] },
  deputy: { commitments: ['28'] },
  colleague: { commitments: ['28'], milestoneId: `${plan}/28/m1` },
  poc: {},
  reviewer: {},
  admin: {},
};

/** Values of the names in a path for things that are there. */
export const there: { readonly [name: string]: string } = {
  plan,
  number: '28',
  milestone: 'm1',
  token: stopToken,
  proposal: proposalId,
  contact: aPersonId('deputy'),
  approval: approvalId,
  meeting: 'meeting-un',
  process: 'process-un',
  document: 'document-un',
  campaign: 'automne',
  entry: '2',
};

/** A path of the route table with values for its names. */
export function pathOf(path: string, values: { readonly [name: string]: string } = there): string {
  return path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'x');
}

export const unsafeRoutes: readonly Route[] = routeTable.filter(({ method }) => method === 'POST');
export const readableRoutes: readonly Route[] = routeTable.filter(({ method }) => method === 'GET');

export function isApi(path: string): boolean {
  return path.startsWith('/api/');
}

const date = { text: '14 octobre 2021', precision: 'day', from: '2021-10-14', to: '2021-10-14' } as const;
const source = { name: 'communique.txt', sha256: 'a'.repeat(64) };
const purpose = aText('Dire ce que les lignes nous apprennent.');

const planChanges: readonly PlanChange[] = [
  {
    type: 'process-recorded',
    data: {
      process: {
        ...{ id: 'process-un', titles: { fr: aRef('Consultation') }, organiser: null, period: { start: null, end: null } },
        ...{ purpose: { sha256: purpose.sha256 }, methods: [], participants: null, deliverables: [], followUp: [], links: [] },
        ...{ steps: [], documentIds: [] },
      },
    },
  },
  {
    type: 'document-cited',
    data: {
      document: {
        ...{ id: 'document-un', title: aRef('Communiqué'), kind: 'press-release', publisher: null, author: null },
        ...{ date: null, url: null, source },
      },
    },
  },
  {
    type: 'meeting-recorded',
    data: {
      meeting: {
        ...{ id: 'meeting-un', titles: { fr: aRef('Réunion du conseil') }, body: null, date, state: 'held' },
        ...{ withCivilSociety: false, minutes: null, documentIds: [] },
      },
    },
  },
  {
    type: 'campaign-planned',
    data: { campaign: { id: 'automne', opens: '2021-10-01', closes: '2021-11-30', confirmedAt: null } },
  },
];

/** The second entry of its log is one with words in it, as {@link there} says. */
function fullPlan(settings: Partial<PlanSettings>): PlanRecord {
  return planChanges.reduce((sofar, change) => andThenPlan(sofar, change, { texts: [purpose] }), aPlan(settings));
}

function fullCommitments(of: string) {
  const done = aText('Le comité s’est réuni.');
  const declared = (number: string) => aDeclared(`${of}/${number}/m1`, { done: { sha256: done.sha256 }, status: 'substantial' });
  const milestones = [{ title: 'Lancement du comité', due: 'Octobre 2021' }, { due: 'Décembre 2021' }];
  const others = [{ title: 'Pilote', due: 'Septembre 2021' }];
  return [
    andThen(aCommitment({ plan: of, number: '28', milestones }), declared('28'), { texts: [done] }),
    andThen(aCommitment({ plan: of, number: '29', milestones: others }), declared('29'), { texts: [done] }),
  ];
}

/** A provider that lets a browser leave and never anybody in. */
const openId: OpenIdProvider = {
  name: 'Connexion d’exemple',
  begin: async () => ({
    ok: true,
    url: 'https://login.example.org/authorize',
    state: 's'.repeat(43),
    nonce: 'n'.repeat(43),
    verifier: 'v'.repeat(43),
  }),
  finish: async () => ({ ok: false, reason: 'refused', why: 'no-code' }),
};

/** A port whose methods of these names throw while it is out of reach; what they say must show nowhere. */
export function outOfReach<Port extends object>(port: Port, isMeant: (name: string) => boolean, isOut: () => boolean): Port {
  return new Proxy(port, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || typeof name !== 'string' || !isMeant(name)) return member;
      return (...given: unknown[]): unknown => {
        if (isOut()) throw new Error('secret of lead@example.org');
        return Reflect.apply(member, target, given);
      };
    },
  });
}

export type FullWorld = World & {
  /** Every row of the three tables as it stands, but those with such keys: equal to an earlier answer when nothing changed. */
  readonly rows: (except?: RegExp) => string;
};

/** Rows that say who is in and how often they wrote: they change with every permitted attempt, and nothing else may. */
export const bookkeeping: RegExp = /"(?:METER|SESSIONS?)#/;

/** A plan in which every route has something to show: one person for each role, and a plan elsewhere with the same things. */
export async function aFullWorld(settings: Partial<PlanSettings> = {}, input: WorldInput = {}): Promise<FullWorld> {
  const tables = memoryTables();
  // As text at once: they are compared after every request, and few of them change.
  const rows = new Map<string, string>();
  tables.onCommit(({ changes }) => {
    for (const { table, before, after } of changes) {
      const { pk, sk } = after ?? before ?? { pk: '', sk: '' };
      const key = JSON.stringify([table, pk, sk]);
      if (after === null) rows.delete(key);
      else rows.set(key, JSON.stringify(after));
    }
  });
  const world = await aWorld({
    tables,
    plan: fullPlan(settings),
    commitments: fullCommitments(plan),
    contacts: [...contactRole.options, 'outsider'].map((as) => aContact({ as, name: `Camille ${as}` })),
    assignments: [
      ...contactRole.options.map((role) => anAssignment({ as: role, role, ...covered[role] })),
      anAssignment({ as: 'outsider', planId: elsewhere }),
    ],
    ...input,
    change: (deps) => (input.change ?? ((same) => same))({ ...deps, openId }),
  });
  const { record, people } = world.stores;
  for (const write of planWritesOf(fullPlan({ ...settings, id: elsewhere }))) await record.appendToPlan(write);
  for (const write of fullCommitments(elsewhere).flatMap(writesOf)) await record.appendToCommitment(write);
  await people.setMailbox(plan, 'boite@example.org');
  const proposal: Proposal = {
    ...{ id: proposalId, planId: plan, documentId: 'document-un', source, version: 1, state: 'waiting', became: null },
    ...{ kind: 'meeting', title: 'Réunion du conseil', date, line: 3, reason: null, told: 'held', followUpOwed: false },
    ...{ quote: 'Le conseil se réunit le 14 octobre.', at: '2021-10-01T07:00:00Z' },
  };
  await people.addProposals([proposal, { ...proposal, id: foreign.proposal, planId: elsewhere }]);
  const due = { text: '15 décembre 2021', precision: 'day', from: '2021-12-15', to: '2021-12-15' } as const;
  for (const [id, planId] of [[approvalId, plan] as const, [foreign.approval, elsewhere] as const]) {
    await people.addApproval({
      ...{ id, planId, proposedBy: { role: 'poc', id: aPersonId('outsider') } },
      ...{ at: '2021-10-10T07:00:00Z', expiresAt: '2021-11-10T07:00:00Z' },
      change: { kind: 'deadline', milestoneId: `${planId}/28/m2`, version: 1, due, reason: 'Marché retardé.' },
    });
  }
  const told = (except?: RegExp) => [...rows].filter(([key]) => except?.test(key) !== true);
  const inOrder = (except?: RegExp) => told(except).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...world, rows: (except) => inOrder(except).flat().join('\n') };
}

export type Identity = { readonly role: ContactRole; readonly way: WayIn };
export const identities: readonly Identity[] = contactRole.options.flatMap((role) => wayIn.options.map((way) => ({ role, way })));

/** What a signed-in browser of a person sends, whatever it asks for; the token is made for the path, rightly. */
export type Asker = {
  readonly token: string;
  readonly ask: (
    method: string,
    path: string,
    init?: { readonly body?: string; readonly headers?: { readonly [name: string]: string } },
  ) => Promise<Response>;
  /**
   * A form or a JSON body with a field nobody knows: whoever gets past the gate is told so, and nothing is done. A header
   * given as null is left out.
   */
  readonly askAmiss: (path: string, headers?: { readonly [name: string]: string | null }) => Promise<Response>;
  /** The token of a form that is sent there, or of the API. */
  readonly tokenFor: (path: string) => string;
};

/** A path as the app reads it: one that cannot be decoded stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** A browser whose session is in the store, without the way in. */
export async function anAsker(world: World, { role, way }: Identity): Promise<Asker> {
  const { secret } = world.config;
  const token = Buffer.from(sha256Of(`session of ${role} by ${way}`), 'hex').toString('base64url');
  const tokenHash = sha256Of(token);
  const at = instantText(world.now());
  const expiresAt = instantText(world.now().add({ hours: 12 }));
  await world.stores.people.putSession(aSession({ as: role, way, tokenHash, startedAt: at, lastSeenAt: at, expiresAt }));
  const cookie = (): string =>
    way === 'remembered'
      ? `__Host-jalon-remembered=${token}`
      : `__Host-jalon-session=${stampedCookie(secret, token, world.now())}`;
  const ask: Asker['ask'] = async (method, path, { body, headers = {} } = {}) =>
    world.app.request(path, {
      method,
      headers: { cookie: cookie(), 'cloudfront-viewer-address': '198.51.100.7:46532', ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const tokenFor = (path: string): string => formToken(secret, tokenHash, path);
  const askAmiss: Asker['askAmiss'] = (path, changed = {}) => {
    const isJson = isApi(path);
    const made = tokenFor(isJson ? '/api/v1' : decoded(path));
    const headers = {
      origin,
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(isJson ? { 'jalon-token': made, 'if-match': '"1"' } : {}),
      ...changed,
    };
    return ask('POST', path, {
      body: isJson ? '{"unheardOf":1}' : new URLSearchParams({ token: made, unheardOf: '1' }).toString(),
      headers: Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
    });
  };
  return { token, ask, askAmiss, tokenFor };
}
