import { type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { type Meeting, meeting } from '../domain/plan.ts';
import { publicTextProblems, titleLimit, titleProblems } from '../domain/public-text.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope, textWriter } from './append-change.ts';

/**
 * Records a dated session of a body. The same id again replaces what was known: minutes arrive after the meeting. The
 * title of the minutes is public text and is kept so that it can be redacted.
 */
export function recordMeeting(
  deps: ChangeDeps,
  command: Envelope & {
    readonly planId: string;
    readonly meeting: Omit<Meeting, 'minutes'>;
    readonly minutes: { readonly url: string; readonly title: string; readonly date: string | null } | null;
  },
): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    const { write, texts } = textWriter(deps.rng);
    const { minutes } = command;
    const problems = [
      ...titleProblems('titles', command.meeting.titles),
      ...publicTextProblems('body', command.meeting.body ?? '', titleLimit),
      ...(minutes === null ? [] : publicTextProblems('minutes.title', minutes.title, titleLimit)),
    ];
    if (problems.length > 0) return refused('invalid', problems);
    const read = meeting.safeParse({
      ...command.meeting,
      minutes: minutes === null ? null : { url: minutes.url, title: write(minutes.title), kind: 'minutes', date: minutes.date },
    });
    if (!read.success) return schemaRefusal(read.error);
    return { ok: true, change: { type: 'meeting-recorded', data: { meeting: read.data } }, texts };
  });
}
