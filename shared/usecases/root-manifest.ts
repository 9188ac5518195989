import * as z from 'zod';
import type { Site } from '../ports.ts';
import type { PublishDeps } from './write-plan.ts';

/** What lies at the root: by which program, for which host, and whether what it collects of plans is as they published it. */
const manifest = z.strictObject({ version: z.string(), publicUrl: z.string(), isCollected: z.boolean() });
export type RootManifest = z.infer<typeof manifest>;

const path = 'manifest.json';

/**
 * The manifest of the root, written after all that every page leans on; null where the root has still to be made by this
 * program, whatever lies there.
 */
export async function readRootManifest(
  { site, version }: Pick<PublishDeps, 'site' | 'version'>,
  publicUrl: string,
): Promise<RootManifest | null> {
  const text = await site.read(path);
  if (text === null) return null;
  try {
    const read = manifest.parse(JSON.parse(text));
    return read.version === version && read.publicUrl === publicUrl ? read : null;
  } catch {
    // Written in another form or cut: the root is made anew.
    return null;
  }
}

/** Puts the manifest unless it lies there. */
export async function putRootManifest(site: Site, made: RootManifest): Promise<void> {
  const body = `${JSON.stringify(made, null, 1)}\n`;
  if ((await site.read(path)) === body) return;
  await site.put({ path, body, contentType: 'application/json; charset=utf-8' });
}
