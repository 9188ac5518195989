import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of the page with the newest changes of all plans. */
export type NewestWords = {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  /** Where all of them are of one plan. */
  readonly allOf: string;
  readonly feeds: string;
};

export const newestWords: { readonly [language in InterfaceLanguage]: NewestWords } = {
  fr: {
    title: 'Ce qui a changé',
    lead: 'Les cent changements les plus récents de tous les plans, le dernier en premier. Chaque plan garde les siens, mois par mois.',
    none: 'Rien n’a encore changé ici.',
    allOf: 'Tous de ce plan',
    feeds: 'S’abonner à ces changements',
  },
  en: {
    title: 'What changed',
    lead: 'The hundred newest changes of all plans, the latest first. Each plan keeps its own, month by month.',
    none: 'Nothing has changed here yet.',
    allOf: 'All of this plan',
    feeds: 'Subscribe to these changes',
  },
};
