import type { Temporal } from 'temporal-polyfill';
import { planHead } from '../domain/change-log.ts';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Ask, Digest, Gate } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { mayHaveLeft } from '../domain/sending.ts';
import { sha256Of } from '../domain/text.ts';
import type { ClaimChecks, CommitmentRecord, OutgoingMail, RecordStore, Stores } from '../ports.ts';
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

/** Where mail comes from and leads to. */
export type MailConfig = {
  /** The bare mailbox mail is sent from. */
  readonly from: string;
  /** `https://…` without a slash at the end. */
  readonly publicUrl: string;
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

/** One hash over a plan's log and those of its commitments: the mail carries it. */
async function headOf(record: RecordStore, { settings: { id }, head }: PlanState): Promise<string> {
  return planHead(new Map([[id, head], ...(await record.commitmentHeads(id))]));
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

function checksOf(lines: readonly MailLine[], contact: Contact, gate: Gate): ClaimChecks {
  const asking = lines.flatMap((line) => ('campaign' in line ? [line] : []));
  const plans = new Map(lines.map(({ plan }) => [plan.settings.id, { id: plan.settings.id, seq: plan.head.seq }]));
  return {
    gateVersion: gate.version,
    gateMode: gate.mode === 'sandbox' ? 'sandbox' : 'live',
    contact: { id: contact.id, version: contact.version },
    plans: [...plans.values()],
    commitments: [
      ...new Map(asking.map(({ commitment: { state } }) => [state.id, { id: state.id, seq: state.head.seq }])).values(),
    ],
    milestones: lines.flatMap((line) =>
      'milestone' in line ? [{ id: line.milestone.id, version: line.milestone.version }] : [],
    ),
  };
}

/**
 * Renders what still holds of a digest (RELIABILITY 2.2, step 5): everything that can go wrong in a template goes wrong
 * here, before anything is claimed. Null when the plan has no mailbox for answers.
 */
export async function prepareDigest(
  { record, people }: Pick<Stores, 'record' | 'people'>,
  config: MailConfig,
  digest: Digest,
  reading: DigestReading & { readonly contact: Contact },
  gate: Gate,
  now: Temporal.Instant,
): Promise<PreparedDigest | null> {
  const { contact, lines } = reading;
  const [first] = lines;
  const replyTo = first === undefined ? null : await people.mailbox(first.plan.settings.id);
  if (replyTo === null) return null;
  const heads = new Map<string, string>();
  for (const plan of plansOf(lines)) heads.set(plan.settings.id, await headOf(record, plan));
  const asks = await asksOf(record, lines);
  const at = instantText(now);
  const { publicUrl, from, stage } = config;
  const { language, stopToken } = contact;
  const shown = showDigest({ language, lines, asks, at, publicUrl, stopToken, heads, isRepeat: mayHaveLeft(digest) });
  const text = digestText(shown);
  const attempt = digest.attempt + 1;
  const raw = await writeMime({
    ...{ from, to: contact.email, replyTo, at, text, subject: shown.subject },
    html: digestHtml(shown),
    id: `${digest.did}-${attempt}`,
    stopUrl: stopLink(publicUrl, stopToken),
    calendar: calendarOf(lines, await recordsOf(record, lines), contact, config),
    ...{ kind: 'digest', stage },
  });
  return {
    mail: { from, to: contact.email, raw, tags: { digest: digest.did, attempt: String(attempt), kind: 'digest', stage } },
    rids: lines.map(({ reminder }) => reminder.rid),
    lines,
    checks: checksOf(lines, contact, gate),
    contentHash: sha256Of(text),
  };
}
