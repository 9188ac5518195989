import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { dayText } from '../dates.ts';
import { noticeMessages } from '../messages/mail-notices.ts';
import { messages } from '../messages/messages.ts';
import { plainLine } from '../plain-text.ts';
import { numbersOf, type StopLine } from './digest-content.ts';
import { passage, type ShownLine } from './shown-line.ts';

const order = ['lead', 'colleague', 'deputy', 'poc', 'reviewer', 'admin'] as const;

/** What somebody is in a plan, the most responsible first. */
export function stoppedRole({ stopped: { assignments } }: StopLine): (typeof order)[number] | null {
  return order.find((role) => assignments.some((one) => one.role === role)) ?? null;
}

/** That mail no longer reaches somebody: who, since when and why, who is asked instead, and what a point of contact can do. */
export function shownStop(line: StopLine, language: InterfaceLanguage): ShownLine {
  const say = noticeMessages[language];
  const { contact, suppressed } = line.stopped;
  const { titles, languages, zone } = line.plan.settings;
  const role = stoppedRole(line);
  const day = dayText(localDay(Temporal.Instant.from(suppressed.at), zone), messages[language]);
  const title = passage(titles, language, languages[0] ?? language);
  return {
    number: null,
    commitment: null,
    title,
    due: null,
    parts: [],
    why: '',
    facts: [
      say.stopped[suppressed.reason](plainLine(contact.name), day),
      ...(role === null ? [] : [say.stoppedRole(role, numbersOf([line]))]),
      ...(role === 'lead' || role === 'colleague' ? [say.stoppedInstead] : []),
      ...(line.reminder.role === 'poc' ? [say.stoppedDo] : []),
    ],
  };
}
