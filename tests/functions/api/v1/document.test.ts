import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { apiMessages } from '../../../../functions/api/messages/api.ts';
import { routeTable } from '../../../../functions/api/route-table.ts';
import { problemNamesOf } from '../../../../functions/api/v1/document.ts';
import { operations, routePathOf } from '../../../../functions/api/v1/operations.ts';
import { problemStatuses } from '../../../../functions/api/v1/problem.ts';
import { htmlValidator } from '../../../showing/html-validator.ts';
import { readPage } from '../page.ts';
import { aWorld } from '../world.ts';
import { openApi, operationsIn } from './documented.ts';

async function documentNow() {
  const { app } = await aWorld();
  return openApi.parse(await (await app.request('/api/v1/openapi.json')).json());
}

describe('the table of operations', () => {
  test('gives every operation a name and a path of its own', () => {
    const ids = operations.map(({ id }) => id);
    const lines = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('shows an example of every body, and every example is accepted', () => {
    for (const { id, body, example } of operations.filter(({ method }) => method === 'POST')) {
      expect(body?.safeParse(example).error?.issues ?? [], id).toEqual([]);
    }
  });

  test('is the route table: each operation has its line, writes with the token of the session, words before names', () => {
    for (const operation of operations) {
      const line = routeTable.find(({ method, path }) => method === operation.method && path === routePathOf(operation));
      expect(line, operation.id).toMatchObject({ who: operation.who, csrf: operation.method === 'POST' ? 'api' : 'none' });
      expect(line?.isPublic === true, operation.id).toBe(operation.isPublic);
    }
    const served = routeTable.findIndex(({ path }) => path === '/api/v1/:plan/people');
    expect(served).toBeLessThan(routeTable.findIndex(({ path }) => path === '/api/v1/:plan/:number'));
  });

  test('opens to anyone what is published, and nothing that writes', () => {
    const open = operations.filter(({ who }) => who === 'anyone');
    expect(open.map(({ id }) => id).sort()).toEqual([
      'listPlans',
      'readCommitment',
      'readCommitmentLog',
      'readMilestone',
      'readPlan',
      'readPlanLog',
    ]);
    expect(open.every(({ method, isPublic }) => method === 'GET' && isPublic)).toBe(true);
    expect(operations.filter(({ isPublic }) => isPublic)).toEqual(open);
  });

  test('asks for the version wherever a milestone is changed', () => {
    const changing = operations.filter(
      ({ method, path, section }) => method === 'POST' && section === 'answering' && path.includes('{milestone}'),
    );
    const without = changing.filter(({ versioned }) => versioned !== 'milestone').map(({ id }) => id);
    // None of these changes the milestone itself: who holds it is in the log and in People, a draft has its own version.
    expect(without.sort()).toEqual(['discardDraft', 'handOn', 'takeBack']);
  });
});

describe('the OpenAPI document', () => {
  test('tells every operation, each problem with its status, and resolves every reference', async () => {
    const document = await documentNow();
    expect(document.openapi).toMatch(/^3\.1\./);
    const told = operationsIn(document);
    expect(told.map(({ operationId }) => operationId).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const operation of operations) {
      const one = told.find(({ operationId }) => operationId === operation.id);
      const statuses = [
        ...Object.keys(operation.answers),
        ...problemNamesOf(operation).map((name) => String(problemStatuses[name])),
      ];
      expect(
        Object.keys(one?.responses ?? {})
          .filter((status) => status !== '304')
          .sort(),
        operation.id,
      ).toEqual([...new Set(statuses)].sort());
      expect(one?.requestBody !== undefined, operation.id).toBe(operation.method === 'POST');
    }
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);
    const known = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`));
    expect(refs.filter((ref) => !known.has(ref))).toEqual([]);
    expect(refs.length).toBeGreaterThan(100);
  });

  test('refuses unknown members in every body it describes', async () => {
    const { components } = await documentNow();
    const shape = z.object({ type: z.literal('object'), properties: z.unknown(), additionalProperties: z.unknown() });
    for (const [name, schema] of Object.entries(components.schemas)) {
      const read = shape.safeParse(schema);
      if (read.success && read.data.properties !== undefined) expect(read.data.additionalProperties, name).toBe(false);
    }
    expect(Object.keys(components.schemas)).toContain('Declaration');
  });
});

describe('the reference', () => {
  const rules = htmlValidator({
    extends: ['html-validate:recommended'],
    rules: {
      'long-title': 'off',
      'void-style': 'off',
      'no-trailing-whitespace': 'off',
      'no-inline-style': 'error',
      'text-content': 'off',
    },
  });

  for (const language of ['fr', 'en'] as const) {
    test(`is a valid page without script, with an anchor for every operation and shape, in ${language}`, async () => {
      const { app } = await aWorld();
      const html = await (await app.request(`/api/v1/?lang=${language}`)).text();
      const { results } = await rules.validateString(html);
      expect(results.flatMap(({ messages }) => messages.map((one) => `${one.line}: ${one.ruleId} ${one.message}`))).toEqual([]);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toMatch(/<script|<style|style="| on\w+="|undefined|\[object/);
      expect(html.match(/<h1/g)).toHaveLength(1);
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(operations.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
      const targets = readPage(html).hrefs.filter((href) => href.startsWith('#'));
      expect(targets.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
      expect(targets.length).toBeGreaterThan(operations.length);
    });
  }

  test('is where the bare address leads', async () => {
    const { app } = await aWorld();
    const answer = await app.request('/api/v1');
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/api/v1/']);
  });

  test('speaks French with its own typography', () => {
    const texts: string[] = [...operations.map(({ summary }) => summary.fr)];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value);
      else if (value !== null && typeof value === 'object') Object.values(value).forEach(collect);
    };
    collect(apiMessages('fr'));
    const odd = texts.filter((text) => / [:;?!»]|« |'/.test(text.replaceAll(/urn:\S+|\/\S+/g, '')));
    expect(odd).toEqual([]);
    expect(texts.length).toBeGreaterThan(100);
  });
});
