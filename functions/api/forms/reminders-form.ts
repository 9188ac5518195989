import * as z from 'zod';
import { reminderPreferences } from '../../../shared/domain/contact.ts';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { MailWishes } from '../../../shared/usecases/tune-mail.ts';
import type { Form } from '../middleware/read-form.ts';

const fields = z.strictObject({
  token: z.string(),
  frequency: reminderPreferences.shape.frequency,
  language: interfaceLanguage,
  pauseUntil: z.string().max(40).trim(),
});

const boxName = /^before-([1-9]\d{0,2})$/;

/** The name of the box for so many days before a deadline: a form gives no name twice. */
export function boxOf(days: number): string {
  return `before-${days}`;
}

/** What a person chose, or null when it is not a body of ours. */
export function readRemindersForm(form: Form): MailWishes | null {
  const boxes = [...form].filter(([name]) => boxName.test(name));
  const rest = fields.safeParse(Object.fromEntries([...form].filter(([name]) => !boxName.test(name))));
  if (!rest.success || boxes.some(([, value]) => value !== 'yes')) return null;
  const { token: _, ...chosen } = rest.data;
  return { ...chosen, daysBefore: boxes.map(([name]) => Number(boxName.exec(name)?.[1])) };
}
