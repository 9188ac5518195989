import { apiPath, type Operation } from './operation.ts';
import { answeringOperations } from './operations/answering.ts';
import { approvalOperations } from './operations/approvals.ts';
import { commitmentOperations } from './operations/commitment.ts';
import { draftOperations } from './operations/drafts.ts';
import { exportOperations } from './operations/export.ts';
import { importOperations } from './operations/import.ts';
import { mailOperations } from './operations/mail.ts';
import { participationOperations } from './operations/participation.ts';
import { peopleOperations } from './operations/people.ts';
import { planOperations } from './operations/plan.ts';
import { proposalOperations } from './operations/proposals.ts';
import { readingOperations } from './operations/reading.ts';
import { selfOperations } from './operations/self.ts';
import { sessionOperations } from './operations/session.ts';

/** The one table of operations: the routes, the authority they need, the OpenAPI document and the reference are made from it. */
export const operations: readonly Operation[] = [
  ...readingOperations,
  ...sessionOperations,
  ...selfOperations,
  ...answeringOperations,
  ...draftOperations,
  ...commitmentOperations,
  ...planOperations,
  ...importOperations,
  ...proposalOperations,
  ...mailOperations,
  ...exportOperations,
  ...peopleOperations,
  ...approvalOperations,
  ...participationOperations,
];

/** Where a path has words an earlier one has names: `/{plan}/people` comes before `/{plan}/{number}`. */
function precision(path: string): string {
  return path
    .split('/')
    .map((part) => (part.startsWith('{') ? '1' : '0'))
    .join('');
}

/** The table in the order in which requests are matched: words before names. */
export const operationsToMatch: readonly Operation[] = operations.toSorted((a, b) =>
  precision(a.path) < precision(b.path) ? -1 : precision(a.path) > precision(b.path) ? 1 : 0,
);

/** The path of an operation as the routes write it: `/api/v1/:plan/:number`. */
export function routePathOf({ path }: Pick<Operation, 'path'>): string {
  return `${apiPath}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
}
