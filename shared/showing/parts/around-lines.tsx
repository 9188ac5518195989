import { followUpOf } from '../../domain/follow-up.ts';
import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import { couldHaveMinutes, isToCome } from '../../domain/meeting-days.ts';
import type { CitedDocument, Meeting, ParticipationProcess } from '../../domain/plan.ts';
import { type Passage, shownEvidence, typedPassage, typedTitleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { hrefOf } from '../pages/page-links.ts';
import type { PlanView } from '../view.ts';
import { EvidenceList } from './evidence-list.tsx';
import { Published, Quoted } from './words.tsx';

type Props = { readonly view: PlanView; readonly m: Messages; readonly most?: number | undefined };

const dayOfDate = (date: FuzzyDate | null): string => date?.to ?? date?.from ?? '';

/** The last days first, what has none at the end; equals in the order of the record. */
export function newestOf<One>(all: readonly One[], dateOf: (one: One) => FuzzyDate | null, most?: number): One[] {
  const day = (one: One): string => dayOfDate(dateOf(one));
  return [...all].sort((a, b) => (day(a) === day(b) ? 0 : day(a) > day(b) ? -1 : 1)).slice(0, most);
}

/** Announced, held, or still to come. */
export function meetingState(meeting: Meeting, asOf: string, m: Messages): string {
  return isToCome(meeting, asOf) ? m.plan.toCome : m.plan[meeting.state];
}

const languageOf = ({ state }: PlanView, m: Messages): string => state.settings.languages[0] ?? m.language;

const ToItsPage = ({ view, id, title, m }: Pick<Props, 'view' | 'm'> & { readonly id: string; readonly title: Passage }) => (
  <a href={hrefOf(view, `${view.state.settings.id}/${id}`, m.language)}>
    <Quoted of={title} m={m} />
  </a>
);

/** Meetings in short, the newest first: when, which body, and the minutes or, once it is past, that nothing public is left of it. */
export const MeetingLines = ({ view, m, most }: Props) => {
  const language = languageOf(view, m);
  return (
    <ul class="index">
      {newestOf<Meeting>(view.state.meetings, ({ date }) => date, most).map((meeting) => {
        const { id, titles, body, date, minutes } = meeting;
        return (
          <li id={id}>
            <ToItsPage view={view} id={id} title={typedTitleIn(titles, view.texts, language, m)} m={m} />
            <span class="quiet block-line">
              <Published date={date} language={language} m={m} />, {meetingState(meeting, view.asOf, m)}
              {body !== null && (
                <>
                  , <Quoted of={typedPassage(body, view.texts, language, m.change.redactedWords, m)} m={m} />
                </>
              )}
              {minutes === null && couldHaveMinutes(meeting, view.asOf) && `, ${m.plan.noTrace}`}
            </span>
            {minutes !== null && <EvidenceList evidence={shownEvidence([minutes], view.texts, m)} language={language} m={m} />}
          </li>
        );
      })}
    </ul>
  );
};

/** Participation in short, the newest first, with how much followed, that it is awaited, or that none is owed. */
export const ProcessLines = ({ view, m, most, followed }: Props & { followed: (n: number) => string }) => {
  const language = languageOf(view, m);
  const dateOf = ({ period }: ParticipationProcess): FuzzyDate | null => period.end ?? period.start;
  return (
    <ul class="index">
      {newestOf(view.state.processes, dateOf, most).map((process) => {
        const {
          id,
          titles,
          period: { start, end },
          followUp,
        } = process;
        const state = followUpOf(process);
        return (
          <li id={id}>
            <ToItsPage view={view} id={id} title={typedTitleIn(titles, view.texts, language, m)} m={m} />
            <span class="quiet block-line">
              {start !== null && <Published date={start} language={language} m={m} />}
              {start !== null && end !== null && ' – '}
              {end !== null && <Published date={end} language={language} m={m} />}
              {(start !== null || end !== null) && ', '}
              {state === 'given' && followed(followUp.length)}
              {state === 'awaited' && m.plan.awaited}
              {state === 'not-owed' && m.plan.notOwed}
            </span>
          </li>
        );
      })}
    </ul>
  );
};

/** Documents in short, the newest first: their text belongs to others. */
export const DocumentLines = ({ view, m, most }: Props) => {
  const language = languageOf(view, m);
  return (
    <ul class="index">
      {newestOf<CitedDocument>(view.state.documents, ({ date }) => date, most).map(({ id, title, kind, publisher, date }) => (
        <li id={id}>
          <ToItsPage view={view} id={id} title={typedPassage(title, view.texts, language, m.evidence.redacted, m)} m={m} />
          <span class="quiet block-line">
            {m.plan.documentKind[kind]}
            {publisher !== null && (
              <>
                , <Quoted of={typedPassage(publisher, view.texts, language, m.change.redactedWords, m)} m={m} />
              </>
            )}
            {date !== null && (
              <>
                , <Published date={date} language={language} m={m} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
};
