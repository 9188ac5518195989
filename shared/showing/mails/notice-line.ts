import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { roleText } from '../changes.ts';
import { dayText } from '../dates.ts';
import { type NoticeKind, noticeMessages } from '../messages/mail-notices.ts';
import { messages } from '../messages/messages.ts';
import { milestoneOfNotice, type NoticeLine, numbersOf } from './digest-content.ts';
import { passage, type ShownLine } from './shown-line.ts';

function kindOf({ notice: { entry } }: NoticeLine): NoticeKind {
  return entry.type === 'contact-edited' && entry.data.changed.includes('role-ended') ? 'role-ended' : entry.type;
}

/** What happened, in sentences. */
function sentences(line: NoticeLine, language: InterfaceLanguage): string[] {
  const say = noticeMessages[language];
  const { entry } = line.notice;
  const numbers = numbersOf([line]);
  switch (entry.type) {
    case 'handed-on': {
      const { responsible, lastDay, mayPublish } = entry.data;
      return [say.handedOn(roleText(responsible), dayText(lastDay, messages[language])), say.mayPublish(mayPublish)];
    }
    case 'taken-back':
      return [say.takenBack];
    case 'reassigned':
      return [say.reassigned(entry.data.role, roleText(entry.data.responsible))];
    case 'contact-confirmed':
      return [say.confirmed(entry.data.role, roleText(entry.data.responsible), numbers)];
    case 'contact-edited': {
      const { role, responsible, changed } = entry.data;
      const who = roleText(responsible);
      const what = changed.flatMap((one) => (one === 'role-ended' ? [] : [say.changed[one]]));
      return [
        ...(what.length === 0 ? [] : [say.edited(role, who, numbers, what)]),
        ...(changed.includes('role-ended') ? [say.roleEnded(role, who, numbers)] : []),
      ];
    }
    default:
      return entry satisfies never;
  }
}

/** A notice in words: what it is about, what happened, when and by which role. */
export function shownNotice(line: NoticeLine, language: InterfaceLanguage): ShownLine {
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
    facts: [...sentences(line, language), noticeMessages[language].done(day, entry.actor.role, confirmedBy)],
  };
}

/** What a mail is about that holds notices only; `tag` names their commitments or plan. */
export function noticeSubject(lines: readonly NoticeLine[], language: InterfaceLanguage, tag: string): string {
  const say = noticeMessages[language];
  const [first] = lines;
  if (first === undefined || lines.length > 1) return `[${tag}] ${say.changes(lines.length)}`;
  const { data, type } = first.notice.entry;
  const isOfPerson = type === 'contact-confirmed' || type === 'contact-edited';
  const what = isOfPerson && 'role' in data ? say.role[data.role] : shownNotice(first, language).title.text;
  return `[${tag}] ${say.subject[kindOf(first)]}${messages[language].colon}${what}`;
}
