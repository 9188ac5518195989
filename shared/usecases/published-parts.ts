import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { UnreadableError } from '../domain/unreadable.ts';
import type { Site } from '../ports.ts';
import { folderOf } from '../showing/addresses.ts';
import type { FeedEntry } from '../showing/feeds/feed.ts';
import { readJsonFeed, readJsonFeedIn } from '../showing/feeds/json-feed.ts';
import { type IndexedPlan, readHomeIndex } from '../showing/home-index.ts';
import { manifestPath, readManifest } from '../showing/plan-manifest.ts';
import { type RootPart, rootPartOf } from '../showing/root-files.ts';
import { homeKept } from './publish-home.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { type AtRoot, writeAndVouch } from './write-and-vouch.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount } from './write-site.ts';

/** So many plans are read at the same time. */
const atOnce = 8;

/** The parts of every plan, and what was published to have them. */
export type PublishedParts = { readonly parts: readonly RootPart[]; readonly account: SiteAccount };

/**
 * What the root shows of every plan, in the order of their ids, from what each published of itself: its line from its manifest, its
 * newest entries from its feeds. A plan that published nothing this program can read is published first: its manifest stays, so
 * that whoever is ended halfway has less to do the next time. One that cannot be published keeps no other from being shown, and
 * what is published of it stays where it is: at the root what stood there of it. The account names it, and whether that may pass.
 * @param own a part that is newer than what its plan is known to have published
 * @param atRootBefore by path, what lay at the root when this began
 * @param atRoot what a plan that is published for this may say of the root
 */
export async function publishedParts(
  deps: PublishDeps,
  options: PublishOptions,
  own: RootPart | null,
  atRootBefore: ReadonlyMap<string, string | null>,
  atRoot: () => Promise<AtRoot>,
): Promise<PublishedParts> {
  const parts: RootPart[] = [];
  const accounts: SiteAccount[] = [];
  const ids = await deps.record.planIds();
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce).map(async (id) => {
      const line = id === own?.line.id ? null : await publishedLine(deps.site, id);
      return { id, line, part: id === own?.line.id ? own : await publishedPart(deps.site, line) };
    });
    for (const { id, line, part } of await Promise.all(some)) {
      const published = part === null ? await publishedNow(deps, id, options, atRoot) : null;
      const found = part ?? published?.part ?? partBefore(atRootBefore, id, line);
      if (found !== null) parts.push(found);
      if (published !== null) accounts.push(published.account);
    }
  }
  return { parts, account: addAccounts(accounts) };
}

async function publishedLine(site: Site, planId: string): Promise<IndexedPlan | null> {
  return readManifest(await site.read(manifestPath(planId)))?.line ?? null;
}

/** Null where a plan published nothing, or in a form this program does not read. */
async function publishedPart(site: Site, line: IndexedPlan | null): Promise<RootPart | null> {
  if (line === null) return null;
  const [fr, en] = await Promise.all([entriesBy(site, line, 'fr'), entriesBy(site, line, 'en')]);
  return fr === null || en === null ? null : { line, entries: { fr, en } };
}

async function entriesBy(
  site: Site,
  { id, pageLanguage }: IndexedPlan,
  language: InterfaceLanguage,
): Promise<readonly FeedEntry[] | null> {
  const text = await site.read(`${folderOf(id, language, pageLanguage)}feed.json`);
  return text === null ? null : readJsonFeed(text);
}

/** What stood at the root of a plan, with its own line where that can be read; null where nothing did. */
function partBefore(before: ReadonlyMap<string, string | null>, planId: string, own: IndexedPlan | null): RootPart | null {
  const line = own ?? readHomeIndex(before.get(homeKept) ?? null)?.find(({ id }) => id === planId) ?? null;
  const entriesIn = (language: InterfaceLanguage): FeedEntry[] => {
    const all = [...before.values()].map((text) => readJsonFeedIn(language, text ?? '')).find((one) => one !== null) ?? [];
    return all.filter(({ subject }) => subject === planId || subject.startsWith(`${planId}/`));
  };
  return line === null ? null : { line, entries: { fr: entriesIn('fr'), en: entriesIn('en') } };
}

async function publishedNow(
  deps: PublishDeps,
  planId: string,
  options: PublishOptions,
  atRoot: () => Promise<AtRoot>,
): Promise<{ readonly part: RootPart | null; readonly account: SiteAccount }> {
  try {
    const { view, account } = await writeAndVouch(deps, planId, options, atRoot);
    return { part: view === null ? null : rootPartOf(view), account };
  } catch (error) {
    // One plan that cannot be shown must not keep the others from it.
    const told: Partial<SiteAccount> =
      error instanceof UnreadableError
        ? { skipped: [{ id: planId, reason: 'unreadable' }] }
        : { failed: [{ id: planId, error }] };
    return { part: null, account: { ...nothingPublished, ...told } };
  }
}
