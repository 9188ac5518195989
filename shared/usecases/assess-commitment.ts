import { type Assessment, assessment } from '../domain/commitment.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { localDay } from '../domain/fuzzy-date.ts';
import { isoDate } from '../domain/identifiers.ts';
import { publicTextProblems, titleLimit, typed } from '../domain/public-text.ts';
import { webAddressProblems } from '../domain/web-address.ts';
import type { CommitmentRecord, Rng } from '../ports.ts';
import { type Accepted, type ChangeDeps, changeCommitment, type Envelope, textWriter } from './append-change.ts';
import { textKeeper } from './typed-text.ts';

/** An assessment as a reviewer types it. */
export type ToldAssessment = Omit<Assessment, 'source'> & {
  readonly source: { readonly title: string; readonly url: string; readonly date: string };
};

const values = ['completion', 'verifiable', 'relevant', 'ambition', 'earlyResults'] as const;

function dateProblems(date: string, today: string): Problem[] {
  if (date === '') return [{ field: 'date', code: 'required' }];
  if (!isoDate.safeParse(date).success) return [{ field: 'date', code: 'malformed' }];
  return date > today ? [{ field: 'date', code: 'in-the-future' }] : [];
}

/**
 * What keeps an assessment from being recorded, by field: it says something, and anyone can read it at its source. `today`
 * is the plan's local day.
 */
function assessmentProblems(one: ToldAssessment, today: string): Problem[] {
  const { url } = one.source;
  const title = typed(one.source.title);
  return [
    ...(values.every((name) => one[name] === null) ? [{ field: 'completion', code: 'required' } as const] : []),
    ...(title === null
      ? [{ field: 'title', code: 'required' } as const]
      : [
          ...publicTextProblems('title', title, titleLimit),
          ...(title.includes('\n') ? [{ field: 'title', code: 'forbidden-character' } as const] : []),
        ]),
    ...(url === '' ? [{ field: 'url', code: 'required' } as const] : webAddressProblems('url', url)),
    ...dateProblems(one.source.date, today),
  ];
}

export type AssessCommand = Envelope & {
  readonly commitmentId: string;
  /** Null: the commitment as a whole. */
  readonly milestoneId: string | null;
  readonly assessment: ToldAssessment;
  /** The newest entry the person saw; absent skips the check, for the command line. */
  readonly basedOn?: number;
};

function sourceTitles({ log }: CommitmentRecord) {
  return log.flatMap((one) => (one.type === 'assessed' ? [one.data.assessment.source.title] : []));
}

/** The assessment to write, or why not: the rule behind preview and writing. */
export function decideAssessment(current: CommitmentRecord | null, command: AssessCommand, zone: string, rng: Rng) {
  if (current === null) return refused('unknown-commitment');
  const { milestoneId, basedOn } = command;
  if (milestoneId !== null && !current.commitment.milestones.some(({ id }) => id === milestoneId)) {
    return refused('unknown-milestone');
  }
  if (command.actor.role !== 'reviewer') return refused('invalid', [{ field: 'actor', code: 'not-expected' }]);
  const isAnother = current.log.some(
    (one) => one.type === 'assessed' && one.data.milestoneId === milestoneId && basedOn !== undefined && one.seq > basedOn,
  );
  if (isAnother) return refused('stale');
  const problems = assessmentProblems(command.assessment, localDay(command.now, zone));
  if (problems.length > 0) return refused('invalid', problems);
  const { source } = command.assessment;
  const { write, texts } = textWriter(rng);
  // One report is the source of many assessments: its title is kept once.
  const title = textKeeper(current.texts, write).text(typed(source.title) ?? '', sourceTitles(current));
  const read = assessment.safeParse({ ...command.assessment, source: { ...source, title } });
  if (!read.success) return schemaRefusal(read.error);
  return { ok: true as const, change: { type: 'assessed' as const, data: { milestoneId, assessment: read.data } }, texts };
}

/**
 * Records what the IRM found, with its source, beside what the ministry declares. Only a reviewer may: nobody on the
 * government's side can ever write it, and nothing computes it.
 */
export function assessCommitment(deps: ChangeDeps, command: AssessCommand): Promise<Accepted | Refused> {
  return changeCommitment(deps, command.commitmentId, command, (current, plan) =>
    decideAssessment(current, command, plan.settings.zone, deps.rng),
  );
}
