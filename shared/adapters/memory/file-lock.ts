import { linkSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, identityOf, isAlive, type ProcessIdentity, processIdentity } from './process-identity.ts';

/** Longest wait for a holder that lives: its work takes milliseconds, so something is stopped or hangs. */
const patience = 15_000;

/** The lock is held by a living process that does not give it up. */
class LockBusyError extends Error {
  constructor(path: string, holder: ProcessIdentity | null) {
    super(`${path} has been held for ${patience / 1000} s by process ${holder?.pid ?? 'unknown'}; end it and try again.`);
  }
}

let claims = 0;

/**
 * Runs `work` while no other process of this machine, and no other caller in this one, holds the lock file. The file
 * names its holder: what a killed process left behind is taken over. One machine only: a process in another container
 * cannot be seen to live.
 */
export async function withFileLock<Result>(path: string, work: () => Result | Promise<Result>): Promise<Result> {
  claims += 1;
  const claim = `${path}.${process.pid}-${claims}`;
  writeFileSync(claim, JSON.stringify(identityOf(process.pid)));
  try {
    await acquire(path, claim);
    try {
      return await work();
    } finally {
      unlinkSync(path);
    }
  } finally {
    unlinkSync(claim);
  }
}

/** A link appears whole or not at all, so the lock always says whose it is. */
async function acquire(path: string, claim: string): Promise<void> {
  const giveUpAt = performance.now() + patience;
  for (let wait = 1; !took(path, claim); wait = Math.min(wait * 1.5, 25)) {
    const holder = holderOf(path);
    if (holder !== null && !isAlive(holder)) takeAway(path, claim);
    else if (performance.now() > giveUpAt) throw new LockBusyError(path, holder);
    else await sleep(wait * (0.5 + Math.random()));
  }
}

function took(path: string, claim: string): boolean {
  try {
    linkSync(claim, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function claimsBeside(path: string): string[] {
  const prefix = `${basename(path)}.`;
  const isClaim = (name: string) => name.startsWith(prefix) && /^\d+-\d+$/.test(name.slice(prefix.length));
  return readdirSync(dirname(path))
    .filter(isClaim)
    .map((name) => join(dirname(path), name));
}

/** Null when nobody holds it, or when the claim is only just being written. */
function holderOf(path: string): ProcessIdentity | null {
  try {
    const text = readFileSync(path, 'utf8');
    return text === '' ? null : processIdentity.parse(JSON.parse(text));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Removes the lock of a dead process, under a lock of its own: of two that saw the same dead holder, the second must
 * not remove what the first has taken since. Claims of dead processes go too.
 */
function takeAway(path: string, claim: string): void {
  const stealing = `${path}.stealing`;
  if (!took(stealing, claim)) {
    const thief = holderOf(stealing);
    if (thief !== null && !isAlive(thief)) removeIfThere(stealing);
    return;
  }
  try {
    const holder = holderOf(path);
    if (holder !== null && !isAlive(holder)) removeIfThere(path);
    for (const left of claimsBeside(path)) {
      const claimant = holderOf(left);
      if (claimant !== null && !isAlive(claimant)) removeIfThere(left);
    }
  } finally {
    unlinkSync(stealing);
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
