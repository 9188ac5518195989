import type { Json } from '../../domain/canonical-json.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { LogHead } from '../../domain/plan.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { type Recorded, titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { ledWhile, type Ministry, ministryId } from '../ministries.ts';
import { feedUrn } from '../permanent-names.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { entriesOf, type Feed, newestInFeed, noLinks } from './feed.ts';
import { type Month, monthsIn, newestFirst, recordedOf, recordedOfPlan } from './recorded.ts';

/** Something within a plan that one subscribes to: the plan itself, a commitment, a ministry. */
export type FeedSubject = {
  /** Its address below the site: `fr-2021-2023/28`. */
  readonly id: string;
  readonly name: (m: Messages) => string;
  /** The log its entries are in, where that is one. */
  readonly logPath: string | null;
  readonly heads: ReadonlyMap<string, LogHead>;
  readonly head: string | null;
  /** Newest first. */
  readonly recorded: readonly Recorded[];
};

export function planSubject(view: PlanView): FeedSubject {
  const { id, titles, languages } = view.state.settings;
  return {
    id,
    name: (m) => titleIn(titles, m.language, languages[0] ?? m.language).text,
    logPath: `${id}/log.jsonl`,
    heads: view.heads,
    head: view.head,
    recorded: recordedOfPlan(view),
  };
}

export function commitmentSubject(commitment: CommitmentView): FeedSubject {
  const { id, titles, number, language, head } = commitment.state;
  return {
    id,
    name: (m) => `${m.commitment.name(number)}, ${titleIn(titles, m.language, language).text}`,
    logPath: `${id}/log.jsonl`,
    heads: new Map([[id, head]]),
    head: null,
    recorded: recordedOf(commitment),
  };
}

export function ministrySubject(view: PlanView, { slug, name, commitments, former }: Ministry): FeedSubject {
  const { titles, languages } = view.state.settings;
  return {
    id: ministryId(view, slug),
    name: (m) => `${name.text}, ${titleIn(titles, m.language, languages[0] ?? m.language).text}`,
    logPath: null,
    heads: new Map(commitments.map(({ state }) => [state.id, state.head])),
    head: null,
    recorded: [...commitments, ...former].flatMap((one) => recordedOf(one).filter(ledWhile(one, slug))).sort(newestFirst),
  };
}

/** The feed to subscribe to: the newest entries, and the way to the others where there are more. */
export function newestFeed(view: PlanView, subject: FeedSubject, language: InterfaceLanguage): Feed {
  const frame = frameOf(view, subject, language);
  const { recorded, heads, head } = subject;
  const first = recorded[newestInFeed];
  const feed = { ...frame, heads, head, entries: entriesOf(view, recorded.slice(0, newestInFeed), messages[language]) };
  if (first === undefined) return { ...feed, links: noLinks };
  const months = monthsIn(recorded, view.state.settings.zone);
  const monthOfRest = months.find((month) => month.recorded.includes(first));
  // The newest month may grow, so it is no archive: whoever has it fetched once would miss what comes.
  const [, newestOver] = months;
  return {
    ...feed,
    links: {
      ...noLinks,
      older: urlOf(frame.folderUrl, monthOfRest?.month),
      prevArchive: urlOf(frame.folderUrl, newestOver?.month),
    },
  };
}

/** A month of a subject's entries beside the months around it; `newer` is null for the newest, which may still grow. */
export type MonthPlace = Month & {
  readonly older: string | null;
  readonly newer: string | null;
  /** Whether the month after it is over, too: only then can it be an archive to read on with. */
  readonly isNewerOver: boolean;
};

/** The months of a subject, newest first, each with its neighbours. */
export function monthPlaces(months: readonly Month[]): MonthPlace[] {
  return months.map((month, index) => ({
    ...month,
    older: months[index + 1]?.month ?? null,
    newer: months[index - 1]?.month ?? null,
    isNewerOver: index > 1,
  }));
}

/** All entries of one month. Once a newer month begins it is an archive document of RFC 5005. */
export function monthFeed(
  view: PlanView,
  subject: FeedSubject,
  place: MonthPlace,
  language: InterfaceLanguage,
  hasPage: boolean,
): Feed {
  const frame = frameOf(view, subject, language);
  const folderUrl = `${frame.folderUrl}${monthFolder(place.month)}`;
  const older = urlOf(frame.folderUrl, place.older ?? undefined);
  return {
    ...frame,
    pageUrl: hasPage ? folderUrl : frame.pageUrl,
    folderUrl,
    heads: new Map(),
    head: null,
    links: {
      isArchive: place.newer !== null,
      current: frame.folderUrl,
      older,
      prevArchive: older,
      nextArchive: place.isNewerOver ? urlOf(frame.folderUrl, place.newer ?? undefined) : null,
    },
    entries: entriesOf(view, place.recorded, messages[language]),
  };
}

/** What the feeds of a month are made of, for the key of their unit. */
export function madeOfMonth(subject: FeedSubject, { month, recorded, older, newer, isNewerOver }: MonthPlace): Json {
  return {
    id: subject.id,
    names: pageLanguages.map((language) => subject.name(messages[language])),
    month,
    around: [older, newer, isNewerOver],
    recorded: recorded.map(({ madeOf }) => madeOf()).join('\n'),
  };
}

/** Where a month's feeds lie below its subject: `changes/2021-10/`. */
export function monthFolder(month: string): string {
  return `changes/${month}/`;
}

function urlOf(folderUrl: string, month: string | undefined): string | null {
  return month === undefined ? null : `${folderUrl}${monthFolder(month)}`;
}

function frameOf(view: PlanView, { id, name, logPath }: FeedSubject, language: InterfaceLanguage) {
  const m = messages[language];
  const folderUrl = `${view.publicUrl}/${folderOf(id, language, view.language)}`;
  return {
    urn: feedUrn(view.log, id, language),
    language,
    title: m.feed.title(name(m)),
    pageUrl: folderUrl,
    folderUrl,
    logUrl: logPath === null ? null : `${view.publicUrl}/${logPath}`,
  };
}

export function commitmentFeed(view: PlanView, commitment: CommitmentView, language: InterfaceLanguage): Feed {
  return newestFeed(view, commitmentSubject(commitment), language);
}

export function planFeed(view: PlanView, language: InterfaceLanguage): Feed {
  return newestFeed(view, planSubject(view), language);
}
