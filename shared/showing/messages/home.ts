import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of the home page. */
export type HomeWords = {
  readonly newest: string;
  readonly newestIntro: string;
  readonly newestLink: string;
};

export const homeWords: { readonly [language in InterfaceLanguage]: HomeWords } = {
  fr: {
    newest: 'Ce qui a changé',
    newestIntro: 'Déclarations, demandes, reports, preuves et corrections de tous les plans, les plus récents en premier.',
    newestLink: 'Les cent derniers changements',
  },
  en: {
    newest: 'What changed',
    newestIntro: 'Declarations, requests, moved deadlines, evidence and corrections of all plans, the newest first.',
    newestLink: 'The hundred newest changes',
  },
};
