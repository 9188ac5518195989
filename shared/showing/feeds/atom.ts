import { withoutControls } from '../plain-text.ts';
import type { Feed, FeedEntry } from './feed.ts';

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML: cleaned of what XML cannot hold, then escaped. */
function xmlText(text: string): string {
  return withoutControls(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function entryXml({ urn, at, url, title, text, role, kind, evidence }: FeedEntry): string {
  const links = evidence.flatMap(({ href, title: label, host }) =>
    href === null ? [] : `    <link rel="related" href="${xmlText(href)}" title="${xmlText(label ?? host)}"/>\n`,
  );
  return `  <entry>
    <id>${xmlText(urn)}</id>
    <title>${xmlText(title)}</title>
    <updated>${at}</updated>
    <published>${at}</published>
    <author><name>${xmlText(role)}</name></author>
    <category term="${kind}"/>
    <link rel="alternate" type="text/html" href="${xmlText(url)}"/>
${links.join('')}    <content type="text">${xmlText(text)}</content>
  </entry>
`;
}

/** Before the first change of anything there is a feed, with this instant. */
const epoch = '1970-01-01T00:00:00Z';

/** An Atom feed (RFC 4287): `updated` is the time of its newest entry, never the time it was written. */
export function atom({ urn, language, title, pageUrl, folderUrl, logUrl, heads, head, entries }: Feed): string {
  const archive = logUrl === null ? '' : `  <link rel="archives" type="application/jsonl" href="${xmlText(logUrl)}"/>\n`;
  const overall = head === null ? '' : `  <jalon:plan hash="${head}"/>\n`;
  const each = [...heads].map(([subject, one]) => `  <jalon:head subject="${subject}" seq="${one.seq}" hash="${one.hash}"/>\n`);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:jalon="urn:jalon:heads" xml:lang="${language}">
  <id>${xmlText(urn)}</id>
  <title>${xmlText(title)}</title>
  <updated>${entries[0]?.at ?? epoch}</updated>
  <generator>Jalon</generator>
  <link rel="self" type="application/atom+xml" href="${xmlText(folderUrl)}feed.atom"/>
  <link rel="alternate" type="text/html" href="${xmlText(pageUrl)}"/>
${archive}${overall}${each.join('')}${entries.map(entryXml).join('')}</feed>
`;
}
