import type { Temporal } from 'temporal-polyfill';
import type { AnswerDraft } from './domain/answer-draft.ts';
import type { Approval } from './domain/approval.ts';
import type { CommitmentChange, CommitmentEntry, PlanChange, PlanEntry } from './domain/change-log.ts';
import type { Commitment, MilestoneState } from './domain/commitment.ts';
import type { Assignment, Contact, PlanPeople, Session, SignInCode } from './domain/contact.ts';
import type { Ask, Digest, DroppedReason, DueItem, Gate, GateBinding, Reminder, TickRun } from './domain/ledger.ts';
import type { Meter } from './domain/meter.ts';
import type { OpenIdAnswer, OpenIdDeparture, OpenIdStart } from './domain/openid.ts';
import type { LogHead, PlanState } from './domain/plan.ts';
import type { Proposal } from './domain/proposal.ts';
import type { RequestRecord } from './domain/request-record.ts';
import type { ServiceTimes } from './domain/service-times.ts';
import type { StoredText, Texts } from './domain/text.ts';
import type { KnownPeople } from './domain/unread-people.ts';
import type { UnreadableRow } from './domain/unreadable.ts';

/** The only source of "now". */
export interface Clock {
  now(): Temporal.Instant;
}

/** The only source of chance: ids, salts, tokens. */
export interface Rng {
  bytes(count: number): Uint8Array;
}

/** Waiting for a turn: pacing alone looks at the millisecond and lets time pass. */
export interface Pause {
  /** This very moment; {@link Clock} tells whole seconds. */
  moment(): Temporal.Instant;
  wait(milliseconds: number): Promise<void>;
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
  /** Due items to write with it: one per milestone whose deadline or openness changed, and the log's own. */
  readonly due: readonly DueWrite[];
  /** Where the plan's log ended when `due` was worked out by its settings: it must still end there. Absent: nothing rests on it. */
  readonly planSeq?: number;
};

export type PlanWrite = {
  readonly entry: PlanEntry;
  readonly before: PlanState | null;
  readonly after: PlanState;
  readonly texts: readonly StoredText[];
  readonly redacted: readonly string[];
  /** The plan's own due item, when the entry is to be told by mail. */
  readonly due: readonly DueWrite[];
};

/** A due item to be written with a change; `asRead`: only over this one, null for none. Absent: over whatever there is. */
export type DueWrite = DueItem & { readonly asRead?: DueItem | null };

/** A due item as it was read, and when its subject falls due next. */
export type DueMove = { readonly from: DueItem; readonly nextDueAt: string | null };

/** How many due items move on in one: a transaction of a hundred, the plan they were worked out by being one of them. */
export const movesAtOnce = 99;

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

/** The local day for which a plan's positions were last computed. A write here makes `publish` render the plan. */
export type Heartbeat = { readonly planId: string; readonly positionsOn: string };

/** The Record: public by nature, append-only logs and the state they fold to. */
export interface RecordStore {
  /** Ids of every plan, sorted. */
  planIds(): Promise<readonly string[]>;
  /** Every plan as it stands, by id, without its log: one query and a batch. One that is being created may be missing still. */
  planStates(): Promise<readonly PlanState[]>;
  plan(planId: string): Promise<PlanRecord | null>;
  /** Numbers of the commitments of a plan, in the order of {@link import('./domain/identifiers.ts').compareNumbers}. */
  commitmentNumbers(planId: string): Promise<readonly string[]>;
  /** Heads of the logs of a plan's commitments, by id, without the logs: one query and a batch. */
  commitmentHeads(planId: string): Promise<ReadonlyMap<string, LogHead>>;
  commitment(commitmentId: string): Promise<CommitmentRecord | null>;
  /** One milestone, read consistently. */
  milestone(milestoneId: string): Promise<MilestoneState | null>;
  /** Every ask about a commitment, oldest first. */
  asks(commitmentId: string): Promise<readonly Ask[]>;
  /** Every ask about a plan's commitments, oldest first: one query. */
  planAsks(planId: string): Promise<readonly Ask[]>;
  heartbeat(planId: string): Promise<Heartbeat | null>;
  /** How the machinery itself last stood; null before it was looked at. */
  serviceTimes(): Promise<ServiceTimes | null>;

  appendToPlan(write: PlanWrite): Promise<AppendResult>;
  appendToCommitment(write: CommitmentWrite): Promise<AppendResult>;

  /** Stages an import, then its row: once this returns, the import will be finished, now or at the next start. */
  stageImport(row: ImportRow, staged: readonly StagedChange[]): Promise<void>;
  unfinishedImports(planId: string): Promise<readonly ImportRow[]>;
  /** In their order. */
  stagedChanges(row: ImportRow): Promise<readonly StagedChange[]>;
  finishImport(row: ImportRow): Promise<void>;

  /** Subjects due at or before `until`, soonest first; the caller reads each again. An item that cannot be read is named in its place. */
  dueSubjects(until: string): AsyncIterable<DueItem | UnreadableRow>;
  due(subjectId: string): Promise<DueItem | null>;
  /**
   * Makes sure that subjects fall due no later than these items say, for a plan whose mail was switched on or whose settings
   * changed. One that is due sooner is left as it is: a look too many costs nothing, and the tick alone moves them on.
   */
  putDue(items: readonly DueItem[]): Promise<void>;
  /**
   * Moves due items of one plan on, at most {@link movesAtOnce} and each subject once: those that still are as read, while the
   * plan's log ends at `planSeq`, where it did when they were worked out; null: there was no such plan.
   * @returns the subjects that moved on; the others stay as they are
   */
  advanceDue(moves: readonly DueMove[], planSeq: number | null): Promise<ReadonlySet<string>>;
  /**
   * Writes a due item again, so that a tick that has it in its hands does not move it on but looks at its subject once more.
   * False when it is no longer as read.
   */
  lookAgain(item: DueItem): Promise<boolean>;
  /** Adds an ask if absent: the rid makes it idempotent. */
  putAsk(ask: Ask): Promise<void>;
  putHeartbeat(heartbeat: Heartbeat): Promise<void>;
  /** A write here makes `publish` write the page about the machinery, and no plan. */
  putServiceTimes(times: ServiceTimes): Promise<void>;
}

/** Who is on the way in, and who is in. */
export interface SignInStore {
  /** Replaces any older code of this address: a new code kills the old one. */
  putCode(code: SignInCode): Promise<void>;
  /** Writes the HMAC of the code that was made, if the row is still as read: of two senders at once exactly one gets true. */
  keepCode(asked: SignInCode, codeHmac: string): Promise<boolean>;
  code(addressKey: string): Promise<SignInCode | null>;
  /** Counts a wrong try if the row is as read; false when it moved meanwhile. */
  countTry(code: SignInCode): Promise<boolean>;
  /** Deletes the code if it is still there and as read: of two uses at once exactly one gets true. */
  takeCode(code: SignInCode): Promise<boolean>;

  putSession(session: Session): Promise<void>;
  session(tokenHash: string): Promise<Session | null>;
  /** Signed-in and remembered browsers of one person, expired ones included until they are purged. */
  sessionsOf(contactId: string): Promise<readonly Session[]>;
  endSession(tokenHash: string): Promise<void>;
  /** Ends every browser of a person, at once. */
  endSessionsOf(contactId: string): Promise<void>;

  putOpenIdStart(start: OpenIdStart): Promise<void>;
  /** Takes it away: of two returns with the same state exactly one gets it. */
  takeOpenIdStart(stateHash: string): Promise<OpenIdStart | null>;
  /** The contact an identity was pinned to. */
  contactByIdentity(key: string): Promise<Contact | null>;
  /** False, and nothing written, when the identity is pinned already, the contact to another one, or their address moved. */
  pinIdentity(key: string, person: Pick<Contact, 'id' | 'email'>): Promise<boolean>;

  /** Counts one use at `at`; false, and nothing counted, when the window holds as many as the limit already. */
  spend(meter: Meter, at: string): Promise<boolean>;
}

/** What waits for somebody: drafts, approvals, proposals, answers to repeated requests. */
export interface WaitingStore {
  answerDraft(milestoneId: string): Promise<AnswerDraft | null>;
  /** Writes the draft if the stored version is one less (absent for 1). */
  saveAnswerDraft(draft: AnswerDraft): Promise<boolean>;
  /** Deletes the draft if it is still the version given; false when it moved. */
  endAnswerDraft(draft: Pick<AnswerDraft, 'milestoneId' | 'version'>): Promise<boolean>;

  addApproval(approval: Approval): Promise<void>;
  /** Oldest first. */
  approvalsOf(planId: string): Promise<readonly Approval[]>;
  /** Takes it away, to be carried out or refused: of two at once exactly one gets true. */
  takeApproval(approval: Pick<Approval, 'planId' | 'id'>): Promise<boolean>;

  /** Adds those that are not known yet: what was judged stays judged. Returns how many were new. */
  addProposals(proposals: readonly Proposal[]): Promise<number>;
  /** In the order of their documents and lines. */
  proposalsOf(planId: string): Promise<readonly Proposal[]>;
  /** Writes it (version already raised by one) if the stored version is one less. */
  updateProposal(proposal: Proposal): Promise<boolean>;

  /** Begins a request; the earlier one when the key was used before. */
  beginRequest(request: RequestRecord): Promise<RequestRecord | null>;
  /** Begins a request in place of an earlier one, if that still is as read: of two at once exactly one gets true. */
  takeOverRequest(request: RequestRecord, from: Pick<RequestRecord, 'leaseUntil' | 'answer'>): Promise<boolean>;
  /** Keeps the answer, unless somebody took the request over. */
  finishRequest(request: RequestRecord): Promise<void>;
  /** Forgets a request that failed before it changed anything, unless somebody took it over. */
  forgetRequest(request: Pick<RequestRecord, 'key' | 'leaseUntil'>): Promise<void>;
}

/** How many assignments change in one: each is two rows of a transaction of a hundred. */
export const assignmentsAtOnce = 50;

/** People: private. `publish` cannot read it. */
export interface PeopleStore extends SignInStore, WaitingStore {
  contact(contactId: string): Promise<Contact | null>;
  contactByEmail(email: string): Promise<Contact | null>;
  contactByStopToken(token: string): Promise<Contact | null>;
  /** Contacts with an assignment in this plan, past ones included. */
  peopleOf(planId: string): Promise<PlanPeople>;
  /** The same, where one contact who cannot be read is not to keep the others from their mail: `unreadIds` names those left out. */
  readablePeopleOf(planId: string): Promise<KnownPeople>;
  /** Assignments of one person in every plan. */
  assignmentsOf(contactId: string): Promise<readonly Assignment[]>;
  /** As far as they can be read; `unreadableIn`: the plans of the others. */
  readableAssignmentsOf(
    contactId: string,
  ): Promise<{ readonly assignments: readonly Assignment[]; readonly unreadableIn: readonly string[] }>;
  /** False when the address is taken by another contact. */
  addContact(contact: Contact): Promise<boolean>;
  /**
   * Writes `contact` (version already raised by one) if the stored version is one less. Another address ends the pin of
   * an identity with it: of neither, or of both.
   */
  updateContact(contact: Contact): Promise<boolean>;
  /** False, and nothing written, when the plan has an assignment with this id. */
  addAssignment(assignment: Assignment): Promise<boolean>;
  /**
   * Writes `assignment` (version already raised by one) if the stored version is one less; its person and plan stay. `beside`:
   * another one that must still be as it was read.
   */
  updateAssignment(assignment: Assignment, beside?: Assignment): Promise<boolean>;
  /** Both in one, for at most {@link assignmentsAtOnce} of them: all are written, or none. */
  changeAssignments(change: { readonly added: readonly Assignment[]; readonly updated: readonly Assignment[] }): Promise<boolean>;
  mailbox(planId: string): Promise<string | null>;
  setMailbox(planId: string, address: string): Promise<void>;

  /**
   * Deletes a person: particulars, address, stop token, identity and browsers, if the stored version is as given. Their
   * assignments stay, dated and under the pseudonym. False when the person moved meanwhile.
   */
  eraseContact(contact: Pick<Contact, 'id' | 'version'>): Promise<boolean>;

  /** Deletes what expired before `before`; returns how many. */
  purge(before: string): Promise<number>;
}

/** What must still be true at the moment of the claim (RELIABILITY 2.2, step 6). */
export type ClaimChecks = {
  readonly gateVersion: number;
  /** In the sandbox only those who are on its list get mail. */
  readonly gateMode: 'live' | 'sandbox';
  readonly contact: { readonly id: string; readonly version: number };
  /** Plans by the `seq` that was read: open and with mail on. */
  readonly plans: readonly { readonly id: string; readonly seq: number }[];
  /** Commitments the mail speaks of, by the `seq` that was read: whatever of their milestones moved, it is in the log. */
  readonly commitments: readonly { readonly id: string; readonly seq: number }[];
  /** What makes the recipient the one to ask. */
  readonly assignments: readonly Pick<Assignment, 'id' | 'planId' | 'version'>[];
  /** Those of whom the mail tells that it reaches them no more, and those in whose place its recipient is asked. */
  readonly stopped: readonly { readonly id: string; readonly version: number }[];
};

/** A reminder that no longer holds; it is written with the digest it was judged in, or not at all. */
export type Drop = { readonly rid: string; readonly reason: DroppedReason };

/** Signing in through a provider of OpenID Connect; null in configurations without one. */
export interface OpenIdProvider {
  /** How people know it. */
  readonly name: string;
  /** Where to send the browser, and what must come back with it. */
  begin(): Promise<OpenIdDeparture>;
  /** `answer`: the address the browser came back to. */
  finish(
    answer: URL,
    sent: { readonly state: string; readonly nonce: string; readonly verifier: string },
    now: Temporal.Instant,
  ): Promise<OpenIdAnswer>;
}

/** The Ledger: who was to be told what, when, and what became of it. Operational, purged after 400 days. */
export interface LedgerStore {
  /** The gate as it applies to these tables: `off` when none is stored or it is bound to other tables. */
  gate(): Promise<Gate>;
  /** The tables the stored gate is bound to, and these, by their identities; `stored` is null where there is no gate. */
  binding(): Promise<GateBinding>;
  /** Writes the gate if the stored version is one less than `gate.version`. */
  setGate(gate: Omit<Gate, 'boundTo'>): Promise<boolean>;

  /** Reminders that exist, by rid. */
  reminders(rids: readonly string[]): Promise<ReadonlyMap<string, Reminder>>;
  digest(did: string): Promise<Digest | null>;
  /** Digests that exist, by did. */
  digests(dids: readonly string[]): Promise<ReadonlyMap<string, Digest>>;
  /**
   * One transaction: writes the digest if the stored version is one less than `digest.version` (absent for 1) and puts
   * the reminders, each if absent, or where `asRead` has its row while that row still is as it was read. False when any of
   * it was there already or moved; nothing is then written.
   */
  saveDigest(digest: Digest, reminders: readonly Reminder[], asRead?: ReadonlyMap<string, Reminder>): Promise<boolean>;
  /** One transaction: writes the digest if the stored version is one less, and which of its reminders no longer hold. */
  endDigest(digest: Digest, drops: readonly Drop[]): Promise<boolean>;
  /**
   * One transaction for a digest whose day is over: `from` (ended as dropped(empty)) and `to` (which now holds `rids`) are
   * written if their stored versions are one less, and the `did` of each reminder follows; what no longer holds is dropped.
   * False when either row moved.
   */
  handOver(from: Digest, to: Digest, rids: readonly string[], drops?: readonly Drop[]): Promise<boolean>;
  /** Writes reminders that left alone as dropped, each if absent. */
  putDropped(reminders: readonly Reminder[]): Promise<void>;
  /** Marks reminders of a digest that was sent as dropped, with the reason; null takes that back. */
  dropReminders(drops: readonly { readonly rid: string; readonly reason: Reminder['dropped'] }[]): Promise<void>;
  /** Digests that still need work and may go at or before `until`, soonest first. One that cannot be read is named in its place. */
  pendingDigests(until: string): AsyncIterable<Digest | UnreadableRow>;
  /**
   * The claim: one transaction over the three tables. `digest` is the claimed row, with a fresh token and version + 1;
   * `drops` are the reminders its mail leaves out. `lost` when the row moved; otherwise the checks that failed.
   */
  claim(digest: Digest, checks: ClaimChecks, drops?: readonly Drop[]): Promise<{ ok: true } | { ok: false; lost: boolean }>;
  /** Digests that need a person, oldest first. One that cannot be read is named in its place. */
  needingPerson(): AsyncIterable<Digest | UnreadableRow>;

  /**
   * Says how many mails a second the account may send, and how many digests of today's quota are left, null or absent where there is no
   * limit; all senders keep to both. A pace that cannot be read is made anew.
   */
  setSendRate(perSecond: number, room?: number | null): Promise<void>;
  /**
   * Takes the next turn to send, among all senders. Only that of a digest counts against what is left for digests. A code goes at once,
   * and takes no turn, where the pace cannot be read: nobody is kept from signing in.
   * @returns how many milliseconds it is away; `quota` where none is left
   */
  takeSlot(moment: Temporal.Instant, kind?: 'digest' | 'code'): Promise<number | 'quota'>;

  /** Latest claim whose SES event came back, or null. */
  feedSeenAt(): Promise<string | null>;
  moveFeed(claimedAt: string): Promise<void>;
  putRun(run: TickRun): Promise<void>;
  run(slot: string): Promise<TickRun | null>;
  /** Ticks that ran, by slot. */
  runs(slots: readonly string[]): Promise<ReadonlyMap<string, TickRun>>;
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
  /** Definitely not sent, and not even read: for the signature or the credentials of this sender. Once it may pass by itself. */
  | { readonly kind: 'unsigned'; readonly reason: string }
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

/** One file of the public site. `path` has no leading slash; pages end in `index.html`. Text is written as UTF-8. */
export type SiteFile = { readonly path: string; readonly body: string | Uint8Array; readonly contentType: string };

/** The public site: files only. */
export interface Site {
  /** MD5 (hexadecimal) of every file below a prefix, by path: to write only what differs. */
  fingerprints(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** The same of the files that lie directly in a folder (`''`, or with a closing slash), and of none below it. */
  fingerprintsIn(folder: string): Promise<ReadonlyMap<string, string>>;
  /** The text of one file as it lies there; null where there is none. */
  read(path: string): Promise<string | null>;
  put(file: SiteFile): Promise<void>;
  /**
   * Puts a file while the one that lies there still is as it was read; null: while none lies there.
   * @returns false, and nothing is put, when it is another one. It may also be the very file of this call, where the answer to a
   *   first attempt was lost: whoever is told false reads again.
   */
  putOver(file: SiteFile, asRead: string | null): Promise<boolean>;
  remove(path: string): Promise<void>;
}

/** Adapters every job starts from. */
export type Stores = { readonly record: RecordStore; readonly people: PeopleStore; readonly ledger: LedgerStore };
