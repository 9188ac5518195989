import { formToken } from '../../../shared/domain/form-token.ts';
import { readStampedCookie } from '../../../shared/domain/session-cookie.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import type { Browser, World } from './world.ts';

/** The token that a form for this path would carry in this signed-in browser, whether it may see the form or not. */
export function tokenOf({ config, now }: World, { cookies }: Browser, action: string): string {
  const stamped = decodeURIComponent(cookies.get('__Host-jalon-session') ?? '');
  const { token } = readStampedCookie(config.secret, stamped, now()) ?? { token: '' };
  return formToken(config.secret, sha256Of(token), action);
}
