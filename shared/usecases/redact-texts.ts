import { type LogEntry, textsOf } from '../domain/change-log.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { requiredText } from '../domain/public-text.ts';
import type { Texts } from '../domain/text.ts';
import { type Accepted, type ChangeDeps, changeCommitment, changePlan, type Envelope, textWriter } from './append-change.ts';

type RedactCommand = Envelope & {
  /** The log: a plan's or a commitment's id. */
  readonly subject: string;
  /** The entry whose texts go. */
  readonly of: number;
  readonly reason: string | null;
};

/** Texts of an entry that are still readable. */
function readable(log: readonly LogEntry[], texts: Texts, of: number): string[] | null {
  const entry = log.find(({ seq }) => seq === of);
  if (entry === undefined) return null;
  return [...new Set(textsOf(entry))].filter((hash) => (texts.get(hash)?.text ?? null) !== null);
}

/**
 * Deletes the texts of one entry, with their salts, and says so in public with a reason (RELIABILITY S21). The entry and
 * the chain stay intact: only the words are gone.
 */
export function redactTexts(deps: ChangeDeps, command: RedactCommand): Promise<Accepted | Refused> {
  const decide = (current: { log: readonly LogEntry[]; texts: Texts } | null) => {
    if (current === null) return refused(command.subject.includes('/') ? 'unknown-commitment' : 'unknown-plan');
    const { text, problems } = requiredText('reason', command.reason);
    if (problems.length > 0) return refused('invalid', problems);
    const redacted = readable(current.log, current.texts, command.of);
    if (redacted === null) return refused('unknown-entry', [{ field: 'of', code: 'unknown' }]);
    if (redacted.length === 0) return refused('invalid', [{ field: 'of', code: 'unchanged' }]);
    const { write, texts } = textWriter(deps.rng);
    const change = { type: 'redacted' as const, data: { of: command.of, texts: redacted, reason: write(text) } };
    return { ok: true as const, change, texts, redacted };
  };
  return command.subject.includes('/')
    ? changeCommitment(deps, command.subject, command, decide)
    : changePlan(deps, command.subject, command, decide);
}
