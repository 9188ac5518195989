import * as z from 'zod';
import { commitmentId, contactId, isoDate, isoInstant, milestoneId, planId } from './identifiers.ts';
import { sha256Of } from './text.ts';

/**
 * Steps of a milestone's reminders (RELIABILITY 2.1). `catch-up` lists what was past when mail was switched on;
 * `notice-<seq>` tells of an entry in the log of a plan or commitment, `stopped-<contact>` that mail no longer reaches
 * somebody: both ask nothing.
 */
export const reminderStep = z
  .string()
  .regex(
    /^(?:-\d{1,3}|\+1wd|overdue-\d{4}-\d{2}|escalation|catch-up|deadline-changed-\d+|campaign-(?:open|14|3)|notice-\d+|stopped-p-[a-z0-9]{16,32})$/,
  );
export type ReminderStep = z.infer<typeof reminderStep>;

/** Does a step only tell something? The others are shown as asks once SES accepted them. */
export function asksNothing(step: ReminderStep): boolean {
  return ['deadline-changed-', 'notice-', 'stopped-'].some((kind) => step.startsWith(kind));
}

/** Why a planned reminder or digest was not sent. */
export const droppedReason = z.enum([
  'before-floor',
  'collapsed',
  'stale',
  'merged',
  'answered',
  'superseded',
  'suppressed',
  'plan-closed',
  'mail-off',
  'sandbox',
  'no-recipient',
  'empty',
]);
export type DroppedReason = z.infer<typeof droppedReason>;

/** 43 characters of base64url: 256 bits, safe as an SES tag value. */
export const digestKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const separator = '\u001F';

function keyOf(...fields: string[]): string {
  for (const field of fields) if (field.includes(separator)) throw new RangeError('a key field holds U+001F');
  return Buffer.from(sha256Of(fields.join(separator)), 'hex').toString('base64url');
}

/** One reminder, told once: its id is a function of what it says and to whom. The person is a pseudonym. */
export const reminder = z.strictObject({
  rid: digestKey,
  planId,
  /** A milestone; a commitment for a campaign; the plan or commitment whose log a notice tells of. */
  subjectId: z.union([milestoneId, commitmentId, planId]),
  step: reminderStep,
  /** The deadline's last day, the campaign's id, or the instant of what a notice tells of. */
  effectiveDate: z.string().max(40),
  recipientId: contactId,
  role: z.enum(['lead', 'deputy', 'poc']),
  /** The instant the step was due. */
  plannedAt: isoInstant,
  /** The digest that carries it, or null when it was dropped alone. */
  did: digestKey.nullable(),
  dropped: droppedReason.nullable(),
  expiresAt: isoInstant,
});
export type Reminder = z.infer<typeof reminder>;

/** rid = b64url(sha256(kind ␟ subjectId ␟ effectiveDate ␟ step ␟ recipientId)), RELIABILITY 2.1. */
export function reminderId(one: { subjectId: string; effectiveDate: string; step: string; recipientId: string }): string {
  return keyOf('reminder', one.subjectId, one.effectiveDate, one.step, one.recipientId);
}

/** did = b64url(sha256("digest" ␟ recipientId ␟ localDate)). */
export function digestId(recipientId: string, localDate: string): string {
  return keyOf('digest', recipientId, localDate);
}

export const digestState = z.enum(['planned', 'claimed', 'sent', 'dropped', 'needs-human']);
/** Delivery as SES events tell it; it only climbs, in this order. */
export const delivery = z.enum(['none', 'delivered', 'bounced', 'complained']);

/** Attempts one digest may have: the first, one blind resend, and those a person asked for. */
const mostAttempts = 9;

/**
 * What is known of one attempt, by SES's answer or its events; it only climbs, in this order. A content SES refused after
 * it took the mail went out after all when the receiving side says so.
 */
export const told = z.enum(['none', 'accepted', 'refused', 'reached']);

/** One claim whose mail may have left; a claim that certainly sent nothing leaves none. The day is local to the plan. */
export const claim = z.strictObject({ at: isoInstant, on: isoDate, told });
export type Claim = z.infer<typeof claim>;

/** A reminder that no longer held when a digest was sent again: the mails from that attempt on do not tell it. */
export const withheld = z.strictObject({ rid: digestKey, reason: droppedReason, from: z.int().min(2).max(mostAttempts) });

/** Reminders of one digest. Its mail lists the first and counts the rest. */
export const mostReminders = 300;

/** One mail to one person for one local day: also the lock that says who sends it. */
export const digest = z.strictObject({
  did: digestKey,
  recipientId: contactId,
  localDate: isoDate,
  version: z.int().min(1),
  state: digestState,
  reason: z.union([droppedReason, z.enum(['unknown', 'feed-not-proved', 'rejected', 'poison'])]).nullable(),
  delivery,
  rids: z.array(digestKey).max(mostReminders),
  notBefore: isoInstant,
  token: z.string().max(64).nullable(),
  claimedAt: isoInstant.nullable(),
  /** Until then it is its sender's alone; of one that certainly was not sent, until then it rests. */
  leaseUntil: isoInstant.nullable(),
  attempt: z.int().min(0).max(mostAttempts),
  takes: z.int().min(0),
  messageIds: z.array(z.string().max(200)).max(4),
  /** SHA-256 of the mail's text part; bodies are not kept. */
  contentHash: z.string().max(64).nullable(),
  /** Every claim that may have sent something, in order: `claims[attempt - 1]` is the one that counts now. */
  claims: z.array(claim).max(mostAttempts).default([]),
  withheld: z.array(withheld).max(mostReminders).default([]),
  /** The local day of the first accepted claim, for the asks. */
  acceptedOn: isoDate.nullable(),
  /** False once every ask of a sent digest is in the Record and every stop is told: it then leaves the pending index. */
  pending: z.boolean(),
  /** The mail bounced or was complained of, and the tick has yet to plan the notices of it. */
  tellStop: z.boolean().default(false),
  expiresAt: isoInstant,
});
export type Digest = z.infer<typeof digest>;

/** So many people in a row whose mail is refused are not refused for their own sake. */
export const mostRefused = 3;

/**
 * The master switch of all mail. Of this row, and of the others that are one for everybody, what a newer program adds is passed over.
 */
export const gate = z.object({
  mode: z.enum(['off', 'sandbox', 'live']),
  version: z.int().min(0),
  restoreFloor: isoInstant.nullable(),
  /** Why mail is stopped for all, until a person resets it. */
  breaker: z.string().max(200).nullable(),
  /** Whose mail was refused since one was last accepted; absent for nobody's. */
  refused: z.array(contactId).max(mostRefused).optional(),
  /** Identities of the three tables; on any other table the gate reads as off. */
  boundTo: z.string().max(600),
});
export type Gate = z.infer<typeof gate>;

/** Identities of the three tables, in their order, joined by spaces: those of the stored gate, and these. */
export type GateBinding = { readonly stored: string | null; readonly here: string };

/** Latest claim whose SES event has come back: proof that the event feed is alive. */
export const feedProof = z.object({ latestClaimSeenAt: isoInstant });

/** How fast mail may leave, and until when the turns are taken, in milliseconds since 1970: the pace of all senders. */
export const pace = z.object({
  perSecond: z.number().positive(),
  takenUntil: z.int().min(0),
  /** Digests that may still leave before the last tenth of the day's quota, as of the last tick; null: no limit, or none known. */
  room: z.int().min(0).nullable().default(null),
});
export type Pace = z.infer<typeof pace>;

/** A row for every tick that ran: the next one must not stumble over it. */
export const tickRun = z.object({
  slot: isoInstant,
  startedAt: isoInstant,
  /** When it came to its end and had looked at everything; null while it has not. */
  finishedAt: isoInstant.nullable(),
  /** Plans of which it could not plan everything; absent where there is none. */
  failedIn: z.array(planId).optional(),
  expiresAt: isoInstant,
});
export type TickRun = z.infer<typeof tickRun>;

/** That a ministry was asked: what SES accepted and nothing else. Role only, never a person. Public, in the Record. */
export const ask = z.strictObject({
  commitmentId,
  subjectId: z.union([milestoneId, commitmentId]),
  rid: digestKey,
  on: isoDate,
  at: isoInstant,
  step: reminderStep,
  role: z.enum(['lead', 'deputy', 'poc']),
});
export type Ask = z.infer<typeof ask>;

/** The next instant at which something about a subject is due: the sparse index of the tick. */
export const dueItem = z.strictObject({
  /** A milestone, or a plan or commitment whose log holds what is still to be told. */
  subjectId: z.union([milestoneId, commitmentId, planId]),
  /** Null once nothing more is due: the item then leaves the index. */
  nextDueAt: isoInstant.nullable(),
  /**
   * Version of the milestone, or `seq` of the entry, the instant was computed from: a tick moves on only what it read, and a
   * change that leaves the instant as it was must not be overlooked by a tick that judged the milestone before it.
   */
  deadlineVersion: z.int().min(0),
});
export type DueItem = z.infer<typeof dueItem>;
