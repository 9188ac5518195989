import type { ParticipationProcess } from '../domain/plan.ts';

/**
 * An imported process with what people added to the one of the record: its steps and the documents it cites. An entry of a
 * register knows neither, and importing it again must not take them away.
 */
export function withKeptSteps(imported: ParticipationProcess, known: ParticipationProcess | undefined): ParticipationProcess {
  if (known === undefined) return imported;
  return {
    ...imported,
    documentIds: known.documentIds,
    ...(known.steps === undefined ? {} : { steps: known.steps }),
  };
}
