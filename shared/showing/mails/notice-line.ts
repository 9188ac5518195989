import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { roleText } from '../changes.ts';
import { dayText } from '../dates.ts';
import { noticeMessages } from '../messages/mail-notices.ts';
import { messages } from '../messages/messages.ts';
import { milestoneOfNotice, type NoticeLine, numbersOf, type ToldLine } from './digest-content.ts';
import { around, passage, type Sentence, type ShownLine, written } from './shown-line.ts';
import { shownStop, stoppedRole } from './stop-line.ts';

/** What happened, in sentences. Function and unit stay in the language of the government. */
function sentences(line: NoticeLine, language: InterfaceLanguage, original: string): Sentence[] {
  const say = noticeMessages[language];
  const { entry, texts } = line.notice;
  const numbers = numbersOf([line]);
  const role =
    'responsible' in entry.data ? roleText(entry.data.responsible, texts, messages[language].change.redactedWords) : '';
  const naming = (words: (who: string) => string): Sentence =>
    role === '' ? words('') : around(words, written(role, language, original));
  switch (entry.type) {
    case 'handed-on': {
      const { lastDay, mayPublish } = entry.data;
      return [naming((who) => say.handedOn(who, dayText(lastDay, messages[language]))), say.mayPublish(mayPublish)];
    }
    case 'taken-back':
      return [say.takenBack];
    case 'reassigned': {
      const { role: taken } = entry.data;
      return [naming((who) => say.reassigned(taken, who))];
    }
    case 'contact-confirmed': {
      const { role: held } = entry.data;
      return [naming((who) => say.confirmed(held, who, numbers))];
    }
    case 'contact-edited': {
      const { role: held, changed } = entry.data;
      const what = changed.map((one) => say.changed[one]);
      // What another plan changed of somebody leaves them no say here until they are vouched for again.
      const isElsewhere = entry.actor.role === 'system';
      return [naming((who) => say.edited(held, who, numbers, what)), ...(isElsewhere ? [say.confirmAgain] : [])];
    }
    case 'role-ended': {
      const { role: held } = entry.data;
      return [naming((who) => say.roleEnded(held, who, numbers))];
    }
    default:
      return entry satisfies never;
  }
}

/** A notice in words: what it is about, what happened, when and by which role. */
function shownNotice(line: NoticeLine, language: InterfaceLanguage): ShownLine {
  const { entry, commitment } = line.notice;
  const milestone = milestoneOfNotice(line);
  const { titles, languages, zone } = line.plan.settings;
  const original = commitment?.state.language ?? languages[0] ?? language;
  const ofCommitment = commitment === null ? null : passage(commitment.state.titles, language, original);
  const day = dayText(localDay(Temporal.Instant.from(entry.at), zone), messages[language]);
  const confirmedBy = 'approvedBy' in entry.data ? (entry.data.approvedBy?.role ?? null) : null;
  return {
    number: commitment?.state.number ?? null,
    commitment: milestone === null ? null : ofCommitment,
    title:
      milestone === null ? (ofCommitment ?? passage(titles, language, original)) : passage(milestone.titles, language, original),
    due: null,
    parts: [],
    why: '',
    facts: [...sentences(line, language, original), noticeMessages[language].done(day, entry.actor.role, confirmedBy)],
  };
}

/** What is told, in words. */
export function shownTold(line: ToldLine, language: InterfaceLanguage): ShownLine {
  return 'stopped' in line ? shownStop(line, language) : shownNotice(line, language);
}

/** What a mail is about that asks nothing; `tag` names its commitments or plan. Nobody's name: a subject shows on locked screens. */
export function toldSubject(lines: readonly ToldLine[], language: InterfaceLanguage, tag: string): string {
  const say = noticeMessages[language];
  const [first] = lines;
  if (first === undefined || lines.length > 1) return `[${tag}] ${say.changes(lines.length)}`;
  if ('stopped' in first) {
    const role = stoppedRole(first);
    const who = role === null ? '' : `${messages[language].colon}${say.role[role]}`;
    return `[${tag}] ${say.stoppedSubject[first.stopped.suppressed.reason]}${who}`;
  }
  const { data, type } = first.notice.entry;
  const isOfPerson = 'commitments' in data;
  const what = isOfPerson ? say.role[data.role] : shownNotice(first, language).title.text;
  return `[${tag}] ${say.subject[type]}${messages[language].colon}${what}`;
}
