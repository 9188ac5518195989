import type { Commitment, MilestoneState } from '../../domain/commitment.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { compareNumbers } from '../../domain/identifiers.ts';
import type { Ask, Reminder } from '../../domain/ledger.ts';
import type { NoticeEntry } from '../../domain/notices.ts';
import type { PlanState } from '../../domain/plan.ts';
import type { AskingSection, MailSection } from '../messages/mail-fr.ts';

type OfReminder = { readonly reminder: Pick<Reminder, 'step' | 'role'>; readonly plan: PlanState };

/** A reminder about a milestone, with what it speaks of. */
export type MilestoneLine = OfReminder & { readonly commitment: Commitment; readonly milestone: MilestoneState };

/** A change of who answers, told and not asked; `commitment` is null for an entry of the plan's own log. */
export type NoticeLine = OfReminder & {
  readonly notice: { readonly entry: NoticeEntry; readonly commitment: Commitment | null };
};

/** One reminder with what it speaks of. */
export type MailLine = MilestoneLine | NoticeLine;

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

/** Lines about milestones: what a mail is for. Notices ride along, or go alone. */
export function askingLines(lines: readonly MailLine[]): readonly MilestoneLine[] {
  return lines.flatMap((line) => ('notice' in line ? [] : [line]));
}

export function noticeLines(lines: readonly MailLine[]): readonly NoticeLine[] {
  return lines.flatMap((line) => ('notice' in line ? [line] : []));
}

/** The milestone a notice tells of; null for one about a commitment, a person or a plan. */
export function milestoneOfNotice({ notice: { entry, commitment } }: NoticeLine): MilestoneState | null {
  const about = 'milestoneId' in entry.data ? entry.data.milestoneId : null;
  return commitment?.milestones.find(({ id }) => id === about) ?? null;
}

/** Every step about a milestone belongs to one section. */
export function askingSectionOf({ reminder: { step } }: MilestoneLine): AskingSection {
  if (step === 'catch-up') return 'catch-up';
  if (step === 'escalation') return 'unanswered';
  if (step.startsWith('deadline-changed')) return 'changed';
  return step === '+1wd' || step.startsWith('overdue-') ? 'overdue' : 'coming';
}

export function sectionOf(line: MailLine): MailSection {
  return 'notice' in line ? 'told' : askingSectionOf(line);
}

/** Written to somebody as point of contact, who may not answer for a milestone. */
export function isToPoc({ reminder: { role } }: MailLine): boolean {
  return role === 'poc';
}

/**
 * Is the reader asked to answer? An escalation and a notice only tell, and a point of contact cannot declare.
 */
export function asksReader(line: MailLine): boolean {
  return !isToPoc(line) && !['unanswered', 'told'].includes(sectionOf(line));
}

/**
 * Did this reminder come to the point of contact because mail reaches neither the lead nor a deputy? They are planned no
 * other step than the escalation and notices in their own right.
 */
export function standsIn(line: MailLine): boolean {
  return isToPoc(line) && !['unanswered', 'told'].includes(sectionOf(line));
}

/** The plans a digest speaks of, each once; the first is the one whose mailbox takes the answers. */
export function plansOf(lines: readonly MailLine[]): PlanState[] {
  return [...new Map(lines.map(({ plan }) => [plan.settings.id, plan])).values()];
}

function numbersIn(line: MailLine): readonly string[] {
  if (!('notice' in line)) return [line.commitment.state.number];
  const { entry, commitment } = line.notice;
  if (commitment !== null) return [commitment.state.number];
  return 'commitments' in entry.data ? [...(entry.data.commitments ?? [])].sort(compareNumbers) : [];
}

/** `#28`, `#29`: the commitments of these lines, each once; none for what concerns a plan as a whole. */
export function numbersOf(lines: readonly MailLine[]): string[] {
  return [...new Set(lines.flatMap(numbersIn).map((number) => `#${number}`))];
}
