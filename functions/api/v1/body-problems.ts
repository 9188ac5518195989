import type * as z from 'zod';
import type { Problem } from '../../../shared/domain/errors.ts';

/** As many as a person can use; a body of rubbish has thousands. */
const most = 20;
const plainName = /^[A-Za-z0-9._-]{1,60}$/;

/** A name as it may be told back: what somebody sent is not repeated to them unless it looks like a field. */
function fieldOf(path: readonly PropertyKey[]): string {
  const name = path.map(String).join('.');
  return plainName.test(name) ? name : 'body';
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const field = fieldOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), code: 'not-expected' }));
    case 'too_big':
      return [{ field, code: issue.origin === 'array' ? 'too-many' : 'too-long', detail: String(issue.maximum) }];
    case 'too_small':
      return [{ field, code: 'required' }];
    case 'invalid_type':
      return [{ field, code: issue.input === undefined ? 'required' : 'malformed', detail: `expected ${issue.expected}` }];
    case 'invalid_value':
      return [{ field, code: 'malformed', detail: `one of ${issue.values.map(String).join(', ')}`.slice(0, 300) }];
    case 'invalid_format':
      return [{ field, code: 'malformed', detail: issue.format }];
    default:
      return [{ field, code: 'malformed' }];
  }
}

/** What a schema refused of a request, field by field, without repeating any of it. */
export function problemsIn(error: z.ZodError): Problem[] {
  return error.issues.flatMap(problemsOf).slice(0, most);
}
