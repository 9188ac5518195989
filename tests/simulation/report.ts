import { readFileSync } from 'node:fs';
import type { Counters } from './counters.ts';
import { everyDeed } from './deeds.ts';
import { callFaults } from './faults.ts';
import type { Outcome } from './run.ts';
import { everyUnreadable } from './unreadable-rows.ts';

/** Seeds that failed once, one a line; what stands behind a seed is said after `#`. */
export function keptSeeds(): readonly number[] {
  const lines = readFileSync(new URL('seeds.txt', import.meta.url), 'utf8').split('\n');
  return lines
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map(Number);
}

const outcomes = ['accepted', 'passing', 'quota', 'stopped', 'rejected', 'ambiguous'];
const states = [
  ...['planned', 'claimed', 'sent', 'dropped empty', 'needs-human rejected', 'needs-human unknown'],
  ...['needs-human feed-not-proved', 'needs-human poison'],
];
const drops = [
  ...['before-floor', 'collapsed', 'stale', 'merged', 'answered', 'superseded', 'suppressed', 'plan-closed'],
  ...['mail-off', 'sandbox', 'no-recipient'],
];
const weathers = [
  ...[
    'index-lag',
    'skew',
    'clock-jump',
    'tick-doubled',
    'queue-doubled',
    'queue-late',
    'event-lost',
    'event-late',
    'event-doubled',
  ],
  ...['accepted-unheard', 'unheard', 'passing', 'stopped', 'rejected', 'quota-gone'],
  ...['content-refused', 'hard-bounce', 'soft-bounce', 'complaint', 'delayed', 'unknown-event'],
];

/** Everything a run must have met for its silence to mean anything. */
export const mustHappen: readonly string[] = [
  ...[...callFaults, ...weathers].map((fault) => `fault ${fault}`),
  ...outcomes.map((outcome) => `outcome ${outcome}`),
  ...states.map((state) => `state ${state}`),
  ...drops.map((reason) => `dropped ${reason}`),
  ...everyDeed.map((deed) => `did ${deed}`),
  ...everyUnreadable,
  ...[
    'restore record',
    'restore ledger',
    'breaker tripped',
    'plan changed under a tick',
    'killed at its time limit',
    'dead letter digests',
    'sent twice',
    'asked a colleague',
    'hand-on ran out',
    'placed for several plans',
    'audited',
    'audited with unreadable rows',
  ],
  ...['did decide drop', 'did decide send-again', 'did decide sent-after-all'],
];

/** What must happen and did not. */
export function missingIn(counters: Counters): readonly string[] {
  return mustHappen.filter((name) => counters.of(name) === 0);
}

const traceLines = 60;

/** A failed world in words: what broke, the lines of its trace about it, and how to play it again. */
export function told({ seed, violations, trace }: Outcome): string {
  const digests = new Set(violations.flatMap(({ told: text }) => /digest (\S{6})/.exec(text)?.[1] ?? []));
  const shown = trace.about(
    (line) => [...digests].some((did) => line.includes(did)) || /^(?:restore|ses|claimed|start|crashed)/.test(line),
    traceLines,
  );
  return [
    `seed ${seed}:`,
    ...violations.slice(0, 10).map(({ invariant, told: text }) => `  ${invariant}: ${text}`),
    ...shown.map((line) => `    ${line}`),
    `  again: npm run -s simulate -- --seed ${seed}`,
  ].join('\n');
}
