import { homeIndexOf } from '../showing/home-index.ts';
import { homeFiles, newestFiles, newestOf, type RootPart } from '../showing/root-files.ts';
import { collectNow, collectPlans } from './collect-plans.ts';
import { keptAtRoot, type RootGroup, writeGroup } from './publish-home.ts';
import { publishedParts } from './published-parts.ts';
import { filesOn, type PublishOptions } from './read-plan-view.ts';
import { putRootManifest, readRootManifest, rootManifestText } from './root-manifest.ts';
import { takingTurns } from './taking-turns.ts';
import { type AtRoot, nothingAtRoot } from './write-and-vouch.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount } from './write-site.ts';

/**
 * Makes everything at the root from what each plan published of itself, and vouches for it: from then on changes are merged into
 * it. No record of a plan is read but where a plan published nothing this program can read.
 */
export async function publishRoot(deps: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  return makingAnew(async (accounts) => {
    const before = await rootAsRead(deps);
    // Until the root is vouched for, whoever comes next makes it anew from what is published by then.
    const { parts, account } = await publishedParts(deps, options, null, async () => seenTo);
    accounts.push(account);
    return writeRoot(deps, parts, options, before, accounts);
  });
}

/**
 * Makes the index of all plans from what each of them published of itself, where the index before it does not tell.
 * @param own newer than what its plan is known to have published
 */
export async function remakeIndex(deps: PublishDeps, own: RootPart, options: PublishOptions): Promise<SiteAccount> {
  return makingAnew(async (accounts) => {
    const before = await rootAsRead(deps);
    const { parts, account } = await publishedParts(deps, options, own, nothingAtRoot);
    accounts.push(account);
    return writeIndex(deps, parts, options, before, accounts);
  });
}

const seenTo: AtRoot = { account: nothingPublished, isWhole: true };

/** Makes something until nobody else came first; the account is of every attempt. */
async function makingAnew(once: (accounts: SiteAccount[]) => Promise<boolean>): Promise<SiteAccount> {
  const accounts: SiteAccount[] = [];
  await takingTurns(async () => ((await once(accounts)) ? 'made' : null));
  return addAccounts(accounts);
}

/** The text of every file of the root over which another one is put only while it is the same. */
export type RootBefore = { readonly kept: ReadonlyMap<string, string | null>; readonly manifest: string | null };

/** To be read before whatever the root is made of, so that nothing that comes between is lost. */
export async function rootAsRead({ site }: Pick<PublishDeps, 'site'>): Promise<RootBefore> {
  const paths = [keptAtRoot.home, ...keptAtRoot.newest.map(({ path }) => path)];
  const texts = paths.map(async (path) => [path, await site.read(path)] as const);
  return { kept: new Map(await Promise.all(texts)), manifest: await rootManifestText(site) };
}

/**
 * Writes everything at the root that tells of plans, from what it shows of each and what each published.
 * @param accounts gets what was written, also where it was in vain
 * @returns false where somebody else wrote there since `before` was read
 */
export async function writeRoot(
  deps: PublishDeps,
  parts: readonly RootPart[],
  options: PublishOptions,
  before: RootBefore,
  accounts: SiteAccount[],
): Promise<boolean> {
  const { site, version } = deps;
  const { publicUrl } = options;
  if ((await readRootManifest(deps, publicUrl)) !== null) {
    const isDone = await writeIndex(deps, parts, options, before, accounts);
    if (isDone) accounts.push(await collectNow(deps, publicUrl));
    return isDone;
  }
  // Home links to what is collected, so that this stands before it.
  accounts.push(
    await collectPlans(
      site,
      parts.map(({ line }) => line),
    ),
  );
  const isIndexDone = await writeIndex(deps, parts, options, before, accounts);
  const made = { version, publicUrl, round: 1, collected: 'yes' } as const;
  return isIndexDone && (await putRootManifest(site, made, before.manifest)) !== null;
}

/** Home after the page of the newest changes, to which it leads. */
async function writeIndex(
  { site }: PublishDeps,
  parts: readonly RootPart[],
  options: PublishOptions,
  before: RootBefore,
  accounts: SiteAccount[],
): Promise<boolean> {
  const { publicUrl } = options;
  const newest = keptAtRoot.newest.map(({ language, path }) => ({
    kept: path,
    files: newestFiles(language, newestOf(parts, language), publicUrl),
  }));
  const home = { kept: keptAtRoot.home, files: homeFiles(homeIndexOf(parts.map(({ line }) => line)), publicUrl) };
  const groups: readonly RootGroup[] = [...newest, home];
  for (const group of groups) {
    const account = await writeGroup(
      site,
      { ...group, files: filesOn(options, group.files) },
      before.kept.get(group.kept) ?? null,
    );
    if (account === null) return false;
    accounts.push(account);
  }
  return true;
}
