import { expect, test } from 'vitest';
import {
  commitmentFile,
  commitmentLogLine,
  milestoneStatus,
  planList,
  planLogLine,
  planStatus,
} from '../../../../functions/api/v1/schemas/status.ts';
import { publishAll } from '../../../../shared/usecases/publish-all.ts';
import { aCommitment, aDeclared, anActor, anAsk, andThen, aPlan, aRef, aText, planWritesOf } from '../../../builders.ts';
import { recordedSite } from '../../../usecases/publish-world.ts';
import { aWorld, origin, type World } from '../world.ts';
import { aClient } from './client.ts';

const plan = 'fr-2021-2023';

/** A plan of which everything can be read: a declaration, a moved deadline, an assessment, an ask, a verified OGP code. */
async function aPublishedWorld(): Promise<{ world: World; published: (path: string) => string }> {
  const [done, proof, why] = [aText('Le comité s’est réuni.'), aText('Compte rendu'), aText('Marché retardé.')];
  const evidence = [
    { url: 'https://www.example.org/a', title: { sha256: proof.sha256 }, kind: 'minutes', date: '2021-10-14' },
  ] as const;
  const first = aCommitment({
    number: '28',
    ogpId: { code: 'FR0028', verified: true },
    milestones: [{}, { due: 'Décembre 2021' }],
  });
  const declared = andThen(first, aDeclared(`${plan}/28/m1`, { done: { sha256: done.sha256 }, evidence: [...evidence] }), {
    texts: [done, proof],
  });
  const due = { text: 'janvier 2022', precision: 'month', from: '2022-01-01', to: '2022-01-31' } as const;
  const moved = andThen(
    declared,
    { type: 'deadline-revised', data: { milestoneId: `${plan}/28/m2`, due, reason: { sha256: why.sha256 } } },
    { texts: [why] },
  );
  const values = { completion: 'limited', verifiable: 'yes', relevant: null, ambition: null, earlyResults: null } as const;
  const source = { title: aRef('Rapport'), url: 'https://www.example.org/irm', date: '2021-10-15' };
  const assessed = andThen(
    moved,
    { type: 'assessed', data: { milestoneId: `${plan}/28/m1`, assessment: { ...values, source } } },
    { actor: anActor('reviewer') },
  );
  const world = await aWorld({ commitments: [assessed, aCommitment({ number: '29' })] });
  await world.stores.record.putAsk(anAsk({ subjectId: `${plan}/28/m2` }));
  const site = recordedSite();
  await publishAll({ record: world.stores.record, site, version: 'program-1' }, { now: world.now(), publicUrl: origin });
  return { world, published: (path) => site.files.get(path)?.body ?? `no file ${path}` };
}

test('reading answers with the very bytes of the published files', async () => {
  const { world, published } = await aPublishedWorld();
  const files = {
    [`/${plan}`]: `${plan}/status.json`,
    [`/${plan}/log`]: `${plan}/log.jsonl`,
    [`/${plan}/28`]: `${plan}/28/status.json`,
    [`/${plan}/28/log`]: `${plan}/28/log.jsonl`,
    [`/${plan}/29`]: `${plan}/29/status.json`,
  };
  for (const [path, file] of Object.entries(files)) {
    const answer = await world.app.request(`/api/v1${path}`);
    expect(answer.status, path).toBe(200);
    expect(await answer.text(), path).toBe(published(file));
  }
});

test('the list of plans tells which there are and where each is published, and costs one query and one batch', async () => {
  const { world, published } = await aPublishedWorld();
  for (const id of ['a-second', 'z-third'])
    for (const write of planWritesOf(aPlan({ id }))) await world.stores.record.appendToPlan(write);
  const before = { ...world.traffic };
  const answer = await world.app.request('/api/v1/plans');
  expect(world.traffic).toEqual({ ...before, reads: before.reads + 2 });
  const { plans } = planList.parse(await answer.json());
  expect(plans.map((one) => one.plan)).toEqual(['a-second', plan, 'z-third']);
  expect(plans[1]).toMatchObject({ log: { seq: 1 }, url: `${origin}/${plan}/`, status: `${origin}/${plan}/status.json` });
  for (const address of [plans[1]?.status, plans[1]?.feed, plans[1]?.calendar])
    expect(published(address?.slice(origin.length + 1) ?? '')).not.toMatch(/^no file/);
  const tag = answer.headers.get('etag') ?? '';
  expect([answer.headers.get('cache-control'), tag]).toEqual(['public, no-cache', expect.stringMatching(/^"[0-9a-f]{32}"$/)]);
  const again = await world.app.request('/api/v1/plans', { headers: { 'if-none-match': tag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('the schemas of reading tell the published files completely, and refuse anything more', async () => {
  const { published } = await aPublishedWorld();
  const status: unknown = JSON.parse(published(`${plan}/status.json`));
  expect(planStatus.parse(status)).toEqual(status);
  for (const [file, line] of [
    [`${plan}/log.jsonl`, planLogLine],
    [`${plan}/28/log.jsonl`, commitmentLogLine],
  ] as const) {
    const lines = published(file)
      .trim()
      .split('\n')
      .map((text): unknown => JSON.parse(text));
    expect(lines.map((one) => line.parse(one))).toEqual(lines);
  }
  expect(planStatus.safeParse({ ...(status as object), extra: 1 }).success).toBe(false);
});

test('a milestone is told as the status file of its commitment tells it', async () => {
  const { world, published } = await aPublishedWorld();
  const told: unknown = await (await world.app.request(`/api/v1/${plan}/28/m1`)).json();
  const { commitments } = commitmentFile.parse(JSON.parse(published(`${plan}/28/status.json`)));
  expect(told).toEqual(commitments['FR0028']?.milestones.find(({ key }) => key === 'm1'));
  expect(milestoneStatus.parse(told)).toMatchObject({ declared: 'substantial', irm: { completion: { value: 'limited' } } });
});

test('S7: public data may be read from any site and is asked about again by its entity tag; nobody is recognised there', async () => {
  const { world } = await aPublishedWorld();
  const client = await aClient(world, 'lead');
  world.wait({ minutes: 5 });
  const first = await world.app.request(`/api/v1/${plan}`, {
    headers: { cookie: client.signed().cookie, origin: 'https://elsewhere.example' },
  });
  const tag = first.headers.get('etag') ?? '';
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  expect(first.headers.get('access-control-allow-credentials')).toBeNull();
  expect(first.headers.get('set-cookie')).toBeNull();
  expect(first.headers.get('cache-control')).toBe('public, no-cache');
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await world.app.request(`/api/v1/${plan}`, { headers: { 'if-none-match': known } });
    expect([again.status, await again.text(), again.headers.get('etag')], known).toEqual([304, '', tag]);
  }
  expect((await world.app.request(`/api/v1/${plan}`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  expect((await client.get('/session')).headers.get('access-control-allow-origin')).toBeNull();
});

test('S7: a browser may ask beforehand about public data, and about nothing else', async () => {
  const { world } = await aPublishedWorld();
  const ask = (path: string) => world.app.request(`/api/v1${path}`, { method: 'OPTIONS' });
  const allowed = await ask(`/${plan}/28/log`);
  expect([allowed.status, allowed.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD']);
  for (const path of ['/session', `/${plan}/people`, `/${plan}/28/m1/answer`, `/${plan}/28/m1/declarations`, '/']) {
    const refused = await ask(path);
    expect([refused.status, refused.headers.get('access-control-allow-origin')], path).toEqual([404, null]);
  }
});

test('HEAD tells what GET would, without a body', async () => {
  const { world } = await aPublishedWorld();
  const get = await world.app.request(`/api/v1/${plan}/28`);
  const head = await world.app.request(`/api/v1/${plan}/28`, { method: 'HEAD' });
  expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
});

test('what is not there is a problem, however its address is written', async () => {
  const { world } = await aPublishedWorld();
  for (const path of [
    '/nope',
    `/${plan}/99`,
    `/${plan}/28/m9`,
    `/${plan}/28/m0`,
    `/${plan}/x`,
    '/%E0%A4%A',
    '/%',
    `/${plan}%2F28`,
    '/a/b/c/d/e',
  ]) {
    const answer = await world.app.request(`/api/v1${path}`);
    expect([answer.status, answer.headers.get('content-type')], path).toEqual([404, 'application/problem+json']);
    expect(await answer.json(), path).toEqual({ type: 'urn:jalon:problem:not-found', title: 'not found', status: 404 });
  }
  expect((await world.app.request(`/api/v1/${plan}?lang=en`)).status).toBe(422);
});

test('half an import is never shown: the answer asks to come back', async () => {
  const { world } = await aPublishedWorld();
  await world.stores.record.stageImport(
    { id: 'i-2', planId: plan, at: '2021-10-20T08:00:00Z', state: 'writing', changes: 0 },
    [],
  );
  for (const path of [`/${plan}`, `/${plan}/28/m1`]) {
    const answer = await world.app.request(`/api/v1${path}`);
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')], path).toEqual([
      503,
      '5',
      'no-store',
    ]);
  }
});
