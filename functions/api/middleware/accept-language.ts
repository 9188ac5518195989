import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';

/** More is no browser's. */
const longest = 500;

/** How much a language is wanted, as `;q=` says: from 0 to 1, all of it where nothing is said. */
function weightOf(parameters: readonly string[]): number {
  const given = parameters.map((one) => /^q=([01](?:\.\d{0,3})?)$/.exec(one.trim())?.[1]).find((one) => one !== undefined);
  return given === undefined ? 1 : Number(given);
}

/** The language among ours that a browser would rather read, as its `Accept-Language` says; null where it names neither. */
export function preferredLanguage(header: string | undefined): InterfaceLanguage | null {
  const wanted = (header ?? '')
    .slice(0, longest)
    .split(',')
    .flatMap((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const language = interfaceLanguage.safeParse(tag.split('-')[0]);
      const weight = weightOf(parameters);
      return language.success && weight > 0 ? [{ language: language.data, weight }] : [];
    })
    .sort((one, other) => other.weight - one.weight);
  return wanted[0]?.language ?? null;
}
