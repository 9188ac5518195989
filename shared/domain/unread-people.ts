import type { Contact, PlanPeople } from './contact.ts';

/** People of a plan, and the ids of those among them who cannot be read. */
export type KnownPeople = PlanPeople & { readonly unreadIds: readonly string[] };

/** Long before anything here: a stand-in was always there. */
const ever = '1970-01-01T00:00:00Z';

/**
 * Stands for a person who is there and cannot be read: taken to be reached by mail, so that nobody is asked in their place for
 * that alone. No mail is ever written to it.
 */
function standIn(id: string): Contact {
  return {
    ...{ id, version: 1, name: '', email: '', phone: null, function: null, organisation: null, organisationNumber: null },
    ...{ language: 'en', confirmedAt: ever, suppressed: null, pausedUntil: null, pausedSince: null, reachableSince: null },
    ...{ reminders: { daysBefore: null, frequency: 'as-due' }, stopToken: '' },
  };
}

/** The people of a plan with a stand-in for each who cannot be read: who is asked is decided as if they could be. */
export function withStandIns({ contacts, assignments, unreadIds }: KnownPeople): PlanPeople {
  return { contacts: unreadIds.length === 0 ? contacts : [...contacts, ...unreadIds.map(standIn)], assignments };
}
