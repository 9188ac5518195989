import type { Refused } from '../../../shared/domain/errors.ts';
import type { Refusing } from './operation.ts';

/** What a verb refused, as a problem: the one place where reasons of the domain become answers of HTTP. */
export function refusing({ reason, problems }: Refused): Refusing {
  const errors = problems.length === 0 ? {} : { errors: problems };
  switch (reason) {
    case 'unknown-plan':
    case 'unknown-milestone':
    case 'unknown-entry':
    case 'unknown-commitment':
      return { ok: false, problem: 'not-found' };
    case 'unknown-contact':
      // Named in the body, it is a field at fault; named in the path, there is nothing there.
      return problems.some(({ field }) => field !== 'contactId')
        ? { ok: false, problem: 'invalid', ...errors }
        : { ok: false, problem: 'not-found' };
    case 'invalid':
      return { ok: false, problem: 'invalid', ...errors };
    case 'stale':
      return { ok: false, problem: 'stale', ...errors };
    case 'exists-already':
    case 'withdrawn':
    case 'closed':
    case 'not-ready':
      return { ok: false, problem: 'conflict', detail: reason, ...errors };
    case 'busy':
      return { ok: false, problem: 'busy', retryAfterSeconds: 5 };
    default:
      return reason satisfies never;
  }
}
