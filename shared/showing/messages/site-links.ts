import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { PlanPart } from '../parts/plan-nav.tsx';

/** Words of the ways through the site: a plan's navigation and every footer. */
export type SiteLinkWords = {
  readonly planNav: string;
  readonly part: { readonly [part in PlanPart]: string };
  /** The same where a phone leaves no room: beside the others a word will do. */
  readonly short: { readonly [part in PlanPart]?: string };
  readonly about: string;
  readonly method: string;
  readonly accessibility: string;
  readonly data: string;
  readonly changes: string;
  /** A page of whoever publishes the site. */
  readonly contact: string;
};

export const siteLinkWords: { readonly [language in InterfaceLanguage]: SiteLinkWords } = {
  fr: {
    planNav: 'Le plan',
    part: {
      overview: 'Vue d’ensemble',
      overdue: 'Échéances dépassées',
      'due-soon': 'Échéances proches',
      'no-word': 'Sans réponse',
      evidence: 'Preuves',
      ministries: 'Par ministère',
      timeline: 'Frise',
      changes: 'Changements',
      ogp: 'Indicateurs PGO',
    },
    short: {
      overview: 'Aperçu',
      overdue: 'Dépassées',
      'due-soon': 'Proches',
      ministries: 'Ministères',
      ogp: 'PGO',
    },
    about: 'À propos de ce site',
    method: 'Légende et méthode',
    accessibility: 'Accessibilité',
    data: 'Données ouvertes',
    changes: 'Derniers changements',
    contact: 'Contact',
  },
  en: {
    planNav: 'The plan',
    part: {
      overview: 'Overview',
      overdue: 'Overdue',
      'due-soon': 'Due soon',
      'no-word': 'No answer',
      evidence: 'Evidence',
      ministries: 'By ministry',
      timeline: 'Timeline',
      changes: 'Changes',
      ogp: 'OGP counts',
    },
    short: { ministries: 'Ministries', ogp: 'OGP' },
    about: 'About this site',
    method: 'Legend and method',
    accessibility: 'Accessibility',
    data: 'Open data',
    changes: 'Latest changes',
    contact: 'Contact',
  },
};
