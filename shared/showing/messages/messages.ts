import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { en } from './en.ts';
import { fr, type Messages } from './fr.ts';

/** What the site says, in the languages it speaks. */
export const messages: { readonly [language in InterfaceLanguage]: Messages } = { fr, en };
