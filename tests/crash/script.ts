import type { FaultChooser } from '../simulation/faults.ts';

/** A call of the process under test, by its place among all of them, and on which side of it the process dies. */
export type CrashPoint = { readonly call: number; readonly side: 'before' | 'after' };

/** A call that was made: what of whom, and by which process. */
export type MadeCall = { readonly site: string; readonly process: number };

/** Lets processes of some kinds die at the given calls, and nothing else go wrong. Counts their calls. */
export class CrashScript implements FaultChooser {
  isOn = false;
  /** The calls that were made, in order. */
  readonly made: MadeCall[] = [];
  readonly #kinds: readonly string[];
  readonly #points: readonly CrashPoint[];

  constructor(kinds: readonly string[], points: readonly CrashPoint[]) {
    this.#kinds = kinds;
    this.#points = points;
  }

  strikes(): boolean {
    return false;
  }

  oneOf<Fault extends string>(faults: readonly Fault[], site: string, process: number): Fault | null {
    if (!this.isOn || !this.#kinds.some((kind) => site.startsWith(`${kind} `))) return null;
    this.made.push({ site, process });
    const point = this.#points.find(({ call }) => call === this.made.length);
    return point === undefined ? null : (faults.find((fault) => fault === `crash-${point.side}`) ?? null);
  }

  count(): void {}
}

/** Every point at which these calls can be cut: before and after each. */
export function pointsOf(made: readonly MadeCall[]): readonly CrashPoint[] {
  return made.flatMap((_, index) => [{ call: index + 1, side: 'before' } as const, { call: index + 1, side: 'after' } as const]);
}

/** Whoever dies at a call that only reads or waits leaves the same behind before it and after it: nothing of it was heard by anybody. */
export function onlyReads({ site }: MadeCall): boolean {
  return / (?:get|batch|query) [^ ]|^\S+ (?:ses quota|pause|site list|site read)$/.test(site);
}
