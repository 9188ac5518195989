import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { mailEn } from './mail-en.ts';
import { type MailMessages, mailFr } from './mail-fr.ts';

/** What mails say, in the languages Jalon speaks. */
export const mailMessages: { readonly [language in InterfaceLanguage]: MailMessages } = { fr: mailFr, en: mailEn };
