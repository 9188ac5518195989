import { randomBytes } from 'node:crypto';
import type { Rng } from '../../ports.ts';

/** Chance from the operating system, fit for tokens. */
export const systemRng: Rng = { bytes: (count) => new Uint8Array(randomBytes(count)) };
