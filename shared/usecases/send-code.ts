import type { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { addressKeyOf, codeHmac, newCode } from '../domain/sign-in.ts';
import { sha256Of } from '../domain/text.ts';
import type { CodeJob, Mailer, Pause, Rng, Stores } from '../ports.ts';
import { codeMail } from '../showing/mails/code-mail.tsx';
import { writeMime } from '../showing/mails/mime.ts';
import { failedOne, type JobAccount, sentOne, skippedOne } from './account.ts';
import { isAllowed, type SendConfig, takeTurn } from './send-config.ts';

export type SendCodeDeps = Pick<Stores, 'people' | 'ledger'> & {
  readonly mailer: Pick<Mailer, 'send'>;
  readonly rng: Rng;
  readonly pause: Pause;
  readonly config: SendConfig;
  /** Keys the HMAC under which a code is kept. */
  readonly secret: string;
};

/** A dead address gets no code; one whose owner stopped or paused reminders still does (RELIABILITY I9). */
function isDead({ suppressed }: Contact): boolean {
  return suppressed !== null && suppressed.reason !== 'unsubscribed';
}

async function replyToOf(deps: SendCodeDeps, contact: Contact): Promise<string | null> {
  for (const { planId } of await deps.people.assignmentsOf(contact.id)) {
    const mailbox = await deps.people.mailbox(planId);
    if (mailbox !== null) return mailbox;
  }
  return null;
}

/**
 * Makes the code that was asked for, keeps its HMAC and mails it, at most once: a lost mail is asked for again, and that
 * kills this code. An address nobody knows gets no mail but the same writes. The code is in no queue and no log.
 */
export async function sendCode(
  deps: SendCodeDeps,
  { addressKey }: CodeJob,
  asked: Temporal.Instant,
  millisecondsLeft: () => number = () => Number.POSITIVE_INFINITY,
): Promise<JobAccount> {
  const row = await deps.people.code(addressKey);
  if (row === null || row.codeHmac !== null) return skippedOne(addressKey, 'already-handled');
  // Before anything is written: one that comes back for lack of time is made then.
  const now = await takeTurn(deps, asked, millisecondsLeft);
  if (now === null) return skippedOne(addressKey, 'no-time');
  const at = instantText(now);
  if (at >= row.expiresAt) return skippedOne(addressKey, 'expired');
  const code = newCode(deps.rng.bytes(8));
  // Another sender was given the same job and came first, or the code was asked for anew: that one is mailed.
  const isOurs = await deps.people.keepCode(row, codeHmac(deps.secret, addressKey, code));
  if (!isOurs) return skippedOne(addressKey, 'already-handled');
  if (row.contactId === null) return skippedOne(addressKey, 'unknown-address');
  const gate = await deps.ledger.gate();
  if (gate.mode === 'off') return skippedOne(addressKey, 'gate-off');
  if (gate.breaker !== null) return skippedOne(addressKey, 'breaker');
  const contact = await deps.people.contact(row.contactId);
  if (contact === null || contact.confirmedAt === null || isDead(contact)) return skippedOne(addressKey, 'suppressed');
  if (gate.mode === 'sandbox' && !isAllowed(deps.config, contact)) return skippedOne(addressKey, 'sandbox');
  // The address passed from this person since the code was asked for: their new one did not ask for it.
  if (addressKeyOf(deps.secret, contact.email) !== addressKey) return skippedOne(addressKey, 'unknown-address');
  const replyTo = await replyToOf(deps, contact);
  if (replyTo === null) return failedOne(addressKey, 'no-mailbox');
  const { from, stage } = deps.config;
  const raw = await writeMime({
    ...{ from, to: contact.email, replyTo, at, stopUrl: null, kind: 'code' as const, stage, calendar: null },
    ...codeMail(code, contact.language),
    id: `code-${sha256Of(`${addressKey} ${row.askedAt}`)}`,
  });
  const outcome = await deps.mailer.send({ from, to: contact.email, raw, tags: { kind: 'code', stage } });
  switch (outcome.kind) {
    case 'accepted':
      return sentOne(addressKey);
    case 'passing':
    case 'quota':
      return skippedOne(addressKey, outcome.kind === 'quota' ? 'quota' : 'throttled');
    case 'stopped':
      return failedOne(addressKey, 'stopped');
    case 'rejected':
      return failedOne(addressKey, 'rejected');
    case 'ambiguous':
      return failedOne(addressKey, 'unknown-outcome');
    default:
      return outcome satisfies never;
  }
}
