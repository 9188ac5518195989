import * as z from 'zod';
import { commitmentNumber, contactId, interfaceLanguage, isoInstant, milestoneId, planId } from './identifiers.ts';

/** One mailbox, strict: no display name, no line break, no list. */
export const emailAddress = z.email().max(254);

/** What a service calls itself as a sender: words, and nothing that could be taken for another address. */
export const mailName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} .’'-]{0,59}$/u, 'letters, digits, spaces, dots, hyphens and apostrophes')
  .refine((name) => name.isWellFormed());

/** `admin` covers every plan; the others the plan of their assignment. */
export const contactRole = z.enum(['lead', 'deputy', 'colleague', 'poc', 'reviewer', 'admin']);
export type ContactRole = z.infer<typeof contactRole>;

/** What a person asks of their reminders. It can only make them fewer, or let them come together; it never adds one. */
export const reminderPreferences = z.strictObject({
  /** Days before a deadline they want to hear of it, of those the plan has; null: all of them. */
  daysBefore: z.array(z.int().min(1).max(365)).max(6).nullable(),
  /** `weekly`: what can wait comes together, once a week. */
  frequency: z.enum(['as-due', 'weekly']),
});
export type ReminderPreferences = z.infer<typeof reminderPreferences>;

export const defaultReminderPreferences: ReminderPreferences = { daysBefore: null, frequency: 'as-due' };

/** A person, known to the rest of Jalon by `id` only. Everything here stays in People. */
export const contact = z.strictObject({
  id: contactId,
  version: z.int().min(1),
  name: z.string().min(1).max(200),
  email: emailAddress,
  phone: z.string().max(40).nullable(),
  /** Function and unit as published: "déléguée ministérielle au numérique en santé". */
  function: z.string().max(500).nullable(),
  organisation: z.string().max(500).nullable(),
  /** Registered number of the organisation (SIRET in France): a first sign-in by OpenID Connect must tell the same. */
  organisationNumber: z
    .string()
    .regex(/^[0-9A-Z]{1,20}$/)
    .nullable()
    .default(null),
  language: interfaceLanguage,
  /** Null until a point of contact confirmed this person: an unconfirmed contact gets no mail at all. */
  confirmedAt: isoInstant.nullable(),
  /** Set after a hard bounce, a complaint or an unsubscribe: no reminder until a person lifts it. */
  suppressed: z.strictObject({ reason: z.enum(['bounced', 'complained', 'unsubscribed']), at: isoInstant }).nullable(),
  pausedUntil: isoInstant.nullable(),
  /** When the pause was asked for; null without one, and in rows written before it was kept. */
  pausedSince: isoInstant.nullable().default(null),
  /**
   * Since when mail reaches them again: when the last stop was lifted or the pause before this one ended. Nothing planned before is
   * theirs. Null where it always did, and in rows written before it was kept.
   */
  reachableSince: isoInstant.nullable().default(null),
  /** Absent in rows written before people could choose. */
  reminders: reminderPreferences.default(defaultReminderPreferences),
  /** Opaque token of the stop link: it can only stop, pause or tune mail. 43 characters, 256 bits. */
  stopToken: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type Contact = z.infer<typeof contact>;

export const assignmentId = z.string().regex(/^a-[a-z0-9]{16,32}$/);

/** Assignments as somebody saw them, by id: what was added since is not among them. */
export const assignmentIds = z.array(assignmentId).max(500);

/** Who holds a role, between two instants. `commitments: null` covers the whole plan. */
export const assignment = z.strictObject({
  id: assignmentId,
  /** Raised with every change, so that nothing is written over what nobody read. */
  version: z.int().min(1),
  planId,
  contactId,
  role: contactRole,
  commitments: z.array(commitmentNumber).max(500).nullable(),
  /** A colleague answers for this milestone only. */
  milestoneId: milestoneId.nullable(),
  /** When this person became the one to ask: nobody inherits the backlog of a predecessor. */
  since: isoInstant,
  until: isoInstant.nullable(),
  /** When a point of contact vouched for this person in this role; null: no mail and no say in it yet. */
  confirmedAt: isoInstant.nullable(),
  /** When that was last taken back; null where it never was, and in rows written before it was kept. */
  unvouchedAt: isoInstant.nullable().default(null),
  /** A colleague's answer is published at once; otherwise it waits as a draft for whoever handed the milestone on. */
  mayPublish: z.boolean().default(false),
});
export type Assignment = z.infer<typeof assignment>;

/** People of one plan, as reminders and pages of the private side need them. */
export type PlanPeople = { readonly contacts: readonly Contact[]; readonly assignments: readonly Assignment[] };

/** Begun and not ended at an instant, vouched for or not. */
export function isStanding({ since, until }: Pick<Assignment, 'since' | 'until'>, at: string): boolean {
  return since <= at && (until === null || at < until);
}

/** Assignments in force at an instant, for a role and a commitment's number. */
export function holdersOf(
  people: Pick<PlanPeople, 'assignments'>,
  plan: string,
  number: string,
  role: ContactRole,
  at: string,
): readonly Assignment[] {
  return people.assignments.filter(
    (one) =>
      one.planId === plan &&
      one.role === role &&
      (one.commitments === null || one.commitments.includes(number)) &&
      isStanding(one, at),
  );
}

/** Did this person ask for a pause that is not over at an instant? */
export function isPaused({ pausedUntil }: Pick<Contact, 'pausedUntil'>, at: string): boolean {
  return pausedUntil !== null && at < pausedUntil;
}

/** A pause as it is kept when one is asked for at an instant: one that goes on, longer or shorter, began when it began. */
export function pauseUntil(before: Pick<Contact, keyof Reach>, until: string | null, at: string): Reach {
  const isOn = isPaused(before, at);
  if (until !== null && isOn)
    return { pausedSince: before.pausedSince, pausedUntil: until, reachableSince: before.reachableSince };
  const reachableSince = laterOf(before.reachableSince, isOn ? at : before.pausedUntil);
  return { pausedSince: until === null ? null : at, pausedUntil: until, reachableSince };
}

/** What a person's pauses are kept as. */
type Reach = Pick<Contact, 'pausedSince' | 'pausedUntil' | 'reachableSince'>;

function laterOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? other : one;
}

/** A contact whose stop is lifted at an instant. */
export function withoutStop(before: Contact, at: string): Contact {
  return { ...before, suppressed: null, reachableSince: laterOf(before.reachableSince, at) };
}

/** Since when mail reaches a person again at an instant; null where it always did. */
export function reachableAgain(
  { reachableSince, pausedUntil }: Pick<Contact, 'reachableSince' | 'pausedUntil'>,
  at: string,
): string | null {
  return laterOf(reachableSince, pausedUntil !== null && pausedUntil <= at ? pausedUntil : null);
}

/** May a reminder reach this person now? */
export function isReachable(person: Contact, at: string): boolean {
  return person.confirmedAt !== null && person.suppressed === null && !isPaused(person, at);
}

/** A plan's mailbox for answers: Reply-To of every mail. Kept in People because it is an address. */
export const planMailbox = z.strictObject({ planId, address: emailAddress });

/** A sign-in code that was asked for. The code itself is made by `send` and kept as HMAC only. */
export const signInCode = z.strictObject({
  /** Keyed hash of the address: one row, and so one living code, per address. */
  addressKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hash of the pre-session cookie of the browser that asked. */
  browser: z.string().regex(/^[0-9a-f]{64}$/),
  /** HMAC of the code; null until `send` has made and mailed it. */
  codeHmac: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Null for an address nobody here knows: the same row is written, no mail leaves. */
  contactId: contactId.nullable(),
  /**
   * Not a code but the last mail to an address that a person no longer has, which is known nowhere else any more. Its key is
   * that of no address.
   */
  farewell: z.strictObject({ email: emailAddress, planId, role: contactRole, by: contactRole }).optional(),
  askedAt: isoInstant,
  expiresAt: isoInstant,
  tries: z.int().min(0),
});
export type SignInCode = z.infer<typeof signInCode>;

/** How a person came in. A remembered browser opens its owner's "declare" and "nothing to report" forms and nothing else. */
export const wayIn = z.enum(['code', 'openid', 'remembered']);
export type WayIn = z.infer<typeof wayIn>;

/** A signed-in or remembered browser. The cookie holds a 256-bit token; only its hash is kept. */
export const session = z.strictObject({
  way: wayIn.default('code'),
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  contactId,
  /** Hash of the address its owner had when it was opened: under another address it is nobody's. */
  addressHash: z.string().regex(/^[0-9a-f]{64}$/),
  startedAt: isoInstant,
  lastSeenAt: isoInstant,
  expiresAt: isoInstant,
});
export type Session = z.infer<typeof session>;
