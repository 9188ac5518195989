import { describe, expect, test } from 'vitest';
import { operations } from '../../../../functions/api/v1/operations.ts';
import {
  aCommitment,
  aContact,
  aDeclared,
  anActor,
  anAssignment,
  andThen,
  aPersonId,
  aPlan,
  planWritesOf,
  writesOf,
} from '../../../builders.ts';
import { aWorld, origin, signIn, type World } from '../world.ts';
import { aClient, said } from './client.ts';

const plan = 'fr-2021-2023';
const milestone = `/${plan}/28/m1`;
const declaration = { status: 'substantial', done: 'Le cahier des charges est écrit.' };
const first = { 'if-match': '"1"' };
const csv = 'number,title,milestone,start,due,institution\n1,Ouvrir les données,Catalogue,,juin 2022,Ville d’Exemple\n';

async function logOf(world: World, id = `${plan}/28`): Promise<readonly { type: string }[]> {
  return (await world.stores.record.commitment(id))?.log ?? [];
}

describe('a session', () => {
  test('of a browser tells its roles and the token that writes ask for', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const { token, roles } = (await (await browser.get('/api/v1/session')).json()) as { token: string; roles: unknown };
    expect(roles).toEqual([{ role: 'lead', plan, commitments: ['28'], milestone: null, until: null, mayPublish: false }]);
    const answer = await browser.request(`/api/v1${milestone}/declarations`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', 'jalon-token': token, ...first },
      body: JSON.stringify(declaration),
    });
    expect(await said(answer)).toEqual({ status: 201, body: { ok: true, log: `${plan}/28`, seq: 2, version: 2 } });
  });

  test('S2: of a remembered browser is not enough for the API', async () => {
    const world = await aWorld();
    const remembered = await aClient(world, 'lead', 'remembered');
    expect(await said(await remembered.get('/session'))).toMatchObject({
      status: 401,
      body: { type: 'urn:jalon:problem:sign-in-again' },
    });
  });

  test('lists the milestones one answers for with the version each stands at', async () => {
    const world = await aWorld();
    const { body } = await said(await (await aClient(world, 'lead')).get('/session/milestones'));
    expect(body).toMatchObject({
      milestones: [
        { id: `${plan}/28/m1`, version: 1, asked: 'due-soon' },
        { id: `${plan}/28/m2`, version: 1 },
      ],
    });
  });
});

describe('a write', () => {
  test('S6: needs our Origin, the token of this very session and JSON, and changes nothing without', async () => {
    const world = await aWorld();
    const client = await aClient(world, 'lead');
    const other = await aClient(world, 'other');
    const attempts: readonly [number, { [name: string]: string }][] = [
      [403, { ...first, origin: 'https://evil.example' }],
      [403, { ...first, origin: 'null' }],
      [403, { ...first, 'jalon-token': '' }],
      [403, { ...first, 'jalon-token': other.signed()['jalon-token'] }],
      [415, { ...first, 'content-type': 'text/plain' }],
      [415, { ...first, 'content-type': 'application/x-www-form-urlencoded' }],
      [401, { ...first, cookie: '' }],
    ];
    for (const [status, headers] of attempts) {
      expect((await client.post(`${milestone}/declarations`, declaration, headers)).status, JSON.stringify(headers)).toBe(status);
    }
    expect(await logOf(world)).toHaveLength(1);
    expect((await client.post(`${milestone}/declarations`, declaration, first)).status).toBe(201);
  });

  test('S14: refuses unknown members and says which, without repeating what was sent', async () => {
    const client = await aClient(await aWorld(), 'lead');
    const body = {
      ...declaration,
      status: 'finished',
      done: 7,
      evidence: [{ url: 'https://www.example.org/', kind: 'page' }],
      'someone@example.org': 1,
      more: 1,
    };
    expect(await said(await client.post(`${milestone}/declarations`, body, first))).toEqual({
      status: 422,
      body: {
        type: 'urn:jalon:problem:invalid',
        title: 'invalid',
        status: 422,
        errors: [
          { field: 'status', code: 'malformed', detail: 'one of not-started, limited, substantial, complete' },
          { field: 'done', code: 'malformed', detail: 'expected string' },
          { field: 'evidence.0.title', code: 'required', detail: 'expected string' },
          { field: 'body', code: 'not-expected' },
          { field: 'more', code: 'not-expected' },
        ],
      },
    });
  });

  test('refuses an address in public text by its field, and a date that is none', async () => {
    const client = await aClient(await aWorld(), 'lead');
    const body = { ...declaration, done: 'Écrire à someone@example.org', expected: { due: 'bientôt', reason: 'x' } };
    const { status, body: told } = await said(await client.post(`${milestone}/declarations`, body, first));
    expect([status, told]).toEqual([422, expect.objectContaining({ errors: [{ field: 'expected.due', code: 'undated' }] })]);
    const again = await said(await client.post(`${milestone}/declarations`, { ...body, expected: null }, first));
    expect(again.body).toMatchObject({ errors: [{ field: 'done', code: 'personal-data' }] });
  });

  test('S16: of what is not theirs answers as of what does not exist', async () => {
    const client = await aClient(await aWorld(), 'lead');
    const answers = new Set<string>();
    for (const path of [`/${plan}/29/m1`, `/${plan}/28/m9`, '/no-plan/28/m1', `/${plan}/99/m1`]) {
      answers.add(JSON.stringify(await said(await client.post(`${path}/declarations`, declaration, first))));
      answers.add(JSON.stringify(await said(await client.get(`${path}/answer`))));
    }
    expect([...answers]).toEqual([
      JSON.stringify({ status: 404, body: { type: 'urn:jalon:problem:not-found', title: 'not found', status: 404 } }),
    ]);
  });

  test('S24: that fails inside tells a number and nothing else', async () => {
    const broken = await aWorld({
      change: (deps) => ({
        ...deps,
        record: { ...deps.record, appendToCommitment: () => Promise.reject(new Error('lead@example.org was here')) },
      }),
    });
    const client = await aClient(broken, 'lead');
    const { status, body } = await said(await client.post(`${milestone}/declarations`, declaration, first));
    expect([status, Object.keys(body as object)]).toEqual([500, ['type', 'title', 'status', 'detail']]);
    expect(JSON.stringify(body) + broken.lines.join()).not.toContain('@example.org');
  });
});

describe('the version of a milestone', () => {
  test('is required, told by the answer to be sent back, and raised by one', async () => {
    const world = await aWorld();
    const client = await aClient(world, 'lead');
    expect(await said(await client.post(`${milestone}/declarations`, declaration))).toMatchObject({ status: 428 });
    expect((await client.post(`${milestone}/declarations`, declaration, { 'if-match': '*' })).status).toBe(422);
    const form = await client.get(`${milestone}/answer`);
    expect(form.headers.get('etag')).toBe('"1"');
    expect(await form.json()).toMatchObject({ version: 1, declaration: null, draft: null });
    const written = await client.post(`${milestone}/declarations`, declaration, { 'if-match': form.headers.get('etag') ?? '' });
    expect(written.headers.get('etag')).toBe('"2"');
    expect(await (await client.get(`${milestone}/answer`)).json()).toMatchObject({
      version: 2,
      declaration: { ...declaration, evidence: [] },
    });
  });

  test('that is old gets the difference, and nothing is lost', async () => {
    const world = await aWorld();
    const client = await aClient(world, 'lead');
    await client.post(`${milestone}/declarations`, declaration, first);
    const late = await client.post(
      `${milestone}/declarations`,
      { ...declaration, status: 'limited', difficulties: 'Un recours.' },
      first,
    );
    expect(await said(late)).toMatchObject({
      status: 409,
      body: {
        type: 'urn:jalon:problem:stale',
        current: { version: 2, milestone: { id: `${plan}/28/m1`, declared: 'substantial' } },
        difference: [
          { field: 'declared', was: null, is: 'substantial' },
          { field: 'declaredOn', was: null, is: '2021-10-20' },
          { field: 'done', was: null, is: declaration.done },
          { field: 'lastHeardOn', was: null, is: '2021-10-20' },
        ],
      },
    });
    expect(await logOf(world)).toHaveLength(2);
  });

  test('lets exactly one of eight writes at once through, and both of two about two milestones', async () => {
    const world = await aWorld();
    const client = await aClient(world, 'lead');
    const eight = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        client.post(`${milestone}/declarations`, { ...declaration, done: `Version ${index}` }, first),
      ),
    );
    expect(eight.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const told = await Promise.all(eight.filter(({ status }) => status === 409).map((one) => one.json()));
    expect(told.every((one) => JSON.stringify(one).includes('"field":"lastHeardOn"'))).toBe(true);
    const both = await Promise.all([
      client.post(`${milestone}/declarations`, declaration, { 'if-match': '"2"' }),
      client.post(`/${plan}/28/m2/declarations`, declaration, first),
    ]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
  });
});

describe('a key of idempotency', () => {
  const key = { ...first, 'idempotency-key': 'declaration-28-m1' };

  test('does the same request once and gives its answer again, to the letter', async () => {
    const world = await aWorld();
    const client = await aClient(world, 'lead');
    const answer = await client.post(`${milestone}/declarations`, declaration, key);
    const again = await client.post(`${milestone}/declarations`, declaration, key);
    expect([answer.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([201, '"2"', await answer.text()]);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('is refused for another request, and belongs to one person', async () => {
    const world = await aWorld();
    const [lead, other] = [await aClient(world, 'lead'), await aClient(world, 'other')];
    await lead.post(`${milestone}/declarations`, declaration, key);
    expect(await said(await lead.post(`${milestone}/declarations`, { ...declaration, done: 'Autre chose.' }, key))).toMatchObject(
      { status: 422, body: { type: 'urn:jalon:problem:key-reused' } },
    );
    expect((await lead.post(`/${plan}/28/m2/declarations`, declaration, key)).status).toBe(422);
    expect((await other.post(`/${plan}/29/m1/declarations`, declaration, key)).status).toBe(201);
  });

  test('does one of eight requests at once, and the others are told that it is at work or what it answered', async () => {
    const world = await aWorld();
    const client = await aClient(world, 'lead');
    const eight = await Promise.all(Array.from({ length: 8 }, () => client.post(`${milestone}/declarations`, declaration, key)));
    const statuses = eight.map(({ status, headers }) => `${status} ${headers.get('idempotency-replayed')}`);
    expect(statuses.filter((one) => one === '201 null')).toHaveLength(1);
    expect(statuses.filter((one) => one !== '201 null').every((one) => one === '409 null' || one === '201 true')).toBe(true);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('is free again when the request was refused, and after 24 hours', async () => {
    const world = await aWorld();
    const client = await aClient(world, 'lead');
    expect((await client.post(`${milestone}/declarations`, { ...declaration, status: 'limited' }, key)).status).toBe(422);
    expect((await client.post(`${milestone}/declarations`, declaration, key)).status).toBe(201);
    world.wait({ hours: 24 });
    const later = await aClient(world, 'lead');
    expect((await later.post(`${milestone}/nothing-to-report`, {}, { ...key, 'if-match': '"2"' })).status).toBe(201);
  });

  test('of a request that died half-way stays taken for a minute, and the same request then runs again', async () => {
    let isBroken = true;
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        record: {
          ...deps.record,
          appendToCommitment: (write) => (isBroken ? Promise.reject(new Error('gone')) : deps.record.appendToCommitment(write)),
        },
      }),
    });
    const client = await aClient(world, 'lead');
    const send = (more: object = {}) => client.post(`${milestone}/declarations`, { ...declaration, ...more }, key);
    expect((await send()).status).toBe(500);
    isBroken = false;
    world.wait({ seconds: 59 });
    const early = await send();
    expect([early.headers.get('retry-after'), await said(early)]).toMatchObject([
      '1',
      { status: 409, body: { detail: 'at-work' } },
    ]);
    world.wait({ seconds: 1 });
    expect((await send({ done: 'Autre chose.' })).status).toBe(422);
    const [one, other] = await Promise.all([send(), send()]);
    expect([one.status, other.status].sort()).toEqual([201, 409]);
    expect((await send()).headers.get('idempotency-replayed')).toBe('true');
    expect(await logOf(world)).toHaveLength(2);
  });

  test('of a request that died after it was written: the same one writes nothing twice', async () => {
    let isBroken = true;
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        record: {
          ...deps.record,
          appendToCommitment: async (write) => {
            const outcome = await deps.record.appendToCommitment(write);
            if (isBroken) throw new Error('gone');
            return outcome;
          },
        },
      }),
    });
    const client = await aClient(world, 'lead');
    expect((await client.post(`${milestone}/declarations`, declaration, key)).status).toBe(500);
    isBroken = false;
    world.wait({ seconds: 60 });
    expect(await said(await client.post(`${milestone}/declarations`, declaration, key))).toMatchObject({
      status: 409,
      body: { type: 'urn:jalon:problem:stale', current: { version: 2 } },
    });
    expect(await logOf(world)).toHaveLength(2);
  });

  test('must be 1 to 64 visible characters', async () => {
    const client = await aClient(await aWorld(), 'lead');
    for (const bad of ['x'.repeat(65), 'a b', 'é']) {
      const answer = await client.post(`${milestone}/declarations`, declaration, { ...key, 'idempotency-key': bad });
      expect(await said(answer), bad).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'Idempotency-Key', code: 'malformed' }] },
      });
    }
  });
});

describe('the same rules as the forms', () => {
  test('a plan that asks for a second person answers 202, and the change is done when another person agrees', async () => {
    const world = await aWorld({
      contacts: ['lead', 'poc'].map((as) => aContact({ as })),
      assignments: [
        anAssignment({ as: 'lead', planId: 'fr-second' }),
        anAssignment({ as: 'poc', role: 'poc', planId: 'fr-second' }),
      ],
    });
    for (const write of planWritesOf(aPlan({ id: 'fr-second', approval: 'second-person' })))
      await world.stores.record.appendToPlan(write);
    for (const write of writesOf(aCommitment({ plan: 'fr-second', number: '28' })))
      await world.stores.record.appendToCommitment(write);
    const [lead, poc] = [await aClient(world, 'lead'), await aClient(world, 'poc')];
    const moved = { due: '15 décembre 2021', reason: 'Le marché a pris du retard.' };
    const waiting = await said(await lead.post('/fr-second/28/m1/deadline', moved, first));
    expect(waiting).toMatchObject({ status: 202, body: { ok: true, approval: { expiresAt: '2021-11-19T08:00:00Z' } } });
    expect(await logOf(world, 'fr-second/28')).toHaveLength(1);
    const { id } = (waiting.body as { approval: { id: string } }).approval;
    expect((await lead.post(`/fr-second/approvals/${id}`, { verdict: 'approve' })).status).toBe(422);
    expect(await said(await poc.get('/fr-second/approvals'))).toMatchObject({
      body: { approvals: [{ id, isMine: false, change: { kind: 'deadline' } }] },
    });
    expect((await poc.post(`/fr-second/approvals/${id}`, { verdict: 'approve' })).status).toBe(200);
    expect((await logOf(world, 'fr-second/28')).map(({ type }) => type)).toEqual(['imported', 'deadline-revised']);
  });

  test('giving up on a second person waits for one, and what is sent with it is done at once', async () => {
    const world = await aWorld({
      contacts: ['poc', 'other-poc'].map((as) => aContact({ as })),
      assignments: ['poc', 'other-poc'].map((as) => anAssignment({ as, role: 'poc', planId: 'fr-second' })),
    });
    const settings = { id: 'fr-second', approval: 'second-person' } as const;
    for (const write of planWritesOf(aPlan(settings))) await world.stores.record.appendToPlan(write);
    const [poc, other] = [await aClient(world, 'poc'), await aClient(world, 'other-poc')];
    const both = { changes: { approval: 'none', publishAsks: false } };
    const waiting = await said(await poc.post('/fr-second/settings', both, first));
    expect(waiting).toMatchObject({ status: 202, body: { ok: true, seq: 2 } });
    const alone = await said(await poc.post('/fr-second/settings', { changes: { approval: 'none' } }, { 'if-match': '"2"' }));
    expect(alone).toMatchObject({ status: 202, body: { seq: null, approval: (waiting.body as { approval: object }).approval } });
    const { id } = (waiting.body as { approval: { id: string } }).approval;
    expect(waiting.status).toBe(202);
    const { state } = (await world.stores.record.plan('fr-second')) ?? {};
    expect(state?.settings).toMatchObject({ approval: 'second-person', publishAsks: false });
    expect((await other.post(`/fr-second/approvals/${id}`, { verdict: 'approve' })).status).toBe(200);
    expect((await world.stores.record.plan('fr-second'))?.state.settings.approval).toBe('none');
    expect((await poc.post('/fr-second/settings', { changes: { publishAsks: true } }, first)).status).toBe(409);
  });

  test('a colleague who may not publish drafts, and the lead finds the draft and ends it with the answer', async () => {
    const world = await aWorld({
      contacts: ['lead', 'colleague'].map((as) => aContact({ as })),
      assignments: [
        anAssignment({ as: 'lead' }),
        anAssignment({ as: 'colleague', role: 'colleague', milestoneId: `${plan}/28/m1` }),
      ],
    });
    const [lead, colleague] = [await aClient(world, 'lead'), await aClient(world, 'colleague')];
    expect(await said(await colleague.post(`${milestone}/declarations`, declaration, first))).toMatchObject({
      status: 409,
      body: { detail: 'not-ready' },
    });
    const draft = { kind: 'declaration', declaration };
    expect(await said(await colleague.post(`${milestone}/draft`, draft, first))).toMatchObject({
      status: 200,
      body: { draft: { version: 1, isMine: true } },
    });
    expect(await logOf(world)).toHaveLength(1);
    expect(await said(await lead.get(`${milestone}/answer`))).toMatchObject({
      body: { draft: { version: 1, isMine: false, answer: declaration } },
    });
    expect((await lead.post(`${milestone}/declarations`, { ...declaration, draft: 1 }, first)).status).toBe(201);
    expect(await said(await lead.get(`${milestone}/answer`))).toMatchObject({ body: { draft: null } });
  });

  test('a ministry can never write an assessment, and a reviewer can', async () => {
    const world = await aWorld({
      contacts: ['lead', 'poc', 'reviewer', 'admin'].map((as) => aContact({ as })),
      assignments: (['lead', 'poc', 'reviewer', 'admin'] as const).map((as) => anAssignment({ as, role: as })),
    });
    const body = { completion: 'limited', source: { title: 'Rapport', url: 'https://www.example.org/irm', date: '2021-10-15' } };
    for (const [as, status] of [
      ['lead', 404],
      ['poc', 404],
      ['admin', 404],
      ['reviewer', 201],
    ] as const) {
      const client = await aClient(world, as);
      expect((await client.post(`/${plan}/28/m1/assessment`, body, first)).status, as).toBe(status);
    }
  });

  test('an entry that nobody can have seen yet is no version, whatever is done to a log', async () => {
    const everybody = ['lead', 'poc', 'reviewer'] as const;
    const world = await aWorld({
      contacts: everybody.map((as) => aContact({ as })),
      assignments: everybody.map((as) => anAssignment({ as, role: as })),
      commitments: [andThen(aCommitment({ number: '28' }), aDeclared(`${plan}/28/m1`))],
    });
    const askedBy: { readonly [path: string]: (typeof everybody)[number] } = {
      '/{plan}/{number}/assessment': 'reviewer',
      '/{plan}/{number}/{milestone}/assessment': 'reviewer',
      '/{plan}/{number}/log/{entry}/corrections': 'lead',
      '/{plan}/settings': 'poc',
      '/{plan}/meetings/{meeting}': 'poc',
      '/{plan}/processes/{process}': 'poc',
      '/{plan}/documents/{document}': 'poc',
    };
    const onLogs = operations.filter(({ versioned }) => versioned === 'log');
    expect(onLogs.map(({ path }) => path).sort()).toEqual(Object.keys(askedBy).sort());
    for (const { path, example } of onLogs) {
      const names = {
        plan,
        number: '28',
        milestone: 'm1',
        entry: '2',
        meeting: 'meeting-x',
        process: 'process-x',
        document: 'document-x',
      };
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof names) => names[name]);
      const client = await aClient(world, askedBy[path] ?? 'lead');
      const head = path.includes('{number}') ? 2 : 1;
      const ahead = await said(await client.post(filled, example, { 'if-match': `"${head + 1}"` }));
      expect(ahead, path).toMatchObject({
        status: 409,
        body: { type: 'urn:jalon:problem:stale', current: { seq: head }, difference: [] },
      });
    }
    expect(await logOf(world)).toHaveLength(2);
    expect((await world.stores.record.plan(plan))?.log).toHaveLength(1);
  });

  test('a correction made without having seen the newest word gets every entry since', async () => {
    const commitment = andThen(aCommitment({ number: '28' }), aDeclared(`${plan}/28/m1`));
    const world = await aWorld({
      commitments: [andThen(commitment, aDeclared(`${plan}/28/m1`, { status: 'complete' }), { actor: anActor('lead') })],
    });
    const client = await aClient(world, 'lead');
    const body = { change: { field: 'word', milestone: `${plan}/28/m1` }, reason: 'Mauvais jalon.' };
    expect(await said(await client.post(`/${plan}/28/log/2/corrections`, body, { 'if-match': '"2"' }))).toMatchObject({
      status: 409,
      body: { current: { log: `${plan}/28`, seq: 3 }, difference: [{ field: 'declared', was: null, is: { seq: 3 } }] },
    });
    expect((await client.post(`/${plan}/28/log/2/corrections`, body, { 'if-match': '"3"' })).status).toBe(201);
  });

  test('an import is read first, and done only as it was read', async () => {
    const world = await aWorld({ contacts: [aContact({ as: 'poc' })], assignments: [anAssignment({ as: 'poc', role: 'poc' })] });
    const poc = await aClient(world, 'poc');
    const sources = [{ name: 'plan.csv', text: csv }];
    const read = (await said(await poc.post(`/${plan}/import/preview`, { sources }))).body as { digest: string };
    expect(read).toMatchObject({ isUnchanged: false, items: [{ id: `${plan}/1`, outcome: 'new' }] });
    const { digest } = read;
    expect(await world.stores.record.commitmentNumbers(plan)).toEqual(['28', '29']);
    const other = [{ name: 'plan.csv', text: csv.replace('juin', 'mai') }];
    expect(await said(await poc.post(`/${plan}/import`, { sources }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'digest', code: 'required' }] },
    });
    expect(await said(await poc.post(`/${plan}/import`, { sources: other, digest }))).toMatchObject({
      status: 409,
      body: { type: 'urn:jalon:problem:stale', current: { items: [{ id: `${plan}/1` }] } },
    });
    expect(await world.stores.record.commitmentNumbers(plan)).toEqual(['28', '29']);
    const done = { ok: true, changed: 1, newPeople: 0, newProposals: 0 };
    expect(await said(await poc.post(`/${plan}/import`, { sources, digest }))).toEqual({ status: 200, body: done });
    expect(await world.stores.record.commitmentNumbers(plan)).toEqual(['1', '28', '29']);
    expect(await said(await poc.post(`/${plan}/import/preview`, { sources }))).toMatchObject({ body: { isUnchanged: true } });
    expect(await said(await poc.post(`/${plan}/import`, { sources, digest }))).toMatchObject({ body: { changed: 0 } });
    expect((await poc.post(`/${plan}/import/preview`, { sources: [{ name: 'x.csv', text: 'number\n' }] })).status).toBe(422);
  });

  test('S14: sources of an import have public names, each its own, and a bound together', async () => {
    const world = await aWorld({ contacts: [aContact({ as: 'poc' })], assignments: [anAssignment({ as: 'poc', role: 'poc' })] });
    const poc = await aClient(world, 'poc');
    const one = { name: 'plan.csv', text: csv };
    const refusals: readonly [readonly object[], object][] = [
      [[one, one], { field: 'sources.1.name', code: 'taken' }],
      [[{ ...one, name: 'someone@example.org.csv' }], { field: 'sources.0.name', code: 'personal-data' }],
      [[{ ...one, name: ' ' }], { field: 'sources.0.name', code: 'required' }],
      [['a', 'b'].map((name) => ({ name, text: 'x'.repeat(800_000) })), { field: 'sources', code: 'too-long' }],
    ];
    for (const [sources, problem] of refusals) {
      for (const path of [`/${plan}/import/preview`, `/${plan}/import`]) {
        const body = path.endsWith('import') ? { sources, digest: '0'.repeat(64) } : { sources };
        expect(await said(await poc.post(path, body)), path).toMatchObject({ status: 422, body: { errors: [problem] } });
      }
    }
  });

  test('I17: an import moves no deadline alone in a plan that asks for two, and moves nothing once two have agreed', async () => {
    const id = 'fr-second';
    const world = await aWorld({
      contacts: ['poc', 'other-poc'].map((as) => aContact({ as })),
      assignments: ['poc', 'other-poc'].map((as) => anAssignment({ as, role: 'poc', planId: id })),
    });
    for (const write of planWritesOf(aPlan({ id, approval: 'second-person' }))) await world.stores.record.appendToPlan(write);
    const [poc, other] = [await aClient(world, 'poc'), await aClient(world, 'other-poc')];
    const preview = async (text: string) =>
      said(await poc.post(`/${id}/import/preview`, { sources: [{ name: 'plan.csv', text }] }));
    const load = async (text: string, digest?: string) => {
      const { body } = await preview(text);
      const sources = [{ name: 'plan.csv', text }];
      return said(await poc.post(`/${id}/import`, { sources, digest: digest ?? (body as { digest: string }).digest }));
    };
    expect((await load(csv)).status).toBe(200);
    const later = csv.replace('juin', 'septembre');
    const refusal = {
      status: 422,
      body: {
        type: 'urn:jalon:problem:invalid',
        errors: [
          {
            field: 'sources.0',
            code: 'not-expected',
            detail: '2: second-person: fr-second/1/m1: juin 2022 → septembre 2022',
          },
        ],
      },
    };
    expect(await preview(later)).toMatchObject(refusal);
    expect(await load(later, '0'.repeat(64))).toMatchObject(refusal);
    expect(await logOf(world, `${id}/1`)).toHaveLength(1);
    const moved = { due: 'septembre 2022', reason: 'Le marché a pris du retard.' };
    const waiting = await said(await poc.post(`/${id}/1/m1/deadline`, moved, first));
    expect(await preview(later)).toMatchObject(refusal);
    const { approval } = waiting.body as { approval: { id: string } };
    expect((await other.post(`/${id}/approvals/${approval.id}`, { verdict: 'approve' })).status).toBe(200);
    expect(await load(later)).toMatchObject({ status: 200, body: { changed: 1 } });
    expect((await logOf(world, `${id}/1`)).map(({ type }) => type)).toEqual(['imported', 'deadline-revised', 'imported']);
    expect(await preview(csv)).toMatchObject({ status: 422 });
  });

  test('people of a plan are told by pseudonym with masked addresses, to its coordination alone', async () => {
    const world = await aWorld({
      contacts: ['lead', 'poc'].map((as) => aContact({ as, phone: '01 99 00 55 66' })),
      assignments: [anAssignment({ as: 'lead' }), anAssignment({ as: 'poc', role: 'poc' })],
    });
    const [lead, poc] = [await aClient(world, 'lead'), await aClient(world, 'poc')];
    expect((await lead.get(`/${plan}/people`)).status).toBe(404);
    const { body } = await said(await poc.get(`/${plan}/people`));
    expect(body).toMatchObject({ people: [{ id: aPersonId('lead'), address: 'l…@example.org' }, { id: aPersonId('poc') }] });
    expect(JSON.stringify(body)).not.toMatch(/lead@|01 99/);
  });
});
