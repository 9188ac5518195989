import ICAL from 'ical.js';
import * as z from 'zod';
import { childrenOf, type XmlElement } from './xml.ts';

/** RFC 3339, as Atom and JSON Feed ask for it. */
const dateTime =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const absolute = (address: string): boolean => /^[a-z][a-z0-9+.-]*:\S+$/i.test(address) && URL.canParse(address);

/** What a document breaks of RFC 4287 and RFC 5005; empty for a valid feed. */
export function atomProblems(feed: XmlElement): string[] {
  const problems: string[] = [];
  const say = (isRight: boolean, problem: string): void => {
    if (!isRight) problems.push(problem);
  };
  say(feed.name === 'feed' && feed.attributes.get('xmlns') === 'http://www.w3.org/2005/Atom', 'a feed in the namespace of Atom');
  say(/^(?:fr|en)$/.test(feed.attributes.get('xml:lang') ?? ''), 'its language');
  const entries = childrenOf(feed, 'entry');
  for (const one of [feed, ...entries]) {
    for (const name of ['id', 'title', 'updated']) say(childrenOf(one, name).length === 1, `${one.name}: exactly one ${name}`);
    for (const { text } of childrenOf(one, 'id')) say(absolute(text), `an IRI: ${text}`);
    for (const { text } of [...childrenOf(one, 'updated'), ...childrenOf(one, 'published')])
      say(dateTime.test(text), `RFC 3339: ${text}`);
    for (const name of ['title', 'published', 'content', 'summary', 'rights', 'generator', 'subtitle'])
      say(childrenOf(one, name).length <= 1, `${one.name}: one ${name} at most`);
    for (const { attributes } of childrenOf(one, 'link')) say(absolute(attributes.get('href') ?? ''), 'a link with an address');
    const alternates = childrenOf(one, 'link').filter(({ attributes }) => (attributes.get('rel') ?? 'alternate') === 'alternate');
    say(alternates.length === 1, `${one.name}: one alternate`);
    for (const { attributes } of childrenOf(one, 'category'))
      say((attributes.get('term') ?? '') !== '', 'a category with its term');
  }
  for (const entry of entries) {
    say(childrenOf(entry, 'author').length > 0, 'an entry with an author');
    for (const author of childrenOf(entry, 'author')) say(childrenOf(author, 'name').length === 1, 'an author with a name');
    say(
      entry.children.every(({ name }) =>
        ['id', 'title', 'updated', 'published', 'author', 'category', 'link', 'content'].includes(name),
      ),
      'no other element in an entry',
    );
  }
  const ids = entries.flatMap((entry) => childrenOf(entry, 'id').map(({ text }) => text));
  say(new Set(ids).size === ids.length, 'ids that are unique');
  const times = entries.flatMap((entry) => childrenOf(entry, 'updated').map(({ text }) => text));
  say(
    childrenOf(feed, 'updated').every(({ text }) => times.every((time) => time <= text)),
    'updated of the newest entry',
  );
  const rels = childrenOf(feed, 'link').map(({ attributes }) => attributes.get('rel') ?? '');
  for (const rel of ['self', 'current', 'next', 'prev-archive', 'next-archive'])
    say(
      rels.filter((one) => one === rel).length === (rel === 'self' ? 1 : Math.min(1, rels.filter((one) => one === rel).length)),
      rel,
    );
  const isArchive = childrenOf(feed, 'fh:archive').length > 0;
  say(!isArchive || rels.includes('current'), 'an archive that names the feed it belongs to');
  return problems;
}

const address = z.url();
const author = z
  .strictObject({ name: z.string().optional(), url: address.optional(), avatar: address.optional() })
  .refine((one) => Object.keys(one).length > 0);
const extension = z.record(z.string(), z.json());

/** JSON Feed 1.1, every member of its standard and extensions that begin with an underscore; nothing else. */
export const jsonFeed11 = z
  .strictObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string().min(1),
    home_page_url: address.optional(),
    feed_url: address.optional(),
    next_url: address.optional(),
    description: z.string().optional(),
    language: z.string().optional(),
    authors: z.array(author).optional(),
    _jalon: extension,
    items: z.array(
      z.strictObject({
        id: z.string().min(1),
        url: address.optional(),
        title: z.string().optional(),
        content_text: z.string(),
        date_published: z.string().regex(dateTime),
        date_modified: z.string().regex(dateTime),
        authors: z.array(author).optional(),
        tags: z.array(z.string()).optional(),
        _jalon: extension,
      }),
    ),
  })
  .refine(({ next_url, feed_url }) => next_url === undefined || next_url !== feed_url, 'a next_url that leads on')
  .refine(({ items }) => new Set(items.map(({ id }) => id)).size === items.length, 'ids that are unique');

const once = ['VERSION', 'PRODID'];
const calendarProperties = [...once, 'CALSCALE', 'METHOD', 'NAME', 'X-WR-CALNAME', 'REFRESH-INTERVAL', 'X-PUBLISHED-TTL'];
const eventOnce = ['UID', 'SEQUENCE', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'URL', 'STATUS', 'TRANSP', 'LAST-MODIFIED'];
const utc = /^\d{8}T\d{6}Z$/;
/** A text in which nothing but `\\`, `\;`, `\,` and `\n` is escaped, and each of these always is. */
const text = /^(?:[^\\;,\p{Cc}]|\\[\\;,n])*$/u;

/** What a file breaks of RFC 5545 and 7986; empty for a valid calendar. */
export function calendarProblems(file: string): string[] {
  const problems: string[] = [];
  const say = (isRight: boolean, problem: string): void => {
    if (!isRight) problems.push(problem);
  };
  say(file.endsWith('\r\n') && !/[\r\n]/.test(file.replaceAll('\r\n', '')), 'lines that end with CRLF');
  for (const line of file.split('\r\n')) say(Buffer.byteLength(line) <= 75, `75 octets: ${line}`);
  say(file.isWellFormed() && Buffer.from(file, 'utf8').toString('utf8') === file, 'UTF-8');
  const lines = file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
  say(lines[0] === 'BEGIN:VCALENDAR' && lines.at(-1) === 'END:VCALENDAR', 'one calendar');
  const events: ReadonlyMap<string, string[]>[] = [];
  const head = new Map<string, string[]>();
  let properties: Map<string, string[]> | null = head;
  for (const line of lines.slice(1, -1)) {
    const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[A-Z-]+=[^:;,"]+)*):(.*)$/su.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') {
      say(properties === head, 'no event within an event');
      properties = new Map();
      events.push(properties);
    } else if (line === 'END:VEVENT') properties = head;
    else {
      say(name !== '', `a property: ${line}`);
      say(['', ';VALUE=DATE', ';VALUE=URI', ';VALUE=DURATION'].includes(parameters), `a parameter: ${line}`);
      if (['UID', 'SUMMARY', 'DESCRIPTION', 'NAME', 'X-WR-CALNAME'].includes(name)) say(text.test(value), `a text: ${line}`);
      properties?.set(name, [...(properties.get(name) ?? []), value]);
    }
  }
  for (const [name, values] of head) {
    say(calendarProperties.includes(name), `no such property of a calendar: ${name}`);
    say(values.length === 1, `once: ${name}`);
  }
  for (const name of once) say(head.has(name), `a calendar has ${name}`);
  for (const event of events) {
    for (const [name, values] of event) {
      say(eventOnce.includes(name) || name === 'DESCRIPTION', `no such property of an event: ${name}`);
      say(values.length === 1, `once: ${name}`);
    }
    for (const name of eventOnce) say(event.has(name), `an event has ${name}`);
    const only = (name: string): string => event.get(name)?.[0] ?? '';
    say(utc.test(only('DTSTAMP')) && utc.test(only('LAST-MODIFIED')), 'instants in UTC');
    say(/^\d{8}$/.test(only('DTSTART')) && only('DTSTART') < only('DTEND'), 'an end after its beginning');
    say(/^\d+$/.test(only('SEQUENCE')), 'a number of revisions');
    say(['CONFIRMED', 'CANCELLED', 'TENTATIVE'].includes(only('STATUS')), 'a status of the standard');
    say(absolute(only('URL')), 'an address');
  }
  const uids = events.map((event) => event.get('UID')?.[0]);
  say(new Set(uids).size === uids.length, 'one event a UID');
  const read = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents();
  say(read.length === events.length, 'as many events as a parser finds');
  return problems;
}
