import * as z from 'zod';
import { isoInstant } from './identifiers.ts';
import { meterKeyOf } from './keyed-hash.ts';
import { sha256 } from './text.ts';

/** Uses of something limited within a moving window (RELIABILITY S15). `key` is a keyed hash of whom or what is counted; one is everybody's. */
export const meterRow = z.object({
  key: sha256,
  /** Instants of the uses that still count, oldest first. */
  uses: z.array(isoInstant).max(1_000),
  expiresAt: isoInstant,
});

/** How often per how long. */
export type Meter = { readonly key: string; readonly limit: number; readonly seconds: number };

/** What limits sign-in codes, in the order it is asked: a noisy source must not use up what an address or everyone has. */
const codeLimits = { source: 20, address: 5, all: 200 } as const;
export type CodeLimit = keyof typeof codeLimits;

/** The window of every limit on codes, in seconds. */
export const codeWindow = 3_600;

/** The meters one code is counted on. Neither the source nor the address can be read from them. */
export function codeMeters(
  secret: string,
  counted: { readonly source: string; readonly address: string },
): readonly (Meter & { readonly of: CodeLimit })[] {
  const whom = { ...counted, all: '' };
  return (['source', 'address', 'all'] as const).map((of) => ({
    of,
    key: meterKeyOf(secret, `codes by ${of}`, whom[of]),
    limit: codeLimits[of],
    seconds: codeWindow,
  }));
}
