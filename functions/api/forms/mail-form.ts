import * as z from 'zod';
import type { Form } from '../middleware/read-form.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Each switch is asked for, then confirmed; switching on carries the digest of the rehearsal that was read. */
const fields = z.discriminatedUnion('step', [
  z.strictObject({ token: z.string(), step: z.enum(['on', 'confirm-on']), read: digest }),
  z.strictObject({ token: z.string(), step: z.enum(['off', 'confirm-off']), read: digest.optional() }),
]);
export type MailStep = z.infer<typeof fields>;

/** What the body of the form says, or null when it is not a body of ours. */
export function readMailForm(form: Form): MailStep | null {
  return fields.safeParse(Object.fromEntries(form)).data ?? null;
}
