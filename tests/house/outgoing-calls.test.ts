import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { aFullWorld, anAsker, pathOf } from '../functions/api/full-world.ts';
import { origin } from '../functions/api/world.ts';
import { recordedSite } from '../usecases/publish-world.ts';

const deployed = ['functions', 'shared'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

/** Ways a program reaches another: calls, and modules that make them. */
const reaching = [
  /(?<![\w.])fetch\s*\(/,
  /new\s+(?:WebSocket|EventSource|XMLHttpRequest)\b/,
  /from\s+['"]node:(?:https?|http2|tls|dgram|dns(?:\/promises)?|child_process|worker_threads|cluster)['"]/,
  /from\s+['"](?:undici|axios|got|node-fetch|ky|superagent|request)['"]/,
  /await import\(\s*[^'"\s]/,
];

/** The clients of AWS, in adapters; the calls to the issuer of OpenID Connect, which the operator names and no visitor. */
const toTheIssuer = ['shared/adapters/openid/calls.ts'];

test('S13: nothing that is deployed calls another machine but the clients of AWS and the issuer of OpenID Connect', () => {
  const found = deployed.filter((file) => reaching.some((pattern) => pattern.test(readFileSync(file, 'utf8'))));
  expect(found).toEqual(toTheIssuer);
  const clients = deployed.filter((file) => /from\s+['"]@aws-sdk\//.test(readFileSync(file, 'utf8')));
  expect(clients.length).toBeGreaterThan(3);
  expect(clients.filter((file) => !file.startsWith('shared/adapters/'))).toEqual([]);
  // Of the net module, only what tells whether a text is an address.
  const net = deployed.flatMap((file) => readFileSync(file, 'utf8').match(/import \{[^}]*\} from 'node:net'/g) ?? []);
  expect(new Set(net)).toEqual(new Set(["import { isIP } from 'node:net'"]));
});

test('S13: addresses that people type are published and never opened', async () => {
  let opened = 0;
  const server = createServer((_, answer) => {
    opened += 1;
    answer.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/preuve`;
    const world = await aFullWorld();
    const lead = await anAsker(world, { role: 'lead', way: 'code' });
    const poc = await anAsker(world, { role: 'poc', way: 'code' });
    const evidence = [{ url, title: 'Preuve', kind: 'page', date: null }];
    const sent = [
      [lead, '/api/v1/:plan/:number/m2/declarations', { status: 'substantial', done: 'Le comité siège.', evidence }],
      [poc, '/api/v1/:plan/documents', { title: 'Communiqué', kind: 'press-release', url }],
      [
        poc,
        '/api/v1/:plan/meetings',
        { titles: { fr: 'Forum' }, date: '14 octobre 2021', state: 'held', minutes: { url, title: 'Compte rendu' } },
      ],
    ] as const;
    for (const [asker, path, body] of sent) {
      const headers = { origin, 'content-type': 'application/json', 'jalon-token': asker.tokenFor('/api/v1'), 'if-match': '"1"' };
      const answer = await asker.ask('POST', pathOf(path), { body: JSON.stringify(body), headers });
      expect(answer.status, `${path} ${await answer.text()}`).toBe(201);
    }
    const site = recordedSite();
    await publishAll({ ...world.stores, site, version: 'program-1' }, { now: world.now(), publicUrl: origin });
    expect([...site.files.values()].some(({ body }) => body.includes(url))).toBe(true);
    expect(opened).toBe(0);
  } finally {
    await new Promise((closed) => server.close(closed));
  }
});
