import { assignment } from '../../../shared/domain/contact.ts';
import type { Checker } from '../history.ts';
import { contentsOf } from '../rows.ts';

const invariant = 'I17';

/** I17: whatever points of contact do to each other, every plan keeps one: without, nobody may act in it any more. */
export const aPocRemains: Checker = ({ rows }) => {
  const pocs = contentsOf(rows, 'people', 'ASSIGNMENT#plan#', assignment).filter(({ role }) => role === 'poc');
  const planIds = [...new Set(pocs.map(({ planId }) => planId))];
  const orphaned = planIds.filter((id) => pocs.every((one) => one.planId !== id || one.until !== null));
  return orphaned.map((id) => ({ invariant, told: `${id} has no point of contact left` }));
};
