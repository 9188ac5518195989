import type { FaultChooser } from '../simulation/faults.ts';

/** A call of the process under test, by its place among all of them, and on which side of it the process dies. */
export type CrashPoint = { readonly call: number; readonly side: 'before' | 'after' };

/** Lets processes of some kinds die at the given calls, and nothing else go wrong. Counts their calls. */
export class CrashScript implements FaultChooser {
  isOn = false;
  calls = 0;
  readonly #kinds: readonly string[];
  readonly #points: readonly CrashPoint[];

  constructor(kinds: readonly string[], points: readonly CrashPoint[]) {
    this.#kinds = kinds;
    this.#points = points;
  }

  strikes(): boolean {
    return false;
  }

  oneOf<Fault extends string>(faults: readonly Fault[], site: string): Fault | null {
    if (!this.isOn || !this.#kinds.some((kind) => site.startsWith(`${kind} `))) return null;
    this.calls += 1;
    const point = this.#points.find(({ call }) => call === this.calls);
    return point === undefined ? null : (faults.find((fault) => fault === `crash-${point.side}`) ?? null);
  }

  count(): void {}
}

/** Every point at which n calls can be cut: before and after each. */
export function pointsOf(calls: number): readonly CrashPoint[] {
  const all = Array.from({ length: calls }, (_, index) => index + 1);
  return all.flatMap((call) => [{ call, side: 'before' } as const, { call, side: 'after' } as const]);
}
