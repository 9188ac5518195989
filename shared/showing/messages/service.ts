import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words about the machinery itself: one page, and the way there from every footer. */
export type ServiceWords = {
  /** In the footer. */
  readonly link: string;
  readonly title: string;
  readonly lead: string;
  readonly lastRun: string;
  readonly lastSuccess: string;
  readonly nextRun: string;
  readonly checked: string;
  readonly unknown: string;
  readonly stale: string;
  readonly data: string;
};

export const serviceWords: { readonly [language in InterfaceLanguage]: ServiceWords } = {
  fr: {
    link: 'État du service',
    title: 'État du service',
    lead: 'Tous les quarts d’heure, Jalon regarde quels rappels doivent partir. Cette page est renouvelée toutes les heures. Les heures sont en temps universel (UTC).',
    lastRun: 'Dernier passage',
    lastSuccess: 'Dernier passage réussi',
    nextRun: 'Prochain passage',
    checked: 'Constaté',
    unknown: 'pas encore',
    stale:
      'Si ces heures datent de plus de deux heures, le service est à l’arrêt\u00A0: aucun rappel n’est perdu, ils partiront à sa reprise.',
    data: 'Les mêmes heures, pour les programmes',
  },
  en: {
    link: 'Service status',
    title: 'Service status',
    lead: 'Every quarter of an hour, Jalon looks which reminders have to go out. This page is renewed once an hour. Times are in UTC.',
    lastRun: 'Last run',
    lastSuccess: 'Last successful run',
    nextRun: 'Next run',
    checked: 'Seen',
    unknown: 'not yet',
    stale:
      'If these times are more than two hours old, the service stands still: no reminder is lost, they go out when it goes on.',
    data: 'The same times, for programs',
  },
};
