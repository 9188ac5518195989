import { formToken } from '../../../../shared/domain/form-token.ts';
import { instantText } from '../../../../shared/domain/fuzzy-date.ts';
import { stampedCookie } from '../../../../shared/domain/session-cookie.ts';
import { sha256Of } from '../../../../shared/domain/text.ts';
import { aSession } from '../../../builders.ts';
import { origin, type World } from '../world.ts';

/** The token of a person's session in these tests: 43 characters, different for different people. */
export function tokenOf(as: string): string {
  return Buffer.from(sha256Of(`session of ${as}`), 'hex').toString('base64url');
}

type Body = { readonly body?: unknown; readonly headers?: { readonly [name: string]: string } };

/** A program that a person signed in: sends cookie, Origin and token as the reference says. */
export async function aClient(world: World, as: string, way: 'code' | 'openid' | 'remembered' = 'code') {
  const token = tokenOf(`${as} ${way}`);
  const tokenHash = sha256Of(token);
  const at = instantText(world.now());
  const expiresAt = instantText(world.now().add({ hours: 12 }));
  await world.stores.people.putSession(aSession({ as, way, tokenHash, startedAt: at, lastSeenAt: at, expiresAt }));
  const cookie = (): string =>
    way === 'remembered'
      ? `__Host-jalon-remembered=${token}`
      : `__Host-jalon-session=${stampedCookie(world.config.secret, token, world.now())}`;
  const signed = () => ({ cookie: cookie(), origin, 'jalon-token': formToken(world.config.secret, tokenHash, '/api/v1') });
  const request = async (method: string, path: string, { body, headers = {} }: Body = {}): Promise<Response> =>
    world.app.request(`/api/v1${path}`, {
      method,
      headers: { ...signed(), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    signed,
    request,
    get: (path: string, headers: Body['headers'] = {}) => request('GET', path, { headers }),
    post: (path: string, body: unknown, headers: Body['headers'] = {}) => request('POST', path, { body, headers }),
  };
}
export type Client = Awaited<ReturnType<typeof aClient>>;

/** The status of an answer and what it says. */
export async function said(answer: Response): Promise<{ status: number; body: unknown }> {
  return { status: answer.status, body: await answer.json() };
}
