import type { Temporal } from 'temporal-polyfill';
import { planHead } from '../domain/change-log.ts';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Ask, Digest, Gate } from '../domain/ledger.ts';
import type { LogHead, PlanState } from '../domain/plan.ts';
import { sha256Of } from '../domain/text.ts';
import type { ClaimChecks, OutgoingMail, RecordStore, Stores } from '../ports.ts';
import { sectionOf } from '../showing/mails/digest-content.ts';
import { stopLink } from '../showing/mails/digest-links.ts';
import { digestHtml } from '../showing/mails/digest-mail.tsx';
import { showDigest } from '../showing/mails/digest-view.ts';
import { digestText } from '../showing/mails/mail-text.ts';
import { writeMime } from '../showing/mails/mime.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';
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

/** The head that feeds and digests carry: one hash over the plan's log and those of its commitments. */
async function headOf(record: RecordStore, plan: PlanState): Promise<string> {
  const commitments = await commitmentsOfPlan(record, plan.settings.id);
  const heads = new Map<string, LogHead>([
    [plan.settings.id, plan.head],
    ...commitments.map(({ commitment: { state } }) => [state.id, state.head] as const),
  ]);
  return planHead(heads);
}

/** Who was asked about what is escalated. */
async function asksOf(record: RecordStore, lines: readonly DigestLine[]): Promise<Ask[]> {
  const escalated = lines.filter((line) => sectionOf(line) === 'unanswered');
  const ids = new Set(escalated.flatMap((line) => ('notice' in line ? [] : [line.commitment.state.id])));
  return (await Promise.all([...ids].map((id) => record.asks(id)))).flat();
}

function checksOf(lines: readonly DigestLine[], contact: Contact, gate: Gate): ClaimChecks {
  const plans = new Map(lines.map(({ plan }) => [plan.settings.id, { id: plan.settings.id, seq: plan.head.seq }]));
  return {
    gateVersion: gate.version,
    contact: { id: contact.id, version: contact.version },
    plans: [...plans.values()],
    milestones: lines.flatMap((line) => ('notice' in line ? [] : [{ id: line.milestone.id, version: line.milestone.version }])),
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
  const plans = [...new Map(lines.map(({ plan }) => [plan.settings.id, plan])).values()];
  const [first] = plans;
  const replyTo = first === undefined ? null : await people.mailbox(first.settings.id);
  if (replyTo === null) return null;
  const heads = new Map<string, string>();
  for (const plan of plans) heads.set(plan.settings.id, await headOf(record, plan));
  const asks = await asksOf(record, lines);
  const at = instantText(now);
  const { publicUrl, from, stage } = config;
  const { language, stopToken } = contact;
  const shown = showDigest({ language, lines, asks, at, publicUrl, stopToken, heads });
  const text = digestText(shown);
  const attempt = digest.attempt + 1;
  const raw = await writeMime({
    ...{ from, to: contact.email, replyTo, at, text, subject: shown.subject },
    html: digestHtml(shown),
    id: `${digest.did}-${attempt}`,
    stopUrl: stopLink(publicUrl, stopToken),
  });
  return {
    mail: { from, to: contact.email, raw, tags: { digest: digest.did, attempt: String(attempt), kind: 'digest', stage } },
    rids: lines.map(({ reminder }) => reminder.rid),
    lines,
    checks: checksOf(lines, contact, gate),
    contentHash: sha256Of(text),
  };
}
