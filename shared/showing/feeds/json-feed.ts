import * as z from 'zod';
import { fuzzyDate } from '../../domain/fuzzy-date.ts';
import { type InterfaceLanguage, isoDate, isoInstant, planId, planOf, subjectId } from '../../domain/identifiers.ts';
import { keptFor } from '../kept-for.ts';
import { deepJson } from '../keyed-json.ts';
import { changeKinds } from '../messages/change-words.ts';
import type { Feed, FeedEntry } from './feed.ts';

/** A JSON Feed 1.1; what its standard has no word for is under `_jalon`. */
export function jsonFeed({ urn, language, title, pageUrl, folderUrl, logUrl, heads, head, links, entries }: Feed): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: pageUrl,
    feed_url: `${folderUrl}feed.json`,
    ...(links.older === null ? {} : { next_url: `${links.older}feed.json` }),
    language,
    authors: [{ name: 'Jalon' }],
    _jalon: {
      id: urn,
      head,
      heads: Object.fromEntries([...heads].map(([subject, { seq, hash }]) => [subject, { seq, hash }])),
      log: logUrl,
    },
  };
  const first = JSON.stringify(feed, null, 2).slice(0, -'\n}'.length);
  const items = entries.length === 0 ? '[]' : `[\n    ${entries.map(itemJson).join(',\n    ')}\n  ]`;
  return `${first},\n  "items": ${items}\n}\n`;
}

/** An item as it stands in its list. */
const itemJson = keptFor((entry: FeedEntry): string =>
  deepJson({
    id: entry.urn,
    url: entry.url,
    title: entry.title,
    content_text: entry.text,
    date_published: entry.at,
    date_modified: entry.at,
    authors: [{ name: entry.role }],
    tags: [entry.kind, planOf(entry.subject)],
    _jalon: {
      subject: entry.subject,
      plan: entry.plan,
      seq: entry.seq,
      day: entry.day,
      about: entry.about,
      was: entry.was,
      now: entry.now,
      evidence: entry.evidence.map(({ href, host, title, kind, date }) => ({ url: href, host, title, kind, date })),
    },
  }),
);

/** Words of a value, with the dates that were published between them. */
const told = z.union([z.string(), z.array(z.union([z.string(), fuzzyDate.extend({ text: z.string() })]))]);

/** What {@link jsonFeed} writes of an entry. Members it does not know are of a newer program, and not understood. */
const item = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  content_text: z.string(),
  date_published: isoInstant,
  date_modified: isoInstant,
  authors: z.tuple([z.strictObject({ name: z.string() })]),
  tags: z.tuple([z.enum(changeKinds), planId]),
  _jalon: z.strictObject({
    subject: subjectId,
    plan: z.strictObject({ text: z.string(), language: z.string() }),
    seq: z.int().min(1).nullable(),
    day: isoDate,
    about: z.strictObject({ text: z.string(), language: z.string() }).nullable(),
    was: told.nullable(),
    now: told.nullable(),
    evidence: z.array(
      z.strictObject({
        url: z.string().nullable(),
        host: z.string(),
        title: z.string().nullable(),
        kind: z.string(),
        date: z.string().nullable(),
      }),
    ),
  }),
});
const published = z.object({ language: z.string(), items: z.array(item) });

/**
 * The entries of a feed that {@link jsonFeed} wrote: Atom or JSON Feed made of them again is the same bytes. Null for
 * anything else, which must then be made from the record.
 */
export function readJsonFeed(text: string): FeedEntry[] | null {
  const read = published.safeParse(parsed(text));
  return read.success ? entriesIn(read.data) : null;
}

/** The same of a feed that may be in another language than the one its address stands for by now; null where it is. */
export function readJsonFeedIn(language: InterfaceLanguage, text: string): FeedEntry[] | null {
  const read = published.safeParse(parsed(text));
  return read.success && read.data.language === language ? entriesIn(read.data) : null;
}

function entriesIn({ items }: z.infer<typeof published>): FeedEntry[] {
  return items.map(
    ({
      id,
      url,
      title,
      content_text,
      date_published,
      authors: [{ name }],
      tags: [kind],
      _jalon: { subject, seq, evidence, ...values },
    }) => ({
      ...{ urn: id, subject, seq, at: date_published, url, title, text: content_text, role: name, kind },
      ...values,
      evidence: evidence.map(({ url: href, ...one }) => ({ href, ...one })),
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no feed of ours: the schema says so.
    return undefined;
  }
}
