import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../dependencies.ts';
import { isPublicAddress, routeFor } from '../route-table.ts';

/**
 * On every answer, errors included (RELIABILITY S7). The referrer stays within the site: without any, browsers would
 * send `Origin: null` with our own forms.
 */
export const securityHeaders: Readonly<{ [name: string]: string }> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
};

/** What a page may be that other sites put into a frame: everything as elsewhere, but for who may frame it. */
export function framed(policy: string): string {
  return policy.replace("frame-ancestors 'none'", 'frame-ancestors *');
}

/** On public data: any site may read it, never with credentials; kept copies are asked about again, by entity tag. */
const publicHeaders: Readonly<{ [name: string]: string }> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

export function withSecurityHeaders(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    const { headers, status } = c.res;
    for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
    // As long as the distribution keeps a public page: whoever asks again and again does not start the function each time.
    const isMissing = status === 404 && ['GET', 'HEAD'].includes(c.req.method) && isPublicAddress(c.req.path);
    if (isMissing) headers.set('Cache-Control', 'public, max-age=0, s-maxage=5');
    if (routeFor(c.req.method, c.req.path)?.isPublic !== true) return;
    for (const [name, value] of Object.entries(publicHeaders)) headers.set(name, value);
    if (status === 200 || status === 304) headers.set('Cache-Control', 'public, no-cache');
  };
}
