import * as z from 'zod';
import { interfaceLanguage } from '../domain/identifiers.ts';
import type { Site } from '../ports.ts';
import { defaultHomeLanguage, type SiteHome } from '../showing/addresses.ts';
import { fileTypes } from '../showing/file-types.ts';
import { takingTurns } from './taking-turns.ts';
import type { PublishDeps } from './write-plan.ts';

/** What lies at the root: by which program, for which host and front door, and whether what it collects of plans is as they published it. */
const manifest = z.strictObject({
  version: z.string(),
  publicUrl: z.string(),
  homeLanguage: interfaceLanguage,
  contactUrl: z.string().nullable(),
  /** Counts what happened to it: no manifest is ever the same as one before it. */
  round: z.int().min(0),
  collected: z.enum(['yes', 'no', 'under-way']),
  /** Whether every plan is known to be published by this program; see `olderPlans`. */
  hasNoOlderPlan: z.boolean(),
});
export type RootManifest = z.infer<typeof manifest>;

/** The manifest of the root, and the text it was read from. */
export type RootAsRead = { readonly made: RootManifest; readonly text: string };

const path = 'manifest.json';

/**
 * The manifest of the root, written after all that every page leans on; null where the root has still to be made by this
 * program, whatever lies there.
 */
export async function readRootManifest(
  { site, version }: Pick<PublishDeps, 'site' | 'version'>,
  home: SiteHome,
): Promise<RootAsRead | null> {
  const text = await site.read(path);
  const made = manifestIn(text);
  return text === null || made?.version !== version || !isFor(made, home) ? null : { made, text };
}

/** Whether a root was made for this host, this front door and this contact page, which every page links. */
function isFor(made: RootManifest, { publicUrl, homeLanguage = defaultHomeLanguage, contactUrl = null }: SiteHome): boolean {
  return made.publicUrl === publicUrl && made.homeLanguage === homeLanguage && made.contactUrl === contactUrl;
}

/** What lies in the place of the manifest, by whichever program. */
export async function rootManifestText(site: Site): Promise<string | null> {
  return site.read(path);
}

function manifestIn(text: string | null): RootManifest | null {
  if (text === null) return null;
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    // Written in another form or cut: the root is made anew.
    return null;
  }
}

/** Puts the manifest over the one that was read; null where another one lies there by now. */
export async function putRootManifest(site: Site, made: RootManifest, asRead: string | null): Promise<RootAsRead | null> {
  const text = `${JSON.stringify(made, null, 1)}\n`;
  return (await site.putOver({ path, body: text, contentType: fileTypes.json }, asRead)) ? { made, text } : null;
}

/**
 * Notes that a plan published what the root collects: after its files, so that whoever collects later finds them, and whoever is
 * collecting finds that they must again.
 */
export async function markToCollect(
  deps: Pick<PublishDeps, 'site' | 'version'>,
  home: SiteHome,
  root: RootAsRead,
): Promise<void> {
  await takingTurns(async (attempt) => {
    const lying = attempt === 1 ? root : await readRootManifest(deps, home);
    // Another program makes the root, and collects.
    if (lying === null || lying.made.collected === 'no') return 'marked';
    const made: RootManifest = { ...lying.made, collected: 'no', round: lying.made.round + 1 };
    return putRootManifest(deps.site, made, lying.text);
  });
}
