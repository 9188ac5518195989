import { Temporal } from 'temporal-polyfill';
import { type Contact, pauseUntil, reminderPreferences } from '../domain/contact.ts';
import { type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { endOfDay, instantText, localDay } from '../domain/fuzzy-date.ts';
import { type InterfaceLanguage, isoDate } from '../domain/identifiers.ts';
import { lastDayOfPause } from '../domain/pause.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import { type MyReminders, readReminders } from './read-reminders.ts';

const rounds = 5;
/**
 * How long a pause may be. A longer silence is a stop, and the point of contact is told of one. Reminders are forwarded to those
 * who do the work, and their link with them: whoever only came by it can make nobody silent for long.
 */
const longestPauseDays = { 'signed-in': 366, link: 31 } as const;
/** Days of their own choice a person may have; all that is offered may be more. */
const mostDays = 6;

/** What a person wants of their reminders. */
export type MailWishes = {
  /** Of the days that are offered, those they want; null: all of them, whatever a plan adds later included. */
  readonly daysBefore: readonly number[] | null;
  readonly frequency: Contact['reminders']['frequency'];
  readonly language: InterfaceLanguage;
  /** The last local day without a reminder; empty for no pause. */
  readonly pauseUntil: string;
};

/** What holds now, as a form or a request begins with it. */
export function wishesOf(mine: MyReminders, now: Temporal.Instant): MailWishes {
  const { reminders, language } = mine.contact;
  const { daysBefore, frequency } = reminders;
  return { daysBefore, frequency, language, pauseUntil: lastDayOfPause(mine.contact, mine.zone, now) ?? '' };
}

type Asking = { readonly by: keyof typeof longestPauseDays; readonly now: Temporal.Instant };

/** The instant a pause ends, or what is wrong with its last day. One that stands may stay as it is, however long. */
function readPause(typed: string, { contact, zone }: MyReminders, { by, now }: Asking): { until: string | null } | Refused {
  if (typed === '') return { until: null };
  if (typed === lastDayOfPause(contact, zone, now)) return { until: contact.pausedUntil };
  const day = isoDate.safeParse(typed);
  if (!day.success) return refused('invalid', [{ field: 'pauseUntil', code: 'malformed' }]);
  const today = localDay(now, zone);
  if (day.data < today) return refused('invalid', [{ field: 'pauseUntil', code: 'in-the-past' }]);
  const last = Temporal.PlainDate.from(today).add({ days: longestPauseDays[by] }).toString();
  if (day.data > last)
    return refused('invalid', [{ field: 'pauseUntil', code: by === 'link' ? 'too-long' : 'not-expected', detail: last }]);
  return { until: instantText(endOfDay(day.data, zone)) };
}

/**
 * All that is offered is kept as "the plan's", so that a day the plan adds later is wanted too. Days that were offered when
 * they were chosen may stay, though no plan has them any more.
 */
function daysWanted({ offered, contact }: MyReminders, wanted: MailWishes['daysBefore']): { days: number[] | null } | Refused {
  const before = contact.reminders.daysBefore;
  if (wanted === null) return { days: null };
  if (wanted.some((days) => !offered.includes(days) && before?.includes(days) !== true)) {
    return refused('invalid', [{ field: 'daysBefore', code: 'unknown' }]);
  }
  if (offered.length === 0) return { days: before };
  const days = offered.filter((one) => wanted.includes(one));
  if (days.length === offered.length) return { days: null };
  return days.length > mostDays
    ? refused('invalid', [{ field: 'daysBefore', code: 'too-many', detail: String(mostDays) }])
    : { days };
}

/**
 * Sets what a person wants of their reminders: days before a deadline, frequency, language, pause. It stops nothing and lifts
 * no stop. Private: no entry of any log tells it.
 */
export async function tuneMail(
  deps: { readonly people: PeopleStore; readonly record: RecordStore },
  { contactId, wishes, by, now }: Asking & { readonly contactId: string; readonly wishes: MailWishes },
): Promise<{ readonly ok: true; readonly contact: Contact } | Refused> {
  for (let round = 0; round < rounds; round += 1) {
    const contact = await deps.people.contact(contactId);
    if (contact === null) return refused('unknown-contact');
    const mine = await readReminders(deps, { contact, now });
    const wanted = daysWanted(mine, wishes.daysBefore);
    if ('ok' in wanted) return wanted;
    const pause = readPause(wishes.pauseUntil, mine, { by, now });
    if ('ok' in pause) return pause;
    const reminders = reminderPreferences.safeParse({
      daysBefore: wanted.days,
      frequency: wishes.frequency,
    });
    if (!reminders.success) return schemaRefusal(reminders.error);
    const tuned: Contact = {
      ...contact,
      version: contact.version + 1,
      reminders: reminders.data,
      language: wishes.language,
      ...pauseUntil(contact, pause.until, instantText(now)),
    };
    if (await deps.people.updateContact(tuned)) return { ok: true, contact: tuned };
  }
  return refused('busy');
}
