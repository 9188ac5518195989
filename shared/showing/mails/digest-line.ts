import { Temporal } from 'temporal-polyfill';
import { deadlineOf, declaredStatusOf, type MilestoneState } from '../../domain/commitment.ts';
import { deadlineDay, endOfDay, type FuzzyDate, instantText, localDay } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { hasEnded } from '../../domain/reminder-policy.ts';
import { dayText, publishedText } from '../dates.ts';
import { mailMessages } from '../messages/mail.ts';
import { messages } from '../messages/messages.ts';
import { plainLine } from '../plain-text.ts';
import { type CampaignLine, type DigestContent, type MilestoneLine, openIn, sectionOf } from './digest-content.ts';
import { around, type Passage, passage, type Sentence, type ShownLine, type ShownPart, written } from './shown-line.ts';

/** A day needs no reading: it is shown in the reader's language, and nothing is added to it. */
function shownDue(due: FuzzyDate | null, language: InterfaceLanguage, original: string): ShownLine['due'] {
  if (due === null || due.to === null) return null;
  const day = dayText(due.to, messages[language]);
  return due.precision === 'day'
    ? { text: { text: day, lang: undefined }, day: mailMessages[language].inclusive }
    : { text: publishedIn(due, language, original), day: mailMessages[language].day(day) };
}

/** In the reader's language, where the published words say a date and no more. */
function publishedIn(date: FuzzyDate, language: InterfaceLanguage, original: string): Passage {
  const own = publishedText(date, messages[language]);
  return own === plainLine(date.text) ? written(date.text, language, original) : { text: own, lang: undefined };
}

/** How near the deadline is on the day of the mail, whichever step brought it, or since when it is over. */
function nearness({ plan, milestone }: MilestoneLine, { language, at }: DigestContent): string[] {
  const { zone } = plan.settings;
  const due = deadlineDay(deadlineOf(milestone).due);
  if (due === null) return [];
  const say = mailMessages[language];
  if (hasEnded(milestone, at, zone)) return [say.since(dayText(localDay(endOfDay(due, zone), zone), messages[language]))];
  const today = Temporal.PlainDate.from(localDay(Temporal.Instant.from(at), zone));
  return [say.inDays(today.until(due, { largestUnit: 'days' }).days)];
}

/**
 * For an escalation: which role was asked last since the deadline, and when. Asks of the mail's own day are left out: they
 * leave with it, and whether the Record has them yet is chance.
 */
function lastAsked(line: MilestoneLine, { language, at, asks }: DigestContent): string[] {
  const { plan, milestone } = line;
  const due = deadlineDay(deadlineOf(milestone).due);
  if (sectionOf(line) !== 'unanswered' || due === null) return [];
  const { zone } = plan.settings;
  const since = instantText(endOfDay(due, zone));
  const today = localDay(Temporal.Instant.from(at), zone);
  const last = asks
    .filter((one) => one.subjectId === milestone.id && one.step !== 'escalation' && one.at >= since && one.on < today)
    .reduce<DigestContent['asks'][number] | null>((a, b) => (a === null || a.at <= b.at ? b : a), null);
  const say = mailMessages[language];
  return [last === null ? say.neverAsked : say.lastAsked(last.role, dayText(last.on, messages[language]))];
}

/** One milestone in words: what, by when, how it stands, and why this person. */
export function shownLine(line: MilestoneLine, content: DigestContent): ShownLine {
  const { commitment, milestone, reminder } = line;
  const { language } = content;
  const say = mailMessages[language];
  const { state } = commitment;
  const { due } = deadlineOf(milestone);
  const first = (milestone.earlierPublished[0] ?? milestone.published).due;
  const status = declaredStatusOf(milestone);
  const facts: readonly Sentence[] = [
    ...nearness(line, content),
    ...(first !== null && first.to !== due?.to ? [around(say.first, publishedIn(first, language, state.language))] : []),
    status === null ? say.nothingDeclared : `${say.declared}${say.colon}${say.status[status]}`,
    ...lastAsked(line, content),
  ];
  return {
    number: state.number,
    commitment: passage(state.titles, language, state.language),
    title: passage(milestone.titles, language, state.language),
    due: shownDue(due, language, state.language),
    facts,
    why: say.whyYou[reminder.role],
    parts: [],
  };
}

function shownPart(milestone: MilestoneState, language: InterfaceLanguage, original: string): ShownPart {
  const due = shownDue(deadlineOf(milestone).due, language, original);
  const title = passage(milestone.titles, language, original);
  return { title, due: due === null ? null : around((text) => `${text}${due.day}`, due.text) };
}

/** What a campaign asks about one commitment: by when, and everything that is still open in it. */
export function shownCampaign({ commitment, campaign, reminder }: CampaignLine, { language }: DigestContent): ShownLine {
  const { state } = commitment;
  const say = mailMessages[language];
  return {
    number: state.number,
    commitment: null,
    title: passage(state.titles, language, state.language),
    due: null,
    facts: [say.answerBy(dayText(campaign.closes, messages[language]))],
    why: say.whyYou[reminder.role],
    parts: openIn(commitment).map((milestone) => shownPart(milestone, language, state.language)),
  };
}
