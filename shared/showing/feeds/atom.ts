import { planOf } from '../../domain/identifiers.ts';
import { keptFor } from '../kept-for.ts';
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

const entryXml = keptFor(({ urn, subject, plan, at, url, title, text, role, kind, evidence }: FeedEntry): string => {
  const links = evidence.flatMap(({ href, title: label, host }) =>
    href === null ? [] : `    <link rel="related" href="${xmlText(href)}" title="${xmlText(label ?? host)}"/>\n`,
  );
  return `  <entry>
    <id>${xmlText(urn)}</id>
    <title>${xmlText(title)}</title>
    <updated>${at}</updated>
    <published>${at}</published>
    <author><name>${xmlText(role)}</name></author>
    <category term="${xmlText(kind)}"/>
    <category term="${xmlText(planOf(subject))}" label="${xmlText(plan.text)}"/>
    <link rel="alternate" type="text/html" href="${xmlText(url)}"/>
${links.join('')}    <content type="text">${xmlText(text)}</content>
  </entry>
`;
});

/** Before the first change of anything there is a feed, with this instant. */
const epoch = '1970-01-01T00:00:00Z';

function link(rel: string, type: string, href: string | null): string {
  return href === null ? '' : `  <link rel="${rel}" type="${type}" href="${xmlText(href)}"/>\n`;
}

const atomType = 'application/atom+xml';
const fileIn = (folderUrl: string | null): string | null => (folderUrl === null ? null : `${folderUrl}feed.atom`);

/**
 * An Atom feed (RFC 4287): `updated` is the time of its newest entry, never the time it was written. What it does not hold
 * is found by the links of RFC 5005, whose archives carry the id of the feed they are a part of.
 */
export function atom({ urn, language, title, pageUrl, folderUrl, logUrl, heads, head, links, entries }: Feed): string {
  const rest = [
    link('archives', 'application/jsonl', logUrl),
    link('current', atomType, fileIn(links.current)),
    link('next', atomType, fileIn(links.older)),
    link('prev-archive', atomType, fileIn(links.prevArchive)),
    link('next-archive', atomType, fileIn(links.nextArchive)),
    links.isArchive ? '  <fh:archive/>\n' : '',
    head === null ? '' : `  <jalon:plan hash="${head}"/>\n`,
    ...[...heads].map(([subject, one]) => `  <jalon:head subject="${subject}" seq="${one.seq}" hash="${one.hash}"/>\n`),
    ...entries.map(entryXml),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:jalon="urn:jalon:heads" xml:lang="${language}">
  <id>${xmlText(urn)}</id>
  <title>${xmlText(title)}</title>
  <updated>${entries[0]?.at ?? epoch}</updated>
  <generator>Jalon</generator>
${link('self', atomType, fileIn(folderUrl))}${link('alternate', 'text/html', pageUrl)}${rest.join('')}</feed>
`;
}
