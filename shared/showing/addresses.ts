import type { InterfaceLanguage } from '../domain/identifiers.ts';

/** Languages of every page, the plan's own first. */
export const pageLanguages: readonly InterfaceLanguage[] = ['fr', 'en'];

/** The language of the front door where an installation does not say which. */
export const defaultHomeLanguage: InterfaceLanguage = 'fr';

/** Where an installation publishes, and the language of its front door. */
export type SiteHome = {
  /** `https://jalon.example.org`, without a slash at its end. */
  readonly publicUrl: string;
  /** In this language the home page and what stands beside it have no prefix. Absent: {@link defaultHomeLanguage}. */
  readonly homeLanguage?: InterfaceLanguage | undefined;
  /** A public page on which its publisher can be written to; every page links it. Absent or null: none is known. */
  readonly contactUrl?: string | null | undefined;
};

/** Where a page or file that belongs to no plan lies: `en/method/`; '' is the home page. */
export function rootFolder(
  name: string,
  language: InterfaceLanguage,
  { homeLanguage = defaultHomeLanguage }: Pick<SiteHome, 'homeLanguage'>,
): string {
  return folderOf(name, language, homeLanguage);
}

/** Where a page or file lies: `en/fr-2021-2023/28/`; `id` is a plan, commitment or milestone, '' the whole site. */
export function folderOf(id: string, language: InterfaceLanguage, defaultLanguage: InterfaceLanguage): string {
  return `${language === defaultLanguage ? '' : `${language}/`}${id === '' ? '' : `${id}/`}`;
}

/** The entry of a log within the page of its commitment or plan. */
export function anchorOf(seq: number): string {
  return `seq-${seq}`;
}

/** Entries of a plan's own log on one page of its history; the addresses of all entries depend on it. */
export const historyPartSize = 100;

/** Where an entry of a plan's own log is told in full, within its plan: `history/1` holds the first hundred for ever. */
export function historyPart(seq: number): string {
  return `history/${Math.ceil(seq / historyPartSize)}`;
}

/** Where a commitment is shown as it stood after an entry of its log, within the commitment; kept for ever. */
export function entryPart(seq: number): string {
  return `log/${seq}`;
}
