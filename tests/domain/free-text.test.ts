import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { commitmentEntry, planEntry } from '../../shared/domain/change-log.ts';
import { commitmentState, milestoneState } from '../../shared/domain/commitment.ts';
import { planState } from '../../shared/domain/plan.ts';

/** What may stand in clear, with the reason; everything else that people or documents write is a salted hash. */
const inClear: readonly { readonly path: RegExp; readonly because: string }[] = [
  { path: /(?:^|\.)(?:due|start|end|date|period)\.text$/, because: 'a date as it was published: its words are the promise' },
  { path: /(?:^|\.)url$/, because: 'an address on the web, checked for personal data' },
  { path: /(?:^|\.)sources?(?:\.\*)?\.name$/, because: 'the name of the file that was read, without personal data' },
  { path: /^(?:imported\.commitment|imported\.commitment\.milestones\.\*)\.titles\.\*$/, because: 'the plan’s facts' },
  { path: /^imported\.commitment\.milestones\.\*\.group$/, because: 'the plan’s facts' },
  { path: /^imported\.commitment\.(?:lead|supporting)Institutions\.\*$/, because: 'names of institutions' },
  { path: /^translated\.(?:milestones\.\*\.)?title$/, because: 'the plan’s facts' },
  { path: /^corrected\.change\.titles\.\*$/, because: 'the plan’s facts, as they should read' },
  { path: /^plan-(?:created|edited)\.settings\.(?:titles\.\*|ogpLabel)$/, because: 'the names of the plan' },
  { path: /^commitment\.(?:told\.)?titles\.\*$/, because: 'the plan’s facts' },
  { path: /^commitment\.(?:lead|supporting)Institutions\.\*$/, because: 'names of institutions' },
  { path: /^milestone\.(?:told\.)?titles\.\*$/, because: 'the plan’s facts' },
  { path: /^milestone\.group$/, because: 'the plan’s facts' },
  { path: /^plan\.settings\.(?:titles\.\*|ogpLabel)$/, because: 'the names of the plan' },
];

/** A sentence, an organisation, a line: no code, id, hash, number or date is any of these. */
const prose = ['Madame Modèle, directrice', 'Un mot de trop', 'Direction des exemples', 'x y', 'Première ligne\nseconde'];

type Node = { readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** Formats that zod writes without a pattern; a sentence is none of them. */
const formats = ['date', 'uri'];

function takesProse(node: Node): boolean {
  if ('const' in node || 'enum' in node || formats.includes(String(node['format']))) return false;
  const patterns = [node, ...nodesOf(node['allOf'])].flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : []));
  return prose.some((text) => patterns.every((pattern) => new RegExp(pattern, 'u').test(text)));
}

/** Every place of a schema in which a sentence may stand: `imported.commitment.titles.*`, names of members included. */
function placesOf(node: Node, definitions: Node, path: string, seen: readonly string[] = []): string[] {
  const ref = node['$ref'];
  if (typeof ref === 'string') {
    const target = definitions[ref.split('/').at(-1) ?? ''];
    return seen.includes(ref) || !isNode(target) ? [] : placesOf(target, definitions, path, [...seen, ref]);
  }
  const within = (inner: unknown, name: string) =>
    isNode(inner) ? placesOf(inner, definitions, path === '' ? name : `${path}.${name}`, seen) : [];
  const variants = ['anyOf', 'oneOf', 'allOf'].flatMap((kind) => nodesOf(node[kind]));
  const members = isNode(node['properties']) ? Object.entries(node['properties']) : [];
  return [
    ...(node['type'] === 'string' && takesProse(node) ? [path] : []),
    ...(node['format'] === 'uri' ? [path] : []),
    ...variants.flatMap((one) => placesOf(one, definitions, path, seen)),
    ...members.flatMap(([name, inner]) => within(inner, name)),
    ...within(node['additionalProperties'], '*'),
    ...(isNode(node['propertyNames']) && takesProse({ type: 'string', ...node['propertyNames'] }) ? [`${path}.(name)`] : []),
    ...within(node['items'], '*'),
  ];
}

const jsonSchemaOf = (schema: z.ZodType): Node => z.toJSONSchema(schema, { io: 'output' });

function proseIn(schema: z.ZodType, name: string): string[] {
  const root = jsonSchemaOf(schema);
  return placesOf(root, isNode(root['$defs']) ? root['$defs'] : {}, name);
}

const entries = [...commitmentEntry.options, ...planEntry.options].map((entry) => ({
  type: entry.shape.type.value,
  places: proseIn(entry.shape.data, entry.shape.type.value),
}));
const states = [
  { type: 'commitment', places: proseIn(commitmentState, 'commitment') },
  { type: 'milestone', places: proseIn(milestoneState, 'milestone') },
  { type: 'plan', places: proseIn(planState, 'plan') },
];

describe('no free text stands in clear', () => {
  test.each([...entries, ...states])('in $type, beyond the list', ({ places }) => {
    expect(places.filter((place) => !inClear.some(({ path }) => path.test(place)))).toEqual([]);
  });

  test('and the list holds nothing that no entry or state has', () => {
    const all = [...entries, ...states].flatMap(({ places }) => places);
    expect(inClear.filter(({ path }) => !all.some((place) => path.test(place)))).toEqual([]);
  });

  test('and whoever looks finds a sentence wherever a schema would take one', async () => {
    const names = fc.constantFrom('titles', 'note', 'body');
    const leaf: fc.Arbitrary<{ schema: z.ZodType; isProse: boolean }> = fc.constantFrom(
      { schema: z.string(), isProse: true },
      { schema: z.string().max(20).nullable(), isProse: true },
      { schema: z.array(z.union([z.int(), z.string()])), isProse: true },
      { schema: z.record(z.string().regex(/^[a-z]{2}$/), z.string()), isProse: true },
      { schema: z.record(z.string().max(9), z.int()), isProse: true },
      { schema: z.strictObject({ inner: z.string().optional() }), isProse: true },
      { schema: z.enum(['a', 'b']), isProse: false },
      { schema: z.array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(3), isProse: false },
      { schema: z.iso.date().nullable(), isProse: false },
    );
    const property = fc.property(fc.dictionary(names, leaf), (shape) => {
      const schema = z.strictObject(Object.fromEntries(Object.entries(shape).map(([name, one]) => [name, one.schema])));
      const found = proseIn(schema, 'x').map((place) => place.split('.')[1]);
      const expected = Object.entries(shape).filter(([, { isProse }]) => isProse);
      expect(new Set(found)).toEqual(new Set(expected.map(([name]) => name)));
    });
    await fc.assert(property);
  });
});
