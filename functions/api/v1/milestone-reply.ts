import type { Problem } from '../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import { commitmentIdOf } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import type { MilestoneOutcome } from '../../../shared/usecases/append-change.ts';
import { readNewDate } from '../../../shared/usecases/read-new-date.ts';
import { readTypedDate } from '../../../shared/usecases/typed-date.ts';
import type { Asked, Refusing, Reply } from './operation.ts';
import { refusing } from './refusal.ts';
import { staleFor } from './stale.ts';

type Names = { readonly plan: string; readonly number: string; readonly milestone: string };

export function milestoneIdOf({ plan, number, milestone }: Names): string {
  return `${plan}/${number}/${milestone}`;
}

const sentAs: { readonly [field: string]: string } = { expected: 'expected.due', expectedReason: 'expected.reason' };

/** Problems of a declaration by the names its members were sent under, below `within`. */
export function fieldsAsSent(problems: readonly Problem[], within = ''): Problem[] {
  return problems.map((one) => ({ ...one, field: `${within}${sentAs[one.field] ?? one.field}` }));
}

type AskedOfMilestone = Pick<Asked, 'deps' | 'now'> & { readonly names: Names; readonly version: number };

/** What became of a change to one milestone: its entry and new version, or what keeps it from being written. */
export async function milestoneReply(asked: AskedOfMilestone, outcome: MilestoneOutcome): Promise<Reply> {
  const { names, version } = asked;
  if (outcome.ok) {
    // One entry raises the version of a milestone by one, and this one was written on the version that was named.
    const body = { ok: true, log: commitmentIdOf(names.plan, names.number), seq: outcome.seq, version: version + 1 };
    return { ok: true, status: 201, body };
  }
  return outcome.reason === 'stale' ? staleFor(asked, names.plan, milestoneIdOf(names)) : refusing(outcome);
}

type Read = { readonly ok: true; readonly due: FuzzyDate } | Refusing;

const invalid = (problem: Problem): Refusing => ({ ok: false, problem: 'invalid', errors: [problem] });

/** A new deadline as a person typed it: a date in the plan's language, and nothing else. */
export function readDue(field: string, text: string, settings: PlanSettings): Read {
  const read = readNewDate(field, text, settings);
  return read.ok ? read : invalid(read.problem);
}

/** A date that must be there, read as the documents of the plan are. */
export function readDate(
  field: string,
  text: string,
  settings: Pick<PlanSettings, 'languages' | 'fiscalYearStartsInMonth'>,
): Read {
  const read = readTypedDate(field, text, [], settings);
  if (read.ok && read.date !== null) return { ok: true, due: read.date };
  return invalid(read.ok ? { field, code: 'required' } : read.problem);
}
