import { successorText } from '../../../functions/api/forms/people-form.ts';
import type { Assignment, Contact } from '../../../shared/domain/contact.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { aContact, anAssignment, aPersonId } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn, type WorldInput } from './world.ts';

export const plan = 'fr-2021-2023';
export const base = `/app/plans/${plan}/people`;
export const lead = aPersonId('lead');
export const newcomer = aPersonId('newcomer');

export type Extra = { readonly contacts?: Contact[]; readonly assignments?: Assignment[]; readonly language?: InterfaceLanguage };

/** A point of contact in front of a lead for #28, a second point of contact, and somebody to be confirmed. */
export async function aCoordinator({ contacts = [], assignments = [], language = 'fr' }: Extra = {}, input: WorldInput = {}) {
  const world = await aWorld({
    contacts: [
      aContact({ as: 'poc', name: 'Maxime Modèle', language }),
      aContact({ as: 'second', name: 'Alix Second' }),
      aContact({ as: 'lead' }),
      aContact({ as: 'newcomer', name: 'Sacha Nouveau', confirmedAt: null }),
      ...contacts,
    ],
    assignments: [
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ as: 'second', role: 'poc' }),
      anAssignment({ as: 'lead', commitments: ['28'] }),
      anAssignment({ as: 'newcomer', role: 'deputy', commitments: ['28'], confirmedAt: null }),
      ...assignments,
    ],
    ...input,
  });
  const browser = await signIn(world, 'poc@example.org');
  const log = async () => (await world.stores.record.plan(plan))?.log ?? [];
  return { world, browser, log, people: world.stores.people };
}

export const pageOf = async (answer: Response) => ({ status: answer.status, ...readPage(await answer.text()) });

/** A choice of the form that hands commitments over: somebody as the page showed them. */
export const chosen = (as: string, name = 'Camille Exemple'): string => successorText(aContact({ as, name }));

export const person = {
  role: 'lead',
  commitments: '#29',
  name: 'Dominique Exemple',
  email: 'dominique@example.org',
  function: 'directeur des exemples',
  organisation: 'Direction des exemples',
  organisationNumber: '130 025 265 00013',
  language: 'fr',
};
