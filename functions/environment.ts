import * as z from 'zod';
import { mailName } from '../shared/domain/contact.ts';
import { contactPage } from '../shared/domain/contact-page.ts';
import { interfaceLanguage } from '../shared/domain/identifiers.ts';
import { openIdSettings } from '../shared/domain/openid.ts';

const name = z.string().min(1);

/** A value that travels as JSON, as an environment holds nothing but text. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});

/** Everything a deployed function may be told, and what form it has. */
const variables = z.object({
  RECORD_TABLE: name,
  PEOPLE_TABLE: name,
  LEDGER_TABLE: name,
  DIGESTS_QUEUE_URL: z.url(),
  CODES_QUEUE_URL: z.url(),
  SITE_BUCKET: name,
  /** Without a closing slash. */
  PUBLIC_URL: z.url({ protocol: /^https$/ }).regex(/[^/]$/),
  /** In this language the public home page has no prefix. */
  HOME_LANGUAGE: interfaceLanguage,
  /** The public contact page that every public page links, as JSON; `null` where there is none. */
  CONTACT_URL: json.pipe(contactPage.nullable()),
  MAIL_FROM: z.email(),
  /** What the service is called in its mails. */
  MAIL_NAME: mailName,
  CONFIGURATION_SET: name,
  CODES_CONFIGURATION_SET: name,
  /** Who gets real mail while the gate is `sandbox`, as JSON. */
  ALLOWED: json.pipe(z.array(z.email()).max(50)),
  STAGE: name,
  /** The secret itself is never in the environment (RELIABILITY S19). */
  SECRET_PARAMETER: z.string().startsWith('/'),
  /** One version of a parameter: what the distribution says of every request it hands over. */
  ORIGIN_KEY_PARAMETER: z.string().regex(/^\/.+:\d+$/),
  /** The provider of OpenID Connect as JSON; `null` where nobody signs in that way. */
  OPENID: json.pipe(openIdSettings.refine(({ issuer }) => issuer.startsWith('https:')).nullable()),
  /** Read only where there is a provider. */
  OPENID_SECRET_PARAMETER: z.string().startsWith('/'),
});

/** What each function is told: the stack gives exactly this, the handler reads exactly this. */
export const environments = {
  api: variables.pick({
    RECORD_TABLE: true,
    PEOPLE_TABLE: true,
    LEDGER_TABLE: true,
    CODES_QUEUE_URL: true,
    PUBLIC_URL: true,
    HOME_LANGUAGE: true,
    CONTACT_URL: true,
    MAIL_FROM: true,
    MAIL_NAME: true,
    STAGE: true,
    SECRET_PARAMETER: true,
    ORIGIN_KEY_PARAMETER: true,
    OPENID: true,
    OPENID_SECRET_PARAMETER: true,
  }),
  publish: variables.pick({ RECORD_TABLE: true, SITE_BUCKET: true, PUBLIC_URL: true, HOME_LANGUAGE: true, CONTACT_URL: true }),
  remind: variables.pick({
    RECORD_TABLE: true,
    PEOPLE_TABLE: true,
    LEDGER_TABLE: true,
    DIGESTS_QUEUE_URL: true,
  }),
  send: variables.pick({
    RECORD_TABLE: true,
    PEOPLE_TABLE: true,
    LEDGER_TABLE: true,
    PUBLIC_URL: true,
    HOME_LANGUAGE: true,
    MAIL_FROM: true,
    MAIL_NAME: true,
    CONFIGURATION_SET: true,
    CODES_CONFIGURATION_SET: true,
    ALLOWED: true,
    STAGE: true,
    SECRET_PARAMETER: true,
  }),
  'mail-events': variables.pick({ PEOPLE_TABLE: true, LEDGER_TABLE: true }),
  maintain: variables.pick({ RECORD_TABLE: true, PEOPLE_TABLE: true, LEDGER_TABLE: true }),
};

/** Names of the variables of one function. */
export type EnvironmentOf<Name extends keyof typeof environments> = {
  [Key in keyof z.infer<(typeof environments)[Name]>]: string;
};

/** A function that was deployed without something it needs: names all of it at once, and no value. */
export class BadEnvironment extends Error {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super(`missing or malformed in the environment: ${names.join(', ')}`);
    this.name = 'BadEnvironment';
    this.names = names;
  }
}

/** Reads what a function needs from its environment. @throws BadEnvironment */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  given: { readonly [name: string]: string | undefined },
): z.infer<Schema> {
  const read = schema.safeParse(given);
  if (!read.success) throw new BadEnvironment([...new Set(read.error.issues.map((issue) => issue.path.join('.')))].sort());
  return read.data;
}

/** The tables among what a function was told, as the adapters name them. */
export function tablesIn(told: {
  readonly RECORD_TABLE?: string;
  readonly PEOPLE_TABLE?: string;
  readonly LEDGER_TABLE?: string;
}): {
  record?: string;
  people?: string;
  ledger?: string;
} {
  const { RECORD_TABLE: record, PEOPLE_TABLE: people, LEDGER_TABLE: ledger } = told;
  return { ...(record && { record }), ...(people && { people }), ...(ledger && { ledger }) };
}
