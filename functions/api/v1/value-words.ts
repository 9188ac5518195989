import type { TypeWords } from '../messages/api.ts';
import { componentPath, type JsonObject } from './document.ts';

/** One member of a body, as the reference tells it. */
export type Member = { readonly name: string; readonly isRequired: boolean; readonly value: string };

const isObject = (value: unknown): value is JsonObject => value !== null && typeof value === 'object' && !Array.isArray(value);
const objectsIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

function plainWords(schema: JsonObject, say: TypeWords): string {
  switch (schema['type']) {
    case 'string':
      return typeof schema['maxLength'] === 'number' ? `${say.text}, ${say.atMost(String(schema['maxLength']))}` : say.text;
    case 'integer':
      return say.integer;
    case 'number':
      return say.number;
    case 'boolean':
      return say.yesOrNo;
    default:
      return say.anything;
  }
}

/** A JSON Schema in a few words: what a person who writes the value must know. */
export function valueWords(schema: JsonObject, say: TypeWords): string {
  const { $ref, enum: values, const: only, anyOf, oneOf, type, items, additionalProperties, properties } = schema;
  if (typeof $ref === 'string') return $ref.replace(componentPath, '');
  if (Array.isArray(values)) return say.oneOf(values.map(String).join(', '));
  if (only !== undefined) return JSON.stringify(only);
  const choices = objectsIn(anyOf ?? oneOf);
  if (choices.length > 0) {
    const told = choices.filter((one) => one['type'] !== 'null').map((one) => valueWords(one, say));
    const words = told.join(' | ');
    return told.length < choices.length ? say.orNull(words) : words;
  }
  if (type === 'array') return say.listOf(isObject(items) ? valueWords(items, say) : say.anything);
  if (type !== 'object') return plainWords(schema, say);
  if (isObject(properties)) {
    const members = membersOf(schema, say).map(({ name, isRequired, value }) => `${name}${isRequired ? '' : '?'}: ${value}`);
    return `{ ${members.join('; ')} }`;
  }
  return isObject(additionalProperties) ? say.mapOf(valueWords(additionalProperties, say)) : say.object;
}

/** The members of an object, in their order. */
export function membersOf(schema: JsonObject, say: TypeWords): Member[] {
  const { properties, required } = schema;
  if (!isObject(properties)) return [];
  const needed = new Set(textsIn(required));
  return Object.entries(properties).map(([name, value]) => ({
    name,
    isRequired: needed.has(name),
    value: isObject(value) ? valueWords(value, say) : say.anything,
  }));
}
