import * as z from 'zod';
import type { Form } from '../middleware/read-form.ts';

/** A hand-on as typed. */
export type TypedHandOn = {
  readonly email: string;
  readonly name: string;
  readonly until: string;
  readonly how: 'drafts' | 'publishes';
};

const handOnForm = z.strictObject({
  token: z.string(),
  email: z.string().max(320),
  name: z.string().max(1_000),
  until: z.string().max(40),
  how: z.enum(['drafts', 'publishes']),
});

/** Null when it is not a body of ours. */
export function readHandOn(form: Form): TypedHandOn | null {
  const read = handOnForm.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { email, name, until, how } = read.data;
  return { email: email.trim(), name, until: until.trim(), how };
}
