import * as z from 'zod';
import type { RedactableText } from '../../../shared/usecases/redact-texts.ts';
import type { Form } from '../middleware/read-form.ts';
import { logFields } from './log-form.ts';

const body = z.strictObject({
  token: logFields.token,
  step: logFields.step,
  reason: z.string(),
  /** The person said that it is for ever. */
  sure: z.literal('yes').optional(),
});

const textField = /^text\.([0-9a-f]{64})$/;

/** `texts` holds the hashes of the texts that were chosen. */
export type TypedRedaction = { readonly texts: readonly string[]; readonly reason: string };
type ReadRedaction = {
  readonly typed: TypedRedaction;
  readonly step: z.infer<typeof logFields.step>;
  readonly isSure: boolean;
};

/** The name of a text's box in the form. */
export function textFieldOf({ sha256 }: Pick<RedactableText, 'sha256'>): string {
  return `text.${sha256}`;
}

/** What the body of a redaction says, or null when it is not a body of ours. */
export function readRedaction(form: Form): ReadRedaction | null {
  const texts: string[] = [];
  const rest: { [name: string]: string } = {};
  for (const [name, value] of form) {
    const hash = textField.exec(name)?.[1];
    if (hash === undefined) rest[name] = value;
    else texts.push(hash);
  }
  const read = body.safeParse(rest);
  if (!read.success) return null;
  return { typed: { texts, reason: read.data.reason }, step: read.data.step, isSure: read.data.sure === 'yes' };
}
