import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { pageLanguages, rootFolder, type SiteHome } from './addresses.ts';
import { calendarFile } from './calendar-file.ts';
import { fileTypes } from './file-types.ts';
import { joinedTables } from './joined-tables.ts';
import { messages } from './messages/messages.ts';
import { statusCsv } from './status-csv.ts';
import type { ShownFile } from './view.ts';

/** What a plan published of itself that the root shows of all plans together. */
export type PublishedPlan = {
  readonly statusCsv: string;
  readonly calendars: { readonly [language in InterfaceLanguage]: string };
};

const eventBegins = '\r\nBEGIN:VEVENT\r\n';
const calendarEnds = '\r\nEND:VCALENDAR';

/**
 * The events of a calendar. The marks stand on lines of their own: inside a text a line end is written as `\n`, and the rest of a
 * folded line begins with a space.
 */
function eventsOf(calendar: string): string {
  const begin = calendar.indexOf(eventBegins);
  return begin < 0 ? '' : calendar.slice(begin, calendar.lastIndexOf(calendarEnds));
}

/** Calendars and the table of all plans, made of what each of them published, in the order of their ids. */
export function collectedFiles(plans: readonly PublishedPlan[], home: SiteHome): ShownFile[] {
  return [
    {
      path: 'status.csv',
      body: joinedTables([statusCsv([]), ...plans.map((plan) => plan.statusCsv)]),
      contentType: fileTypes.csv,
    },
    ...pageLanguages.map((language) => {
      const empty = calendarFile(messages[language].calendar.all, language, []);
      const end = empty.lastIndexOf(calendarEnds);
      const events = plans.map(({ calendars }) => eventsOf(calendars[language]));
      return {
        path: `${rootFolder('', language, home)}calendar.ics`,
        body: `${empty.slice(0, end)}${events.join('')}${empty.slice(end)}`,
        contentType: fileTypes.calendar,
      };
    }),
  ];
}
