import { deadlineOf } from '../../domain/commitment.ts';
import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { dayText, timeText } from '../dates.ts';
import { mailMessages } from '../messages/mail.ts';
import type { MailSection } from '../messages/mail-fr.ts';
import { messages } from '../messages/messages.ts';
import { plainLine } from '../plain-text.ts';
import {
  asksReader,
  type DigestContent,
  isToPoc,
  type MailLine,
  numbersOf,
  plansOf,
  sectionOf,
  standsIn,
} from './digest-content.ts';
import { passage, type ShownLine, shownLine } from './digest-line.ts';
import { buttonOf, linksOf, type MailLink } from './digest-links.ts';

export type ShownSection = {
  readonly heading: string;
  readonly explained: string;
  readonly isPast: boolean;
  readonly lines: readonly ShownLine[];
  readonly more: string;
};

/** A digest in words, before text or HTML is made of it. */
export type ShownDigest = {
  readonly language: InterfaceLanguage;
  readonly subject: string;
  readonly sections: readonly ShownSection[];
  readonly button: MailLink;
  readonly underButton: readonly string[];
  readonly why: readonly string[];
  readonly links: readonly MailLink[];
  readonly small: readonly string[];
};

/** Beyond this many lines a section counts the rest. */
const sectionLines = 10;
/** Titles longer than this are cut in a subject, never in the mail. */
const subjectTitle = 140;
const hashLength = 12;

const order: readonly MailSection[] = ['changed', 'overdue', 'catch-up', 'unanswered', 'coming'];

/** `fin octobre 2021` for a month, else the last day. */
function shortDue(due: FuzzyDate | null, language: InterfaceLanguage): string {
  if (due?.to === undefined || due.to === null) return '';
  const m = messages[language];
  if (due.precision !== 'month') return dayText(due.to, m);
  const [year = '', month = ''] = due.to.split('-');
  return mailMessages[language].endOfMonth(`${m.months[Number(month) - 1] ?? ''} ${year}`);
}

function subjectOf({ lines, language }: DigestContent): string {
  const say = mailMessages[language];
  const numbers = numbersOf(lines);
  const [first] = lines;
  const tag = numbers.length > 4 ? say.commitments(numbers.length) : numbers.join(', ');
  if (lines.length === 1 && first !== undefined) {
    const { text } = passage(first.milestone.titles, language, first.commitment.state.language);
    const title = text.length > subjectTitle ? `${text.slice(0, subjectTitle).toWellFormed()}…` : text;
    const due = shortDue(deadlineOf(first.milestone).due, language);
    return plainLine(`[${tag}] ${say.subject(sectionOf(first), due)}${say.colon}${title}`);
  }
  // Counted by what they say, so that a catch-up and an overdue milestone are told together.
  const counts = new Map<string, number>();
  for (const line of lines) {
    const section = sectionOf(line);
    const told = section === 'catch-up' ? 'overdue' : section;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  const parts = order.filter((one) => counts.has(one)).map((one) => say.counted(one, counts.get(one) ?? 0));
  return `[${tag}] ${say.milestones(lines.length)}${say.colon}${parts.join(', ')}`;
}

/** Why this person: their role, and every commitment of that plan the mail is about. */
function whyOf({ reminder: { role }, plan }: MailLine, { lines, language }: DigestContent): string {
  const { id, titles, languages } = plan.settings;
  const same = lines.filter((one) => one.reminder.role === role && one.plan.settings.id === id);
  return mailMessages[language].why(role, numbersOf(same), passage(titles, language, languages[0] ?? language).text);
}

/** What a section says of its milestones: what the reader is asked, and for whom a point of contact stands in. */
function explainedOf(section: MailSection, inIt: readonly MailLine[], language: InterfaceLanguage): string {
  const say = mailMessages[language];
  const replaced = inIt.filter(standsIn);
  const own = inIt.length > replaced.length;
  const parts = [
    (own ? say.explained : say.explainedToPoc)[section],
    ...(replaced.length === 0 ? [] : [say.standIn(own ? numbersOf(replaced) : [])]),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function sectionsOf(content: DigestContent): ShownSection[] {
  const { lines, language } = content;
  const say = mailMessages[language];
  return order
    .map((section) => ({ section, inIt: lines.filter((line) => sectionOf(line) === section) }))
    .filter(({ inIt }) => inIt.length > 0)
    .map(({ section, inIt }) => ({
      heading: say.heading[section][inIt.length === 1 ? 0 : 1],
      explained: explainedOf(section, inIt, language),
      isPast: section !== 'coming' && section !== 'changed',
      lines: inIt.slice(0, sectionLines).map((line) => shownLine(line, content)),
      more: inIt.length > sectionLines ? say.more(inIt.length - sectionLines) : '',
    }));
}

/** Everything a digest says, in the reader's language. */
export function showDigest(content: DigestContent): ShownDigest {
  const { lines, language, at, heads } = content;
  const say = mailMessages[language];
  const plans = plansOf(lines);
  const [first] = plans;
  const zone = first?.settings.zone ?? 'UTC';
  const reasons = new Set(lines.map((line) => whyOf(line, content)));
  // Answers go to the mailbox of the first plan, which its point of contact reads.
  const writesToSelf = lines.some((line) => isToPoc(line) && line.plan.settings.id === first?.settings.id);
  return {
    language,
    subject: subjectOf(content),
    sections: sectionsOf(content),
    button: buttonOf(content),
    underButton: lines.every(isToPoc) ? [say.isPublic] : [...(lines.some(asksReader) ? [say.quick] : []), say.noSecret],
    why: [
      ...reasons,
      ...(plans.some(({ settings }) => settings.publishAsks) ? [say.asked] : []),
      ...(writesToSelf ? [] : [say.reply]),
    ],
    links: linksOf(content),
    small: [
      say.state(timeText(at, zone, messages[language]), zone),
      ...plans.map(({ settings: { id } }) => say.head(id, (heads.get(id) ?? '').slice(0, hashLength))),
    ],
  };
}
