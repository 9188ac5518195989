import { Temporal } from 'temporal-polyfill';
import type { Json } from '../domain/canonical-json.ts';
import { planHead } from '../domain/change-log.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { compareNumbers, numberOf, planOf } from '../domain/identifiers.ts';
import type { LogHead } from '../domain/plan.ts';

/** A verified log, as it was published. */
type VerifiedLog = { readonly subject: string; readonly entries: readonly { readonly [key: string]: Json | undefined }[] };

/**
 * The moment whose head it was: that of a whole plan when only so many entries of all its logs were written, or of one log with so
 * many. `of`: how many there are now. `at` is the time of the last of them.
 */
export type KeptMoment = { readonly subject: string; readonly entries: number; readonly of: number; readonly at: string };

type Step = LogHead & { readonly subject: string; readonly at: string };

/** Where each log may have stood: with so many entries at least and at most. */
type Range = { readonly steps: readonly Step[]; readonly from: number; readonly to: number };

/**
 * An entry carries the time at which its request began, and is written when it ends, as a mail or a page is made while it reads one
 * log after the other: what lies so close together may have been told in any order.
 */
const closeMinutes = 15;

/** So many states of a plan are tried beside those of its entries' order: a second or two. */
const triedAtMost = 1 << 16;

const minutesFrom = (at: string, minutes: number): string => instantText(Temporal.Instant.from(at).add({ minutes }));

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function stepsOf({ subject, entries }: VerifiedLog): readonly Step[] {
  // A clock may have gone back a little: within a log, an entry is no earlier than the one before it.
  let latest = '';
  return entries.map((entry, index) => {
    const told = String(entry['at']);
    latest = told > latest ? told : latest;
    return { subject, seq: index + 1, hash: String(entry['hash']), at: latest };
  });
}

/** By commitment as files are named, or as people number them: an import writes its entries, of one time all, in either order. */
const orders: readonly ((a: string, b: string) => number)[] = [compare, (a, b) => compareNumbers(numberOf(a), numberOf(b))];

/** The newest entry of each log that had one. */
type State = readonly Step[];

/** The plan after each of its entries, in the order of their times. */
function* inOrder(logs: readonly (readonly Step[])[], bySubject: (a: string, b: string) => number): Iterable<State> {
  const newest = new Map<string, Step>();
  const steps = logs.flat().sort((a, b) => compare(a.at, b.at) || bySubject(a.subject, b.subject) || a.seq - b.seq);
  for (const step of steps) {
    newest.set(step.subject, step);
    yield [...newest.values()];
  }
}

/** Every state of a plan whose logs stood within these ranges. */
function* within([first, ...others]: readonly Range[]): Iterable<State> {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const rest of within(others)) {
    for (let count = first.from; count <= first.to; count += 1) {
      const last = first.steps[count - 1];
      yield last === undefined ? rest : [last, ...rest];
    }
  }
}

const sizeOf = (ranges: readonly Range[]): number => ranges.reduce((size, { from, to }) => size * (to - from + 1), 1);

/** The ranges around each entry, each once: whatever is far from it in time was written before it or after. */
function* around(logs: readonly (readonly Step[])[]): Iterable<readonly Range[]> {
  let last = '';
  for (const at of [...new Set(logs.flat().map((step) => step.at))].sort()) {
    const from = minutesFrom(at, -closeMinutes);
    const to = minutesFrom(at, closeMinutes);
    const ranges = logs.map((steps) => ({
      steps,
      from: steps.filter((step) => step.at < from).length,
      to: steps.filter((step) => step.at <= to).length,
    }));
    const name = ranges.map((one) => `${one.from}-${one.to}`).join();
    if (name !== last) yield ranges;
    last = name;
  }
}

/** States of a plan, the likeliest first; all there are where they are few. */
function* statesOf(logs: readonly (readonly Step[])[], everything: readonly Range[]): Iterable<State> {
  for (const bySubject of orders) yield* inOrder(logs, bySubject);
  if (sizeOf(everything) <= triedAtMost) {
    yield* within(everything);
    return;
  }
  let left = triedAtMost;
  for (const ranges of around(logs)) {
    const size = sizeOf(ranges);
    if (size > left) continue;
    left -= size;
    yield* within(ranges);
  }
}

function planMoment(plan: string, logs: readonly VerifiedLog[], head: string): KeptMoment | 'unknown' | null {
  const all = logs.map(stepsOf);
  const everything = all.map((steps) => ({ steps, from: 0, to: steps.length }));
  for (const state of statesOf(all, everything)) {
    if (state.length === 0 || !planHead(new Map(state.map((step) => [step.subject, step]))).startsWith(head)) continue;
    const at = state.reduce((latest, step) => (step.at > latest ? step.at : latest), '');
    return { subject: plan, entries: state.reduce((sum, { seq }) => sum + seq, 0), of: all.flat().length, at };
  }
  return sizeOf(everything) <= triedAtMost ? null : 'unknown';
}

/**
 * When a head that somebody kept was the newest of these logs. Heads of a plan are found as mails, pages and feeds tell them: over
 * all its logs between two changes, or while some were being written and read.
 *
 * Null where these logs never had it, whichever way they grew; `unknown` where they can have grown in more ways than can be tried. Only
 * the likely ones were tried then, and nothing follows from it: an import that was taken up again later carries the time of its
 * beginning, and the page of a past day holds later redactions.
 * @param logs verified ones
 * @param head the first 12 or more of its hexadecimal digits
 */
export function momentOf(logs: readonly VerifiedLog[], head: string): KeptMoment | 'unknown' | null {
  for (const { subject, entries } of logs) {
    const place = entries.findIndex(({ hash }) => String(hash).startsWith(head));
    if (place >= 0) return { subject, entries: place + 1, of: entries.length, at: String(entries[place]?.['at']) };
  }
  let isUnknown = false;
  for (const plan of new Set(logs.map(({ subject }) => planOf(subject)))) {
    const moment = planMoment(
      plan,
      logs.filter((log) => planOf(log.subject) === plan),
      head,
    );
    if (moment === 'unknown') isUnknown = true;
    else if (moment !== null) return moment;
  }
  return isUnknown ? 'unknown' : null;
}
