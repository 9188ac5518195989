import { isIP } from 'node:net';
import type { Context } from 'hono';
import * as z from 'zod';
import type { ApiConfig, ApiEnv } from './dependencies.ts';

/** Everyone whose source nobody told is one source: hiding it buys nothing. */
const unknown = 'unknown';

/** What the server of one machine hands over with a request. */
const socketEnv = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) });

/** The eight groups of an IPv6 address as the URL standard writes them, an IPv4 address inside included. */
function groupsOf(address: string): readonly string[] {
  const [, written = ''] = /^\[(.*)\]$/.exec(new URL(`http://[${address}]/`).hostname) ?? [];
  const [head = '', tail = ''] = written.split('::');
  const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const left = before ?? [];
  const right = after ?? [];
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
}

/** `::ffff:192.0.2.1` is the IPv4 address in it. */
function asIpv4([first = '', ...groups]: readonly string[]): string | null {
  const [high, low] = groups.slice(5).map((group) => Number.parseInt(group, 16));
  const isMapped = first === '0' && groups.slice(0, 4).every((group) => group === '0') && groups[4] === 'ffff';
  return isMapped && high !== undefined && low !== undefined ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : null;
}

/** Who is counted as one: an IPv4 address, or the 64-bit network of an IPv6 one, all of which its holder may use. */
function countedAs(address: string): string {
  if (isIP(address) === 4) return address;
  if (isIP(address) !== 6 || address.includes('%')) return unknown;
  const groups = groupsOf(address);
  return asIpv4(groups) ?? `${groups.slice(0, 4).join(':')}::/64`;
}

/** `198.51.100.7:46532`, `2001:db8::7:46532`, `[2001:db8::7]:46532`: what stands after the last colon is the port. */
function withoutPort(viewer: string): string {
  return viewer.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

/**
 * Where a request comes from, for the limits (RELIABILITY S15): behind our distribution what the distribution itself
 * says, on one machine the socket. Headers that anyone can send, `X-Forwarded-For` among them, are never read.
 */
export function sourceOf(c: Context<ApiEnv>, { source }: Pick<ApiConfig, 'source'>): string {
  if (source === 'cloudfront') return countedAs(withoutPort(c.req.header('cloudfront-viewer-address') ?? ''));
  const env = socketEnv.safeParse(c.env);
  return env.success ? countedAs(env.data.incoming.socket.remoteAddress) : unknown;
}
