import type { Temporal } from 'temporal-polyfill';
import { planHead } from '../domain/change-log.ts';
import { claimActions, transactionActions } from '../domain/claim-size.ts';
import type { Commitment } from '../domain/commitment.ts';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Ask, Digest, Gate } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { mayHaveLeft } from '../domain/sending.ts';
import { sha256Of } from '../domain/text.ts';
import type { ClaimChecks, CommitmentRecord, OutgoingMail, RecordStore, Stores } from '../ports.ts';
import type { SiteHome } from '../showing/addresses.ts';
import { deadlinesFile } from '../showing/calendar-file.ts';
import { datedMilestones, type MailLine, plansOf, sectionOf } from '../showing/mails/digest-content.ts';
import { stopLink } from '../showing/mails/digest-links.ts';
import { digestHtml } from '../showing/mails/digest-mail.tsx';
import { showDigest } from '../showing/mails/digest-view.ts';
import { digestText } from '../showing/mails/mail-text.ts';
import { type MailToWrite, writeMime } from '../showing/mails/mime.ts';
import { mailMessages } from '../showing/messages/mail.ts';
import { pageLanguageOf } from '../showing/view.ts';
import type { DigestLine, DigestReading } from './read-digest.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** Where mail comes from and leads to. */
export type MailConfig = SiteHome & {
  /** The bare mailbox mail is sent from. */
  readonly from: string;
  /** What the service is called in its mails. */
  readonly name: string;
  /** Which installation this is, as a tag: letters, digits, hyphens. */
  readonly stage: string;
};

/** A mail rendered before its claim, with what the claim must find unchanged. */
export type PreparedDigest = {
  readonly mail: OutgoingMail;
  readonly rids: readonly string[];
  readonly lines: readonly DigestLine[];
  readonly checks: ClaimChecks;
  readonly contentHash: string;
};

/** A digest as read, for somebody who is there. */
type Prepared = Omit<DigestReading, 'untellable'> & { readonly contact: Contact };

/** One hash over a plan's log and those of its commitments: the mail carries it. */
async function headOf(record: RecordStore, { settings: { id }, head }: PlanState): Promise<string> {
  return planHead(new Map([[id, head], ...(await record.commitmentHeads(id))]));
}

/**
 * The hashes of the plans the mail speaks of. Without that of a plan one of whose commitments cannot be read, the mail about the
 * others still says what it has to.
 */
async function headsOf(record: RecordStore, lines: readonly DigestLine[]): Promise<ReadonlyMap<string, string>> {
  const heads = await Promise.all(
    plansOf(lines).map(async (plan) => [plan.settings.id, await unlessUnreadable(() => headOf(record, plan))] as const),
  );
  return new Map(heads.filter(([, head]) => head !== 'unreadable'));
}

/** The commitments of the mail's milestones with their logs, by which the calendar counts revisions. */
async function recordsOf(record: RecordStore, lines: readonly DigestLine[]): Promise<readonly CommitmentRecord[]> {
  const ids = new Set(datedMilestones(lines).map(({ commitment: { state } }) => state.id));
  const found = await Promise.all([...ids].map((id) => record.commitment(id)));
  return found.filter((one) => one !== null);
}

/** The deadlines of the mail as a calendar; null where it has none. */
function calendarOf(
  lines: readonly DigestLine[],
  commitments: readonly CommitmentRecord[],
  { language }: Contact,
  { publicUrl }: MailConfig,
): MailToWrite['calendar'] {
  const records = new Map(commitments.map((one) => [one.commitment.state.id, one]));
  const items = datedMilestones(lines).flatMap(({ plan, commitment: { state }, milestone }) => {
    const log = records.get(state.id)?.log;
    const pages = { publicUrl, language: pageLanguageOf(plan.settings.languages) };
    return log === undefined ? [] : [{ pages, commitment: { state, log }, milestone }];
  });
  return items.length === 0 ? null : { name: mailMessages[language].calendarName, body: deadlinesFile(language, items) };
}

/** Who was asked about what is escalated. */
async function asksOf(record: RecordStore, lines: readonly DigestLine[]): Promise<Ask[]> {
  const escalated = lines.filter((line) => sectionOf(line) === 'unanswered');
  const ids = new Set(escalated.flatMap((line) => ('milestone' in line ? [line.commitment.state.id] : [])));
  return (await Promise.all([...ids].map((id) => record.asks(id)))).flat();
}

const byId = <One extends { readonly id: string }>(some: readonly One[]): One[] => [
  ...new Map(some.map((one) => [one.id, one])).values(),
];

/** The commitment a line speaks of; null for what is told of the plan or of a person. */
function commitmentIn(line: MailLine): Commitment | null {
  if ('stopped' in line) return null;
  return 'notice' in line ? line.notice.commitment : line.commitment;
}

/**
 * All that the mail rests on. The limits of a digest keep room for three roles of its recipient; of somebody with more of them
 * and a mail as long as any may be, those that go beyond one transaction are left out, and before them those in whose place
 * the recipient is asked.
 */
function checksOf({ lines, drops, assignments, contact }: Prepared, gate: Gate): ClaimChecks {
  const plans = byId(lines.map(({ plan }) => ({ id: plan.settings.id, seq: plan.head.seq })));
  const spokenOf = lines.map(commitmentIn).filter((one) => one !== null);
  const commitments = byId(spokenOf.map(({ state }) => ({ id: state.id, seq: state.head.seq })));
  const stopped = byId(lines.flatMap(({ about }) => about ?? []));
  const room = transactionActions - claimActions - plans.length - commitments.length - stopped.length - drops.length;
  const roles = assignments.slice(0, room);
  const instead = byId(lines.flatMap((line) => line.instead ?? [])).filter(({ id }) => id !== contact.id);
  return {
    gateVersion: gate.version,
    gateMode: gate.mode === 'sandbox' ? 'sandbox' : 'live',
    contact: { id: contact.id, version: contact.version },
    ...{ plans, commitments, stopped: byId([...stopped, ...instead.slice(0, room - roles.length)]) },
    assignments: roles.map(({ id, planId, version }) => ({ id, planId, version })),
  };
}

/**
 * Renders what still holds of a digest (RELIABILITY 2.2, step 5): everything that can go wrong in a template goes wrong
 * here, before anything is claimed. Answers go to the mailbox of the plan it speaks of first.
 * @throws RangeError where it has nothing to say
 */
export async function prepareDigest(
  { record }: Pick<Stores, 'record'>,
  config: MailConfig,
  digest: Digest,
  reading: Prepared,
  gate: Gate,
  now: Temporal.Instant,
): Promise<PreparedDigest> {
  const { contact, lines } = reading;
  const [first] = lines;
  if (first === undefined) throw new RangeError(`digest ${digest.did} has nothing to say`);
  const [heads, asks, records] = await Promise.all([headsOf(record, lines), asksOf(record, lines), recordsOf(record, lines)]);
  const { replyTo } = first;
  const at = instantText(now);
  const { publicUrl, homeLanguage, from, name: service, stage } = config;
  const { language, stopToken } = contact;
  const site = { publicUrl, homeLanguage };
  const shown = showDigest({ ...site, language, lines, asks, at, service, stopToken, heads, isRepeat: mayHaveLeft(digest) });
  const text = digestText(shown);
  const attempt = digest.attempt + 1;
  const raw = writeMime({
    ...{ from, fromName: service, to: contact.email, replyTo, at, text, subject: shown.subject },
    html: digestHtml(shown),
    id: `${digest.did}-${attempt}`,
    stopUrl: stopLink(publicUrl, stopToken),
    calendar: calendarOf(lines, records, contact, config),
    ...{ kind: 'digest', stage },
  });
  return {
    mail: { from, to: contact.email, raw, tags: { digest: digest.did, attempt: String(attempt), kind: 'digest', stage } },
    rids: lines.map(({ reminder }) => reminder.rid),
    lines,
    checks: checksOf(reading, gate),
    contentHash: sha256Of(text),
  };
}
