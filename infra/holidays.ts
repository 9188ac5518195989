import { writeFile } from 'node:fs/promises';
import Holidays from 'date-holidays';

/** Years the files cover. Beyond them only weekends are days off. */
const years = { from: 2011, to: 2040 } as const;

/** Public holidays of a country as Jalon keeps them: `MM-DD` by year, and what a region has more or less of them. */
export type HolidayFile = {
  readonly country: string;
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly national: { readonly [year: string]: string };
  readonly regions: { readonly [region: string]: { readonly more: string; readonly less: string } };
};

function publicDays(country: string, region: string | null): readonly string[] {
  const calendar = region === null ? new Holidays(country) : new Holidays(country, region);
  const found = new Set<string>();
  for (let year = years.from; year <= years.to; year += 1) {
    for (const { date, type } of calendar.getHolidays(year)) if (type === 'public') found.add(date.slice(0, 10));
  }
  return [...found].sort();
}

/**
 * Reads a country's days off from the library.
 * @throws RangeError for a country the library does not know: it would answer with no holidays at all
 */
export function holidayFile(country: string): HolidayFile {
  if (!Object.hasOwn(new Holidays().getCountries(), country)) throw new RangeError(`no holidays known for ${country}`);
  const national = publicDays(country, null);
  const byYear = new Map<string, string[]>();
  for (const day of national) byYear.set(day.slice(0, 4), [...(byYear.get(day.slice(0, 4)) ?? []), day.slice(5)]);
  const regions = Object.keys(new Holidays().getStates(country) ?? {}).sort();
  return {
    country,
    source: 'date-holidays 3.37.0, CC-BY-3.0',
    ...years,
    national: Object.fromEntries([...byYear].map(([year, days]) => [year, days.join(' ')])),
    regions: Object.fromEntries(
      regions.map((region) => {
        const days = publicDays(country, region);
        const more = days.filter((day) => !national.includes(day)).join(' ');
        return [region, { more, less: national.filter((day) => !days.includes(day)).join(' ') }];
      }),
    ),
  };
}

/** The file as it is written: `tsx infra/holidays.ts FR` writes `shared/domain/holidays/fr.json`. */
export function printHolidayFile(file: HolidayFile): string {
  return `${JSON.stringify(file, null, 1)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  for (const country of process.argv.slice(2)) {
    const target = new URL(`../shared/domain/holidays/${country.toLowerCase()}.json`, import.meta.url);
    await writeFile(target, printHolidayFile(holidayFile(country)));
  }
}
