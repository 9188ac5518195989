import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { ContactRole } from '../../../shared/domain/contact.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import { publishAll } from '../../../shared/usecases/publish-all.ts';
import { isFull } from '../../full.ts';
import { recordedSite } from '../../usecases/publish-world.ts';
import { type Asker, aFullWorld, anAsker, type FullWorld, isApi, pathOf, plan, readableRoutes, there } from './full-world.ts';
import { type FormOnPage, readPage } from './page.ts';
import { origin, theCode } from './world.ts';

/** What must never show: an address or a number as a person writes it. Numbers are of the range that is nobody's. */
const two = fc.nat(99).map((value) => String(value).padStart(2, '0'));
const phone = fc
  .tuple(
    two,
    two,
    fc.constantFrom('01 99 00 ', '01.99.00.', '01-99-00-', '+33 1 99 00 ', '+33 (0)1 99 00 ', '00 33 1 99 00 ', '0199 00 '),
  )
  .map(([first, second, start]) => `${start}${first}${/[ .-]$/.exec(start)?.[0] ?? ' '}${second}`);
const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzé0189'), minLength: 3, maxLength: 9 });
const address = fc
  .tuple(
    word,
    fc.constantFrom('.', '-', '_', '+', ''),
    word,
    fc.constantFrom('example.org', 'Example.ORG', 'service.gouv.example.org'),
  )
  .map(([first, between, second, host]) => `x${first}${between}${second}z@${host}`);
const datum = fc.oneof(phone, address);
/** The ways a text may hold it. */
const around = fc.constantFrom(
  (text: string, found: string) => `${text} ${found}`,
  (text: string, found: string) => `${found} ${text}`,
  (text: string, found: string) => `${text}\n(${found}).`,
  (text: string, found: string) => `${text} <${found}>, ${text}`,
  (text: string, found: string) => (found.includes('@') ? `${text}, ${found}` : `${text}-${found.replace(/[ .()+]+/g, '-')}`),
);

/** Something else to plant in every place, in turn: what a later place makes of a kind, an earlier one has made of another. */
const planting = fc.array(fc.record({ found: datum, put: around }), { minLength: 6, maxLength: 6 });
type Planting = typeof planting extends fc.Arbitrary<infer Value> ? Value : never;

function inTurn(planted: Planting): () => Planting[number] {
  let place = 0;
  return () => {
    const one = planted[place % planted.length];
    if (one === undefined) throw new Error('nothing to plant');
    place += 1;
    return one;
  };
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Write = { readonly role: ContactRole; readonly path: string; readonly body: Json };

const titles = { fr: 'Forum de mi-parcours', en: 'Midterm forum' };
const page = 'https://www.example.org/page';
const milestone = '/api/v1/:plan/:number/:milestone';

/** Every write of the API with every text it takes, all of them filled in. */
const writes: readonly Write[] = [
  {
    role: 'lead',
    path: `${milestone}/declarations`,
    body: {
      ...{ status: 'limited', done: 'Le comité siège.', difficulties: 'Le marché tarde.', noEvidenceReason: 'Rien encore.' },
      evidence: [{ url: page, title: 'Compte rendu', kind: 'minutes', date: '2021-10-14' }],
      expected: { due: '15 décembre 2021', reason: 'Le marché tarde.' },
    },
  },
  { role: 'lead', path: `${milestone}/nothing-to-report`, body: { note: 'Rien de neuf.' } },
  { role: 'lead', path: `${milestone}/deadline`, body: { due: '15 décembre 2021', reason: 'Le marché tarde.' } },
  { role: 'colleague', path: `${milestone}/draft`, body: { kind: 'nothing-to-report', note: 'Rien de neuf.' } },
  {
    role: 'lead',
    path: '/api/v1/:plan/:number/m2/hand-on',
    body: { email: 'c@example.org', name: 'Sacha Collègue', until: '2021-11-30', mayPublish: true },
  },
  { role: 'lead', path: `${milestone}/withdrawal`, body: { reason: 'Repris par un autre engagement.' } },
  {
    role: 'reviewer',
    path: `${milestone}/assessment`,
    body: { completion: 'limited', source: { title: 'Rapport', url: page, date: '2021-10-15' } },
  },
  {
    role: 'reviewer',
    path: '/api/v1/:plan/:number/assessment',
    body: { completion: 'limited', source: { title: 'Rapport', url: page, date: '2021-10-15' } },
  },
  {
    role: 'poc',
    path: '/api/v1/:plan/:number/log/1/corrections',
    body: { change: { field: 'title', titles: { fr: 'Participation citoyenne' } }, reason: 'Titre mal lu.' },
  },
  {
    role: 'poc',
    path: '/api/v1/:plan/:number/log/1/corrections',
    body: { change: { field: 'published-deadline', milestone: `${plan}/28/m1`, due: 'novembre 2021' }, reason: 'Date mal lue.' },
  },
  { role: 'poc', path: '/api/v1/:plan/:number/log/2/redaction', body: { texts: null, reason: 'Le texte nommait une personne.' } },
  { role: 'poc', path: '/api/v1/:plan/log/2/redaction', body: { texts: null, reason: 'Le texte nommait une personne.' } },
  {
    role: 'admin',
    path: '/api/v1/plans',
    body: {
      ...{ id: 'ville-2027-2028', titles, country: 'FR', languages: ['fr', 'en'], zone: 'Europe/Paris' },
      ...{ period: '2027-2028', mailbox: 'ogp@example.org' },
    },
  },
  {
    role: 'poc',
    path: '/api/v1/:plan/settings',
    body: { changes: { titles, ogpLabel: 'France, plan 3' }, reason: 'Décision du comité de suivi.' },
  },
  {
    role: 'poc',
    path: '/api/v1/:plan/proposals/:proposal',
    body: {
      ...{ verdict: 'confirm', version: 1 },
      as: { kind: 'meeting', titles, date: '27 juin 2019', state: 'held', body: 'Conseil' },
    },
  },
  { role: 'poc', path: '/api/v1/:plan/campaigns', body: { id: 'automne-2021', opens: '2021-11-02' } },
  {
    role: 'poc',
    path: '/api/v1/:plan/people',
    body: {
      ...{ role: 'lead', commitments: ['28'], name: 'Zoé Personne', email: 'zoe@example.org', language: 'fr' },
      ...{ function: 'directrice du numérique', organisation: 'Ministère des Exemples' },
    },
  },
  {
    role: 'poc',
    path: '/api/v1/:plan/people/:contact',
    body: { name: 'Zoé Personne', email: 'zoe2@example.org', function: 'directeur', organisation: 'Ministère' },
  },
  { role: 'poc', path: '/api/v1/:plan/people/mailbox', body: { mailbox: 'plan@example.org' } },
  {
    role: 'poc',
    path: '/api/v1/:plan/meetings',
    body: {
      ...{ titles, body: 'Forum', date: '14 octobre 2021', state: 'held', withCivilSociety: true },
      minutes: { url: page, title: 'Compte rendu', date: '2021-10-18' },
    },
  },
  {
    role: 'poc',
    path: '/api/v1/:plan/processes',
    body: {
      ...{ titles, organiser: 'Ministère', start: 'septembre 2021', end: '18 octobre 2021', purpose: 'Entendre.' },
      ...{ methods: ['Atelier'], participants: 'cent personnes', deliverables: ['Avis'] },
      followUp: [{ text: 'Réponse aux avis.', url: page, date: '2021-11-01' }],
      links: [{ title: 'Avis', url: page }],
      steps: [{ kind: 'call', titles, date: '18 octobre 2021', state: 'announced', followUpOwed: true }],
    },
  },
  {
    role: 'poc',
    path: '/api/v1/:plan/documents',
    body: {
      title: 'Communiqué',
      kind: 'press-release',
      publisher: 'Ministère',
      author: 'Service de presse',
      date: '2021-10-01',
      url: page,
    },
  },
];

/** Texts that are addresses, or a person's own: private, so they may hold one and must show nowhere. */
const privateTexts = ['email', 'mailbox', 'name'];

/** Every text in a body, by the names down to it. */
function textsIn(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object') return [];
  const entries: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([name, one]) => textsIn(one, [...path, name]));
}

function withText(value: Json, [name, ...rest]: readonly (string | number)[], put: (text: string) => string): Json {
  if (name === undefined) return typeof value === 'string' ? put(value) : value;
  if (Array.isArray(value)) return value.map((one: Json, index) => (index === name ? withText(one, rest, put) : one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === name ? withText(one, rest, put) : one]));
}

/** Everything the public can read, every log line and every message in a queue. */
async function publicOf(world: FullWorld): Promise<Map<string, string>> {
  const site = recordedSite();
  await publishAll({ ...world.stores, site, version: 'program-1' }, { now: world.now(), publicUrl: origin });
  const told = new Map([...site.files.values()].map(({ path, body }) => [path, body]));
  // The document of the API tells examples, of people whom nobody is.
  const reads = readableRoutes.filter(({ isPublic, path }) => isPublic === true && !path.endsWith('/openapi.json'));
  for (const { path: pattern } of reads) {
    for (const number of ['28', '29', '1']) {
      const path = pathOf(pattern, { ...there, number });
      told.set(path, await (await world.app.request(path)).text());
    }
  }
  told.set('the log', world.lines.join('\n'));
  told.set('the queue', JSON.stringify(world.queue));
  return told;
}

/** As one finds it again in HTML, JSON or XML, with or without its spaces. */
function formsOf(found: string): string[] {
  const digits = found.replace(/\(0\)/, '').replace(/\D/g, '');
  const isPhone = !found.includes('@');
  return [
    found,
    found.replaceAll('+', '&#43;'),
    ...(isPhone ? [digits.slice(-9)] : [found.toLowerCase(), encodeURIComponent(found)]),
  ];
}

/** Keys of people and browsers of {@link aFullWorld}. */
async function keysOf(world: FullWorld, askers: Iterable<Asker>): Promise<string[]> {
  const { contacts } = await world.stores.people.peopleOf(plan);
  const tokens = [...askers].flatMap(({ token }) => [token, sha256Of(token)]);
  return [...contacts.flatMap(({ stopToken, email, name }) => [stopToken, email, name]), ...tokens, world.config.secret, theCode];
}

/** Where any of these shows. */
function shownIn(told: ReadonlyMap<string, string>, secrets: readonly string[]): string[] {
  return [...told].flatMap(([where, text]) => secrets.filter((one) => text.includes(one)).map((one) => `${one} in ${where}`));
}

async function everybody(world: FullWorld): Promise<Map<ContactRole, Asker>> {
  const roles = ['lead', 'poc', 'reviewer', 'colleague', 'admin'] as const;
  const askers = new Map<ContactRole, Asker>();
  for (const role of roles) askers.set(role, await anAsker(world, { role, way: 'openid' }));
  return askers;
}

/** Does a refusal name the field, or the list or the thing that it is part of? */
function namesOneOf(field: string, path: readonly (string | number)[]): boolean {
  return field.split('.').some((part) => path.some((one) => one === part || `${part}s` === one));
}

const refusal = z.object({ type: z.string(), errors: z.array(z.object({ field: z.string(), code: z.string() })).optional() });

/** The version an operation wants: a milestone's, or the newest entry of the log it is about. */
async function versionOf({ stores }: FullWorld, path: string): Promise<number> {
  if (path.includes(':milestone') && !path.endsWith('/assessment')) {
    return (await stores.record.milestone(`${plan}/28/m1`))?.version ?? 1;
  }
  if (path.endsWith('/people/:contact')) return (await stores.people.contact(there['contact'] ?? ''))?.version ?? 1;
  const head = path.includes(':number')
    ? (await stores.record.commitment(`${plan}/28`))?.commitment.state.head
    : (await stores.record.plan(plan))?.state.head;
  return head?.seq ?? 1;
}

async function send(world: FullWorld, asker: Asker, { path: pattern }: Write, body: Json): Promise<Response> {
  const path = pathOf(pattern);
  const headers = {
    ...{ origin, 'content-type': 'application/json', 'jalon-token': asker.tokenFor('/api/v1') },
    'if-match': `"${await versionOf(world, pattern)}"`,
  };
  world.wait({ seconds: 2 });
  return asker.ask('POST', path, { body: JSON.stringify(body), headers });
}

function askerFor(askers: ReadonlyMap<ContactRole, Asker>, role: ContactRole): Asker {
  const asker = askers.get(role);
  if (asker === undefined) throw new Error(`nobody asks as ${role}`);
  return asker;
}

describe('addresses, telephone numbers and keys', () => {
  test('what the next tests send is accepted as it is, so that what they plant is what is refused', async () => {
    for (const write of writes) {
      const world = await aFullWorld();
      const asker = askerFor(await everybody(world), write.role);
      const answer = await send(world, asker, write, write.body);
      expect(answer.status, `${write.path} ${await answer.text()}`).toBeLessThan(300);
    }
  });

  test('I15: in any text of any write to the API are refused by the name of the field, or kept private', async () => {
    await fc.assert(
      fc.asyncProperty(planting, async (planted) => {
        const next = inTurn(planted);
        const world = await aFullWorld();
        const askers = await everybody(world);
        for (const write of writes) {
          const asker = askerFor(askers, write.role);
          for (const path of textsIn(write.body)) {
            const { found, put } = next();
            const name = String(path.findLast((part) => typeof part === 'string') ?? '');
            const isAddress = privateTexts.includes(name) && found.includes('@');
            const body = withText(write.body, path, (text) => (isAddress && name !== 'name' ? found : put(text, found)));
            const answer = await send(world, asker, write, body);
            const about = `${write.path} ${path.join('.')} ${found}`;
            // A private text may hold it, or be refused because it was taken just before.
            if (privateTexts.includes(name) && answer.status !== 422) {
              expect([200, 201, 202, 409], about).toContain(answer.status);
              continue;
            }
            expect(answer.status, about).toBe(422);
            const { errors = [] } = refusal.parse(await answer.json());
            expect(
              errors.filter(({ field }) => namesOneOf(field, [...write.path.split('/'), ...path])),
              about,
            ).not.toEqual([]);
            expect(JSON.stringify(errors), about).not.toContain(found);
          }
        }
        const told = planted.flatMap(({ found }) => formsOf(found));
        expect(shownIn(await publicOf(world), [...told, ...(await keysOf(world, askers.values()))])).toEqual([]);
      }),
      { numRuns: isFull ? 8 : 3, endOnFailure: true },
    );
  }, 180_000);

  test('I15: in any field of any form are refused beside that field, or kept private', async () => {
    let named = 0;
    await fc.assert(
      fc.asyncProperty(planting, async (planted) => {
        const next = inTurn(planted);
        const world = await aFullWorld();
        const askers = await everybody(world);
        for (const [role, asker] of askers) {
          for (const { path } of readableRoutes.filter((route) => !isApi(route.path) && !route.path.startsWith('/app/account'))) {
            const shown = await asker.ask('GET', pathOf(path));
            if (shown.headers.get('content-type')?.startsWith('text/html') !== true) continue;
            for (const form of readPage(await shown.text()).forms.filter(({ action }) => action !== '/app/sign-out')) {
              for (const [name, body] of filledIn(form, () => next().found)) {
                world.wait({ seconds: 2 });
                const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
                const answer = await asker.ask('POST', form.action, { body, headers });
                const about = `${role} ${form.action} ${name}`;
                expect(answer.status, about).toBeLessThan(500);
                const html = await answer.text();
                if (answer.status === 422 && html.includes(`href="#${name.replaceAll('.', '-')}"`)) named += 1;
              }
            }
          }
        }
        const told = planted.flatMap(({ found }) => formsOf(found));
        expect(shownIn(await publicOf(world), [...told, ...(await keysOf(world, askers.values()))])).toEqual([]);
      }),
      { numRuns: isFull ? 4 : 1, endOnFailure: true },
    );
    expect(named).toBeGreaterThan(40);
  }, 300_000);

  test('I15: anywhere in a sheet, its name included, are left out of everything public', async () => {
    const sheet = readFileSync(new URL('../../../infra/local/sample/engagement-28.md', import.meta.url), 'utf8');
    const lines = sheet.split('\n');
    const places = fc.tuple(fc.nat(lines.length - 1), fc.constantFrom<'own' | 'end' | 'start'>('own', 'end', 'start'));
    await fc.assert(
      fc.asyncProperty(datum, fc.array(places, { minLength: 1, maxLength: 12 }), fc.boolean(), async (found, where, isInName) => {
        const world = await aFullWorld();
        const askers = await everybody(world);
        const text = lines
          .flatMap((line, index) => {
            const [, how] = where.find(([at]) => at === index) ?? [];
            if (how === undefined) return [line];
            return how === 'own' ? [line, '', found] : [how === 'end' ? `${line} ${found}` : `${found} ${line}`];
          })
          .join('\n');
        const name = isInName ? `fiche ${found.replace(/[/\\]/g, '')}.md` : 'engagement-28.md';
        const body = { sources: [{ name, text }], dryRun: false };
        const answer = await send(world, askerFor(askers, 'poc'), { role: 'poc', path: '/api/v1/:plan/import', body }, body);
        expect([200, 422]).toContain(answer.status);
        expect(shownIn(await publicOf(world), [...formsOf(found), ...(await keysOf(world, askers.values()))])).toEqual([]);
      }),
      { numRuns: isFull ? 25 : 12, endOnFailure: true },
    );
  }, 180_000);
});

/** What a form would send, once for each of its fields with a datum in it, as each of its buttons sends it. */
function filledIn({ fields, buttons }: FormOnPage, next: () => string): [string, string][] {
  const presses = [...buttons.filter(({ name }) => name !== ''), { name: '', value: '' }];
  const own = [...fields].filter(([name]) => !['token', 'version', 'step', 'lang'].includes(name));
  return own.flatMap(([name, value]) =>
    presses.map((press): [string, string] => {
      const body = new URLSearchParams([...fields]);
      body.set(name, `${value} ${next()}`.trim());
      if (press.name !== '') body.set(press.name, press.value);
      return [name, body.toString()];
    }),
  );
}
