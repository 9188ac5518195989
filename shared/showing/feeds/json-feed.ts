import type { Feed } from './feed.ts';

/** A JSON Feed 1.1; what its standard has no word for is under `_jalon`. */
export function jsonFeed({ urn, language, title, pageUrl, folderUrl, logUrl, heads, head, entries }: Feed): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: pageUrl,
    feed_url: `${folderUrl}feed.json`,
    language,
    authors: [{ name: 'Jalon' }],
    _jalon: {
      id: urn,
      head,
      heads: Object.fromEntries([...heads].map(([subject, { seq, hash }]) => [subject, { seq, hash }])),
      log: logUrl,
    },
    items: entries.map((entry) => ({
      id: entry.urn,
      url: entry.url,
      title: entry.title,
      content_text: entry.text,
      date_published: entry.at,
      date_modified: entry.at,
      authors: [{ name: entry.role }],
      tags: [entry.kind],
      _jalon: {
        evidence: entry.evidence.map(({ href, title: label, kind, date }) => ({ url: href, title: label, kind, date })),
      },
    })),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}
