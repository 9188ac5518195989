import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of the home page. */
export type HomeWords = {
  /** The way to the newest changes of all plans: themselves they would change this page with every word. */
  readonly newest: string;
  /** Before the numbers of so many pages. */
  readonly pages: (many: number) => string;
};

export const homeWords: { readonly [language in InterfaceLanguage]: HomeWords } = {
  fr: { newest: 'Les cent derniers changements de tous les plans', pages: (many) => (many < 2 ? 'page' : 'pages') },
  en: { newest: 'The hundred newest changes of all plans', pages: (many) => (many === 1 ? 'page' : 'pages') },
};
