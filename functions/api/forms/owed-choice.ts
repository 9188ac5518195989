import * as z from 'zod';
import type { ProcessStep } from '../../../shared/domain/plan.ts';

/** Whether a step of a process owes results, as a field has it: that nobody says so is a choice of its own. */
export const owedChoice = z.enum(['unsaid', 'yes', 'no']);
export type OwedChoice = z.infer<typeof owedChoice>;

export function owedTyped(owed: ProcessStep['followUpOwed']): OwedChoice {
  if (owed === null) return 'unsaid';
  return owed ? 'yes' : 'no';
}

export function owedFrom(typed: OwedChoice): ProcessStep['followUpOwed'] {
  return typed === 'unsaid' ? null : typed === 'yes';
}
