import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Resource } from '../../shared/domain/authority.ts';
import { mailName } from '../../shared/domain/contact.ts';
import { contactPage } from '../../shared/domain/contact-page.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../shared/domain/identifiers.ts';
import type { Actor, ApprovalPolicy } from '../../shared/domain/plan.ts';
import type {
  Clock,
  CodeJob,
  LedgerStore,
  Logger,
  OpenIdProvider,
  PeopleStore,
  PlanRecord,
  Queue,
  RecordStore,
  Rng,
} from '../../shared/ports.ts';
import type { SignedIn } from '../../shared/usecases/session.ts';
import type { Form, UploadedFile } from './middleware/read-form.ts';

const loopback = ['127.0.0.1', '[::1]', 'localhost'];

function isAt(address: string, host: string): boolean {
  return URL.canParse(address) && new URL(address).hostname === host;
}

/** Plain http is for one machine: sign-in without `Secure` cookies is refused anywhere else (RELIABILITY S19). */
export const apiConfig = z
  .strictObject({
    /** Address of the whole site, without a closing slash: links in pages, and the only Origin that may write. */
    publicUrl: z.url({ protocol: /^https?$/ }).regex(/[^/]$/, 'without a closing slash'),
    /** In this language the public home page has no prefix; absent: French. */
    homeLanguage: interfaceLanguage.optional(),
    /** The public contact page that every public page links, the one about a wrong address too. */
    contactUrl: contactPage.nullable().optional(),
    /** Key of everything that is hashed with one: addresses, codes, form tokens, cookie stamps. */
    secret: z.string().min(32),
    secureCookies: z.boolean(),
    /** Who a request comes from, for the limits: what our own distribution says, or the socket on one machine. */
    source: z.enum(['cloudfront', 'socket']),
    /** What our distribution says of each request it hands over; without it a request is refused. Absent on one machine. */
    originKey: z.string().min(32).optional(),
    /** Sender of every mail; rehearsals show it. */
    mailFrom: z.email(),
    /** What the service is called in its mails. */
    mailName,
    stage: z.string().min(1),
  })
  .refine(({ publicUrl, secureCookies }) => secureCookies === publicUrl.startsWith('https:'), {
    message: 'cookies are Secure exactly when the public address is https',
  })
  .refine(({ publicUrl, secureCookies }) => secureCookies || loopback.some((host) => isAt(publicUrl, host)), {
    message: 'a public address without https is for this machine only',
  });
export type ApiConfig = z.infer<typeof apiConfig>;

export type ApiDeps = {
  readonly record: RecordStore;
  readonly people: PeopleStore;
  readonly ledger: LedgerStore;
  readonly codes: Queue<CodeJob>;
  /** Null where nobody signs in by OpenID Connect. */
  readonly openId: OpenIdProvider | null;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly log: Logger;
  readonly config: ApiConfig;
};

/** What the decision table allowed this request: in which role, on what, and how it is approved. */
export type Permit = {
  readonly actor: Actor & { readonly id: string };
  readonly approval: ApprovalPolicy;
  readonly resource: Resource;
  /** The plan of the resource as it was read for the decision; null for the instance. */
  readonly plan: PlanRecord | null;
};

/** What the middleware found out before a route runs. */
export type ApiEnv = {
  Variables: {
    now: Temporal.Instant;
    language: InterfaceLanguage;
    /** Null on routes open to anyone, when nobody is signed in. */
    signedIn: SignedIn | null;
    /** Null on routes that no action guards. */
    permit: Permit | null;
    /** Hash that form tokens of this browser are bound to. */
    holder: string;
    /** The body of an unsafe request, bounded and read once; empty otherwise. */
    form: Form;
    /** Files of an import; empty otherwise. */
    files: readonly UploadedFile[];
    /** The parsed body of a request to the API, not yet checked; null otherwise. */
    json: unknown;
  };
};
