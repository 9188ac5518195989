import { type InterfaceLanguage, milestoneKeyOf, numberOf, planOf } from '../../domain/identifiers.ts';
import type { LogHead } from '../../domain/plan.ts';
import { anchorOf, entryPart, folderOf, historyPart, rootFolder, type SiteHome } from '../addresses.ts';
import { type Change, type Passage, type Recorded, type ShownEvidence, titleIn, toldText, wasNow, whoText } from '../changes.ts';
import { dayText } from '../dates.ts';
import { keptFor } from '../kept-for.ts';
import type { ChangeKind } from '../messages/change-words.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { rootFeedUrn } from '../permanent-names.ts';
import { basisOf } from '../site-unit.ts';
import { type CommitmentView, dayOf, type PlanView } from '../view.ts';
import { newestFirst, recordedOf, recordedOfPlan } from './recorded.ts';

export type FeedEntry = {
  readonly urn: string;
  /** Commitment or plan it belongs to, and its place in that log; null for an ask. */
  readonly subject: string;
  readonly seq: number | null;
  /** The title its plan had: feeds of all plans mix their entries. */
  readonly plan: Passage;
  readonly at: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly role: string;
  readonly kind: ChangeKind;
  /** The day it happened on, in the plan's zone. */
  readonly day: string;
  readonly about: Change['about'];
  readonly was: Change['was'];
  readonly now: Change['now'];
  readonly evidence: readonly ShownEvidence[];
};

/**
 * Where the entries are that a feed does not hold (RFC 5005): folders of other feeds, each with its closing slash. An
 * archive is a month that is over: it never changes again but by a redaction.
 */
export type FeedLinks = {
  readonly isArchive: boolean;
  /** The feed to subscribe to, from one of its months. */
  readonly current: string | null;
  /** Where to read on, towards the past. */
  readonly older: string | null;
  readonly prevArchive: string | null;
  readonly nextArchive: string | null;
};

/** What Atom and JSON Feed are written from: the same entries, newest first. */
export type Feed = {
  readonly urn: string;
  readonly language: InterfaceLanguage;
  readonly title: string;
  readonly pageUrl: string;
  /** Folder of the feed's own files, with its closing slash. */
  readonly folderUrl: string;
  /** The log it can be verified against, or null where it is not of one log or plan. */
  readonly logUrl: string | null;
  /** Heads of the logs behind it, and the one hash over them for a plan; none in a month that is over. */
  readonly heads: ReadonlyMap<string, LogHead>;
  readonly head: string | null;
  readonly links: FeedLinks;
  readonly entries: readonly FeedEntry[];
};

/** How many entries a feed holds; the others are in the feeds of their months. */
export const newestInFeed = 100;

export const noLinks: FeedLinks = { isArchive: false, current: null, older: null, prevArchive: null, nextArchive: null };

type Located = Pick<Change, 'urn' | 'subject' | 'seq'> & {
  /** What an ask was about, where that is one milestone. */
  readonly milestoneId?: string | null;
};

/**
 * Where a change is told for ever, however long its history grows: an entry of a commitment on the page of the commitment after
 * it, an entry of a plan on a page of the plan's own history, an ask on the page of what it was about.
 */
export function changeUrl(view: PlanView, change: Located, language: InterfaceLanguage): string {
  return `${view.publicUrl}${changeHref(view, change, language)}`;
}

/** {@link changeUrl} within the site. */
export function changeHref(view: PlanView, change: Located, language: InterfaceLanguage): string {
  const [part, anchor] = placeOf(change, view.state.settings.id);
  return `/${folderOf(part, language, view.language)}${anchor}`;
}

function placeOf({ urn, subject, seq, milestoneId = null }: Located, planId: string): readonly [string, string] {
  if (seq === null) return [milestoneId ?? subject, `#${askAnchor(urn)}`];
  if (subject === planId) return [`${subject}/${historyPart(seq)}`, `#${anchorOf(seq)}`];
  return [`${subject}/${entryPart(seq)}`, ''];
}

/** Where an ask stands on its page: `urn:uuid:0f3c…` → `ask-0f3c…` */
export function askAnchor(urn: string): string {
  return `ask-${urn.split(':').at(-1) ?? ''}`;
}

/** Changes of a commitment, asks included, newest first; at most `most`. */
export function changesOf(commitment: CommitmentView, m: Messages, most?: number): Change[] {
  return told(recordedOf(commitment), m, most);
}

/** Changes of a plan and its commitments, newest first; at most `most`. */
export function changesOfPlan(view: PlanView, m: Messages, most?: number): Change[] {
  return told(recordedOfPlan(view), m, most);
}

function told(recorded: readonly Recorded[], m: Messages, most: number = recorded.length): Change[] {
  return recorded.slice(0, most).map(({ tell }) => tell(m));
}

/** `[#28] Déclaration – Lancement du comité citoyen : Aucune déclaration → Réalisé` */
export function changeTitle(change: Change, m: Messages): string {
  const number = numberOf(change.subject);
  const moved = wasNow(change, toldText);
  const about = change.about === null ? '' : ` – ${change.about.text}`;
  return `${number === '' ? '' : `[#${number}] `}${m.change.kind[change.kind]}${about}${moved === null ? '' : `${m.colon}${moved}`}`;
}

/** Changes as entries of a feed, in the order given. */
export function entriesOf(view: PlanView, recorded: readonly Recorded[], m: Messages): FeedEntry[] {
  const basis = basisOf(view);
  return recorded.map(({ tell }) => {
    const change = tell(m);
    const known = entries.get(change);
    if (known?.basis === basis) return known.entry;
    const entry = entryOf(view, change, m);
    entries.set(change, { basis, entry });
    return entry;
  });
}

/** Feeds of the plan, of its months, ministries and commitments hold the same entries. */
const entries = new WeakMap<Change, { readonly basis: string; readonly entry: FeedEntry }>();

const settingsTold = keptFor((log: PlanView['log']) =>
  log.flatMap((entry) => ('settings' in entry.data ? [{ at: entry.at, settings: entry.data.settings }] : [])),
);

/** The title of a plan just before an instant, as an entry never changes once it is published; at its beginning the first one. */
function planTitleAt({ log, state }: PlanView, at: string, m: Messages): Passage {
  const told = settingsTold(log);
  const { titles, languages } = (told.findLast((one) => one.at < at) ?? told[0])?.settings ?? state.settings;
  return titleIn(titles, m.language, languages[0] ?? m.language);
}

function entryOf(view: PlanView, change: Change, m: Messages): FeedEntry {
  const role = m.change.role[change.role];
  const day = dayOf(change.at, view.state.settings.zone);
  const key = change.milestoneId === null ? '' : `, ${milestoneKeyOf(change.milestoneId)}`;
  const title = changeTitle(change, m);
  const lines = [
    title,
    `${dayText(day, m)}, ${whoText(change, m)}${key}`,
    ...(change.kind === 'corrected' && change.target !== null
      ? [`${m.change.kind.corrected}${m.colon}${m.change.corrects(change.target)}`]
      : []),
    ...change.details.map(({ label, passage }) => `${label}${m.colon}${toldText(passage.text)}`),
    ...change.evidence.map(
      ({ href, host, title, kind, date }) =>
        `${m.evidence.title}${m.colon}${title ?? m.evidence.redacted} (${kind}${date === null ? '' : `, ${dayText(date, m)}`}), ${href ?? host}`,
    ),
  ];
  return {
    urn: change.urn,
    subject: change.subject,
    seq: change.seq,
    plan: planTitleAt(view, change.at, m),
    at: change.at,
    url: changeUrl(view, change, m.language),
    title,
    text: lines.join('\n'),
    role,
    kind: change.kind,
    day,
    about: change.about,
    was: change.was,
    now: change.now,
    evidence: change.evidence,
  };
}

/** The newest changes of a plan: what the feed of everything takes from it. */
export function planEntries(view: PlanView, language: InterfaceLanguage): FeedEntry[] {
  return entriesOf(view, recordedOfPlan(view).slice(0, newestInFeed), messages[language]);
}

/** The newest of everything once a plan's part is replaced by its own newest. */
export function mergeEntries(before: readonly FeedEntry[], planId: string, own: readonly FeedEntry[]): FeedEntry[] {
  const others = before.filter(({ subject }) => planOf(subject) !== planId);
  return [...others, ...own].sort(newestFirst).slice(0, newestInFeed);
}

/** The feed of all plans: an index, which stays bounded; each plan keeps its own entries for ever. */
export function rootFeed(entries: readonly FeedEntry[], home: SiteHome, language: InterfaceLanguage): Feed {
  const { publicUrl } = home;
  const folderUrl = `${publicUrl}/${rootFolder('', language, home)}`;
  return {
    urn: rootFeedUrn(publicUrl, language),
    language,
    title: messages[language].feed.all,
    pageUrl: folderUrl,
    folderUrl,
    logUrl: null,
    heads: new Map(),
    head: null,
    links: noLinks,
    entries,
  };
}
