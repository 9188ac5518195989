import { deadlineOf } from '../../domain/commitment.ts';
import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { InPlaceBecause } from '../../domain/recipients.ts';
import { dayText, timeText } from '../dates.ts';
import { mailMessages } from '../messages/mail.ts';
import type { AskingSection, MailSection } from '../messages/mail-fr.ts';
import { noticeMessages } from '../messages/mail-notices.ts';
import { messages } from '../messages/messages.ts';
import { plainLine } from '../plain-text.ts';
import {
  type AskingLine,
  askingLines,
  askingSectionOf,
  asksReader,
  type DigestContent,
  datedMilestones,
  fillsPause,
  fillsVacancy,
  isToPoc,
  type MailLine,
  numbersOf,
  plansOf,
  sectionOf,
  standsIn,
  toldLines,
} from './digest-content.ts';
import { shownCampaign, shownLine } from './digest-line.ts';
import { buttonOf, isPrivate, linksOf, type MailLink } from './digest-links.ts';
import { senderOf } from './mail-sender.ts';
import { shownTold, toldSubject } from './notice-line.ts';
import { around, passage, type Sentence, type ShownLine, sentenceText } from './shown-line.ts';
import { subjectTitle } from './subject-title.ts';

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
  /** Who writes. */
  readonly sender: Sentence;
  /** That it may have arrived before; empty for a first mail. */
  readonly repeat: string;
  readonly sections: readonly ShownSection[];
  /** So long that the button comes first: nobody should have to look for it. */
  readonly isLong: boolean;
  readonly button: MailLink;
  readonly underButton: readonly string[];
  readonly why: readonly Sentence[];
  readonly links: readonly MailLink[];
  readonly small: readonly string[];
};

/** Beyond this many lines a section counts the rest. */
const sectionLines = 10;
/** Beyond this many lines a mail does not fit a screen. */
const shortLines = 5;
const hashLength = 12;

/** Most urgent first. */
const asking: readonly AskingSection[] = ['overdue', 'catch-up', 'coming', 'unanswered', 'campaign', 'changed'];
const order: readonly MailSection[] = [...asking, 'told'];

/** `fin octobre 2021` for a month, else the last day. */
function shortDue(due: FuzzyDate | null, language: InterfaceLanguage): string {
  if (due?.to === undefined || due.to === null) return '';
  const m = messages[language];
  if (due.precision !== 'month') return dayText(due.to, m);
  const [year = '', month = ''] = due.to.split('-');
  return mailMessages[language].endOfMonth(`${m.months[Number(month) - 1] ?? ''} ${year}`);
}

/** The commitments of these lines, or the plan they concern as a whole. */
function tagOf(lines: readonly MailLine[], language: InterfaceLanguage): string {
  const numbers = numbersOf(lines);
  if (numbers.length > 4) return mailMessages[language].commitments(numbers.length);
  return numbers.length > 0
    ? numbers.join(', ')
    : plansOf(lines)
        .map(({ settings }) => settings.id)
        .join(', ');
}

/** `[#28] Échéance fin octobre 2021 : Lancement du comité`; what is asked by when, and of what. */
function subjectOfOne(line: AskingLine, tag: string, language: InterfaceLanguage): string {
  const say = mailMessages[language];
  const { state } = line.commitment;
  const titles = 'campaign' in line ? state.titles : line.milestone.titles;
  const due =
    'campaign' in line ? dayText(line.campaign.closes, messages[language]) : shortDue(deadlineOf(line.milestone).due, language);
  const { text } = passage(titles, language, state.language);
  return `[${tag}] ${say.subject(askingSectionOf(line), due)}${say.colon}${subjectTitle(text, language)}`;
}

/** Counted by what they say, so that a catch-up and an overdue milestone are told together. */
function countedBySection(lines: readonly AskingLine[], language: InterfaceLanguage): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const section = askingSectionOf(line);
    const told = section === 'catch-up' ? 'overdue' : section;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  return asking.filter((one) => counts.has(one)).map((one) => mailMessages[language].counted(one, counts.get(one) ?? 0));
}

/** A mail is called after what it asks; only where it asks nothing, after what it tells. */
function subjectOf({ lines, language }: DigestContent): string {
  const say = mailMessages[language];
  const asked = askingLines(lines);
  const [first] = asked;
  const tag = tagOf(first === undefined ? lines : asked, language);
  if (first === undefined) return plainLine(subjectTitle(toldSubject(toldLines(lines), language, tag), language));
  if (asked.length === 1) return plainLine(subjectOfOne(first, tag, language));
  const milestones = asked.filter((line) => 'milestone' in line);
  const campaigns = asked.filter((line) => !('milestone' in line));
  const parts = countedBySection(milestones, language).join(', ');
  const counted = milestones.length === 0 ? [] : [`${say.milestones(milestones.length)}${say.colon}${parts}`];
  // A campaign asks about commitments: what it counts is no part of the sum of the milestones.
  return `[${tag}] ${[...counted, ...countedBySection(campaigns, language)].join(say.semicolon)}`;
}

/**
 * Why this person: their role, and every commitment of that plan the mail asks about. A notice gives a reason of its own only
 * where nothing is asked in the same role.
 */
function whyOf({ reminder: { role }, plan }: MailLine, { lines, language }: DigestContent): Sentence {
  const { id, titles, languages } = plan.settings;
  const title = passage(titles, language, languages[0] ?? language);
  const same = askingLines(lines).filter((one) => one.reminder.role === role && one.plan.settings.id === id);
  return same.length === 0 && role !== 'poc'
    ? around(noticeMessages[language].why, title)
    : around((text) => mailMessages[language].why(role, numbersOf(same), text), title);
}

/** Each sentence once. */
function once(sentences: readonly Sentence[]): Sentence[] {
  return [...new Map(sentences.map((one) => [sentenceText(one), one])).values()];
}

const inPlaceReasons = ['unreachable', 'again', 'paused', 'vacant'] as const satisfies readonly InPlaceBecause[];

/** What a section says of its milestones: what the reader is asked, and for whom a point of contact or deputy stands in. */
function explainedOf(section: MailSection, inIt: readonly MailLine[], language: InterfaceLanguage): string {
  const say = mailMessages[language];
  const replaced = inIt.filter(standsIn);
  const own = inIt.length > replaced.length;
  const because = (some: readonly MailLine[], words: (numbers: readonly string[]) => string): string =>
    some.length === 0 ? '' : words(some.length < inIt.length ? numbersOf(some) : []);
  const parts = [
    section === 'told' ? '' : (own ? say.explained : say.explainedToPoc)[section],
    ...inPlaceReasons.map((reason) =>
      because(
        replaced.filter(({ inPlace }) => inPlace === reason),
        say.standIn[reason],
      ),
    ),
    because(inIt.filter(fillsVacancy), say.standIn.vacantToDeputy),
    because(inIt.filter(fillsPause), say.standIn.pausedToDeputy),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function moreText(section: MailSection, count: number, language: InterfaceLanguage): string {
  return section === 'told' ? noticeMessages[language].more(count) : mailMessages[language].more(count);
}

function shownOf(line: MailLine, content: DigestContent): ShownLine {
  if ('milestone' in line) return shownLine(line, content);
  return 'campaign' in line ? shownCampaign(line, content) : shownTold(line, content.language);
}

/** Why this reader stands beside an item only where it differs from item to item; the foot says it once in any case. */
function withReason(line: ShownLine, isMixed: boolean): ShownLine {
  return isMixed ? line : { ...line, why: '' };
}

function sectionsOf(content: DigestContent): ShownSection[] {
  const { lines, language } = content;
  const say = mailMessages[language];
  const isMixed = new Set(askingLines(lines).map(({ reminder: { role } }) => role)).size > 1;
  return order
    .map((section) => ({ section, inIt: lines.filter((line) => sectionOf(line) === section) }))
    .filter(({ inIt }) => inIt.length > 0)
    .map(({ section, inIt }) => ({
      heading: say.heading[section][inIt.length === 1 ? 0 : 1],
      explained: explainedOf(section, inIt, language),
      isPast: ['overdue', 'catch-up', 'unanswered'].includes(section),
      lines: inIt.slice(0, sectionLines).map((line) => withReason(shownOf(line, content), isMixed)),
      more: inIt.length > sectionLines ? moreText(section, inIt.length - sectionLines, language) : '',
    }));
}

/** Everything a digest says, in the reader's language. */
export function showDigest(content: DigestContent): ShownDigest {
  const { lines, language, at, heads } = content;
  const say = mailMessages[language];
  const plans = plansOf(lines);
  const [first] = plans;
  const zone = first?.settings.zone ?? 'UTC';
  // Answers go to the mailbox of the first plan, which its point of contact reads.
  const writesToSelf = lines.some((line) => isToPoc(line) && line.plan.settings.id === first?.settings.id);
  const button = buttonOf(content);
  const isAsking = askingLines(lines).length > 0;
  return {
    language,
    subject: subjectOf(content),
    sender: senderOf(first?.settings ?? null, content, language),
    repeat: content.isRepeat === true ? say.repeat : '',
    sections: sectionsOf(content),
    isLong: lines.length > shortLines,
    button,
    underButton: isPrivate(button, content) ? [...(lines.some(asksReader) ? [say.quick] : []), say.noSecret] : [say.isPublic],
    why: [
      ...once(lines.map((line) => whyOf(line, content))),
      ...(isAsking && plans.some(({ settings }) => settings.publishAsks) ? [say.asked] : []),
      ...(writesToSelf ? [] : [say.reply]),
      ...(datedMilestones(lines).length > 0 ? [say.attached] : []),
    ],
    links: linksOf(content),
    small: [
      say.state(timeText(at, zone, messages[language]), zone),
      ...plans.flatMap(({ settings: { id } }) => {
        const head = heads.get(id);
        return head === undefined ? [] : [say.head(id, head.slice(0, hashLength))];
      }),
    ],
  };
}
