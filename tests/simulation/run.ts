import type { Counters } from './counters.ts';
import type { History, Violation } from './history.ts';
import { checkers } from './invariants/checkers.ts';
import { auditFindsNothing } from './invariants/i14-audit.ts';
import { Play } from './play.ts';
import { countSeen } from './seen.ts';
import type { Trace } from './trace.ts';

/** What became of one world. */
export type Outcome = {
  readonly seed: number;
  readonly fingerprint: string;
  readonly violations: readonly Violation[];
  readonly counters: Counters;
  readonly history: History;
  readonly trace: Trace;
};

/** Plays the world of a seed from beginning to end and judges it. */
export async function runWorld(seed: number): Promise<Outcome> {
  const play = new Play(seed);
  const history = await play.run();
  const { counters, trace } = play.machines;
  const { machines } = play;
  const violations = [...play.broken, ...checkers.flatMap((check) => check(history))];
  // What takes as long as the world itself is done in every third; rows that could not be read show in the audit alone.
  const [isThird, isSpoilt] = [seed % 3 === 0, machines.unreadable.isExpected];
  if (play.isUneventful && (isThird || isSpoilt)) {
    counters.add(isSpoilt ? 'audited with unreadable rows' : 'audited');
    violations.push(...(await auditFindsNothing(machines.stores(), machines.clock.now())));
  }
  if (isThird) violations.push(...(await play.again()));
  counters.add('mails', history.acceptances.length);
  countSeen(history, counters);
  return { seed, fingerprint: trace.fingerprint, violations, counters, history, trace };
}
