import { Temporal } from 'temporal-polyfill';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2021-10-01T07:00:00Z` for milliseconds since 1970. */
export function textOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

export function millisecondsOf(text: string): number {
  return Date.parse(text);
}

/** The time of a simulated world: it stands still until somebody moves it. */
export class SimulatedClock {
  #at: number;

  constructor(start: number) {
    this.#at = start;
  }

  get milliseconds(): number {
    return this.#at;
  }

  /** In whole seconds, as a machine reads it whose clock is wrong by `skew` milliseconds. */
  now(skew = 0): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(Math.floor((this.#at + skew) / 1_000) * 1_000);
  }

  /** To the millisecond. */
  moment(skew = 0): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.#at + skew);
  }

  pass(milliseconds: number): void {
    this.#at += milliseconds;
  }

  /** Never back: what is past already happens now. */
  jumpTo(at: number): void {
    this.#at = Math.max(this.#at, at);
  }
}
