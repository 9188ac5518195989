import { type SimulatedClock, textOf } from './clock.ts';

/** How many of its last lines a trace keeps. */
const kept = 4_000;

/** What happened in a world, line by line, and one number over all of it: the same seed gives the same. */
export class Trace {
  readonly #clock: SimulatedClock;
  #lines: { at: number; line: string }[] = [];
  #low = 0x811c9dc5;
  #high = 0xc9dc5118;

  constructor(clock: SimulatedClock) {
    this.#clock = clock;
  }

  add(line: string): void {
    const at = this.#clock.milliseconds;
    this.#low = Math.imul(this.#low ^ at, 0x01000193);
    this.#high = Math.imul(this.#high ^ (at / 0x1_0000_0000), 0x01000197);
    this.#mix(line);
    this.#lines.push({ at, line });
    if (this.#lines.length > 2 * kept) this.#lines = this.#lines.slice(-kept);
  }

  /** Two halves of 32 bits each, in hexadecimal. */
  get fingerprint(): string {
    return [this.#low, this.#high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** The lines that speak of what is looked for, with their times; the last ones when they are many. */
  about(wanted: (line: string) => boolean, most: number): readonly string[] {
    const lines = this.#lines.filter(({ line }) => wanted(line)).slice(-most);
    return lines.map(({ at, line }) => `${textOf(at)} ${line}`);
  }

  #mix(text: string): void {
    for (let place = 0; place < text.length; place += 1) {
      const code = text.charCodeAt(place);
      this.#low = Math.imul(this.#low ^ code, 0x01000193);
      this.#high = Math.imul(this.#high ^ code, 0x01000197) + place;
    }
  }
}
