import { type LogEntry, textsOf } from '../domain/change-log.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { requiredText } from '../domain/public-text.ts';
import { type TextRef, type Texts, textRef } from '../domain/text.ts';
import type { Rng } from '../ports.ts';
import { type Accepted, type ChangeDeps, changeCommitment, changePlan, type Envelope, textWriter } from './append-change.ts';

export type RedactCommand = Envelope & {
  /** The log: a plan's or a commitment's id. */
  readonly subject: string;
  /** The entry whose texts go. */
  readonly of: number;
  /** Hashes of those that go; absent: every readable one. */
  readonly texts?: readonly string[];
  readonly reason: string | null;
};

type LogWithTexts = { readonly log: readonly LogEntry[]; readonly texts: Texts };

/** A readable text of an entry. */
export type RedactableText = {
  readonly sha256: string;
  /** Names from the entry's data down to it: `['declaration', 'done']`. */
  readonly path: readonly string[];
  readonly text: string;
  /** Other entries in which this very text stands: it goes from them too. */
  readonly alsoIn: readonly number[];
  /** Other entries that say the same words in a text of their own, which stays. */
  readonly sameWordsIn: readonly number[];
};

function refsWithPaths(
  value: unknown,
  path: readonly string[] = [],
): { readonly ref: TextRef; readonly path: readonly string[] }[] {
  if (value === null || typeof value !== 'object') return [];
  const ref = textRef.safeParse(value);
  if (ref.success) return [{ ref: ref.data, path }];
  return Object.entries(value).flatMap(([name, item]) => refsWithPaths(item, [...path, name]));
}

/** Texts of an entry that can still be read, each once, in the order of the entry; null when there is no such entry. */
export function redactableTexts({ log, texts }: LogWithTexts, of: number): readonly RedactableText[] | null {
  const entry = log.find(({ seq }) => seq === of);
  if (entry === undefined) return null;
  const others = log.filter(({ seq }) => seq !== of).map((one) => ({ seq: one.seq, hashes: textsOf(one) }));
  const entriesWith = (isWanted: (hash: string) => boolean): number[] =>
    others.filter(({ hashes }) => hashes.some(isWanted)).map(({ seq }) => seq);
  const found = new Map<string, RedactableText>();
  for (const { ref, path } of refsWithPaths(entry.type === 'redacted' ? { reason: entry.data.reason } : entry.data)) {
    const text = texts.get(ref.sha256)?.text ?? null;
    if (text === null || found.has(ref.sha256)) continue;
    const { sha256 } = ref;
    found.set(sha256, {
      sha256,
      path,
      text,
      alsoIn: entriesWith((hash) => hash === sha256),
      sameWordsIn: entriesWith((hash) => hash !== sha256 && texts.get(hash)?.text === text),
    });
  }
  return [...found.values()];
}

/** The redaction to write, or why not: the rule behind preview and writing. */
export function decideRedaction(current: LogWithTexts | null, command: RedactCommand, rng: Rng) {
  if (current === null) return refused(command.subject.includes('/') ? 'unknown-commitment' : 'unknown-plan');
  const readable = redactableTexts(current, command.of);
  if (readable === null) return refused('unknown-entry', [{ field: 'of', code: 'unknown' }]);
  const hashes = readable.map(({ sha256 }) => sha256);
  const wanted = command.texts ?? hashes;
  if (hashes.length === 0 || wanted.some((one) => !hashes.includes(one))) {
    return refused('invalid', [{ field: 'of', code: 'unchanged' }]);
  }
  const { text, problems } = requiredText('reason', command.reason);
  const all = [...(wanted.length === 0 ? [{ field: 'texts', code: 'required' } as const] : []), ...problems];
  if (all.length > 0) return refused('invalid', all);
  const redacted = hashes.filter((one) => wanted.includes(one));
  const { write, texts } = textWriter(rng);
  const change = { type: 'redacted' as const, data: { of: command.of, texts: redacted, reason: write(text) } };
  return { ok: true as const, change, texts, redacted };
}

/**
 * Deletes texts of one entry, with their salts, and says so in public with a reason (RELIABILITY S21). The entry and
 * the chain stay intact: only the words are gone.
 */
export function redactTexts(deps: ChangeDeps, command: RedactCommand): Promise<Accepted | Refused> {
  const decide = (current: LogWithTexts | null) => decideRedaction(current, command, deps.rng);
  return command.subject.includes('/')
    ? changeCommitment(deps, command.subject, command, decide)
    : changePlan(deps, command.subject, command, decide);
}
