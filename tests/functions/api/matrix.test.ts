import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Route, routeTable } from '../../../functions/api/route-table.ts';
import { decisions } from '../../../shared/domain/authority.ts';
import type { ContactRole } from '../../../shared/domain/contact.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import {
  type Asker,
  aFullWorld,
  anAsker,
  bookkeeping,
  elsewhere,
  type FullWorld,
  foreign,
  type Identity,
  identities,
  isApi,
  pathOf,
  plan,
  there,
} from './full-world.ts';

/**
 * Who may ask for what, written by hand and taken from no table of the code (RELIABILITY I17). After the comma: `R` is open to a
 * remembered browser too, `A` follows the plan's approval policy. A route without a line here fails the first test.
 */
const expected: { readonly [route: string]: string } = {
  'GET /app': 'everyone, R',
  'GET /app/': 'everyone, R',
  'GET /app/app.css': 'anyone',
  'GET /app/sign-in': 'anyone',
  'POST /app/sign-in': 'anyone',
  'GET /app/sign-in/code': 'anyone',
  'POST /app/sign-in/code': 'anyone',
  'POST /app/sign-out': 'everyone, R',
  'POST /app/openid': 'anyone',
  'GET /app/openid/back': 'anyone',
  'POST /app/openid/back': 'anyone',
  'GET /app/account': 'everyone',
  'POST /app/account/language': 'everyone',
  'POST /app/account/end-session': 'everyone',
  'POST /app/account/sign-out-everywhere': 'everyone',
  'GET /app/account/erase': 'everyone',
  'POST /app/account/erase': 'everyone',
  'GET /app/stop/:token': 'anyone',
  'POST /app/stop/:token': 'anyone',
  'POST /app/stop/:token/reminders': 'anyone',
  'GET /app/reminders': 'everyone',
  'POST /app/reminders': 'everyone',
  'POST /app/reminders/stop': 'everyone',
  'POST /app/reminders/resume': 'everyone',
  'GET /app/plans/': 'poc admin',
  'GET /app/plans/new': 'admin',
  'POST /app/plans/new': 'admin',
  'GET /app/plans/:plan/': 'poc admin',
  'GET /app/plans/:plan/settings': 'poc admin',
  'POST /app/plans/:plan/settings': 'poc admin',
  'GET /app/plans/:plan/check': 'poc admin',
  'GET /app/plans/:plan/import': 'poc admin, A',
  'POST /app/plans/:plan/import': 'poc admin, A',
  'GET /app/plans/:plan/proposals': 'poc admin',
  'GET /app/plans/:plan/proposals/:proposal': 'poc admin',
  'POST /app/plans/:plan/proposals/:proposal': 'poc admin',
  'GET /app/plans/:plan/people': 'poc admin',
  'GET /app/plans/:plan/people/new': 'poc admin, A',
  'POST /app/plans/:plan/people/new': 'poc admin, A',
  'POST /app/plans/:plan/people/mailbox': 'poc admin, A',
  'GET /app/plans/:plan/people/reassign': 'poc admin, A',
  'POST /app/plans/:plan/people/reassign': 'poc admin, A',
  'GET /app/plans/:plan/people/:contact': 'poc admin, A',
  'POST /app/plans/:plan/people/:contact': 'poc admin, A',
  'POST /app/plans/:plan/people/:contact/confirm': 'poc admin, A',
  'POST /app/plans/:plan/people/:contact/resume-mail': 'poc admin, A',
  'POST /app/plans/:plan/people/:contact/end-role': 'poc admin, A',
  'GET /app/plans/:plan/approvals': 'lead deputy poc admin',
  'POST /app/plans/:plan/approvals/:approval': 'lead deputy poc admin',
  'GET /app/plans/:plan/mail': 'poc admin',
  'POST /app/plans/:plan/mail': 'poc admin',
  'GET /app/plans/:plan/silent': 'poc admin',
  'GET /app/plans/:plan/campaigns': 'poc admin',
  'POST /app/plans/:plan/campaigns': 'poc admin',
  'GET /app/plans/:plan/meetings': 'poc admin',
  'POST /app/plans/:plan/meetings': 'poc admin',
  'GET /app/plans/:plan/meetings/:meeting': 'poc admin',
  'POST /app/plans/:plan/meetings/:meeting': 'poc admin',
  'GET /app/plans/:plan/processes': 'poc admin',
  'POST /app/plans/:plan/processes': 'poc admin',
  'GET /app/plans/:plan/processes/:process': 'poc admin',
  'POST /app/plans/:plan/processes/:process': 'poc admin',
  'GET /app/plans/:plan/documents': 'poc admin',
  'POST /app/plans/:plan/documents': 'poc admin',
  'GET /app/plans/:plan/log': 'poc admin',
  'GET /app/plans/:plan/log/:entry/redact': 'poc admin',
  'POST /app/plans/:plan/log/:entry/redact': 'poc admin',
  'GET /app/plans/:plan/export': 'poc admin',
  'GET /app/plans/:plan/export/plan.json': 'poc admin',
  'GET /app/:plan/:number/': 'lead deputy poc reviewer admin',
  'GET /app/:plan/:number/assess': 'reviewer',
  'POST /app/:plan/:number/assess': 'reviewer',
  'GET /app/:plan/:number/log/:entry/correct': 'lead deputy poc admin',
  'POST /app/:plan/:number/log/:entry/correct': 'lead deputy poc admin',
  'GET /app/:plan/:number/log/:entry/redact': 'poc admin',
  'POST /app/:plan/:number/log/:entry/redact': 'poc admin',
  'GET /app/:plan/:number/:milestone': 'lead deputy colleague, R',
  'GET /app/:plan/:number/:milestone/': 'lead deputy colleague, R',
  'POST /app/:plan/:number/:milestone/': 'lead deputy colleague, R',
  'GET /app/:plan/:number/:milestone/nothing-to-report': 'lead deputy colleague, R',
  'POST /app/:plan/:number/:milestone/nothing-to-report': 'lead deputy colleague, R',
  'GET /app/:plan/:number/:milestone/deadline': 'lead deputy poc admin',
  'POST /app/:plan/:number/:milestone/deadline': 'lead deputy poc admin, A',
  'GET /app/:plan/:number/:milestone/withdraw': 'lead deputy',
  'POST /app/:plan/:number/:milestone/withdraw': 'lead deputy',
  'GET /app/:plan/:number/:milestone/hand-on': 'lead deputy',
  'POST /app/:plan/:number/:milestone/hand-on': 'lead deputy',
  'POST /app/:plan/:number/:milestone/take-back': 'lead deputy poc admin',
  'GET /app/:plan/:number/:milestone/assess': 'reviewer',
  'POST /app/:plan/:number/:milestone/assess': 'reviewer',
  'GET /api/v1': 'anyone',
  'GET /api/v1/': 'anyone',
  'GET /api/v1/openapi.json': 'anyone',
  'GET /api/v1/plans': 'anyone',
  'GET /api/v1/session': 'everyone',
  'POST /api/v1/plans': 'admin',
  'GET /api/v1/session/milestones': 'everyone',
  'GET /api/v1/session/reminders': 'everyone',
  'POST /api/v1/session/reminders': 'everyone',
  'POST /api/v1/session/reminders/stop': 'everyone',
  'POST /api/v1/session/reminders/resume': 'everyone',
  'POST /api/v1/session/erase': 'everyone',
  'GET /api/v1/:plan': 'anyone',
  'GET /api/v1/:plan/log': 'anyone',
  'GET /api/v1/:plan/settings': 'poc admin',
  'POST /api/v1/:plan/settings': 'poc admin',
  'GET /api/v1/:plan/check': 'poc admin',
  'POST /api/v1/:plan/import': 'poc admin, A',
  'POST /api/v1/:plan/import/preview': 'poc admin, A',
  'GET /api/v1/:plan/proposals': 'poc admin',
  'GET /api/v1/:plan/mail': 'poc admin',
  'POST /api/v1/:plan/mail': 'poc admin',
  'GET /api/v1/:plan/silent': 'poc admin',
  'POST /api/v1/:plan/campaigns': 'poc admin',
  'GET /api/v1/:plan/export': 'poc admin',
  'GET /api/v1/:plan/people': 'poc admin',
  'POST /api/v1/:plan/people': 'poc admin, A',
  'GET /api/v1/:plan/approvals': 'lead deputy poc admin',
  'GET /api/v1/:plan/participation': 'poc admin',
  'POST /api/v1/:plan/meetings': 'poc admin',
  'POST /api/v1/:plan/processes': 'poc admin',
  'POST /api/v1/:plan/documents': 'poc admin',
  'GET /api/v1/:plan/mail/rehearsal': 'poc admin',
  'POST /api/v1/:plan/people/reassignment': 'poc admin, A',
  'POST /api/v1/:plan/people/mailbox': 'poc admin, A',
  'POST /api/v1/:plan/proposals/:proposal': 'poc admin',
  'POST /api/v1/:plan/people/:contact': 'poc admin, A',
  'POST /api/v1/:plan/approvals/:approval': 'lead deputy poc admin',
  'POST /api/v1/:plan/meetings/:meeting': 'poc admin',
  'POST /api/v1/:plan/processes/:process': 'poc admin',
  'POST /api/v1/:plan/documents/:document': 'poc admin',
  'POST /api/v1/:plan/log/:entry/redaction': 'poc admin',
  'POST /api/v1/:plan/campaigns/:campaign/confirm': 'poc admin',
  'POST /api/v1/:plan/campaigns/:campaign/close': 'poc admin',
  'POST /api/v1/:plan/people/:contact/confirm': 'poc admin, A',
  'POST /api/v1/:plan/people/:contact/end-role': 'poc admin, A',
  'POST /api/v1/:plan/people/:contact/resume-mail': 'poc admin, A',
  'GET /api/v1/:plan/:number': 'anyone',
  'GET /api/v1/:plan/:number/log': 'anyone',
  'POST /api/v1/:plan/:number/assessment': 'reviewer',
  'POST /api/v1/:plan/:number/log/:entry/corrections': 'lead deputy poc admin',
  'POST /api/v1/:plan/:number/log/:entry/redaction': 'poc admin',
  'GET /api/v1/:plan/:number/:milestone': 'anyone',
  'GET /api/v1/:plan/:number/:milestone/answer': 'lead deputy colleague, R',
  'POST /api/v1/:plan/:number/:milestone/declarations': 'lead deputy colleague, R',
  'POST /api/v1/:plan/:number/:milestone/nothing-to-report': 'lead deputy colleague, R',
  'POST /api/v1/:plan/:number/:milestone/deadline': 'lead deputy poc admin, A',
  'POST /api/v1/:plan/:number/:milestone/withdrawal': 'lead deputy',
  'POST /api/v1/:plan/:number/:milestone/hand-on': 'lead deputy',
  'POST /api/v1/:plan/:number/:milestone/take-back': 'lead deputy poc admin',
  'POST /api/v1/:plan/:number/:milestone/draft': 'lead deputy colleague, R',
  'POST /api/v1/:plan/:number/:milestone/assessment': 'reviewer',
  'POST /api/v1/:plan/:number/:milestone/draft/discard': 'lead deputy colleague, R',
};

/** Actions that no route is about: a verb asks the table for them once it knows what is to be changed. */
const askedByVerbs = ['correct-any', 'oversee-people'];

/** Answers to those who may that are no plain 200 (reading) or refusal of the unknown field in the body. */
const otherwise: { readonly [route: string]: number } = {
  'GET /app': 303,
  'GET /app/:plan/:number/:milestone': 303,
};

/** Answers to somebody whom nobody knows, where anyone may ask: forms of no page of ours are refused. */
const toStrangers: { readonly [route: string]: number } = {
  'GET /app/app.css': 200,
  'GET /app/sign-in': 200,
  'POST /app/sign-in': 403,
  'GET /app/sign-in/code': 303,
  'POST /app/sign-in/code': 403,
  'POST /app/openid': 403,
  'GET /app/openid/back': 401,
  'POST /app/openid/back': 403,
  'GET /app/stop/:token': 200,
  'POST /app/stop/:token': 400,
  'POST /app/stop/:token/reminders': 403,
  'GET /api/v1': 308,
  'GET /api/v1/': 200,
  'GET /api/v1/openapi.json': 200,
  'GET /api/v1/plans': 200,
  'GET /api/v1/:plan': 200,
  'GET /api/v1/:plan/log': 200,
  'GET /api/v1/:plan/:number': 200,
  'GET /api/v1/:plan/:number/log': 200,
  'GET /api/v1/:plan/:number/:milestone': 200,
};

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

function lineOf(route: Route): { readonly who: readonly string[]; readonly marks: string } {
  const [who = '', marks = ''] = (expected[nameOf(route)] ?? '').split(', ');
  return { who: who.split(' '), marks };
}

/** Where somebody asks, and which roles reach it: those of {@link aFullWorld} cover what is written there. */
const institutions = {
  own: { at: there, reach: ['lead', 'deputy', 'colleague', 'reviewer', 'poc', 'admin'] },
  'another milestone of the same commitment': {
    at: { ...there, milestone: 'm2' },
    reach: ['lead', 'deputy', 'reviewer', 'poc', 'admin'],
  },
  'a commitment of another institution': { at: { ...there, number: '29' }, reach: ['reviewer', 'poc', 'admin'] },
  'another plan': { at: { ...there, plan: elsewhere, ...foreign }, reach: ['admin'] },
} as const;
type Institution = keyof typeof institutions;

/** Institutions that make a difference for a path. */
function institutionsFor(path: string): Institution[] {
  if (path.includes(':milestone'))
    return ['own', 'another milestone of the same commitment', 'a commitment of another institution', 'another plan'];
  if (path.includes(':number')) return ['own', 'a commitment of another institution', 'another plan'];
  return path.includes(':plan') ? ['own', 'another plan'] : ['own'];
}

type Rules = Pick<PlanSettings, 'approval' | 'signIn'>;

/** What the sentences of RELIABILITY 7 say, in their order: not yours, OpenID Connect, a fresh code, the approval policy. */
function foreseen(route: Route, { role, way }: Identity, institution: Institution, { approval, signIn }: Rules): string {
  const { who, marks } = lineOf(route);
  // Whoever begins a plan does so as somebody of a plan they have.
  const isOfPlan = route.path.includes(':plan') || ['/app/plans/new', '/api/v1/plans'].includes(route.path);
  const reach: readonly ContactRole[] = institutions[institution].reach;
  if (who[0] !== 'everyone' && !(who.includes(role) && reach.includes(role))) {
    // The list of plans is the same address for everyone: whoever has none to run is told so after signing in.
    return route.path === '/app/plans/' && way === 'remembered' ? 'sign-in-again' : 'not-found';
  }
  if (isOfPlan && signIn === 'openid' && way !== 'openid') return 'openid-required';
  if (way === 'remembered' && !marks.includes('R')) return 'sign-in-again';
  if (isOfPlan && marks.includes('A') && approval === 'openid' && way !== 'openid') return 'openid-required';
  // Who coordinates and answers for nothing begins with the plans, unless they are to come in otherwise first.
  const isShut = signIn === 'openid' && way !== 'openid';
  if (route.path === '/app/' && way !== 'remembered' && !isShut && (role === 'poc' || role === 'admin')) return '303';
  return String(otherwise[nameOf(route)] ?? (route.method === 'GET' ? 200 : isApi(route.path) ? 422 : 400));
}

/** An answer in the words of {@link foreseen}. */
async function inWords(answer: Response, path: string): Promise<string> {
  if (isApi(path)) {
    const isRefusal = [401, 403, 404].includes(answer.status);
    return isRefusal
      ? z
          .object({ type: z.string() })
          .parse(await answer.json())
          .type.replace('urn:jalon:problem:', '')
      : String(answer.status);
  }
  const signIn = '/app/sign-in?lang=fr&next=';
  const isToSignIn = answer.status === 303 && answer.headers.get('location')?.startsWith(signIn) === true;
  if (isToSignIn || answer.status === 401) return 'sign-in-again';
  if (answer.status === 404) return 'not-found';
  if (answer.status !== 403) return String(answer.status);
  // Read as text: a page is asked for thousands of times.
  return (await answer.text()).includes('<title>Connexion renforcée demandée') ? 'openid-required' : 'forbidden';
}

const guarded = routeTable.filter((route) => lineOf(route).who[0] !== 'anyone');

function sendTo(asker: Asker, { method, path }: Route, at: { readonly [name: string]: string }): Promise<Response> {
  return method === 'GET' ? asker.ask('GET', pathOf(path, at)) : asker.askAmiss(pathOf(path, at));
}

async function everyAsker(world: FullWorld): Promise<[Identity, Asker][]> {
  const askers: [Identity, Asker][] = [];
  for (const identity of identities) askers.push([identity, await anAsker(world, identity)]);
  return askers;
}

test('I17: every route has a line in the matrix, every line a route, and every action a route it guards or a verb', () => {
  expect(Object.keys(expected).sort()).toEqual(routeTable.map(nameOf).sort());
  expect(new Set(routeTable.map(nameOf)).size).toBe(routeTable.length);
  const guarding = new Set(routeTable.map(({ who }) => who));
  expect(
    Object.keys(decisions)
      .filter((action) => !new Set<string>(guarding).has(action))
      .sort(),
  ).toEqual(askedByVerbs);
  const known = ['anyone', 'everyone', 'lead', 'deputy', 'colleague', 'reviewer', 'poc', 'admin'];
  expect(routeTable.flatMap((route) => lineOf(route).who).filter((word) => !known.includes(word))).toEqual([]);
});

test('I17: whom nobody knows gets what anyone may have, and is asked to sign in everywhere else', async () => {
  const world = await aFullWorld();
  const before = world.rows();
  const headers = { origin: world.config.publicUrl };
  for (const route of routeTable) {
    const { method } = route;
    const path = pathOf(route.path);
    const type = isApi(path) ? 'application/json' : 'application/x-www-form-urlencoded';
    const body = isApi(path) ? '{"unheardOf":1}' : 'unheardOf=1';
    const init = method === 'GET' ? { method } : { method, body, headers: { ...headers, 'content-type': type } };
    const answer = await world.app.request(path, init);
    const isOpen = lineOf(route).who[0] === 'anyone';
    const refused = isApi(path) ? 'not-signed-in' : 'sign-in-again';
    const told = isOpen ? String(answer.status) : await inWords(answer, path);
    expect(told, nameOf(route)).toBe(isOpen ? String(toStrangers[nameOf(route)]) : refused);
  }
  expect(world.rows()).toBe(before);
});

/** Policies, and the routes they make a difference for: all of them, or those that follow the approval policy. */
const policies: readonly (Rules & { readonly routes: 'all' | 'approved' })[] = [
  { approval: 'none', signIn: 'code', routes: 'all' },
  { approval: 'second-person', signIn: 'code', routes: 'approved' },
  { approval: 'openid', signIn: 'code', routes: 'approved' },
  { approval: 'second-person', signIn: 'openid', routes: 'all' },
];

test.each(policies)(
  'I17: every route answers every role, way in and institution as the matrix says, under approval $approval and sign-in by $signIn',
  async ({ routes, ...rules }) => {
    const concerned = guarded.filter((route) => routes === 'all' || lineOf(route).marks.includes('A'));
    const world = await aFullWorld(rules);
    const askers = await everyAsker(world);
    const before = world.rows(bookkeeping);
    const wrong: string[] = [];
    let asked = 0;
    for (const route of concerned) {
      for (const [identity, asker] of askers) {
        for (const institution of institutionsFor(route.path)) {
          const answer = await sendTo(asker, route, institutions[institution].at);
          const told = await inWords(answer, route.path);
          const right = foreseen(route, identity, institution, rules);
          asked += 1;
          if (told !== right) {
            wrong.push(`${nameOf(route)} for a ${identity.role} (${identity.way}), ${institution}: ${told}, not ${right}`);
          }
        }
      }
      // Nobody writes more than sixty times a minute.
      world.wait({ seconds: 5 });
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(concerned.length * identities.length);
    expect(world.rows(bookkeeping)).toBe(before);
  },
  300_000,
);

/** Everything of an answer that could tell one from another. */
async function bytesOf(answer: Response): Promise<string> {
  return JSON.stringify([answer.status, [...answer.headers].sort(), await answer.text()]);
}

test('S16: what is not theirs, what is not there and what cannot be are the same 404, byte for byte, on every route', async () => {
  const world = await aFullWorld();
  const lead = await anAsker(world, { role: 'lead', way: 'code' });
  const poc = await anAsker(world, { role: 'poc', way: 'code' });
  const forLead = [
    { ...there, number: '29' },
    { ...there, plan: elsewhere },
    { ...there, number: '99' },
    { ...there, number: '29', milestone: 'm9' },
    { ...there, plan: 'no-such-plan' },
    { ...there, number: '%ff' },
    { ...there, number: 'x%2Fy' },
  ];
  const forPoc = [
    { ...there, plan: elsewhere },
    { ...there, plan: 'no-such-plan' },
    { ...there, plan: 'X%00' },
  ];
  for (const route of guarded.filter(({ path }) => path.includes(':plan'))) {
    const ofLead = route.path.includes(':number');
    const seen = new Map<string, string>();
    for (const at of ofLead ? forLead : forPoc) {
      const answer = await sendTo(ofLead ? lead : poc, route, at);
      expect(answer.status, `${nameOf(route)} ${JSON.stringify(at)}`).toBe(404);
      seen.set(await bytesOf(answer), JSON.stringify(at));
    }
    expect([...seen.keys()], nameOf(route)).toHaveLength(1);
    world.wait({ seconds: 15 });
  }
});

test('S16: within a plan of one’s own, ids of another plan’s people, proposals and approvals answer as ids that do not exist', async () => {
  const world = await aFullWorld();
  const poc = await anAsker(world, { role: 'poc', way: 'code' });
  const absent = {
    contact: 'p-0123456789abcdef',
    proposal: `proposal-${'9'.repeat(32)}`,
    approval: `approval-${'9'.repeat(32)}`,
  };
  const never = { contact: 'x', proposal: 'x', approval: 'x', meeting: 'x', process: 'x', document: 'x', entry: 'x' };
  const named = routeTable.filter(({ method, path }) => method === 'GET' && /:(?:contact|proposal|meeting|process)/.test(path));
  expect(named.length).toBeGreaterThan(3);
  for (const route of named) {
    const seen = new Set<string>();
    for (const names of [foreign, absent, never]) {
      const isOthers = names === never || /:(?:contact|proposal)/.test(route.path);
      if (!isOthers) continue;
      const answer = await sendTo(poc, route, { ...there, ...names });
      expect(answer.status, nameOf(route)).toBe(404);
      seen.add(await bytesOf(answer));
    }
    expect(seen.size, nameOf(route)).toBe(1);
  }
  expect(plan).not.toBe(elsewhere);
});
