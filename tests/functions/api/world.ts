import { Temporal } from 'temporal-polyfill';
import { createApp } from '../../../functions/api/app.ts';
import type { ApiConfig, ApiDeps } from '../../../functions/api/dependencies.ts';
import { storesOver } from '../../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../../shared/adapters/memory/tables.ts';
import type { Tables } from '../../../shared/adapters/tables.ts';
import type { Assignment, Contact } from '../../../shared/domain/contact.ts';
import { codeHmac } from '../../../shared/domain/sign-in.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import type { CodeJob, CommitmentRecord, PlanRecord } from '../../../shared/ports.ts';
import { aCommitment, aContact, anAssignment, aPlan, planWritesOf, writesOf } from '../../builders.ts';
import { readPage } from './page.ts';

export const origin = 'https://jalon.example.org';
const secret = 'a secret of this test and no other';
/** The code that `send` would have mailed. */
export const theCode = 'ABCD2345';

/** Calls to the tables, by kind: what an observer could count. */
export type Traffic = { reads: number; writes: number };

function counting(tables: Tables): { tables: Tables; traffic: Traffic } {
  const traffic: Traffic = { reads: 0, writes: 0 };
  const read = <Result>(result: Result): Result => {
    traffic.reads += 1;
    return result;
  };
  const wrote = <Result>(result: Result): Result => {
    traffic.writes += 1;
    return result;
  };
  return {
    traffic,
    tables: {
      identity: tables.identity,
      get: (table, key) => read(tables.get(table, key)),
      getMany: (table, keys) => read(tables.getMany(table, keys)),
      query: (query) => read(tables.query(query)),
      write: (action) => wrote(tables.write(action)),
      transact: (actions) => wrote(tables.transact(actions)),
    },
  };
}

export type WorldInput = {
  /** The engine under the stores; memory unless told otherwise. */
  readonly tables?: Tables;
  readonly contacts?: readonly Contact[];
  readonly assignments?: readonly Assignment[];
  readonly commitments?: readonly CommitmentRecord[];
  readonly plan?: PlanRecord;
  readonly config?: Partial<ApiConfig>;
  /** Replaces ports, for what happens when one fails. */
  readonly change?: (deps: ApiDeps) => ApiDeps;
};

/** The private side on memory stores: one lead for #28, one for #29, a clock that can be moved. */
export async function aWorld(input: WorldInput = {}) {
  const counted = counting(input.tables ?? memoryTables());
  const stores = storesOver(counted.tables);
  const commitments = input.commitments ?? [
    aCommitment({ number: '28', milestones: [{ title: 'Lancement du comité', due: 'Octobre 2021' }, { due: 'Décembre 2021' }] }),
    aCommitment({ number: '29', milestones: [{ title: 'Pilote', due: 'Septembre 2021' }] }),
  ];
  const contacts = input.contacts ?? [aContact({ as: 'lead' }), aContact({ as: 'other', name: 'Dominique Exemple' })];
  const assignments = input.assignments ?? [
    anAssignment({ as: 'lead', commitments: ['28'] }),
    anAssignment({ as: 'other', commitments: ['29'] }),
  ];
  for (const write of planWritesOf(input.plan ?? aPlan())) await stores.record.appendToPlan(write);
  for (const write of commitments.flatMap(writesOf)) await stores.record.appendToCommitment(write);
  for (const one of contacts) await stores.people.addContact(one);
  for (const one of assignments) await stores.people.addAssignment(one);

  let now = Temporal.Instant.from('2021-10-20T08:00:00Z');
  let drawn = 0;
  const queue: CodeJob[] = [];
  const lines: string[] = [];
  const config: ApiConfig = {
    ...{
      publicUrl: origin,
      secret,
      secureCookies: true,
      source: 'cloudfront',
      mailFrom: 'jalon@example.org',
      mailName: 'Jalon',
      stage: 'test',
    },
    ...input.config,
  };
  const log = (event: string, fields?: object): void => {
    lines.push(JSON.stringify({ event, ...fields }));
  };
  const deps: ApiDeps = {
    ...stores,
    openId: null,
    codes: { put: async (jobs) => void queue.push(...jobs) },
    clock: { now: () => now },
    rng: {
      bytes: (count) => {
        drawn += 1;
        return new Uint8Array(Buffer.from(sha256Of(`draw ${drawn}`).repeat(4), 'hex').subarray(0, count));
      },
    },
    log: { info: log, error: log },
    config,
  };
  const app = createApp(input.change?.(deps) ?? deps);
  return {
    app,
    stores,
    config,
    queue,
    lines,
    traffic: counted.traffic,
    at: (instant: string): void => {
      now = Temporal.Instant.from(instant);
    },
    wait: (duration: { hours?: number; minutes?: number; seconds?: number }): void => {
      now = now.add(duration);
    },
    now: () => now,
    /** What `send` does with a code job: makes the code, keeps its HMAC. */
    sendCodes: async (code = theCode): Promise<void> => {
      for (const { addressKey } of queue.splice(0)) {
        const asked = await stores.people.code(addressKey);
        if (asked !== null) await stores.people.putCode({ ...asked, codeHmac: codeHmac(secret, addressKey, code) });
      }
    },
  };
}
export type World = Awaited<ReturnType<typeof aWorld>>;

let browsers = 0;

/** An address of the documentation range, as our distribution tells it: another one for each browser. */
function aViewer(): string {
  browsers += 1;
  return `198.51.${100 + (browsers >> 8)}.${browsers & 255}:46532`;
}

/** A browser: keeps cookies, sends our Origin with forms, and fills in the forms it was shown. */
export function aBrowser({ app, config }: Pick<World, 'app' | 'config'>, viewer = aViewer()) {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (!headers.has('cloudfront-viewer-address')) headers.set('cloudfront-viewer-address', viewer);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await app.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const get = (path: string): Promise<Response> => request(path);
  const post = (path: string, fields: Readonly<{ [name: string]: string }>, headers: Readonly<{ [name: string]: string }> = {}) =>
    request(path, {
      method: 'POST',
      headers: { origin: new URL(config.publicUrl).origin, ...headers },
      body: new URLSearchParams(fields),
    });
  /** Opens a page, fills in its form and sends it. */
  const submit = async (page: string, action: string, fields: Readonly<{ [name: string]: string }>): Promise<Response> => {
    const { formFor } = readPage(await (await get(page)).text());
    return post(action, { ...Object.fromEntries(formFor(action).fields), ...fields });
  };
  /** Sends the form of a page that was just answered. */
  const resubmit = async (shown: Response, action: string, fields: Readonly<{ [name: string]: string }>): Promise<Response> => {
    const { formFor } = readPage(await shown.text());
    return post(action, { ...Object.fromEntries(formFor(action).fields), ...fields });
  };
  return { cookies, request, get, post, submit, resubmit };
}
export type Browser = ReturnType<typeof aBrowser>;

/** Asks for a code and types it. */
export async function signIn(world: World, email = 'lead@example.org', browser = aBrowser(world)): Promise<Browser> {
  await browser.submit('/app/sign-in', '/app/sign-in', { email });
  await world.sendCodes();
  const answer = await browser.submit('/app/sign-in/code', '/app/sign-in/code', { code: theCode });
  if (answer.status !== 303) throw new Error(`not signed in: ${answer.status}`);
  return browser;
}
