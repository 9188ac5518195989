import { type Assessment, assessment } from '../domain/commitment.ts';
import { type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { type Accepted, type ChangeDeps, changeCommitment, type Envelope } from './append-change.ts';

/**
 * Records what the IRM found, with its source, beside what the ministry declares. Only a reviewer or a point of contact
 * may: a lead can never write it, and nothing computes it.
 */
export function assessCommitment(
  deps: ChangeDeps,
  command: Envelope & { readonly commitmentId: string; readonly milestoneId: string | null; readonly assessment: Assessment },
): Promise<Accepted | Refused> {
  return changeCommitment(deps, command.commitmentId, command, (current) => {
    if (current === null) return refused('unknown-commitment');
    const { milestoneId } = command;
    if (milestoneId !== null && !current.commitment.milestones.some(({ id }) => id === milestoneId))
      return refused('unknown-milestone');
    if (!['reviewer', 'poc', 'admin'].includes(command.actor.role))
      return refused('invalid', [{ field: 'actor', code: 'not-expected' }]);
    const read = assessment.safeParse(command.assessment);
    if (!read.success) return schemaRefusal(read.error);
    return { ok: true, change: { type: 'assessed', data: { milestoneId, assessment: read.data } }, texts: [] };
  });
}
