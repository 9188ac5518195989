import type { PlanView } from '../showing/view.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { takingTurns } from './taking-turns.ts';
import { type Doubts, type PublishDeps, putManifest, type WrittenPlan, withoutRoot, writePlan } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount } from './write-site.ts';

/** A plan of which something is shown, once its own files are written. */
export type ShownPlan = WrittenPlan & { readonly view: PlanView };

/** What was written elsewhere of a plan; `isWhole`: all that the root shows of it. */
export type AtRoot = { readonly account: SiteAccount; readonly isWhole: boolean };

/** Leaves the root to whoever makes it. */
export async function nothingAtRoot(): Promise<AtRoot> {
  return { account: nothingPublished, isWhole: false };
}

/**
 * Writes one plan and its part of the root, then the manifest that vouches for both. Whoever finds then that somebody else
 * published the plan meanwhile begins again and doubts what they wrote: it may be older than what they wrote over.
 * @throws OvertakenError where that goes on: the manifest is left to the others
 */
export async function writeAndVouch(
  deps: PublishDeps,
  planId: string,
  options: PublishOptions,
  atRoot: (written: ShownPlan) => Promise<AtRoot>,
): Promise<{ readonly account: SiteAccount; readonly view: PlanView | null }> {
  const accounts: SiteAccount[] = [];
  let doubts: Doubts = new Set();
  return takingTurns(async (attempt) => {
    const { view, manifest, ...written } = await writePlan(deps, planId, options, doubts);
    accounts.push(written.account);
    // What was brought to the root before may have been older than what others brought.
    const isRootDoubted = attempt > 1;
    if (view !== null && (manifest !== null || isRootDoubted)) {
      const before = written.before === null || !isRootDoubted ? written.before : { ...written.before, home: null };
      const { account, isWhole } = await atRoot({ ...written, before, view, manifest });
      accounts.push(account);
      const vouched = isWhole || manifest === null ? manifest : withoutRoot(manifest);
      if (vouched !== null && !(await putManifest(deps.site, planId, vouched))) {
        doubts = doubtsAfter(doubts, written);
        return null;
      }
    }
    return { account: addAccounts(accounts), view };
  });
}

/** What somebody may have spoilt of what others wrote at the same time. A file that was removed belonged to who knows which unit. */
function doubtsAfter(before: Doubts, { account, units }: Pick<WrittenPlan, 'account' | 'units'>): Doubts {
  return before === 'all' || account.removed.length > 0 ? 'all' : new Set([...before, ...units.map(({ name }) => name)]);
}
