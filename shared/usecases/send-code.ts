import type { Temporal } from 'temporal-polyfill';
import type { Contact, SignInCode } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { addressKeyOf, codeHmac, newCode } from '../domain/sign-in.ts';
import { sha256Of } from '../domain/text.ts';
import type { CodeJob, Mailer, Pause, Rng, Stores } from '../ports.ts';
import { codeMail, type MailParts } from '../showing/mails/code-mail.tsx';
import { farewellMail } from '../showing/mails/farewell-mail.tsx';
import { writeMime } from '../showing/mails/mime.ts';
import { failedOne, type JobAccount, sentOne, skippedOne } from './account.ts';
import { homeFor } from './home-plan.ts';
import { isAllowed, type SendConfig, takeTurn } from './send-config.ts';
import { rolesInForce } from './session.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

export type SendCodeDeps = Stores & {
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

/**
 * The plans a person is in by somebody's word, their home first: a plan that only added them writes to nobody in its name. Its
 * title, and where answers go, of the first that has a mailbox; without a title where the plan cannot be read.
 */
async function writingPlan(deps: SendCodeDeps, contact: Contact, now: Temporal.Instant) {
  const all = await deps.people.assignmentsOf(contact.id);
  const home = await homeFor(deps, all, now);
  const held = rolesInForce(all, now).map(({ planId }) => planId);
  const planIds = [...new Set(held)].sort((a, b) => Number(b === home) - Number(a === home) || (a < b ? -1 : 1));
  for (const planId of planIds) {
    const [replyTo, plan] = await Promise.all([
      unlessUnreadable(() => deps.people.mailbox(planId)),
      unlessUnreadable(() => deps.record.plan(planId)),
    ]);
    if (replyTo === null || replyTo === 'unreadable') continue;
    return { replyTo, plan: plan === null || plan === 'unreadable' ? null : plan.state.settings };
  }
  return null;
}

/** A mail to write, or why there is none. */
type Letter = { readonly to: string; readonly replyTo: string; readonly parts: MailParts } | { readonly left: JobAccount };

async function letterWithCode(
  deps: SendCodeDeps,
  { addressKey, contactId }: SignInCode,
  code: string,
  now: Temporal.Instant,
): Promise<Letter> {
  const contact = contactId === null ? null : await deps.people.contact(contactId);
  if (contact === null || contact.confirmedAt === null || isDead(contact)) return { left: skippedOne(addressKey, 'suppressed') };
  // The address passed from this person since the code was asked for: their new one did not ask for it.
  if (addressKeyOf(deps.secret, contact.email) !== addressKey) return { left: skippedOne(addressKey, 'unknown-address') };
  const writing = await writingPlan(deps, contact, now);
  if (writing === null) return { left: failedOne(addressKey, 'no-mailbox') };
  const { name: service, publicUrl } = deps.config;
  const parts = codeMail(code, contact.language, { service, publicUrl, plan: writing.plan });
  return { to: contact.email, replyTo: writing.replyTo, parts };
}

/** To an address that a person no longer has: nothing else of it is known, nor whether it may still be mailed. */
async function lastLetter(
  deps: SendCodeDeps,
  { addressKey, contactId, askedAt: at }: SignInCode,
  { email: to, planId, role, by }: NonNullable<SignInCode['farewell']>,
): Promise<Letter> {
  const [mailbox, plan, contact] = await Promise.all([
    deps.people.mailbox(planId),
    deps.record.plan(planId),
    contactId === null ? null : deps.people.contact(contactId),
  ]);
  if (mailbox === null || plan === null) return { left: failedOne(addressKey, 'no-mailbox') };
  const { name: service, publicUrl } = deps.config;
  const told = { service, publicUrl, plan: plan.state.settings, role, by, at, mailbox };
  return { to, replyTo: mailbox, parts: farewellMail(told, contact?.language ?? 'fr') };
}

/**
 * Makes the code that was asked for, keeps its HMAC and mails it, at most once: a lost mail is asked for again, and that
 * kills this code. An address nobody knows gets no mail but the same writes. The code is in no queue and no log. The last mail to
 * a former address goes the same way, at most once like a code, which it carries none of.
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
  const now = await takeTurn(deps, asked, millisecondsLeft, 'code');
  if (typeof now === 'string') return skippedOne(addressKey, now);
  const at = instantText(now);
  if (at >= row.expiresAt) return skippedOne(addressKey, 'expired');
  const gate = await deps.ledger.gate();
  const shut = gate.mode === 'off' ? 'gate-off' : gate.breaker === null ? null : 'breaker';
  // Nobody asks for the last mail to a former address again: it is not used up while none may leave.
  if (row.farewell !== undefined && shut !== null) return skippedOne(addressKey, shut);
  const code = newCode(deps.rng.bytes(8));
  // Another sender was given the same job and came first, or the code was asked for anew: that one is mailed.
  const isOurs = await deps.people.keepCode(row, codeHmac(deps.secret, addressKey, code));
  if (!isOurs) return skippedOne(addressKey, 'already-handled');
  if (row.contactId === null) return skippedOne(addressKey, 'unknown-address');
  if (shut !== null) return skippedOne(addressKey, shut);
  const letter =
    row.farewell === undefined ? await letterWithCode(deps, row, code, now) : await lastLetter(deps, row, row.farewell);
  if ('left' in letter) return letter.left;
  const { to, replyTo, parts } = letter;
  if (gate.mode === 'sandbox' && !isAllowed(deps.config, { email: to })) return skippedOne(addressKey, 'sandbox');
  const { from, name: fromName, stage } = deps.config;
  const raw = writeMime({
    ...{ from, fromName, to, replyTo, at, stopUrl: null, kind: 'code' as const, stage, calendar: null },
    ...parts,
    id: `code-${sha256Of(`${addressKey} ${row.askedAt}`)}`,
  });
  const outcome = await deps.mailer.send({ from, to, raw, tags: { kind: 'code', stage } });
  switch (outcome.kind) {
    case 'accepted':
      return sentOne(addressKey);
    case 'passing':
    case 'unsigned':
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
