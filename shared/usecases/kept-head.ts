import type { Json } from '../domain/canonical-json.ts';
import { planHead } from '../domain/change-log.ts';
import { planOf } from '../domain/identifiers.ts';
import type { LogHead } from '../domain/plan.ts';

/** A verified log, as it was published. */
type VerifiedLog = { readonly subject: string; readonly entries: readonly { readonly [key: string]: Json | undefined }[] };

/**
 * The moment whose head it was: that of a whole plan when only so many entries of all its logs were written, or of one log with so
 * many. `at` is the time of the last of them.
 */
export type KeptMoment = { readonly subject: string; readonly entries: number; readonly at: string };

type Step = LogHead & { readonly subject: string; readonly at: string };

/** The entries of a plan's logs in the order they were written; of one second, the plan's own first, then by commitment. */
function stepsOf(logs: readonly VerifiedLog[]): Step[] {
  const steps = logs.flatMap(({ subject, entries }) => {
    // A clock may have gone back a little: within a log, an entry is no earlier than the one before it.
    let latest = '';
    return entries.map((entry, index) => {
      const told = String(entry['at']);
      latest = told > latest ? told : latest;
      return { subject, seq: index + 1, hash: String(entry['hash']), at: latest };
    });
  });
  return steps.sort((a, b) => compare(a.at, b.at) || compare(a.subject, b.subject) || a.seq - b.seq);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * When a head that somebody kept was the newest of these logs; null where it never was. Heads of a plan are found as mails, pages and
 * feeds tell them: over all its logs between two changes. Two changes of different commitments within one second may have been told
 * in another order than is tried here.
 * @param logs verified ones
 * @param head the first 12 or more of its hexadecimal digits
 */
export function momentOf(logs: readonly VerifiedLog[], head: string): KeptMoment | null {
  for (const { subject, entries } of logs) {
    const place = entries.findIndex(({ hash }) => String(hash).startsWith(head));
    if (place >= 0) return { subject, entries: place + 1, at: String(entries[place]?.['at']) };
  }
  for (const plan of new Set(logs.map(({ subject }) => planOf(subject)))) {
    const heads = new Map<string, LogHead>();
    for (const [index, { subject, seq, hash, at }] of stepsOf(logs.filter((log) => planOf(log.subject) === plan)).entries()) {
      heads.set(subject, { seq, hash });
      if (planHead(heads).startsWith(head)) return { subject: plan, entries: index + 1, at };
    }
  }
  return null;
}
