import { Temporal } from 'temporal-polyfill';
import { type Contact, reminderPreferences } from '../domain/contact.ts';
import { type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { endOfDay, instantText, localDay } from '../domain/fuzzy-date.ts';
import { type InterfaceLanguage, isoDate } from '../domain/identifiers.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import { type MyReminders, readReminders } from './read-reminders.ts';

const rounds = 5;
/** A longer silence is a stop, and the point of contact is told of one. */
const longestPauseDays = 366;

/** What a person wants of their reminders. */
export type MailWishes = {
  /** Of the days that are offered, those they want. */
  readonly daysBefore: readonly number[];
  readonly frequency: Contact['reminders']['frequency'];
  readonly language: InterfaceLanguage;
  /** The last local day without a reminder; empty for no pause. */
  readonly pauseUntil: string;
};

/** The instant a pause ends, or what is wrong with its last day. */
function readPause(typed: string, zone: string, now: Temporal.Instant): { until: string | null } | Refused {
  if (typed === '') return { until: null };
  const day = isoDate.safeParse(typed);
  if (!day.success) return refused('invalid', [{ field: 'pauseUntil', code: 'malformed' }]);
  const today = localDay(now, zone);
  if (day.data < today) return refused('invalid', [{ field: 'pauseUntil', code: 'in-the-past' }]);
  const last = Temporal.PlainDate.from(today).add({ days: longestPauseDays }).toString();
  if (day.data > last) return refused('invalid', [{ field: 'pauseUntil', code: 'not-expected', detail: last }]);
  return { until: instantText(endOfDay(day.data, zone)) };
}

/** All that is offered is kept as "the plan's", so that a day the plan adds later is wanted too. */
function daysWanted({ offered, contact }: MyReminders, wanted: readonly number[]): readonly number[] | null {
  if (offered.length === 0) return contact.reminders.daysBefore;
  return offered.every((days) => wanted.includes(days)) ? null : offered.filter((days) => wanted.includes(days));
}

/**
 * Sets what a person wants of their reminders: days before a deadline, frequency, language, pause. It stops nothing and lifts
 * no stop. Private: no entry of any log tells it.
 */
export async function tuneMail(
  deps: { readonly people: PeopleStore; readonly record: RecordStore },
  { contactId, wishes, now }: { readonly contactId: string; readonly wishes: MailWishes; readonly now: Temporal.Instant },
): Promise<{ readonly ok: true; readonly contact: Contact } | Refused> {
  for (let round = 0; round < rounds; round += 1) {
    const contact = await deps.people.contact(contactId);
    if (contact === null) return refused('unknown-contact');
    const mine = await readReminders(deps, { contact, now });
    if (wishes.daysBefore.some((days) => !mine.offered.includes(days))) {
      return refused('invalid', [{ field: 'daysBefore', code: 'unknown' }]);
    }
    const pause = readPause(wishes.pauseUntil, mine.zone, now);
    if ('ok' in pause) return pause;
    const reminders = reminderPreferences.safeParse({
      daysBefore: daysWanted(mine, wishes.daysBefore),
      frequency: wishes.frequency,
    });
    if (!reminders.success) return schemaRefusal(reminders.error);
    const tuned: Contact = {
      ...contact,
      version: contact.version + 1,
      reminders: reminders.data,
      language: wishes.language,
      pausedUntil: pause.until,
    };
    if (await deps.people.updateContact(tuned)) return { ok: true, contact: tuned };
  }
  return refused('busy');
}
