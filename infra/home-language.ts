import { type InterfaceLanguage, interfaceLanguage } from '../shared/domain/identifiers.ts';

/**
 * The language of the front door that `JALON_LANGUAGE` names; undefined where it names none.
 * @throws Error for one in which Jalon has no pages
 */
export function localHomeLanguage(env: { readonly [name: string]: string | undefined }): InterfaceLanguage | undefined {
  const given = env['JALON_LANGUAGE'] ?? '';
  if (given === '') return undefined;
  const read = interfaceLanguage.safeParse(given);
  if (!read.success) throw new Error(`JALON_LANGUAGE: "${given}" is none of ${interfaceLanguage.options.join(', ')}`);
  return read.data;
}
