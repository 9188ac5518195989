import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { aContact, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn, type WorldInput } from './world.ts';

export const plan = '/app/plans/fr-2021-2023/';
const leadAndPoc = (language: InterfaceLanguage = 'fr') => ({
  contacts: [aContact({ as: 'lead' }), aContact({ as: 'poc', name: 'Maxime Modèle', language })],
  assignments: [anAssignment({ as: 'lead' }), anAssignment({ as: 'poc', role: 'poc' })],
});

export async function aCoordinator(input: WorldInput = {}, language: InterfaceLanguage = 'fr', email = 'poc@example.org') {
  const world = await aWorld({ ...leadAndPoc(language), ...input });
  return { world, browser: await signIn(world, email) };
}

/** An administrator in front of the same plan, whose lead and point of contact are others. */
export async function anAdministrator(input: WorldInput = {}, language: InterfaceLanguage = 'fr') {
  const { contacts, assignments } = leadAndPoc();
  const people = {
    contacts: [...contacts, aContact({ as: 'chief', language })],
    assignments: [...assignments, anAssignment({ as: 'chief', role: 'admin', planId: 'xx-2020' })],
  };
  return aCoordinator({ ...people, ...input }, language, 'chief@example.org');
}

export const pageOf = async (answer: Response) => ({ status: answer.status, ...readPage(await answer.text()) });

export const typed = {
  id: 'ville-2027-2028',
  languages: 'fr, en',
  'titles.0': 'Plan d’action 2027-2028',
  'titles.1': 'Action plan 2027-2028',
  country: 'fr',
  period: '2027-2028',
  mailbox: 'ogp@example.org',
};

export const create = (
  browser: Awaited<ReturnType<typeof aCoordinator>>['browser'],
  fields: Partial<Record<string, string>> = {},
) => browser.submit('/app/plans/new', '/app/plans/new', { ...typed, ...(fields as Record<string, string>) });
