import type { Commitment, MilestoneState } from '../../domain/commitment.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Ask, Reminder } from '../../domain/ledger.ts';
import type { PlanState } from '../../domain/plan.ts';
import type { MailSection } from '../messages/mail-fr.ts';

/** One reminder with what it speaks of. */
export type MailLine = {
  readonly reminder: Pick<Reminder, 'step' | 'role'>;
  readonly plan: PlanState;
  readonly commitment: Commitment;
  readonly milestone: MilestoneState;
};

/** What a digest is made of. Lines are in the order in which they are shown. */
export type DigestContent = {
  readonly language: InterfaceLanguage;
  readonly lines: readonly MailLine[];
  /** Asks about the commitments of escalated lines; more does no harm. */
  readonly asks: readonly Ask[];
  /** "State as of": the instant the lines were read. */
  readonly at: string;
  /** `https://…` without a slash at the end. */
  readonly publicUrl: string;
  readonly stopToken: string;
  /** Head of each plan's log, by plan. */
  readonly heads: ReadonlyMap<string, string>;
};

/** Every step belongs to one section. */
export function sectionOf({ reminder: { step } }: MailLine): MailSection {
  if (step === 'catch-up') return 'catch-up';
  if (step === 'escalation') return 'unanswered';
  if (step.startsWith('deadline-changed')) return 'changed';
  return step === '+1wd' || step.startsWith('overdue-') ? 'overdue' : 'coming';
}

/** Written to somebody as point of contact, who may not answer for a milestone. */
export function isToPoc({ reminder: { role } }: MailLine): boolean {
  return role === 'poc';
}

/**
 * Is the reader asked to answer? An escalation only tells, and a point of contact cannot declare.
 */
export function asksReader(line: MailLine): boolean {
  return !isToPoc(line) && sectionOf(line) !== 'unanswered';
}

/**
 * Did this reminder come to the point of contact because mail reaches neither the lead nor a deputy? They are planned no
 * other step than the escalation in their own right.
 */
export function standsIn(line: MailLine): boolean {
  return isToPoc(line) && sectionOf(line) !== 'unanswered';
}

/** The plans a digest speaks of, each once; the first is the one whose mailbox takes the answers. */
export function plansOf(lines: readonly MailLine[]): PlanState[] {
  return [...new Map(lines.map(({ plan }) => [plan.settings.id, plan])).values()];
}

/** `#28`, `#29`: the commitments of these lines, each once. */
export function numbersOf(lines: readonly MailLine[]): string[] {
  return [...new Set(lines.map(({ commitment }) => `#${commitment.state.number}`))];
}
