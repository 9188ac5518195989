import { planOf } from '../domain/identifiers.ts';
import { type FeedEntry, mergeEntries, newestInFeed } from './feeds/feed.ts';
import { newestFirst } from './feeds/recorded.ts';

/**
 * The newest entries of all plans after one of them was published, from the newest there were and its own newest. Null where
 * that does not tell: an entry of the plan went (its asks are no longer public), so that an older one of another plan comes
 * up, which was never kept.
 */
export function newestAfter(
  before: readonly FeedEntry[],
  planId: string,
  own: readonly FeedEntry[],
): readonly FeedEntry[] | null {
  const ownUrns = new Set(own.map(({ urn }) => urn));
  const oldest = own.length < newestInFeed ? undefined : own.at(-1);
  const isGone = (entry: FeedEntry): boolean =>
    planOf(entry.subject) === planId && !ownUrns.has(entry.urn) && (oldest === undefined || newestFirst(entry, oldest) < 0);
  return before.length === newestInFeed && before.some(isGone) ? null : mergeEntries(before, planId, own);
}
