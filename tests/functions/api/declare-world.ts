import type { Browser, World } from './world.ts';

export const id = 'fr-2021-2023/28/m1';
export const path = `/app/${id}/`;

export const complete = {
  status: 'complete',
  done: 'Le comité a été installé.\r\nIl s’est réuni deux fois.',
  'evidence.0.url': 'https://example.org/compte-rendu',
  'evidence.0.title': 'Compte rendu de l’installation',
  'evidence.0.kind': 'minutes',
  'evidence.0.date': '2021-10-14',
};

export const logOf = async (world: World) => (await world.stores.record.commitment('fr-2021-2023/28'))?.log ?? [];
export const send = (browser: Browser, fields: { [name: string]: string }) => browser.submit(path, path, fields);
