import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { folderOf, rootFolder, type SiteHome } from '../addresses.ts';
import type { PlanView } from '../view.ts';

/** Where a page of a plan lies in each language. */
export function foldersOf(view: PlanView, id: string): { readonly [language in InterfaceLanguage]: string } {
  return { fr: folderOf(id, 'fr', view.language), en: folderOf(id, 'en', view.language) };
}

export function hrefOf(view: PlanView, id: string, language: InterfaceLanguage): string {
  return `/${folderOf(id, language, view.language)}`;
}

/** Where the page about the machinery itself lies in a language, with a closing slash. */
export function serviceFolder(language: InterfaceLanguage, home: SiteHome): string {
  return rootFolder('service', language, home);
}

/** The home page in a language. */
export function homeHref(language: InterfaceLanguage, home: SiteHome): string {
  return `/${rootFolder('', language, home)}`;
}
