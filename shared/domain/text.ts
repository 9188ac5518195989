import { hash } from 'node:crypto';
import * as z from 'zod';
import { findPersonalData, replacePersonalData } from './personal-data.ts';

/** Lower-case hexadecimal SHA-256. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export function sha256Of(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** Free text inside a log entry: only its salted hash. The text lies beside the entry, so that it can be redacted. */
export const textRef = z.strictObject({ sha256 });
export type TextRef = z.infer<typeof textRef>;

/** The text beside the log. After a redaction `text` and `salt` are null and stay null. */
export const storedText = z.strictObject({
  sha256,
  salt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  text: z.string().max(20_000).nullable(),
});
export type StoredText = z.infer<typeof storedText>;

/** Texts by hash. */
export type Texts = ReadonlyMap<string, StoredText>;

/** SHA-256(salt ‖ text), the salt as 32 hexadecimal characters (RELIABILITY I11). */
export function storeText(text: string, salt: string): StoredText {
  return { sha256: sha256Of(salt + text), salt, text };
}

/** The readable text, or null when it was redacted or is not at hand. */
export function readText(texts: Texts, ref: TextRef | null): string | null {
  return ref === null ? null : (texts.get(ref.sha256)?.text ?? null);
}

/**
 * A value as people read it: the words in place of every {@link TextRef}, null where they were redacted. Verbs take the same
 * shape from people, so that what is typed and what is read have one type.
 */
export type Readable<Value> = Value extends object
  ? [keyof Value] extends [keyof TextRef]
    ? string | null
    : Value extends readonly (infer Item)[]
      ? Readable<Item>[]
      : { [Name in keyof Value]: Readable<Value[Name]> }
  : Value;

/** {@link Readable}, at any depth. */
export function readable<Value>(value: Value, texts: Texts): Readable<Value> {
  return inWords(value, texts) as Readable<Value>;
}

function inWords(value: unknown, texts: Texts): unknown {
  if (value === null || typeof value !== 'object') return value;
  const ref = textRef.safeParse(value);
  if (ref.success) return readText(texts, ref.data);
  if (Array.isArray(value)) return value.map((item: unknown) => inWords(item, texts));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inWords(item, texts)]));
}

const apostrophes = /[\u2018\u2019\u02BC\u2032`´]/gu;
const dashes = /[\u2010-\u2015\u2212]/gu;
const spaces = /[\s\u00A0\u202F\u2009\u2007\u200A\u2060\uFEFF]+/gu;
const accents = /\p{Mn}/gu;
const unseen = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

/** One kind of space, apostrophe and dash, NFC: for showing and comparing source text without changing its words. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(apostrophes, "'").replace(dashes, '-').replace(spaces, ' ').trim();
}

/** A text without what takes no room in it, such as the soft hyphens and breaking points of a web page. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen, '');
}

/** Folded for matching: {@link tidy}, lower case, without accents, what nobody sees or a closing full stop. */
export function fold(text: string): string {
  return tidy(withoutUnseen(text))
    .toLowerCase()
    .normalize('NFD')
    .replace(accents, '')
    .replace(/[.;:,\s]+$/u, '');
}

/** Addresses and telephone numbers in a text, as written; see {@link findPersonalData} for what is none. */
export function personalDataIn(text: string): string[] {
  return findPersonalData(text).map((found) => found.text);
}

/** Source text as it may enter the Record: addresses and telephone numbers replaced by `[…]`. */
export function withoutPersonalData(text: string): string {
  return replacePersonalData(text, '[…]');
}
