import { Temporal } from 'temporal-polyfill';
import { type CommitmentEntry, type PlanEntry, planHead } from '../domain/change-log.ts';
import type { Commitment, MilestoneState } from '../domain/commitment.ts';
import { lastShownChange } from '../domain/freshness.ts';
import { localDay } from '../domain/fuzzy-date.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../domain/identifiers.ts';
import type { Ask } from '../domain/ledger.ts';
import type { LogHead, PlanState } from '../domain/plan.ts';
import { foldCommitment, foldPlan } from '../domain/reduce.ts';
import type { Texts } from '../domain/text.ts';

/** One file of the public site, without a leading slash in its path. */
export type ShownFile = { readonly path: string; readonly body: string; readonly contentType: string };

export type PlanLog = { readonly log: readonly PlanEntry[]; readonly texts: Texts };
export type CommitmentLog = { readonly log: readonly CommitmentEntry[]; readonly texts: Texts };

/** Times of the machinery; shown on one page of its own and nowhere in published data. */
export type ServiceTimes = {
  readonly positionsOn: string;
  readonly lastRunAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly nextRunAt: string | null;
};

/** What was read of one plan, and the local day for which it is shown. */
export type PlanSource = {
  readonly plan: PlanLog;
  readonly commitments: readonly CommitmentLog[];
  readonly asks: readonly Ask[];
  readonly service: ServiceTimes | null;
  /** Local day of the plan's zone that decides positions. */
  readonly asOf: string;
  /** `https://jalon.example.org`, without a slash at its end. */
  readonly publicUrl: string;
};

export type CommitmentView = CommitmentLog & {
  readonly state: Commitment['state'];
  readonly milestones: readonly MilestoneState[];
  /** Every ask about it or one of its milestones, oldest first; none where the plan does not publish them. */
  readonly asks: readonly Ask[];
};

/** One plan, folded from its logs: the only thing pages, feeds and exports are made of. */
export type PlanView = PlanLog & {
  readonly state: PlanState;
  readonly commitments: readonly CommitmentView[];
  readonly service: ServiceTimes | null;
  readonly asOf: string;
  /** The last local day up to `asOf` on which anything shown changed: what the page calls its date. */
  readonly dataDay: string;
  readonly heads: ReadonlyMap<string, LogHead>;
  readonly head: string;
  readonly publicUrl: string;
  readonly language: InterfaceLanguage;
};

/** Folds what was read; null for a plan or a day before its first entry. */
export function planView(source: PlanSource): PlanView | null {
  const state = foldPlan(source.plan.log);
  if (state === null) return null;
  const { zone, publishAsks, languages, id } = state.settings;
  const commitments = source.commitments.flatMap(({ log, texts }): CommitmentView[] => {
    const folded = foldCommitment(log);
    if (folded === null) return [];
    const asks = publishAsks ? source.asks.filter(({ commitmentId }) => commitmentId === folded.state.id) : [];
    return [{ log, texts, state: folded.state, milestones: folded.milestones, asks: [...asks].sort(byTime) }];
  });
  const heads = new Map([[id, state.head], ...commitments.map((one) => [one.state.id, one.state.head] as const)]);
  const spoken = languages.map((code) => interfaceLanguage.safeParse(code).data).find((code) => code !== undefined);
  const days = [
    ...[source.plan.log, ...commitments.map(({ log }) => log)].flat().map(({ at }) => dayOf(at, zone)),
    ...commitments.flatMap(({ asks }) => asks.map(({ on }) => on)),
    ...commitments.flatMap(({ milestones }) => milestones.map((one) => lastShownChange(one, source.asOf, zone) ?? '')),
  ];
  return {
    ...source.plan,
    state,
    commitments,
    service: source.service,
    asOf: source.asOf,
    dataDay: days.reduce((last, day) => (day > last ? day : last), ''),
    heads,
    head: planHead(heads),
    publicUrl: source.publicUrl,
    language: spoken ?? 'en',
  };
}

/** The plan as it stood at the end of a local day: later entries and asks are left out. */
export function sourceAsOf(source: PlanSource, zone: string, day: string): PlanSource {
  const upTo = <Entry extends { at: string }>(log: readonly Entry[]): Entry[] => log.filter(({ at }) => dayOf(at, zone) <= day);
  return {
    ...source,
    plan: { ...source.plan, log: upTo(source.plan.log) },
    commitments: source.commitments.map((one) => ({ ...one, log: upTo(one.log) })).filter(({ log }) => log.length > 0),
    asks: source.asks.filter(({ on }) => on <= day),
    asOf: day,
    service: null,
  };
}

/** Local day of an instant as the record writes it. */
export function dayOf(at: string, zone: string): string {
  return localDay(Temporal.Instant.from(at), zone);
}

function byTime(a: Ask, b: Ask): number {
  return a.at === b.at ? (a.rid < b.rid ? -1 : 1) : a.at < b.at ? -1 : 1;
}
