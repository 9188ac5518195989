import type { Problem } from './errors.ts';
import { evidence } from './plan.ts';
import { personalDataIn } from './text.ts';

/** An address as people read it, its escapes undone where they can be. */
function readable(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // Malformed escapes: read as they stand.
    return url;
  }
}

/** What keeps a web address from being published: it is none, it names a user, or it holds a mail address or a telephone number. */
export function webAddressProblems(field: string, url: string): Problem[] {
  if (!evidence.shape.url.safeParse(url).success) return [{ field, code: 'not-a-web-address' }];
  return personalDataIn(readable(url)).length > 0 ? [{ field, code: 'personal-data' }] : [];
}
