import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** A process of this machine, told apart from a later one with the same number where the system says when it started. */
export const processIdentity = z.strictObject({ pid: z.int().min(1), started: z.string().nullable() });
export type ProcessIdentity = z.infer<typeof processIdentity>;

/** The identity of a process that runs now. */
export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid) };
}

export function isAlive({ pid, started }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but there.
    if (codeOf(error) !== 'EPERM') return false;
  }
  return started === null || startOf(pid) === started;
}

/** Code of a system error, or null for anything else. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Clock ticks since boot at which the process started (field 22 of proc(5)); null on systems without /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    return state === 'Z' ? 'ended' : (rest[18] ?? null);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return null;
    throw error;
  }
}
