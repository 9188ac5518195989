import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { InterfaceLanguage } from '../../shared/domain/identifiers.ts';
import type { Clock, CodeJob, LedgerStore, Logger, PeopleStore, Queue, RecordStore, Rng } from '../../shared/ports.ts';
import type { SignedIn } from '../../shared/usecases/session.ts';
import type { Form } from './middleware/read-form.ts';

const loopback = ['127.0.0.1', '[::1]', 'localhost'];

function isAt(address: string, host: string): boolean {
  return URL.canParse(address) && new URL(address).hostname === host;
}

/** Plain http is for one machine: sign-in without `Secure` cookies is refused anywhere else (RELIABILITY S19). */
export const apiConfig = z
  .strictObject({
    /** Address of the whole site, without a closing slash: links in pages, and the only Origin that may write. */
    publicUrl: z.url({ protocol: /^https?$/ }).regex(/[^/]$/, 'without a closing slash'),
    /** Key of everything that is hashed with one: addresses, codes, form tokens, cookie stamps. */
    secret: z.string().min(32),
    secureCookies: z.boolean(),
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
  readonly clock: Clock;
  readonly rng: Rng;
  readonly log: Logger;
  readonly config: ApiConfig;
};

/** What the middleware found out before a route runs. */
export type ApiEnv = {
  Variables: {
    now: Temporal.Instant;
    language: InterfaceLanguage;
    /** Null on routes open to anyone, when nobody is signed in. */
    signedIn: SignedIn | null;
    /** Hash that form tokens of this browser are bound to. */
    holder: string;
    /** The body of an unsafe request, bounded and read once; empty otherwise. */
    form: Form;
  };
};
