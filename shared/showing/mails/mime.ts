import { wrap as wrapBase64 } from 'nodemailer/lib/base64';
import MailComposer from 'nodemailer/lib/mail-composer';
import type MimeNode from 'nodemailer/lib/mime-node';
import { encode as encodeQuoted, wrap as wrapQuoted } from 'nodemailer/lib/qp';
import { Temporal } from 'temporal-polyfill';
import { emailAddress, mailName } from '../../domain/contact.ts';
import { sha256Of } from '../../domain/text.ts';
import { plainLine } from '../plain-text.ts';

/** A mail before it is written down as MIME. Addresses are bare mailboxes; the sender alone has a name, a configured one. */
export type MailToWrite = {
  readonly from: string;
  /** What the sender is called ({@link mailName}): the service, never what somebody typed. */
  readonly fromName: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What this mail is, as letters, digits and hyphens: decides its boundary and message id, so that bytes repeat. */
  readonly id: string;
  /** Instant of the Date header, UTC. */
  readonly at: string;
  /** https address that stops these mails with one POST (RFC 8058); null for a mail that was asked for. */
  readonly stopUrl: string | null;
  /** What complaints are counted by, with {@link stage}: no person. */
  readonly kind: 'digest' | 'code';
  /** Which installation sends it: letters, digits, hyphens. */
  readonly stage: string;
  /** A calendar to attach under this name, with CRLF line ends; null for none. */
  readonly calendar: { readonly name: string; readonly body: string } | null;
};

/** Letters, digits and hyphens: what a header of ours may hold of a configuration. */
const headerWord = /^[A-Za-z0-9-]{1,64}$/;

/** `digest:prod:reminders:jalon`: a mail service counts complaints by it, and it tells nothing of the reader. */
function feedbackId({ kind, stage }: Pick<MailToWrite, 'kind' | 'stage'>): string {
  if (!headerWord.test(stage)) throw new RangeError('a stage is letters, digits and hyphens');
  return `${kind}:${stage}:reminders:jalon`;
}

function attachmentsOf({ calendar }: MailToWrite) {
  if (calendar === null) return [];
  return [
    {
      filename: calendar.name,
      content: calendar.body,
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      contentTransferEncoding: 'base64' as const,
    },
  ];
}

function mailbox(address: string): { name: string; address: string } {
  return { name: '', address: emailAddress.parse(address) };
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri, 01 Oct 2021 07:00:00 +0000`, the form of RFC 5322. */
function headerDate(at: string): string {
  const utc = Temporal.Instant.from(at).toZonedDateTimeISO('UTC');
  const day = `${weekdays[utc.dayOfWeek - 1]}, ${String(utc.day).padStart(2, '0')} ${months[utc.month - 1]} ${utc.year}`;
  return `${day} ${utc.toPlainTime().toString({ smallestUnit: 'second' })} +0000`;
}

/** RFC 2045, section 6.7. */
const longestLine = 76;

/** Line ends as mail has them. */
function withLineEnds(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** The body of a part as its header says it is encoded. */
function bodyOf({ content }: MimeNode, encoding: string | false): string {
  if (typeof content !== 'string') return '';
  switch (encoding) {
    case 'quoted-printable':
      return wrapQuoted(encodeQuoted(content), longestLine);
    case 'base64':
      return wrapBase64(Buffer.from(content).toString('base64'), longestLine);
    default:
      return content;
  }
}

/**
 * A part with all parts in it: what the composer writes through a chain of streams. Everything is at hand, so that it can be
 * written at once.
 */
function written(node: MimeNode): string {
  // The boundary is known once the headers are built.
  const headers = node.buildHeaders();
  const body = bodyOf(node, node.getTransferEncoding());
  if (typeof node.boundary !== 'string') return `${headers}\r\n\r\n${body}`;
  const parts = node.childNodes.map((part) => `--${node.boundary}\r\n${written(part)}`);
  return `${headers}\r\n\r\n${body}${parts.join('\r\n')}\r\n--${node.boundary}--\r\n`;
}

/**
 * Writes a mail as MIME, quoted-printable, for exactly one recipient. The same mail gives the same bytes. Line ends and
 * control characters never reach a header (RELIABILITY S9).
 * @throws ZodError for an address that is not one bare mailbox or a name that is none, RangeError for a stage that is no word
 */
export function writeMime(mail: MailToWrite): string {
  const boundary = sha256Of(`boundary ${mail.id}`).slice(0, 32);
  const list =
    mail.stopUrl === null
      ? {}
      : { 'List-Unsubscribe': `<${new URL(mail.stopUrl).href}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  const composer = new MailComposer({
    from: { ...mailbox(mail.from), name: mailName.parse(mail.fromName) },
    to: mailbox(mail.to),
    replyTo: mailbox(mail.replyTo),
    subject: plainLine(mail.subject),
    text: withLineEnds(mail.text),
    html: withLineEnds(mail.html),
    date: headerDate(mail.at),
    messageId: `<${sha256Of(`message ${mail.id}`).slice(0, 32)}@${mail.from.split('@')[1] ?? 'localhost'}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Feedback-ID': feedbackId(mail), ...list },
    attachments: attachmentsOf(mail),
    textEncoding: 'quoted-printable',
    baseBoundary: boundary,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return written(composer.compile());
}
