import * as z from 'zod';
import {
  contactAssignmentsPartition,
  contactKey,
  digestRowKey,
  gateKey,
  milestoneKey,
  planStateKey,
  reminderKey,
} from '../../shared/adapters/dynamodb/keys.ts';
import { type MilestoneState, milestoneState } from '../../shared/domain/commitment.ts';
import { type Assignment, assignment, type Contact, contact } from '../../shared/domain/contact.ts';
import { type Digest, digest, type Gate, gate, type Reminder, reminder } from '../../shared/domain/ledger.ts';
import { type PlanSettings, type PlanState, planState } from '../../shared/domain/plan.ts';
import { contentOf, contentsOf, type Rows } from './rows.ts';
import type { Accepted } from './ses.ts';

/** A digest that went from planned to claimed, with everything as it stood in that very transaction. */
export type Claim = {
  /** True time, in milliseconds since 1970: no machine's clock. */
  readonly at: number;
  readonly process: number;
  readonly did: string;
  readonly attempt: number;
  readonly rows: Rows;
};

/** A mail SES accepted, and the claim its sender held; null when it held none. */
export type Acceptance = Accepted & {
  readonly claim: Claim | null;
  /** SES took it and then refused its content: nobody got it. */
  readonly isRefused: boolean;
  /** An event about it was on its way: who listens could know that it was accepted. */
  readonly isTold: boolean;
};

/** A digest that waits, as reminders joined it, and the plans that surely mailed its reader then. */
export type Placing = {
  readonly at: number;
  readonly did: string;
  readonly localDate: string;
  readonly notBefore: string;
  readonly plans: readonly PlanSettings[];
};

export type Restore = { readonly at: number; readonly lost: 'record' | 'ledger' };

/** Everything a world leaves behind to be judged. */
export type History = {
  readonly acceptances: readonly Acceptance[];
  readonly claims: readonly Claim[];
  readonly restores: readonly Restore[];
  readonly placings: readonly Placing[];
  /** Until when the turns to send were taken, as each sender took one, in milliseconds since 1970. */
  readonly turns: readonly number[];
  readonly perSecond: number;
  readonly quota: number;
  /** Did every event reach us within the shortest grace? */
  readonly isStrict: boolean;
  /** When a person asked for a digest to be sent again, by did. */
  readonly resends: ReadonlyMap<string, readonly number[]>;
  /** The largest error of any machine's clock, in milliseconds. */
  readonly skew: number;
  /** The end, in milliseconds since 1970, and everything stored then. */
  readonly endsAt: number;
  readonly rows: Rows;
};

/** A broken promise. */
export type Violation = { readonly invariant: string; readonly told: string };

/** Judges one promise over everything that happened. */
export type Checker = (history: History) => readonly Violation[];

export function digestIn(rows: Rows, did: string): Digest | null {
  return contentOf(rows, 'ledger', digestRowKey(did), digest);
}

export function remindersIn(rows: Rows, rids: readonly string[]): readonly Reminder[] {
  return rids.map((rid) => contentOf(rows, 'ledger', reminderKey(rid), reminder)).filter((one) => one !== null);
}

export function milestoneIn(rows: Rows, id: string): MilestoneState | null {
  return contentOf(rows, 'record', milestoneKey(id), milestoneState);
}

export function planIn(rows: Rows, id: string): PlanState | null {
  return contentOf(rows, 'record', planStateKey(id), planState);
}

export function gateIn(rows: Rows): Gate | null {
  return contentOf(rows, 'ledger', gateKey, gate);
}

const contactRow = z.looseObject({ contact });

export function contactIn(rows: Rows, id: string): Contact | null {
  return contentOf(rows, 'people', contactKey(id), contactRow)?.contact ?? null;
}

export function assignmentsIn(rows: Rows, contactId: string): readonly Assignment[] {
  return contentsOf(rows, 'people', `${contactAssignmentsPartition(contactId)} `, assignment);
}

/** Every digest and every reminder of the Ledger. */
export function ledgerIn(rows: Rows): { readonly digests: readonly Digest[]; readonly reminders: readonly Reminder[] } {
  return { digests: contentsOf(rows, 'ledger', 'DIG#', digest), reminders: contentsOf(rows, 'ledger', 'REM#', reminder) };
}

/** The reminders the mail of a claim told: those of its digest that a repeat does not hold back. */
export function carriedBy({ rows, did, attempt }: Claim): readonly Reminder[] {
  const held = digestIn(rows, did);
  const withheld = held?.withheld.filter(({ from }) => from <= attempt).map(({ rid }) => rid) ?? [];
  return remindersIn(
    rows,
    (held?.rids ?? []).filter((rid) => !withheld.includes(rid)),
  );
}
