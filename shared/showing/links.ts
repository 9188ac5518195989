import { findPersonalData } from '../domain/personal-data.ts';

/**
 * An address that may stand in a page: http or https, without user name or password, and without anyone's mail address
 * inside. Null for anything else. `host` is in the form that mixed scripts cannot imitate.
 */
export function safeLink(address: string): { href: string; host: string } | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, hostname, href } = new URL(address);
  if (username !== '' || password !== '') return null;
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '') return null;
  return findPersonalData(href.replace(/%40/g, '@')).some(({ kind }) => kind === 'address') ? null : { href, host: hostname };
}
