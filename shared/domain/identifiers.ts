import * as z from 'zod';

/** `fr-2021-2023`: lower case, digits, hyphens; fixed for ever because it is part of every address. */
export const planId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower case letters, digits and single hyphens')
  .max(60)
  .refine(
    (id) =>
      !['en', 'fr', 'app', 'api', 'dev', 'plans', 'account', 'sign-in', 'openid', 'service', 'stop', 'session'].includes(id),
    'these words are addresses of the site itself',
  );

/** A commitment's number as printed in its plan: `28`, `C01`, `US0113`. */
export const commitmentNumber = z.string().regex(/^[A-Z]{0,2}\d{1,6}$/, 'up to two capitals, then digits');

/** `<plan>/<number>` */
export const commitmentId = z.string().regex(/^[a-z0-9-]+\/[A-Z]{0,2}\d{1,6}$/);

/** `<plan>/<number>/m<ordinal>`: assigned once, never reused. */
export const milestoneId = z.string().regex(/^[a-z0-9-]+\/[A-Z]{0,2}\d{1,6}\/m[1-9]\d*$/);

/** What a log belongs to: a plan or a commitment. */
export const subjectId = z.union([planId, commitmentId]);

/** ISO 639 code of the language a text is written in. */
export const languageCode = z.string().regex(/^[a-z]{2,3}$/);

/** Languages Jalon itself speaks: pages, mails, messages. Content may be in any language. */
export const interfaceLanguage = z.enum(['fr', 'en']);
export type InterfaceLanguage = z.infer<typeof interfaceLanguage>;

/** The same official text in one or several languages: `{ fr: "Octobre", en: "October" }`. */
export const wording = z.record(languageCode, z.string().min(1).max(2_000));
export type Wording = z.infer<typeof wording>;

/** A calendar day, `YYYY-MM-DD`, in the plan's time zone. */
export const isoDate = z.iso.date();

/** An instant in UTC to the second, so that text order is time order: `2021-10-01T07:00:00Z`. */
export const isoInstant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);

/** Pseudonym of a person: the only form in which a person enters the Record, a queue or a log line. */
export const contactId = z.string().regex(/^p-[a-z0-9]{16,32}$/);

export function commitmentIdOf(plan: string, number: string): string {
  return `${plan}/${number}`;
}

/** @example planOf('fr-2021-2023/28/m1') // 'fr-2021-2023' */
export function planOf(id: string): string {
  return id.split('/')[0] ?? id;
}

/** The number of the commitment an id belongs to: `fr-2021-2023/28/m1` → `28`. */
export function numberOf(id: string): string {
  return id.split('/')[1] ?? '';
}

/** `fr-2021-2023/28/m1` → `fr-2021-2023/28` */
export function commitmentOf(id: string): string {
  return id.split('/').slice(0, 2).join('/');
}

/** The short name of a milestone within its commitment: `fr-2021-2023/28/m1` → `m1`. */
export function milestoneKeyOf(id: string): string {
  return id.split('/')[2] ?? '';
}

/** Orders `9`, `28`, `C1` as people do: letters first, then by value. */
export function compareNumbers(a: string, b: string): number {
  const [, lettersA = '', digitsA = '0'] = /^([A-Z]*)(\d+)$/.exec(a) ?? [];
  const [, lettersB = '', digitsB = '0'] = /^([A-Z]*)(\d+)$/.exec(b) ?? [];
  return lettersA < lettersB ? -1 : lettersA > lettersB ? 1 : Number(digitsA) - Number(digitsB);
}
