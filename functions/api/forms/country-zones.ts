/** Older engines have the zones of a locale as a property, newer ones as a method; the types know neither. */
type WithZones = { readonly timeZones?: readonly string[]; readonly getTimeZones?: () => readonly string[] | undefined };

/** Any locale may be looked at as {@link WithZones}: both of its members are optional. */
function asWithZones(locale: Intl.Locale): WithZones {
  return locale as WithZones;
}

/** Time zones of a country (ISO 3166-1), sorted; none for letters that are no country. */
export function zonesOfCountry(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale = asWithZones(new Intl.Locale(`und-${country}`));
  return [...(locale.getTimeZones?.() ?? locale.timeZones ?? [])].sort();
}
