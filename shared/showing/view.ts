import { type CommitmentEntry, type PlanEntry, planHead, textsOf } from '../domain/change-log.ts';
import type { Commitment, MilestoneState } from '../domain/commitment.ts';
import { lastShownChange } from '../domain/freshness.ts';
import { localDayAt } from '../domain/fuzzy-date.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../domain/identifiers.ts';
import type { Ask } from '../domain/ledger.ts';
import { lastTurnOfAnnounced } from '../domain/meeting-days.ts';
import type { LogHead, PlanState } from '../domain/plan.ts';
import { foldCommitment, foldPlan } from '../domain/reduce.ts';
import type { Texts } from '../domain/text.ts';
import { defaultHomeLanguage, type SiteHome } from './addresses.ts';

/** One file of the public site, without a leading slash in its path. */
export type ShownFile = { readonly path: string; readonly body: string | Uint8Array; readonly contentType: string };

type Log<Entry> = {
  readonly log: readonly Entry[];
  readonly texts: Texts;
  /** What log.jsonl holds where that is more than `log`; see {@link sourceAsOf}. */
  readonly published?: readonly Entry[] | undefined;
};
export type PlanLog = Log<PlanEntry>;
export type CommitmentLog = Log<CommitmentEntry>;

/** What was read of one plan, and the local day for which it is shown. */
export type PlanSource = SiteHome & {
  readonly plan: PlanLog;
  readonly commitments: readonly CommitmentLog[];
  readonly asks: readonly Ask[];
  /** The day for which the tick last had positions computed: on a page of its own and nowhere in published data. */
  readonly positionsOn: string | null;
  /** Local day of the plan's zone that decides positions. */
  readonly asOf: string;
  /** Whether `asOf` is a day of the past that is shown for its own sake, see {@link sourceAsOf}. */
  readonly isPast?: boolean;
};

export type CommitmentView = CommitmentLog & {
  readonly state: Commitment['state'];
  readonly milestones: readonly MilestoneState[];
  /** Every ask about it or one of its milestones, oldest first; none where the plan does not publish them. */
  readonly asks: readonly Ask[];
  /** The last local day up to the one it is shown for on which anything shown about it changed. */
  readonly dataDay: string;
};

/** One plan, folded from its logs: the only thing pages, feeds and exports are made of. */
export type PlanView = PlanLog & {
  readonly state: PlanState;
  readonly commitments: readonly CommitmentView[];
  readonly positionsOn: string | null;
  readonly asOf: string;
  /** The last local day up to `asOf` on which anything shown changed: what the page calls its date. */
  readonly dataDay: string;
  readonly heads: ReadonlyMap<string, LogHead>;
  readonly head: string;
  readonly publicUrl: string;
  readonly homeLanguage: InterfaceLanguage;
  readonly contactUrl: string | null;
  /** A past day: nothing is said of the machinery, of which no log tells how it was then. */
  readonly isPast: boolean;
  readonly language: InterfaceLanguage;
};

/** The language in which the pages of a plan have no prefix: the first of its own that Jalon speaks. */
export function pageLanguageOf(languages: readonly string[]): InterfaceLanguage {
  return languages.map((code) => interfaceLanguage.safeParse(code).data).find((code) => code !== undefined) ?? 'en';
}

/** Folds what was read; null for a plan or a day before its first entry. */
export function planView(source: PlanSource): PlanView | null {
  const state = foldPlan(source.plan.log);
  if (state === null) return null;
  const { zone, publishAsks, languages, id } = state.settings;
  const asksAbout = publishAsks ? byCommitment(source.asks) : new Map<string, readonly Ask[]>();
  const commitments = source.commitments.flatMap(
    (read) => commitmentView(read, asksAbout.get(read.log[0]?.subject ?? '') ?? [], source.asOf, zone) ?? [],
  );
  const head = headOf(source.plan.published, state.head);
  const heads = new Map([[id, head], ...commitments.map((one) => [one.state.id, one.state.head] as const)]);
  const days = [
    ...source.plan.log.map(({ at }) => dayOf(at, zone)),
    ...commitments.map(({ dataDay }) => dataDay),
    lastTurnOfAnnounced(state.meetings, source.asOf) ?? '',
  ];
  return {
    ...source.plan,
    state: { ...state, head },
    commitments,
    positionsOn: source.positionsOn,
    asOf: source.asOf,
    dataDay: latest(days),
    heads,
    head: planHead(heads),
    publicUrl: source.publicUrl,
    homeLanguage: source.homeLanguage ?? defaultHomeLanguage,
    contactUrl: source.contactUrl ?? null,
    isPast: source.isPast ?? false,
    language: pageLanguageOf(languages),
  };
}

/** More commitments than a country's plan has; when as many are known, all are forgotten. */
const mostKnown = 400;

const known = new Map<string, { readonly madeOf: string; readonly view: CommitmentView }>();

/**
 * One commitment, folded; null before its first entry. While nothing in it changes it is the very same object from one publication
 * to the next, so that whatever was found out about it is found again: of the tens in a plan a change touches one.
 */
function commitmentView(read: CommitmentLog, asks: readonly Ask[], asOf: string, zone: string): CommitmentView | null {
  const id = read.log[0]?.subject ?? '';
  const madeOf = contentOf(read, asks, asOf, zone);
  const found = known.get(id);
  if (found?.madeOf === madeOf) return found.view;
  const folded = foldCommitment(read.log);
  if (folded === null) return null;
  const { milestones } = folded;
  const dataDay = latest([
    ...read.log.map(({ at }) => dayOf(at, zone)),
    ...asks.map(({ on }) => on),
    ...milestones.map((one) => lastShownChange(one, asOf, zone) ?? ''),
  ]);
  const state = { ...folded.state, head: headOf(read.published, folded.state.head) };
  const view = { ...read, state, milestones, asks: [...asks].sort(byTime), dataDay };
  if (known.size >= mostKnown) known.clear();
  known.set(id, { madeOf, view });
  return view;
}

/** The hash of an entry covers every one before it; what was redacted shows in its texts besides. */
function contentOf({ log, texts, published }: CommitmentLog, asks: readonly Ask[], asOf: string, zone: string): string {
  const removed = [...texts].flatMap(([sha256, { text }]) => (text === null ? [sha256] : []));
  const asked = asks.flatMap(({ rid, at, on, step, role, subjectId }) => [subjectId, rid, at, on, step, role]);
  const logs = [log, published].flatMap((one) => [one?.length ?? 0, one?.at(-1)?.hash ?? '']);
  return [asOf, zone, ...logs, texts.size, ...removed, '', ...asked].join(' ');
}

function byCommitment(asks: readonly Ask[]): ReadonlyMap<string, readonly Ask[]> {
  const all = new Map<string, Ask[]>();
  for (const ask of asks) {
    const of = all.get(ask.commitmentId);
    if (of === undefined) all.set(ask.commitmentId, [ask]);
    else of.push(ask);
  }
  return all;
}

/**
 * The plan as it stood at the end of a local day: later entries and asks are left out. A text that was redacted since is
 * gone for ever; so that a reader can tell that from tampering, such a log is published on to its redaction, while
 * everything that is shown ends with the day.
 */
export function sourceAsOf(source: PlanSource, zone: string, day: string): PlanSource {
  const upToDay = <One extends Log<CommitmentEntry> | Log<PlanEntry>>(one: One): One => {
    const log = logUntil<One['log'][number]>(one.log, ({ at }) => dayOf(at, zone) <= day);
    return { ...one, log, published: one.log.slice(0, lastRedaction(one.log, log.length)) };
  };
  return {
    ...source,
    plan: upToDay(source.plan),
    commitments: source.commitments.map(upToDay).filter(({ log }) => log.length > 0),
    asks: source.asks.filter(({ on }) => on <= day),
    asOf: day,
    positionsOn: null,
    isPast: true,
  };
}

/**
 * The zone that was in force when a local day ended: by it are decided which entries belong to that day. Null before the first
 * entry.
 */
export function zoneOn({ log }: PlanLog, day: string): string | null {
  const zones = log.flatMap((entry) => ('settings' in (entry.data ?? {}) ? [foldPlan(log.slice(0, entry.seq))] : []));
  const ends = zones.flatMap((state) => {
    if (state === null) return [];
    const { zone } = state.settings;
    const until = logUntil(log, ({ at }) => dayOf(at, zone) <= day);
    return [{ zone, seq: until.length, inForce: foldPlan(until)?.settings.zone }];
  });
  // By a change of zone a day may end twice, of which the later counts, or not at all: then it ended with that change.
  const latestFirst = ends.sort((a, b) => b.seq - a.seq);
  return (latestFirst.find(({ zone, inForce }) => inForce === zone) ?? latestFirst[0])?.zone ?? null;
}

/** The beginning of a log, up to its first entry that is not wanted: a log has no gaps, whatever its entries' times. */
export function logUntil<Entry>(log: readonly Entry[], isWanted: (entry: Entry) => boolean): readonly Entry[] {
  const end = log.findIndex((entry) => !isWanted(entry));
  return end < 0 ? log : log.slice(0, end);
}

/** How far a log must go so that every text its entries lost is accounted for in it. */
function lastRedaction(log: readonly (CommitmentEntry | PlanEntry)[], length: number): number {
  const said = new Set(log.slice(0, length).flatMap(textsOf));
  const last = log.findLast(
    (entry) => entry.seq > length && entry.type === 'redacted' && entry.data.texts.some((text) => said.has(text)),
  );
  return last === undefined ? length : lastRedaction(log, last.seq);
}

function headOf(published: PlanLog['published'] | CommitmentLog['published'], folded: LogHead): LogHead {
  const last = published?.at(-1);
  return last === undefined ? folded : { seq: last.seq, hash: last.hash };
}

/** Local day of an instant as the record writes it. */
export function dayOf(at: string, zone: string): string {
  return localDayAt(at, zone);
}

const latest = (days: readonly string[]): string => days.reduce((last, day) => (day > last ? day : last), '');

function byTime(a: Ask, b: Ask): number {
  return a.at === b.at ? (a.rid < b.rid ? -1 : 1) : a.at < b.at ? -1 : 1;
}
