import * as z from 'zod';
import { basisOf, type SiteUnit } from './site-unit.ts';
import type { PlanView, ShownFile } from './view.ts';

/**
 * What lies there of a plan: by which program, for which settings and host, and with which key each unit was written. It is
 * written after everything it speaks of.
 */
const manifest = z.strictObject({
  version: z.string(),
  basis: z.string(),
  /** {@link import('./home-index.ts').homeLineKey} of what the root says of the plan. */
  home: z.string(),
  units: z.record(z.string(), z.string()),
});
export type PlanManifest = z.infer<typeof manifest>;

/** Where the manifest of a plan lies: in its own folder, whatever its languages. */
export function manifestPath(planId: string): string {
  return `${planId}/manifest.json`;
}

export function manifestOf(view: PlanView, units: readonly SiteUnit[], version: string, home: string): PlanManifest {
  return {
    version,
    basis: basisOf(view),
    home,
    units: Object.fromEntries(units.map(({ name, key }) => [name, key])),
  };
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
