import type { Temporal } from 'temporal-polyfill';
import type { CommitmentChange, CommitmentEntry, PlanChange, PlanEntry } from './domain/change-log.ts';
import type { Commitment, MilestoneState } from './domain/commitment.ts';
import type { Assignment, Contact, PlanPeople, Session, SignInCode } from './domain/contact.ts';
import type { Ask, Digest, DueItem, Gate, Reminder, TickRun } from './domain/ledger.ts';
import type { PlanState } from './domain/plan.ts';
import type { StoredText, Texts } from './domain/text.ts';

/** The only source of "now". */
export interface Clock {
  now(): Temporal.Instant;
}

/** The only source of chance: ids, salts, tokens. */
export interface Rng {
  bytes(count: number): Uint8Array;
}

/** Structured log lines: a stable event name and ids; never an address, a token or a whole event. */
export interface Logger {
  info(event: string, fields?: Readonly<{ [key: string]: string | number | boolean | null }>): void;
  error(event: string, fields?: Readonly<{ [key: string]: string | number | boolean | null }>): void;
}

/** A plan with its log and the texts beside it. */
export type PlanRecord = { readonly state: PlanState; readonly log: readonly PlanEntry[]; readonly texts: Texts };

/** A commitment with its log and the texts beside it. */
export type CommitmentRecord = {
  readonly commitment: Commitment;
  readonly log: readonly CommitmentEntry[];
  readonly texts: Texts;
};

/** One accepted change: the entry, the state it leads to, and what must still be as it was read. One transaction. */
export type CommitmentWrite = {
  readonly entry: CommitmentEntry;
  readonly before: Commitment | null;
  readonly after: Commitment;
  /** Texts the entry refers to. */
  readonly texts: readonly StoredText[];
  /** Hashes of texts the entry redacts: text and salt are emptied in the same transaction. */
  readonly redacted: readonly string[];
  /** Due items to write with it: one per milestone whose deadline or openness changed. */
  readonly due: readonly DueItem[];
};

export type PlanWrite = {
  readonly entry: PlanEntry;
  readonly before: PlanState | null;
  readonly after: PlanState;
  readonly texts: readonly StoredText[];
  readonly redacted: readonly string[];
};

/**
 * `seq-taken`: another entry came first, nothing about these milestones changed; read again and retry.
 * `version-moved`: a milestone this change is about was changed meanwhile; the person must see the difference.
 */
export type AppendResult = { readonly ok: true } | { readonly ok: false; readonly reason: 'seq-taken' | 'version-moved' };

/** One import of several sources: written once all its changes are staged, finished after the last is in its log. */
export type ImportRow = {
  readonly id: string;
  readonly planId: string;
  readonly at: string;
  readonly state: 'writing' | 'finished';
  /** How many changes are staged, `order` 0 to `changes - 1`. */
  readonly changes: number;
};

/** One change an import still has to write, to a commitment or to its plan, kept until the import is finished. */
export type StagedChange = {
  readonly importId: string;
  /** Place within the import: changes are written in this order. */
  readonly order: number;
  /** The log it goes to: `<plan>` or `<plan>/<number>`. */
  readonly subject: string;
  /** `seq` of the log it was planned against, changes staged before it included. */
  readonly basedOn: number;
  readonly change:
    | Extract<CommitmentChange, { type: 'imported' | 'translated' }>
    | Extract<PlanChange, { type: 'process-recorded' | 'document-cited' }>;
  readonly texts: readonly StoredText[];
  readonly actor: CommitmentEntry['actor'];
};

/** What the public site shows about the machinery itself, per plan. A write here makes `publish` run. */
export type Heartbeat = {
  readonly planId: string;
  /** Local day for which positions were last recomputed. */
  readonly positionsOn: string;
  readonly lastRunAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly nextRunAt: string | null;
};

/** The Record: public by nature, append-only logs and the state they fold to. */
export interface RecordStore {
  /** Ids of every plan, sorted. */
  planIds(): Promise<readonly string[]>;
  plan(planId: string): Promise<PlanRecord | null>;
  /** Numbers of the commitments of a plan, in the order of {@link import('./domain/identifiers.ts').compareNumbers}. */
  commitmentNumbers(planId: string): Promise<readonly string[]>;
  commitment(commitmentId: string): Promise<CommitmentRecord | null>;
  /** One milestone, read consistently. */
  milestone(milestoneId: string): Promise<MilestoneState | null>;
  /** Every ask about a commitment, oldest first. */
  asks(commitmentId: string): Promise<readonly Ask[]>;
  heartbeat(planId: string): Promise<Heartbeat | null>;

  appendToPlan(write: PlanWrite): Promise<AppendResult>;
  appendToCommitment(write: CommitmentWrite): Promise<AppendResult>;

  /** Stages an import, then its row: once this returns, the import will be finished, now or at the next start. */
  stageImport(row: ImportRow, staged: readonly StagedChange[]): Promise<void>;
  unfinishedImports(planId: string): Promise<readonly ImportRow[]>;
  /** In their order. */
  stagedChanges(row: ImportRow): Promise<readonly StagedChange[]>;
  finishImport(row: ImportRow): Promise<void>;

  /** Subjects due at or before `until`, soonest first; the caller reads each again. */
  dueSubjects(until: string): AsyncIterable<DueItem>;
  due(subjectId: string): Promise<DueItem | null>;
  /** Sets due items whatever they held, for a plan whose mail was switched on or whose settings changed. */
  putDue(items: readonly DueItem[]): Promise<void>;
  /** Moves a due item on if it still is as read; false when it is not. */
  advanceDue(from: DueItem, nextDueAt: string | null): Promise<boolean>;
  /** Adds an ask if absent: the rid makes it idempotent. */
  putAsk(ask: Ask): Promise<void>;
  putHeartbeat(heartbeat: Heartbeat): Promise<void>;
}

/** People: private. `publish` cannot read it. */
export interface PeopleStore {
  contact(contactId: string): Promise<Contact | null>;
  contactByEmail(email: string): Promise<Contact | null>;
  contactByStopToken(token: string): Promise<Contact | null>;
  /** Contacts with an assignment in this plan, past ones included. */
  peopleOf(planId: string): Promise<PlanPeople>;
  /** Assignments of one person in every plan. */
  assignmentsOf(contactId: string): Promise<readonly Assignment[]>;
  /** False when the address is taken by another contact. */
  addContact(contact: Contact): Promise<boolean>;
  /** Writes `contact` (version already raised by one) if the stored version is one less. */
  updateContact(contact: Contact): Promise<boolean>;
  /** Adds or replaces an assignment. */
  putAssignment(assignment: Assignment): Promise<void>;
  mailbox(planId: string): Promise<string | null>;
  setMailbox(planId: string, address: string): Promise<void>;

  /** Replaces any older code of this address: a new code kills the old one. */
  putCode(code: SignInCode): Promise<void>;
  code(addressKey: string): Promise<SignInCode | null>;
  /** Counts a wrong try if the row is as read; false when it moved meanwhile. */
  countTry(code: SignInCode): Promise<boolean>;
  /** Deletes the code if it is still there and as read: of two uses at once exactly one gets true. */
  takeCode(code: SignInCode): Promise<boolean>;

  putSession(session: Session): Promise<void>;
  session(tokenHash: string): Promise<Session | null>;
  endSession(tokenHash: string): Promise<void>;
  /** Deletes codes and sessions that expired before `before`; returns how many. */
  purge(before: string): Promise<number>;
}

/** What must still be true at the moment of the claim (RELIABILITY 2.2, step 6). */
export type ClaimChecks = {
  readonly gateVersion: number;
  readonly contact: { readonly id: string; readonly version: number };
  /** Plans by the `seq` that was read: open and with mail on. */
  readonly plans: readonly { readonly id: string; readonly seq: number }[];
  readonly milestones: readonly { readonly id: string; readonly version: number }[];
};

/** The Ledger: who was to be told what, when, and what became of it. Operational, purged after 400 days. */
export interface LedgerStore {
  /** The gate as it applies to these tables: `off` when none is stored or it is bound to other tables. */
  gate(): Promise<Gate>;
  /** Writes the gate if the stored version is one less than `gate.version`. */
  setGate(gate: Omit<Gate, 'boundTo'>): Promise<boolean>;

  /** Reminders that exist, by rid. */
  reminders(rids: readonly string[]): Promise<ReadonlyMap<string, Reminder>>;
  digest(did: string): Promise<Digest | null>;
  /**
   * One transaction: writes the digest if the stored version is one less than `digest.version` (absent for 1) and puts
   * the reminders, each if absent. False when any of it was there already; nothing is then written.
   */
  saveDigest(digest: Digest, reminders: readonly Reminder[]): Promise<boolean>;
  /**
   * One transaction for a digest whose day is over: `from` (ended as dropped(empty)) and `to` (which now holds `rids`) are
   * written if their stored versions are one less, and the `did` of each reminder follows. False when either row moved.
   */
  handOver(from: Digest, to: Digest, rids: readonly string[]): Promise<boolean>;
  /** Writes reminders that left alone as dropped, each if absent. */
  putDropped(reminders: readonly Reminder[]): Promise<void>;
  /** Marks reminders of a digest as dropped, with the reason. */
  dropReminders(drops: readonly { readonly rid: string; readonly reason: NonNullable<Reminder['dropped']> }[]): Promise<void>;
  /** Digests that still need work and may go at or before `until`, soonest first. */
  pendingDigests(until: string): AsyncIterable<Digest>;
  /**
   * The claim: one transaction over the three tables. `digest` is the claimed row, with a fresh token and version + 1.
   * `lost` when the row moved; otherwise the checks that failed.
   */
  claim(digest: Digest, checks: ClaimChecks): Promise<{ ok: true } | { ok: false; lost: boolean }>;

  /** Latest claim whose SES event came back, or null. */
  feedSeenAt(): Promise<string | null>;
  moveFeed(claimedAt: string): Promise<void>;
  putRun(run: TickRun): Promise<void>;
  run(slot: string): Promise<TickRun | null>;
  /** Deletes what expired before `before`; returns how many rows. */
  purge(before: string): Promise<number>;
}

/** One MIME message, ready to be sent. */
export type OutgoingMail = {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
  readonly tags: Readonly<{ [name: string]: string }>;
};

/** What one call to the mail service told us (RELIABILITY 2.3). */
export type MailOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** Definitely not sent, may pass by itself: sending rate, or the request never left. */
  | { readonly kind: 'passing'; readonly reason: string }
  /** Definitely not sent: the day's quota is used up. */
  | { readonly kind: 'quota' }
  /** Definitely not sent, and no mail will be until a person acts: paused, unverified, denied. */
  | { readonly kind: 'stopped'; readonly reason: string }
  /** Definitely not sent: this very message was refused. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Nobody can say: it stays claimed and is never repeated blindly. */
  | { readonly kind: 'ambiguous'; readonly reason: string };

export interface Mailer {
  /** Exactly one call to the mail service, ever. Never throws. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  quota(): Promise<{ max24Hours: number; sentLast24Hours: number; perSecond: number }>;
}

/** A queue of small messages without personal data. */
export interface Queue<Message> {
  put(messages: readonly Message[]): Promise<void>;
}

export type DigestJob = { readonly did: string };
export type CodeJob = { readonly addressKey: string };

/** One file of the public site. `path` has no leading slash; pages end in `index.html`. */
export type SiteFile = { readonly path: string; readonly body: string; readonly contentType: string };

/** The public site: files only. */
export interface Site {
  /** MD5 (hexadecimal) of every file below a prefix, by path: to write only what differs. */
  fingerprints(prefix: string): Promise<ReadonlyMap<string, string>>;
  put(file: SiteFile): Promise<void>;
  remove(path: string): Promise<void>;
}

/** Adapters every job starts from. */
export type Stores = { readonly record: RecordStore; readonly people: PeopleStore; readonly ledger: LedgerStore };
