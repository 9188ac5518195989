import type { FuzzyDate } from './fuzzy-date.ts';
import type { ReminderStep } from './ledger.ts';

/** What a check-up of a plan's texts, or of its record, may point at. None of it is a fault of a person. */
export type CheckCode =
  | 'undated'
  | 'year-without-milestone'
  | 'recurring-promise'
  | 'beginning-as-result'
  | 'one-contact'
  | 'day-off'
  | 'reading'
  | 'no-contact'
  | 'ambiguous-date'
  | 'missing-milestone'
  | 'ogp-id'
  | 'untranslated';

export type CheckFinding = {
  readonly file: string;
  readonly line: number;
  readonly code: CheckCode;
  /** Number of the commitment, or null for what is about the whole plan. */
  readonly commitment: string | null;
  /** `m1`, `m2`, … in the order of the sheet, or null. */
  readonly milestone: string | null;
  readonly message: { readonly fr: string; readonly en: string };
};

/** A deadline as the check-up reads it. */
export type CheckedDeadline = {
  readonly file: string;
  readonly line: number;
  readonly commitment: string;
  readonly milestone: string;
  readonly title: string;
  readonly start: FuzzyDate | null;
  readonly due: FuzzyDate | null;
};

/** A mail of the plan, if nobody answers and mail is on before the first of them. */
export type CheckedMail = {
  /** Local day. */
  readonly on: string;
  /** Instant in UTC. */
  readonly at: string;
  readonly to: 'lead' | 'poc';
  readonly items: readonly { readonly commitment: string; readonly milestone: string; readonly step: ReminderStep }[];
};

export type CheckReport = {
  /** Files that could not be read, with the reason. */
  readonly refused: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  readonly deadlines: readonly CheckedDeadline[];
  readonly findings: readonly CheckFinding[];
  readonly mails: readonly CheckedMail[];
  /** Some commitments name nobody: their mails are counted as if one person answered for each lead institution. */
  readonly isLeadAssumed: boolean;
};
