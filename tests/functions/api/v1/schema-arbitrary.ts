import fc from 'fast-check';
import * as z from 'zod';

const jsonObject = z.record(z.string(), z.unknown());
export type Schema = { readonly [keyword: string]: unknown };

export const asObject = (value: unknown): Schema => jsonObject.parse(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** What people, careless programs and attackers put where a text is expected. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  'Écrivez à someone@example.org ou au 01 99 00 55 66',
  'someone@example.org',
  '+33 1 99 00 55 66',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' OR 1=1 --",
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '\u0000',
  'a\r\nSet-Cookie: x=1',
  '\u202Egnp.exe',
  '\u2028\u2029',
  '\uFFFE',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '1e309',
  '-0',
  '{{7*7}}',
  '%',
  '%00',
  '%E0%A4%A',
  'javascript:alert(1)',
  'data:text/html,x',
  'http://user:pw@example.org/',
  'https://example.org/?mail=someone@example.org',
  'https://www.example.org/compte-rendu',
  '=cmd|calc',
  '31 février 2021',
  '15 décembre 2021',
  'octobre 2021',
  'en continu',
  'e\u0301'.repeat(200),
  'x'.repeat(5_000),
];

const typedDates = ['15 décembre 2021', 'novembre 2021', '2021-11-30', 'T1 2022', 'fin 2022', 'en continu', '31 février 2022'];
const addresses = ['https://www.example.org/a', 'http://example.org/', 'ftp://example.org', 'javascript:alert(1)'];
const mails = ['nouvelle@example.org', 'LEAD@example.org', 'poc@example.org', 'x@example.com'];

/** How values are made: the document's components, and values of this world where a pattern asks for an id. */
export type Known = {
  readonly components: { readonly [name: string]: Schema };
  readonly values: ReadonlyMap<string, readonly string[]>;
};

const deepest = 6;

/** Any code points but halves of pairs. fast-check's own unit for them first maps the million there are. */
const anyCodePoints = fc
  .array(fc.nat({ max: 0x10_ffff - 0x800 }), { maxLength: 30 })
  .map((points) => String.fromCodePoint(...points.map((point) => (point < 0xd800 ? point : point + 0x800))));

const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Une phrase simple.', 'Réunion du comité', 'x', 'A sentence, plain.') },
  { weight: 2, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: anyCodePoints },
);

function textOf({ minLength, maxLength }: Schema): fc.Arbitrary<string> {
  const [min, max] = [numberOr(minLength, 0), numberOr(maxLength, 4_000)];
  return anyText.map((text) => text.slice(0, max).padEnd(min, 'x'));
}

function stringOf(schema: Schema, { values }: Known): fc.Arbitrary<string> {
  const { format, pattern } = schema;
  if (format === 'date') return fc.constantFrom('2021-10-14', '2021-10-20', '2021-11-30', '2022-02-28', '2019-01-01');
  if (format === 'uri') return fc.constantFrom(...addresses);
  if (format === 'email') return fc.constantFrom(...mails);
  if (typeof pattern !== 'string') return textOf(schema);
  const known = values.get(pattern) ?? [];
  const made = fc.stringMatching(new RegExp(pattern));
  return known.length === 0
    ? made
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made });
}

function objectOf(schema: Schema, known: Known, depth: number): fc.Arbitrary<unknown> {
  const { properties, required, additionalProperties, propertyNames } = schema;
  if (properties !== undefined) {
    const members = Object.entries(asObject(properties)).map(
      ([name, one]) => [name, madeFor(asObject(one), known, depth + 1)] as const,
    );
    const needed = new Set(list(required));
    const requiredKeys = members.map(([name]) => name).filter((name) => needed.has(name));
    return fc.record(Object.fromEntries(members), { requiredKeys });
  }
  if (typeof additionalProperties !== 'object') return fc.constant({});
  const names =
    propertyNames === undefined
      ? fc.constantFrom('fr', 'en')
      : fc.oneof(fc.constantFrom('fr', 'en'), stringOf(asObject(propertyNames), known));
  return fc.dictionary(names, madeFor(asObject(additionalProperties), known, depth + 1), { maxKeys: 2 });
}

/** A value that a schema of the document accepts, or nearly so where the schema cannot say everything. */
export function madeFor(schema: Schema, known: Known, depth = 0): fc.Arbitrary<unknown> {
  const { $ref, enum: values, const: only, anyOf, oneOf, type, items, minItems, maxItems, minimum, maximum } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    if (name === 'TypedDate') return fc.constantFrom(...typedDates);
    return madeFor(known.components[name] ?? {}, known, depth);
  }
  if (values !== undefined) return fc.constantFrom(...list(values));
  if (only !== undefined) return fc.constant(only);
  const choices = list(anyOf ?? oneOf);
  if (choices.length > 0) return fc.oneof(...choices.map((one) => madeFor(asObject(one), known, depth)));
  switch (type) {
    case 'string':
      return stringOf(schema, known);
    case 'integer':
      return fc.integer({ min: Math.max(numberOr(minimum, 0), -5), max: Math.min(numberOr(maximum, 9), 10_000) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const one = depth >= deepest ? fc.constant(null) : madeFor(asObject(items ?? {}), known, depth + 1);
      const min = numberOr(minItems, 0);
      return fc.array(one, { minLength: min, maxLength: Math.max(min, Math.min(numberOr(maxItems, 3), 3)) });
    }
    case 'object':
      return objectOf(schema, known, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

const replaced = fc.oneof(
  fc.constantFrom<unknown>(...hostileTexts),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e300, 2 ** 53, [], {}, [[[[[[[[[[[[[[]]]]]]]]]]]]]]),
  fc.jsonValue({ maxDepth: 1 }),
);

/** One thing wrong with a value: a member gone, one too many, of another kind, hostile, too deep, too long. */
export function nearly(value: unknown): fc.Arbitrary<unknown> {
  if (value === null || typeof value !== 'object') return replaced;
  const names = Object.keys(value);
  if (names.length === 0) return fc.constantFrom<unknown>({ extra: 1 }, { __proto__: null, constructor: 1 }, []);
  const set = (name: string, one: unknown): unknown =>
    Array.isArray(value) ? value.with(Number(name), one) : { ...value, [name]: one };
  return fc.constantFrom(...names).chain((name) => {
    const own: unknown = Reflect.get(value, name);
    return fc.oneof(
      { weight: 3, arbitrary: replaced.map((one) => set(name, one)) },
      { weight: 2, arbitrary: nearly(own).map((one) => set(name, one)) },
      {
        weight: 1,
        arbitrary: fc.constant(Object.fromEntries(Object.entries(value).filter(([one]) => one !== name))),
      },
      { weight: 1, arbitrary: fc.constant({ ...value, [`${name}2`]: own }) },
    );
  });
}
