import { type Commitment, deadlineOf, isOpen, type MilestoneState } from '../../domain/commitment.ts';
import type { Assignment, Contact } from '../../domain/contact.ts';
import { deadlineDay } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { compareNumbers } from '../../domain/identifiers.ts';
import type { Ask, Reminder } from '../../domain/ledger.ts';
import type { NoticeEntry } from '../../domain/notices.ts';
import type { PlanState } from '../../domain/plan.ts';
import type { InPlaceBecause } from '../../domain/recipients.ts';
import type { Texts } from '../../domain/text.ts';
import type { SiteHome } from '../addresses.ts';
import type { AskingSection, MailSection } from '../messages/mail-fr.ts';

type OfReminder = {
  readonly reminder: Pick<Reminder, 'step' | 'role'>;
  readonly plan: PlanState;
  /** Why it came to this person in another's place; absent where it did not. */
  readonly inPlace?: InPlaceBecause;
};

/** A reminder about a milestone, with what it speaks of. */
export type MilestoneLine = OfReminder & { readonly commitment: Commitment; readonly milestone: MilestoneState };

/** A change of who answers, told and not asked, with the texts of its log; `commitment` is null for the plan's own. */
export type NoticeLine = OfReminder & {
  readonly notice: { readonly entry: NoticeEntry; readonly commitment: Commitment | null; readonly texts: Texts };
};

/** A reporting campaign that asks whoever answers for a commitment how it stands. */
export type CampaignLine = OfReminder & { readonly campaign: PlanState['campaigns'][number]; readonly commitment: Commitment };

/**
 * That mail no longer reaches somebody, and why: told to their deputies and to points of contact alone, so that the name may
 * stand. `assignments` are those of the person in this plan that stand now.
 */
export type StopLine = OfReminder & {
  readonly stopped: {
    readonly contact: Pick<Contact, 'name'>;
    readonly suppressed: NonNullable<Contact['suppressed']>;
    readonly assignments: readonly Assignment[];
  };
};

/** A reminder that asks how things stand, or reports that nobody said. */
export type AskingLine = MilestoneLine | CampaignLine;
/** What is told and not asked. */
export type ToldLine = NoticeLine | StopLine;
/** One reminder with what it speaks of. */
export type MailLine = AskingLine | ToldLine;

/** What a digest is made of. Lines are in the order in which they are shown. */
export type DigestContent = SiteHome & {
  readonly language: InterfaceLanguage;
  readonly lines: readonly MailLine[];
  /** Asks about the commitments of escalated lines; more does no harm. */
  readonly asks: readonly Ask[];
  /** "State as of": the instant the lines were read. */
  readonly at: string;
  /** What the service is called. */
  readonly service: string;
  readonly stopToken: string;
  /** Head of each plan's log, by plan. */
  readonly heads: ReadonlyMap<string, string>;
  /** An earlier mail of this digest may have arrived: this one says so. */
  readonly isRepeat?: boolean;
};

/** What a mail is for. The rest rides along, or goes alone. */
export function askingLines(lines: readonly MailLine[]): readonly AskingLine[] {
  return lines.flatMap((line) => ('milestone' in line || 'campaign' in line ? [line] : []));
}

export function toldLines(lines: readonly MailLine[]): readonly ToldLine[] {
  return lines.flatMap((line) => ('notice' in line || 'stopped' in line ? [line] : []));
}

/** Milestones of a commitment that a campaign asks about: nobody is asked about what is done or withdrawn. */
export function openIn({ milestones }: Commitment): readonly MilestoneState[] {
  return milestones.filter(isOpen);
}

/** A milestone as a mail speaks of it. */
export type MilestoneInMail = { readonly plan: PlanState; readonly commitment: Commitment; readonly milestone: MilestoneState };

/** Every milestone with a deadline that the mail asks about, each once, those it only counts included. */
export function datedMilestones(lines: readonly MailLine[]): readonly MilestoneInMail[] {
  const all = askingLines(lines).flatMap((line) => {
    const { plan, commitment } = line;
    const milestones = 'campaign' in line ? openIn(commitment) : [line.milestone];
    return milestones.map((milestone) => ({ plan, commitment, milestone }));
  });
  const dated = all.filter(({ milestone }) => deadlineDay(deadlineOf(milestone).due) !== null);
  return [...new Map(dated.map((one) => [one.milestone.id, one])).values()];
}

/** The milestone a notice tells of; null for one about a commitment, a person or a plan. */
export function milestoneOfNotice({ notice: { entry, commitment } }: NoticeLine): MilestoneState | null {
  const about = 'milestoneId' in entry.data ? entry.data.milestoneId : null;
  return commitment?.milestones.find(({ id }) => id === about) ?? null;
}

/** Every step belongs to one section. */
export function askingSectionOf({ reminder: { step } }: AskingLine): AskingSection {
  if (step.startsWith('campaign-')) return 'campaign';
  if (step === 'catch-up') return 'catch-up';
  if (step === 'escalation') return 'unanswered';
  if (step.startsWith('deadline-changed')) return 'changed';
  return step === '+1wd' || step.startsWith('overdue-') ? 'overdue' : 'coming';
}

export function sectionOf(line: MailLine): MailSection {
  return 'milestone' in line || 'campaign' in line ? askingSectionOf(line) : 'told';
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
 * Did this reminder come to the point of contact because there is neither a lead nor a deputy whom mail reaches? They are planned no
 * other step than the escalation and notices in their own right.
 */
export function standsIn(line: MailLine): boolean {
  return isToPoc(line) && !['unanswered', 'told'].includes(sectionOf(line));
}

/** Did it come to a deputy in the place of somebody who answers? */
function isDeputized(line: MailLine): boolean {
  return line.reminder.role === 'deputy' && !['unanswered', 'told'].includes(sectionOf(line));
}

/** Did it come to a deputy because nobody is confirmed as the one who answers? */
export function fillsVacancy(line: MailLine): boolean {
  return isDeputized(line) && line.inPlace === 'vacant';
}

/** Did it come to a deputy because whoever answers paused their reminders? */
export function fillsPause(line: MailLine): boolean {
  return isDeputized(line) && line.inPlace === 'paused';
}

/** The plans a digest speaks of, each once; the first is the one whose mailbox takes the answers. */
export function plansOf(lines: readonly MailLine[]): PlanState[] {
  return [...new Map(lines.map(({ plan }) => [plan.settings.id, plan])).values()];
}

/** The commitments a person answers for, by number; none for the plan as a whole. */
export function numbersHeld({ stopped: { assignments } }: StopLine): readonly string[] {
  if (assignments.some(({ commitments }) => commitments === null)) return [];
  return [...new Set(assignments.flatMap(({ commitments }) => commitments ?? []))].sort(compareNumbers);
}

function numbersIn(line: MailLine): readonly string[] {
  if ('stopped' in line) return numbersHeld(line);
  if (!('notice' in line)) return [line.commitment.state.number];
  const { entry, commitment } = line.notice;
  if (commitment !== null) return [commitment.state.number];
  return 'commitments' in entry.data ? [...(entry.data.commitments ?? [])].sort(compareNumbers) : [];
}

/** `#28`, `#29`: the commitments of these lines, each once and in their order; none for what concerns a plan as a whole. */
export function numbersOf(lines: readonly MailLine[]): string[] {
  return [...new Set(lines.flatMap(numbersIn))].sort(compareNumbers).map((number) => `#${number}`);
}
