import type { Json } from '../domain/canonical-json.ts';
import { type TextRef, type Texts, textRef } from '../domain/text.ts';

/** The text a reference stands for; null when it was redacted, undefined when it is not at hand. */
const textOf = (texts: Texts, { sha256 }: TextRef): string | null | undefined => texts.get(sha256)?.text;

/**
 * Which reference to write for a text: the one the record has, when its words are the same or were redacted. So unchanged
 * words are kept once, a redaction finds every place they stand in, and what was redacted never comes back.
 */
export function reuseText(known: TextRef | null, now: TextRef, texts: Texts): TextRef {
  if (known === null) return now;
  const before = textOf(texts, known);
  return before === null || before === textOf(texts, now) ? known : now;
}

/** {@link reuseText} for every reference in a value, place by place. */
export function reuseTexts<Value extends Json>(known: Json | undefined, now: Value, texts: Texts): Value {
  return reused(known, now, texts) as Value;
}

function reused(known: Json | undefined, now: Json | undefined, texts: Texts): Json | undefined {
  const ref = textRef.safeParse(now);
  if (ref.success) {
    const before = textRef.safeParse(known);
    return reuseText(before.success ? before.data : null, ref.data, texts);
  }
  if (Array.isArray(now)) {
    const list: readonly Json[] = Array.isArray(known) ? known : [];
    return now.map((item: Json, place) => reused(list[place], item, texts) ?? null);
  }
  if (now === null || now === undefined || typeof now !== 'object') return now;
  const members: { readonly [name: string]: Json | undefined } =
    typeof known === 'object' && known !== null && !Array.isArray(known) ? (known as { [name: string]: Json | undefined }) : {};
  return Object.fromEntries(Object.entries(now).map(([name, item]) => [name, reused(members[name], item, texts)]));
}
