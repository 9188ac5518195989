import { defaultHomeLanguage, pageLanguages, type SiteHome } from '../showing/addresses.ts';
import { homeIndexOf } from '../showing/home-index.ts';
import { homeFiles, newestFiles, newestOf, type RootPart } from '../showing/root-files.ts';
import { collectNow, collectPlans } from './collect-plans.ts';
import { homeKept, newestKept, type RootGroup, writeGroup } from './publish-home.ts';
import { publishedParts } from './published-parts.ts';
import { filesOn, type PublishOptions } from './read-plan-view.ts';
import { putRootManifest, readRootManifest, rootManifestText } from './root-manifest.ts';
import { takingTurns } from './taking-turns.ts';
import { type AtRoot, nothingAtRoot } from './write-and-vouch.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount } from './write-site.ts';

/**
 * Makes everything at the root from what each plan published of itself, and vouches for it: from then on changes are merged into
 * it. No record of a plan is read but where a plan published nothing this program can read. Where one of these failed, nothing is
 * vouched for: whoever publishes next makes the root anew.
 */
export async function publishRoot(deps: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  return makingAnew(async (accounts) => {
    const before = await rootAsRead(deps, options);
    // Until the root is vouched for, whoever comes next makes it anew from what is published by then.
    const { parts, account } = await publishedParts(deps, options, null, before.kept, async () => seenTo);
    accounts.push(account);
    return writeRoot(deps, { parts, isWhole: account.failed.length === 0 }, options, before, accounts);
  });
}

/**
 * Makes the index of all plans from what each of them published of itself, where the index before it does not tell.
 * @param own newer than what its plan is known to have published
 * @throws what kept a plan from being published that had to be: the index stays as it is, and is made by who comes next
 */
export async function remakeIndex(deps: PublishDeps, own: RootPart, options: PublishOptions): Promise<SiteAccount> {
  return makingAnew(async (accounts) => {
    const before = await rootAsRead(deps, options);
    const { parts, account } = await publishedParts(deps, options, own, before.kept, nothingAtRoot);
    const [failed] = account.failed;
    if (failed !== undefined) throw failed.error;
    accounts.push(account);
    return writeIndex(deps, parts, options, before, accounts);
  });
}

const seenTo: AtRoot = { account: nothingPublished, isWhole: true };

/** Makes something until nobody else came first; the account is of every attempt, and names what the last one left. */
async function makingAnew(once: (accounts: SiteAccount[]) => Promise<boolean>): Promise<SiteAccount> {
  const before: SiteAccount[] = [];
  const last = await takingTurns(async () => {
    const accounts: SiteAccount[] = [];
    if (await once(accounts)) return accounts;
    before.push(...accounts.map((one) => ({ ...one, skipped: [], failed: [] })));
    return null;
  });
  return addAccounts([...before, ...last]);
}

/** The text of every file of the root over which another one is put only while it is the same. */
export type RootBefore = { readonly kept: ReadonlyMap<string, string | null>; readonly manifest: string | null };

/** To be read before whatever the root is made of, so that nothing that comes between is lost. */
export async function rootAsRead({ site }: Pick<PublishDeps, 'site'>, home: SiteHome): Promise<RootBefore> {
  // Made for another front door, they lie elsewhere: the own ones are the first of their language.
  const homes = [home, ...pageLanguages.map((homeLanguage) => ({ ...home, homeLanguage }))];
  const paths = new Set([homeKept, ...homes.flatMap(newestKept).map(({ path }) => path)]);
  const texts = [...paths].map(async (path) => [path, await site.read(path)] as const);
  return { kept: new Map(await Promise.all(texts)), manifest: await rootManifestText(site) };
}

/** What the root is made of; `isWhole`: of every plan that can be read what that plan says by now. */
export type RootParts = { readonly parts: readonly RootPart[]; readonly isWhole: boolean };

/**
 * Writes everything at the root that tells of plans, from what it shows of each and what each published. It is vouched for only
 * where it is whole.
 * @param accounts gets what was written, also where it was in vain
 * @returns false where somebody else wrote there since `before` was read
 */
export async function writeRoot(
  deps: PublishDeps,
  { parts, isWhole }: RootParts,
  options: PublishOptions,
  before: RootBefore,
  accounts: SiteAccount[],
): Promise<boolean> {
  const { site, version } = deps;
  if ((await readRootManifest(deps, options)) !== null) {
    // Somebody vouched for a whole one meanwhile.
    if (!isWhole) return true;
    const isDone = await writeIndex(deps, parts, options, before, accounts);
    if (isDone) accounts.push(await collectNow(deps, options));
    return isDone;
  }
  // Home links to what is collected, so that this stands before it.
  accounts.push(
    await collectPlans(
      site,
      parts.map(({ line }) => line),
      options,
    ),
  );
  const isIndexDone = await writeIndex(deps, parts, options, before, accounts);
  if (!isWhole) return isIndexDone;
  const { publicUrl, homeLanguage = defaultHomeLanguage, contactUrl = null } = options;
  const made = { version, publicUrl, homeLanguage, contactUrl, round: 1, collected: 'yes', hasNoOlderPlan: false } as const;
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
  const newest = newestKept(options).map(({ language, path }) => ({
    kept: path,
    files: newestFiles(language, newestOf(parts, language), options),
  }));
  const home = { kept: homeKept, files: homeFiles(homeIndexOf(parts.map(({ line }) => line)), options) };
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
