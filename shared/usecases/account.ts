import type { DroppedReason } from '../domain/ledger.ts';

/**
 * Why a job left something alone. `not-yet` and `day-over` are about the sending window, `no-time` about the function's own
 * time; the others say what is shut.
 */
export type SkipReason =
  | DroppedReason
  | 'gate-off'
  | 'breaker'
  | 'quota'
  | 'not-yet'
  | 'day-over'
  | 'no-time'
  | 'already-handled'
  | 'claimed'
  | 'throttled'
  | 'changing'
  | 'expired'
  | 'unknown-address'
  | 'ignored';

export type FailReason =
  | 'error'
  /** What it rests on is stored in a way that this program cannot read; it is left as it is. */
  | 'unreadable'
  | 'unknown-outcome'
  | 'unknown'
  | 'feed-not-proved'
  | 'rejected'
  | 'stopped'
  | 'poison'
  | 'no-mailbox'
  | 'quota-unreadable';

/** Failures after which a digest waits for a person. */
export const leftToPerson = ['unknown', 'feed-not-proved', 'rejected', 'poison'] as const satisfies readonly FailReason[];

/** Is this failure nothing the next tick could mend? */
export function isForPerson(reason: FailReason): boolean {
  return leftToPerson.some((one) => one === reason);
}

/** What became of everything a job looked at. Ids only: digests, reminders, milestones, address keys. */
export type JobAccount = {
  readonly sent: readonly string[];
  readonly skipped: readonly { readonly id: string; readonly reason: SkipReason }[];
  readonly failed: readonly { readonly id: string; readonly reason: FailReason }[];
  /** Digests of which SES proved to have accepted a second mail; absent where there is none. */
  readonly doubled?: readonly string[];
};

export const nothingDone: JobAccount = { sent: [], skipped: [], failed: [] };

export function addUp(accounts: readonly JobAccount[]): JobAccount {
  const doubled = accounts.flatMap((one) => one.doubled ?? []);
  return {
    ...(doubled.length === 0 ? {} : { doubled }),
    sent: accounts.flatMap(({ sent }) => sent),
    skipped: accounts.flatMap(({ skipped }) => skipped),
    failed: accounts.flatMap(({ failed }) => failed),
  };
}

export const sentOne = (id: string): JobAccount => ({ ...nothingDone, sent: [id] });
export const skippedOne = (id: string, reason: SkipReason): JobAccount => ({ ...nothingDone, skipped: [{ id, reason }] });
export const failedOne = (id: string, reason: FailReason): JobAccount => ({ ...nothingDone, failed: [{ id, reason }] });
