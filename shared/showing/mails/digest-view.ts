import { type Commitment, deadlineOf, declaredStatusOf, inLanguage, type MilestoneState } from '../../domain/commitment.ts';
import { endOfDay, type FuzzyDate, localDay } from '../../domain/fuzzy-date.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../domain/identifiers.ts';
import type { Reminder } from '../../domain/ledger.ts';
import type { PlanState } from '../../domain/plan.ts';
import { hasEnded } from '../../domain/reminder-policy.ts';
import { folderOf } from '../addresses.ts';
import { dayText, timeText } from '../dates.ts';
import { mailMessages } from '../messages/mail.ts';
import type { MailSection } from '../messages/mail-fr.ts';
import { messages } from '../messages/messages.ts';
import { plainLine } from '../plain-text.ts';

/** One reminder with what it speaks of. */
export type MailLine = {
  readonly reminder: Pick<Reminder, 'step' | 'role'>;
  readonly plan: PlanState;
  readonly commitment: Commitment;
  readonly milestone: MilestoneState;
};

/** What a digest is made of. Lines are in the order in which they are shown. */
export type DigestContent = {
  readonly language: InterfaceLanguage;
  readonly lines: readonly MailLine[];
  /** "State as of": the instant the lines were read. */
  readonly at: string;
  /** `https://…` without a slash at the end. */
  readonly publicUrl: string;
  readonly stopToken: string;
  /** Head of each plan's log, by plan. */
  readonly heads: ReadonlyMap<string, string>;
};

/** A text with the language it is in, where that is not the mail's own. */
export type Passage = { readonly text: string; readonly lang: string | undefined };

export type ShownLine = {
  readonly number: string;
  readonly commitment: Passage;
  readonly title: Passage;
  /** Verbatim, then the day it was read as: `Octobre 2021`, `, soit le 31 octobre 2021 inclus`. */
  readonly due: { readonly text: string; readonly day: string } | null;
  readonly facts: readonly string[];
};

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
  readonly button: { readonly label: string; readonly href: string };
  readonly underButton: readonly string[];
  readonly why: readonly string[];
  readonly links: readonly { readonly label: string; readonly href: string }[];
  readonly small: readonly string[];
};

/** Beyond this many lines a section counts the rest. */
const sectionLines = 10;
/** Titles longer than this are cut in a subject, never in the mail. */
const subjectTitle = 140;
const hashLength = 12;

const order: readonly MailSection[] = ['changed', 'overdue', 'catch-up', 'unanswered', 'coming'];

/** Every step belongs to one section. */
function sectionOf(step: string): MailSection {
  if (step === 'catch-up') return 'catch-up';
  if (step === 'escalation') return 'unanswered';
  if (step.startsWith('deadline-changed')) return 'changed';
  return step === '+1wd' || step.startsWith('overdue-') ? 'overdue' : 'coming';
}

function passage(texts: Readonly<{ [language: string]: string }>, language: InterfaceLanguage, original: string): Passage {
  const found = inLanguage(texts, language, original);
  return {
    text: plainLine(found?.value ?? ''),
    lang: found === null || found.language === language ? undefined : found.language,
  };
}

/** `fin octobre 2021` for a month, else the last day. */
function shortDue(due: FuzzyDate | null, language: InterfaceLanguage): string {
  if (due?.to === undefined || due.to === null) return '';
  const m = messages[language];
  if (due.precision !== 'month') return dayText(due.to, m);
  const [year = '', month = ''] = due.to.split('-');
  return mailMessages[language].endOfMonth(`${m.months[Number(month) - 1] ?? ''} ${year}`);
}

/** A day needs no reading: it is shown in the reader's language, and nothing is added to it. */
function shownDue(due: FuzzyDate | null, language: InterfaceLanguage): ShownLine['due'] {
  if (due === null || due.to === null) return null;
  const day = dayText(due.to, messages[language]);
  return due.precision === 'day'
    ? { text: day, day: mailMessages[language].inclusive }
    : { text: plainLine(due.text), day: mailMessages[language].day(day) };
}

function shownLine({ plan, commitment, milestone }: MailLine, { language, at }: DigestContent): ShownLine {
  const m = messages[language];
  const say = mailMessages[language];
  const { state } = commitment;
  const { due } = deadlineOf(milestone);
  const first = (milestone.earlierPublished[0] ?? milestone.published).due;
  const { zone } = plan.settings;
  const status = declaredStatusOf(milestone);
  const facts = [
    ...(first !== null && first.to !== due?.to ? [say.first(plainLine(first.text))] : []),
    ...(due?.to !== undefined && due.to !== null && hasEnded(milestone, at, zone)
      ? [say.since(dayText(localDay(endOfDay(due.to, zone), zone), m))]
      : []),
    status === null ? say.nothingDeclared : `${say.declared}${say.colon}${say.status[status]}`,
  ];
  return {
    number: state.number,
    commitment: passage(state.titles, language, state.language),
    title: passage(milestone.titles, language, state.language),
    due: shownDue(due, language),
    facts,
  };
}

function subjectOf({ lines, language }: DigestContent): string {
  const say = mailMessages[language];
  const numbers = [...new Set(lines.map(({ commitment }) => commitment.state.number))];
  const [first] = lines;
  const tag = numbers.length > 4 ? say.commitments(numbers.length) : numbers.map((one) => `#${one}`).join(', ');
  if (lines.length === 1 && first !== undefined) {
    const { text } = passage(first.milestone.titles, language, first.commitment.state.language);
    const title = text.length > subjectTitle ? `${text.slice(0, subjectTitle).toWellFormed()}…` : text;
    const due = shortDue(deadlineOf(first.milestone).due, language);
    return plainLine(`[${tag}] ${say.subject(sectionOf(first.reminder.step), due)}${say.colon}${title}`);
  }
  // Counted by what they say, so that a catch-up and an overdue milestone are told together.
  const counts = new Map<string, number>();
  for (const { reminder } of lines) {
    const section = sectionOf(reminder.step);
    const told = section === 'catch-up' ? 'overdue' : section;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  const parts = order.filter((one) => counts.has(one)).map((one) => say.counted(one, counts.get(one) ?? 0));
  return `[${tag}] ${say.milestones(lines.length)}${say.colon}${parts.join(', ')}`;
}

/** The one button: the milestone's own form, or the list when there are several. No secret in it. */
function buttonOf({ lines, language, publicUrl }: DigestContent): ShownDigest['button'] {
  const say = mailMessages[language];
  const [only] = lines;
  const isAsked = lines.some(({ reminder }) => sectionOf(reminder.step) !== 'unanswered');
  if (lines.length === 1 && only !== undefined) {
    return { label: isAsked ? say.answerOne : say.seeOne, href: `${publicUrl}/app/${only.milestone.id}/` };
  }
  return { label: isAsked ? say.answerMany : say.seeMany, href: `${publicUrl}/app/` };
}

function plansOf(lines: readonly MailLine[]): PlanState[] {
  return [...new Map(lines.map(({ plan }) => [plan.settings.id, plan])).values()];
}

function linksOf({ lines, language, publicUrl, stopToken }: DigestContent): ShownDigest['links'] {
  const say = mailMessages[language];
  const pages = [...new Map(lines.map(({ plan, commitment }) => [commitment.state.id, plan])).entries()];
  const [only] = pages;
  const [plan] = plansOf(lines);
  const subject = pages.length === 1 && only !== undefined ? only[0] : (plan?.settings.id ?? '');
  const own = interfaceLanguage.safeParse(plan?.settings.languages[0]);
  const folder = `${publicUrl}/${folderOf(subject, language, own.success ? own.data : 'fr')}`;
  return [
    { label: say.publicPage, href: folder },
    { label: say.calendar, href: `${publicUrl}/${subject}/calendar.ics` },
    { label: say.stop, href: stopLink(publicUrl, stopToken) },
  ];
}

/** Can only stop, pause or tune mail; a GET changes nothing (RELIABILITY S4). */
export function stopLink(publicUrl: string, stopToken: string): string {
  return `${publicUrl}/app/stop/${stopToken}`;
}

/** Why this person: their role, and every commitment of that plan the mail is about. */
function whyOf({ reminder: { role }, plan }: MailLine, { lines, language }: DigestContent): string {
  const { id, titles, languages } = plan.settings;
  const same = lines.filter((one) => one.reminder.role === role && one.plan.settings.id === id);
  const numbers = [...new Set(same.map(({ commitment }) => `#${commitment.state.number}`))];
  return mailMessages[language].why(role, numbers, passage(titles, language, languages[0] ?? language).text);
}

/** Everything a digest says, in the reader's language. */
export function showDigest(content: DigestContent): ShownDigest {
  const { lines, language, at, heads } = content;
  const m = messages[language];
  const say = mailMessages[language];
  const grouped = order.map((section) => ({
    section,
    inIt: lines.filter(({ reminder }) => sectionOf(reminder.step) === section),
  }));
  const plans = plansOf(lines);
  const zone = plans[0]?.settings.zone ?? 'UTC';
  const isAsked = lines.some(({ reminder }) => sectionOf(reminder.step) !== 'unanswered');
  const reasons = new Set(lines.map((line) => whyOf(line, content)));
  return {
    language,
    subject: subjectOf(content),
    sections: grouped
      .filter(({ inIt }) => inIt.length > 0)
      .map(({ section, inIt }) => ({
        heading: say.heading[section][inIt.length === 1 ? 0 : 1],
        explained: say.explained[section],
        isPast: section !== 'coming' && section !== 'changed',
        lines: inIt.slice(0, sectionLines).map((line) => shownLine(line, content)),
        more: inIt.length > sectionLines ? say.more(inIt.length - sectionLines) : '',
      })),
    button: buttonOf(content),
    underButton: [...(isAsked ? [say.quick] : []), say.noSecret],
    why: [...reasons, ...(plans.some(({ settings }) => settings.publishAsks) ? [say.asked] : []), say.reply],
    links: linksOf(content),
    small: [
      say.state(timeText(at, zone, m), zone),
      ...plans.map(({ settings: { id } }) => say.head(id, (heads.get(id) ?? '').slice(0, hashLength))),
    ],
  };
}
