import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Temporal } from 'temporal-polyfill';
import { rememberedLimit, stampedCookie, tokenInCookie } from '../../shared/domain/session-cookie.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { Rng } from '../../shared/ports.ts';
import type { ApiConfig, ApiEnv } from './dependencies.ts';

/** `session`: a signed-in browser. `remembered`: one that opens its owner's forms. `browser`: one on its way to sign in. */
export type CookieName = 'session' | 'remembered' | 'browser';

/** `__Host-` needs https: on plain loopback the same cookie goes by its bare name. */
export function nameOf(config: ApiConfig, name: CookieName): string {
  return `${config.secureCookies ? '__Host-' : ''}jalon-${name}`;
}

const options = (config: ApiConfig): CookieOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Lax',
  secure: config.secureCookies,
});

export function readCookie(c: Context<ApiEnv>, config: ApiConfig, name: CookieName): string | undefined {
  return getCookie(c, nameOf(config, name));
}

/** A cookie that dies with the browser, unless told how many seconds it lives. */
export function writeCookie(c: Context<ApiEnv>, config: ApiConfig, name: CookieName, value: string, maxAge?: number): void {
  setCookie(c, nameOf(config, name), value, { ...options(config), ...(maxAge === undefined ? {} : { maxAge }) });
}

export function dropCookie(c: Context<ApiEnv>, config: ApiConfig, name: CookieName): void {
  setCookie(c, nameOf(config, name), '', { ...options(config), maxAge: 0 });
}

/** A browser before sign-in: its own token, and the key of the address it asked a code for. */
export type Browser = { readonly token: string; readonly addressKey: string | null };

const browserShape = /^([A-Za-z0-9_-]{43})(?:\.([0-9a-f]{64}))?$/;

export function readBrowser(c: Context<ApiEnv>, config: ApiConfig): Browser | null {
  const [, token, addressKey = null] = browserShape.exec(readCookie(c, config, 'browser') ?? '') ?? [];
  return token === undefined ? null : { token, addressKey };
}

export function writeBrowser(c: Context<ApiEnv>, config: ApiConfig, { token, addressKey }: Browser): void {
  writeCookie(c, config, 'browser', addressKey === null ? token : `${token}.${addressKey}`);
}

export function newToken(rng: Rng): string {
  return Buffer.from(rng.bytes(32)).toString('base64url');
}

/** What form tokens and code rows know of a browser: a hash of its token. */
export function holderOf(browser: Browser | null): string {
  return browser === null ? '' : sha256Of(browser.token);
}

/** Tokens this browser holds, alive or dead: what a sign-in replaces and a sign-out ends. They let nobody in. */
export function heldTokens(c: Context<ApiEnv>, config: ApiConfig): readonly string[] {
  const held = [tokenInCookie(config.secret, readCookie(c, config, 'session')), readCookie(c, config, 'remembered')];
  return held.filter((token) => typeof token === 'string');
}

/** Makes a browser a signed-in one: it is no longer on its way. */
export function letIn(c: Context<ApiEnv>, config: ApiConfig, token: string, now: Temporal.Instant): void {
  dropCookie(c, config, 'browser');
  writeCookie(c, config, 'session', stampedCookie(config.secret, token, now));
}

/** Makes a browser a remembered one, until its token dies; null: it is no longer. */
export function letRemember(c: Context<ApiEnv>, config: ApiConfig, token: string | null): void {
  if (token === null) dropCookie(c, config, 'remembered');
  else writeCookie(c, config, 'remembered', token, rememberedLimit.total('seconds'));
}
