import * as z from 'zod';
import type { SiteHome } from './addresses.ts';
import { homeLineKey, type IndexedPlan, indexedPlan, indexedPlanOf } from './home-index.ts';
import { basisOf, homeKeyOf, type SiteUnit } from './site-unit.ts';
import type { PlanView, ShownFile } from './view.ts';

/** What lies there of a plan: by which program, for which settings and host, and with which key each unit was written. */
const manifest = z.strictObject({
  version: z.string(),
  basis: z.string(),
  /** {@link homeKeyOf} of the site its pages lead to; null where an older program did not say. */
  site: z.string().nullable().default(null),
  /** Counts the publications that wrote something: no manifest is ever the same as one before it. */
  round: z.int().min(0),
  /** Whether somebody began to write and has not ended yet. */
  isOpen: z.boolean(),
  /** {@link homeLineKey} of what the root says of the plan; null where that is not known. */
  home: z.string().nullable(),
  /** What the plan tells the root of itself: as published, so that nobody need read its record. Null before its first pages. */
  line: indexedPlan.nullable(),
  /** How many redactions its logs held when the root last collected from it; null where that is not known. */
  redactions: z.int().nullable(),
  /** The key of each unit, or {@link notVouchedFor}. */
  units: z.record(z.string(), z.string()),
});
export type PlanManifest = z.infer<typeof manifest>;

/** In place of a key: nobody knows what lies there of this unit. */
const notVouchedFor = '';

/** Stands for whatever units there may have been before anybody told. */
const unknownUnit = '?';

/** Where the manifest of a plan lies: in its own folder, whatever its languages. */
export function manifestPath(planId: string): string {
  return `${planId}/manifest.json`;
}

/** What a manifest says once everything of this plan is written, and its part of the root. */
export type Published = Pick<PlanManifest, 'version' | 'basis' | 'site' | 'redactions' | 'units'> & {
  readonly line: IndexedPlan;
};

export function publishedOf(view: PlanView, units: readonly SiteUnit[], version: string): Published {
  return {
    version,
    basis: basisOf(view),
    site: homeKeyOf(view),
    line: indexedPlanOf(view),
    redactions: redactionsIn(view),
    units: Object.fromEntries(units.map(({ name, key }) => [name, key])),
  };
}

/** How often something was removed from a plan and its commitments. */
export function redactionsIn({ log, commitments }: PlanView): number {
  const logs = [log, ...commitments.map((one) => one.log)];
  return logs.flat().filter(({ type }) => type === 'redacted').length;
}

/**
 * The manifest while files are being written: it vouches for no unit of which one is about to be written. Who ends finds by it
 * whether somebody else began meanwhile.
 * @param stale names of the units that are written
 */
export function openManifest(before: PlanManifest | null, made: Published, stale: ReadonlySet<string>): PlanManifest {
  const isOurs = before !== null && isSameKind(before, made);
  const known = before?.units ?? { [unknownUnit]: notVouchedFor };
  const left = Object.entries(known).map(([name, key]) => [name, isOurs && !stale.has(name) ? key : notVouchedFor] as const);
  return {
    ...{ version: made.version, basis: made.basis, site: made.site },
    ...{ round: (before?.round ?? 0) + 1, isOpen: true },
    ...{ home: null, line: before?.line ?? null, redactions: before?.redactions ?? null },
    units: Object.fromEntries([...left, ...[...stale].map((name) => [name, notVouchedFor] as const)]),
  };
}

/**
 * The manifest once everything is written. Of what somebody else had begun to write before and not ended, nobody knows whether
 * they are still at it: the next publication looks again.
 */
export function closedManifest(before: PlanManifest | null, made: Published): PlanManifest {
  const { version, basis, site, line, units } = made;
  const closed = { version, basis, site, round: (before?.round ?? 0) + 1, isOpen: false, line };
  if (before === null || !before.isOpen) return { ...closed, home: homeLineKey(line), redactions: made.redactions, units };
  const isOurs = isSameKind(before, made);
  const isKnown = (name: string): boolean => isOurs && before.units[name] !== undefined && before.units[name] !== notVouchedFor;
  const vouched = Object.entries(units).map(([name, key]) => [name, isKnown(name) ? key : notVouchedFor] as const);
  return { ...closed, home: null, redactions: null, units: Object.fromEntries(vouched) };
}

/** Whether it was written by this program, for this site: by what it says of itself, whatever the record holds. */
export function isMadeBy(one: PlanManifest | null, version: string, home: SiteHome): boolean {
  return one?.version === version && one.site === homeKeyOf(home);
}

/** Whether a manifest speaks of what this program makes of these settings. */
export function isSameKind(
  one: Pick<PlanManifest, 'version' | 'basis'>,
  other: Pick<PlanManifest, 'version' | 'basis'>,
): boolean {
  return one.version === other.version && one.basis === other.basis;
}

export function manifestText(made: PlanManifest): string {
  return `${JSON.stringify(made, null, 1)}\n`;
}

/** Null for anything that no Jalon wrote like this: then nothing is known of what lies there. */
export function readManifest(text: string | null): PlanManifest | null {
  if (text === null) return null;
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    // Written in another form or cut: what lies there is compared file by file.
    return null;
  }
}

/** Which of these units a file belongs to: the one with the longest place that holds it; undefined for none. */
export function ownersOf(units: readonly SiteUnit[]): (path: string) => SiteUnit | undefined {
  const byPlace = new Map(units.flatMap((unit) => unit.places.map((place) => [place, unit] as const)));
  return (path) => {
    for (let place = path; place !== ''; place = place.slice(0, place.lastIndexOf('/', place.length - 2) + 1)) {
      const owner = byPlace.get(place);
      if (owner !== undefined) return owner;
    }
    return undefined;
  };
}

/** Everything units show, each file once. @throws where two units claim one file: neither would know it as its own */
export function filesOfUnits(units: readonly SiteUnit[]): ShownFile[] {
  const files = units.flatMap((unit) => unit.files());
  const paths = new Set(files.map(({ path }) => path));
  if (paths.size < files.length) throw new Error('two units of a plan write one file');
  return files;
}
