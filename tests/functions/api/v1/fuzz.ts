import fc from 'fast-check';
import * as z from 'zod';
import { assignmentId } from '../../../../shared/domain/contact.ts';
import { commitmentNumber, contactId, milestoneId } from '../../../../shared/domain/identifiers.ts';
import { proposal } from '../../../../shared/domain/proposal.ts';
import { sha256, sha256Of } from '../../../../shared/domain/text.ts';
import { aContact, anAssignment, aPersonId } from '../../../builders.ts';
import { aWorld, origin, theCode } from '../world.ts';
import { type Client, tokenOf } from './client.ts';
import { type Documented, type Judge, judgeOf, openApi, operationsIn, undocumented } from './documented.ts';
import { type Asker, aFuzzWorld, approvalIds, askers, people, phone, plan, proposalId, second } from './fuzz-world.ts';
import { asObject, hostileTexts, type Known, madeFor, nearly } from './schema-arbitrary.ts';

/** Requests to one world, one after the other. */
const together = 80;

type Sent = {
  readonly operation: number;
  readonly asker: Asker;
  readonly method: 'own' | 'HEAD' | 'PUT' | 'OPTIONS';
  readonly names: { readonly [name: string]: string };
  readonly query: string;
  readonly body: { readonly json: unknown } | { readonly text: string; readonly type: string };
  /** Names and body as a program has them that read before it writes, where they depend on each other. */
  readonly isInformed: boolean;
  readonly version: 'current' | 'first' | 'future' | 'absent' | 'rubbish';
  readonly key: string | null;
  readonly token: 'right' | 'wrong' | 'absent';
  readonly from: 'ours' | 'theirs' | 'absent';
};

const pathValues: { readonly [name: string]: readonly string[] } = {
  plan: [plan, plan, plan, plan, second, second, second, 'no-such-plan'],
  number: ['28', '28', '28', '28', '28', '29', '99'],
  milestone: ['m1', 'm1', 'm1', 'm1', 'm2', 'm2', 'm9'],
  entry: ['1', '2', '3', '99'],
  contact: [...people.map(aPersonId), 'p-0123456789abcdef'],
  proposal: [proposalId, `proposal-${'9'.repeat(32)}`],
  approval: [...approvalIds, `approval-${'9'.repeat(32)}`],
  campaign: ['automne', 'hiver'],
  meeting: ['meeting-un', 'meeting-deux'],
  process: ['process-un', 'process-deux'],
  document: ['document-un', 'document-deux'],
};

const mostly = <Value>(usual: Value, ...others: Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 24, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

/** Who may, nine times out of ten, so that the rules behind the gate are reached; anyone otherwise. */
function askerOf({ 'x-jalon-roles': roles, method }: Documented): fc.Arbitrary<Asker> {
  const fitting = askers.filter((one) => roles?.some((role) => one.startsWith(role)) === true);
  const usual = fitting.length === 0 ? (method === 'GET' ? askers : people) : fitting;
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...askers) });
}

function nameOf(name: string): fc.Arbitrary<string> {
  const hostile = fc.constantFrom(...hostileTexts.filter((text) => text !== ''));
  return fc.oneof({ weight: 29, arbitrary: fc.constantFrom(...(pathValues[name] ?? ['x'])) }, { weight: 1, arbitrary: hostile });
}

function bodyOf({ requestBody }: Documented, known: Known): fc.Arbitrary<Sent['body']> {
  const content = requestBody?.content['application/json'];
  if (content === undefined) return fc.constant({ text: '', type: '' });
  const made = fc.oneof(
    { weight: 2, arbitrary: fc.constant(content.example) },
    { weight: 1, arbitrary: madeFor(content.schema, known) },
  );
  const rubbish = fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"a":1e999}',
    '{"a":"\\ud800"}',
    '['.repeat(40),
    'x'.repeat(70_000),
  );
  return fc.oneof(
    { weight: 10, arbitrary: made.map((json) => ({ json })) },
    { weight: 8, arbitrary: made.chain(nearly).map((json) => ({ json })) },
    { weight: 1, arbitrary: fc.record({ text: rubbish, type: fc.constantFrom('application/json', 'text/plain', '') }) },
  );
}

/** Requests to one operation. */
function sentTo(one: Documented, index: number, known: Known): fc.Arbitrary<Sent> {
  const names = one.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => [name, nameOf(name)]);
  return fc.record<Sent>({
    operation: fc.constant(index),
    asker: askerOf(one),
    method: mostly<Sent['method']>('own', 'HEAD', 'PUT', 'OPTIONS'),
    names: fc.record(Object.fromEntries(names)),
    query: mostly('', '?x=1', '?lang=en&lang=fr', '?%E0%A4%A', `?q=${encodeURIComponent('someone@example.org')}`),
    body: bodyOf(one, known),
    isInformed: fc.boolean(),
    version: fc.oneof(
      { weight: 10, arbitrary: fc.constant<Sent['version']>('current') },
      { weight: 2, arbitrary: fc.constantFrom<Sent['version'][]>('first', 'future', 'absent', 'rubbish') },
    ),
    key: fc.oneof(
      { weight: 14, arbitrary: fc.constant(null) },
      { weight: 4, arbitrary: fc.constantFrom('a', 'b') },
      { weight: 1, arbitrary: fc.constantFrom('x'.repeat(65), 'é', ' ', 'a b') },
    ),
    token: mostly<Sent['token']>('right', 'wrong', 'absent'),
    from: mostly<Sent['from']>('ours', 'theirs', 'absent'),
  });
}

/** How often operations that rehearse are asked, of ten times for any other: to act half a year costs as much as many requests. */
const rehearsing: { readonly [operation: string]: number } = { rehearseMail: 1, switchMail: 4 };

/** Requests to any operation. */
function anySent(operations: readonly Documented[], known: Known): fc.Arbitrary<Sent> {
  const each = operations.map((one, index) => ({
    weight: rehearsing[one.operationId] ?? 10,
    arbitrary: sentTo(one, index, known),
  }));
  return fc.oneof(...each);
}

/** A header as a browser or program can send one at all. */
const isHeader = (value: string): boolean => /^[\x20-\x7E\u00A0-\u00FF]*$/.test(value);

type FuzzWorld = Awaited<ReturnType<typeof aFuzzWorld>>;

async function versionNow({ world }: FuzzWorld, { path: pattern }: Documented, names: Sent['names']): Promise<number> {
  const { record, people: persons } = world.stores;
  const [own = '', number = '', milestone = ''] = [names['plan'], names['number'], names['milestone']];
  if (own !== plan && own !== second) return 1;
  if (pattern.includes('/people/{contact}')) {
    const id = contactId.safeParse(names['contact']);
    return id.success ? ((await persons.contact(id.data))?.version ?? 1) : 1;
  }
  const isWhole = pattern.includes('{milestone}') && !pattern.endsWith('assessment');
  if (isWhole && /^m\d$/.test(milestone) && /^\d+$/.test(number))
    return (await record.milestone(`${own}/${number}/${milestone}`))?.version ?? 1;
  if (pattern.includes('{number}') && /^\d+$/.test(number)) return (await record.commitment(`${own}/${number}`))?.log.length ?? 1;
  return (await record.plan(own))?.log.length ?? 1;
}

/** Roles of a person in a plan as the list of people tells them. */
async function rolesOf({ world }: FuzzWorld, { plan: own, contact }: Sent['names']) {
  const held = await world.stores.people.assignmentsOf(contact ?? '');
  return held.filter(({ planId, until }) => planId === own && until === null);
}

/** What a program sends that has read what is there: an entry with what it says, a person with the roles they hold. */
async function informed(fuzz: FuzzWorld, { operationId }: Documented, sent: Sent): Promise<Sent> {
  const { names } = sent;
  switch (operationId) {
    case 'correctEntry': {
      const change = { field: 'word', milestone: `${plan}/28/m1` };
      const told = { plan, number: '28', entry: '2' };
      return { ...sent, names: told, body: { json: { change, reason: 'Saisi sur le mauvais jalon.' } } };
    }
    case 'confirmPerson': {
      const told = { plan, contact: aPersonId('newcomer') };
      const assignments = (await rolesOf(fuzz, told)).map(({ id }) => id);
      return { ...sent, names: told, version: 'current', body: { json: { assignments } } };
    }
    case 'reassignRole': {
      const person = names['plan'] === second ? aPersonId('other') : aPersonId('deputy');
      const version = (await fuzz.world.stores.people.contact(person))?.version;
      return { ...sent, body: { json: { person, version, role: 'lead', commitments: ['28'] } } };
    }
    case 'endRole': {
      const held = await rolesOf(fuzz, names);
      const role = held[0]?.role;
      const assignments = held.filter((one) => one.role === role).map(({ id }) => id);
      return { ...sent, body: { json: { role, assignments } } };
    }
    default:
      return sent;
  }
}

async function send(fuzz: FuzzWorld, one: Documented, asked: Sent): Promise<Response> {
  const sent = asked.isInformed ? await informed(fuzz, one, asked) : asked;
  const client: Client | undefined = fuzz.clients.get(sent.asker);
  const signed = client?.signed();
  const isVersioned = one.parameters.some(({ name }) => name === 'If-Match');
  const current = isVersioned ? await versionNow(fuzz, one, sent.names) : 1;
  const versions = { current: `"${current}"`, first: '"1"', future: '"99999"', absent: null, rubbish: 'W/"x"' };
  const json = 'json' in sent.body;
  const given: { readonly [name: string]: string | null | undefined } = {
    cookie: signed?.cookie,
    origin: { ours: origin, theirs: 'https://evil.example', absent: null }[sent.from],
    'jalon-token': { right: signed?.['jalon-token'], wrong: 'a'.repeat(64), absent: null }[sent.token],
    'if-match': versions[sent.version],
    'idempotency-key': sent.key,
    'content-type': 'json' in sent.body ? 'application/json' : sent.body.type,
  };
  const headers = Object.entries(given).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' || !isHeader(value) ? [] : [[name, value] as [string, string]],
  );
  const filled = one.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(sent.names[name] ?? ''));
  const method = sent.method === 'own' ? one.method : sent.method;
  const text = 'json' in sent.body ? JSON.stringify(sent.body.json) : sent.body.text;
  return fuzz.world.app.request(`/api/v1${filled}${sent.query}`, {
    method,
    headers,
    ...(method === 'POST' && (json || text !== '') ? { body: text } : {}),
  });
}

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** Keys that may never be told. */
function keysOf(secret: string): readonly string[] {
  return [
    secret,
    theCode,
    ...people.flatMap((as) => [tokenOf(`${as} code`), sha256Of(tokenOf(`${as} code`)), aContact({ as }).stopToken]),
    tokenOf('lead remembered'),
  ];
}

/** Keys in a text, and what may be told in an export only. */
function secretsIn(text: string, keys: readonly string[], isExport: boolean): string[] {
  const personal = isExport
    ? []
    : [address.exec(text)?.[0] ?? '', text.includes(phone) ? phone : '', text.includes('99 00 55 66') ? 'phone' : ''];
  return [...keys.filter((key) => text.includes(key)), ...personal.filter((found) => found !== '')];
}

/** What anyone can read once all of it was sent. */
async function everythingPublic({ world }: FuzzWorld): Promise<string> {
  const paths = [plan, second].flatMap((id) => [`/${id}`, `/${id}/log`, `/${id}/28/log`, `/${id}/29/log`]);
  const answers = await Promise.all(['/plans', ...paths].map((one) => world.app.request(`/api/v1${one}`)));
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
}

/** Digest of the import the document gives as an example: a program knows it from the preview. */
async function digestOf(operations: readonly Documented[]): Promise<string> {
  const preview = operations.find(({ operationId }) => operationId === 'previewImport');
  const body = preview?.requestBody?.content['application/json']?.example;
  const answer = await (await aFuzzWorld()).clients.get('poc')?.post(`/${plan}/import/preview`, body);
  return z.object({ digest: sha256 }).parse(await answer?.json()).digest;
}

/** Bodies as a program would fill them in: an example cannot know what a preview tells. */
function filledIn(one: Documented, digest: string): Documented {
  const content = one.requestBody?.content['application/json'];
  const example = z.object({ digest: sha256 }).loose().safeParse(content?.example);
  if (content === undefined || !example.success) return one;
  const filled = { ...content, example: { ...example.data, digest } };
  return { ...one, requestBody: { required: true, content: { 'application/json': filled } } };
}

/** How many answers that fit the document are remembered at a time. */
const mostRemembered = 1_000;

type Judged = (one: Documented, status: number, type: string | null, text: string) => string | null;

/** Judges by the document as {@link undocumented} does, and the very same answer of the same operation only once. */
function judgingOnce(judge: Judge): Judged {
  const fine = new Set<string>();
  return (one, status, type, text) => {
    const key = `${one.operationId} ${status} ${type} ${text}`;
    if (fine.has(key)) return null;
    const fault = undocumented(one, judge, status, type, text);
    if (fine.size >= mostRemembered) fine.clear();
    if (fault === null) fine.add(key);
    return fault;
  };
}

export type FuzzOutcome = {
  /** How often each status was answered. */
  readonly statuses: { readonly [status: string]: number };
  readonly operations: number;
  /** Operations that never did what they were asked. */
  readonly never: readonly string[];
};

/**
 * Sends requests made from the OpenAPI document, in worlds of eighty each.
 * @param path where a failed run of this seed stopped, to begin there
 * @throws with the request, for a 5xx, an answer the document does not tell, or a secret in a body, header or log line
 */
export async function fuzz(requests: number, seed: number, path: string | undefined): Promise<FuzzOutcome> {
  const document = openApi.parse(await (await (await aWorld()).app.request('/api/v1/openapi.json')).json());
  const told = operationsIn(document);
  const digest = await digestOf(told);
  const operations = told.map((one) => filledIn(one, digest));
  const judged = judgingOnce(judgeOf(document));
  const patternOf = (schema: z.ZodType): string => String(asObject(z.toJSONSchema(schema))['pattern']);
  const ids = people.flatMap((as) => [anAssignment({ as }).id, `${anAssignment({ as }).id}x`]);
  const known: Known = {
    components: document.components.schemas,
    values: new Map([
      [patternOf(contactId), people.map(aPersonId)],
      [patternOf(milestoneId), [`${plan}/28/m1`, `${plan}/28/m2`, `${second}/28/m1`]],
      [patternOf(proposal.shape.id), [proposalId]],
      [patternOf(commitmentNumber), ['28', '29']],
      [patternOf(assignmentId), ids],
      [patternOf(sha256), [digest]],
    ]),
  };
  const fulfilled = new Set<string>();
  const statuses = new Map<number, number>();
  let keys: readonly string[] | undefined;

  await fc.assert(
    fc.asyncProperty(fc.array(anySent(operations, known), { minLength: together, maxLength: together }), async (all) => {
      const fuzz = await aFuzzWorld();
      keys ??= keysOf(fuzz.world.config.secret);
      for (const sent of all) {
        const one = operations[sent.operation];
        if (one === undefined) throw new Error('an operation of the document expected');
        fuzz.world.wait({ seconds: 2 });
        const answer = await send(fuzz, one, sent);
        const { status, headers } = answer;
        const text = await answer.text();
        const about = `${one.operationId} ${JSON.stringify(sent)}\n${status} ${text.slice(0, 2_000)}`;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500) throw new Error(`5xx: ${about}\n${fuzz.world.lines.at(-1)}`);
        const fault = sent.method === 'own' ? judged(one, status, headers.get('content-type'), text) : null;
        if (fault !== null) throw new Error(`not as documented: ${fault}\n${about}`);
        if (status < 300 && sent.method === 'own') fulfilled.add(one.operationId);
        const told = [text, ...[...headers].map(([name, value]) => `${name}: ${value}`)].join('\n');
        const secrets = secretsIn(told, keys, one.operationId === 'exportPlan');
        if (secrets.length > 0) throw new Error(`told ${secrets.join(', ')}: ${about}`);
      }
      const published = secretsIn(await everythingPublic(fuzz), keys, false);
      if (published.length > 0) throw new Error(`published ${published.join(', ')}`);
      const logged = secretsIn(fuzz.world.lines.join('\n'), keys, false);
      if (logged.length > 0) throw new Error(`logged ${logged.join(', ')}`);
    }),
    {
      numRuns: Math.ceil(requests / together),
      seed,
      ...(path === undefined ? {} : { path }),
      endOnFailure: true,
    },
  );

  const never = operations.map(({ operationId }) => operationId).filter((id) => !fulfilled.has(id));
  return { statuses: Object.fromEntries([...statuses].sort(([a], [b]) => a - b)), operations: operations.length, never };
}
