import { fold } from '../domain/text.ts';
import { readWholeDate } from './date-grammar.ts';
import type { DraftDocument } from './draft.ts';
import { elementsNamed, type parseHtml, plainText } from './html-blocks.ts';
import { cleanTitle } from './milestone-text.ts';

/** A line of a document that is cited, never taken apart: only what names it is read. */
type TextLine = { readonly text: string; readonly line: number };

function textLines(text: string): TextLine[] {
  return text
    .split(/\r\n|\n|\r/u)
    .map((one, index) => ({ text: one.replace(/[\s\u00A0\u202F]+/gu, ' ').trim(), line: index + 1 }))
    .filter((one) => one.text !== '');
}

function withoutMarks(text: string): string {
  return cleanTitle(text.replace(/^#{1,6}\s+/u, '').replace(/^(\*\*|__)(.*)\1$/u, '$2'));
}

const pressReleaseHeads = /^(?:communiques? de presse|press release|news release|for immediate release)\b.{0,60}$/u;

/** Its first line says "communiqué de presse"; the title is the next one that is no dateline. Press contacts are never read. */
export function readPressRelease(text: string): DraftDocument | null {
  const lines = textLines(text);
  const at = lines.slice(0, 5).findIndex((line) => pressReleaseHeads.test(fold(withoutMarks(line.text))));
  if (at < 0) return null;
  // A place and a day may stand above the title as well as under it.
  const above = datelineIn(lines.slice(at + 1, at + 2));
  const first = above === null ? at + 1 : at + 2;
  const title = lines[first];
  if (title === undefined) return null;
  return {
    title: withoutMarks(title.text),
    kind: 'press-release',
    publisher: null,
    author: null,
    date: above ?? datelineIn(lines.slice(first + 1, first + 5)),
    url: null,
  };
}

/** "Paris, le 3 octobre 2019": a place and a day, alone on their line. */
function datelineIn(lines: readonly TextLine[]): DraftDocument['date'] {
  for (const { text } of lines) {
    const match = /^\p{Lu}[\p{L}' -]{1,40},?\s+(?:le\s+)?(?<date>\S.{5,40})$/u.exec(text);
    const reading = match === null ? null : readWholeDate(match.groups?.['date'] ?? '', 'fr');
    if (reading !== null && !('impossible' in reading) && reading.date.precision === 'day') return reading.date;
  }
  return null;
}

const published = /(?:publié(?:e)?|mis(?:e)? en ligne|published|posted)(?: le| on)?\s*:?\s+(?<date>.+)$/iu;
const authorBefore = /^(?:par|by)\s+(?<author>\p{Lu}[^.|–—]*?)(?=\s*(?:[.|–—,]|\s-\s|$|publié|published))/iu;

type Byline = { readonly index: number; readonly date: DraftDocument['date']; readonly author: string | null };

function dayIn(text: string): DraftDocument['date'] {
  // "25 octobre 2019 à 17h34 - Mis à jour …": the date stands first, what follows is read word by word.
  const words = text.split(' ');
  for (let count = Math.min(words.length, 6); count > 0; count -= 1) {
    const reading = readWholeDate(words.slice(0, count).join(' '), 'fr');
    if (reading !== null && !('impossible' in reading) && reading.date.precision === 'day') return reading.date;
  }
  return null;
}

function bylineIn(lines: readonly TextLine[]): Byline | null {
  for (const [index, { text }] of lines.entries()) {
    const date = dayIn(published.exec(text)?.groups?.['date'] ?? '');
    if (date === null) continue;
    const author = authorBefore.exec(text) ?? authorBefore.exec(lines[index - 1]?.text ?? '');
    return { index, date, author: author?.groups?.['author']?.trim() ?? null };
  }
  return null;
}

/** A news page as plain text: a byline with a date of publication, and the title that its breadcrumb repeats. */
export function readArticle(text: string): DraftDocument | null {
  const lines = textLines(text);
  const byline = bylineIn(lines);
  if (byline === null) return null;
  const before = lines.slice(0, byline.index);
  const title = titleBefore(before);
  if (title === null) return null;
  return {
    title: withoutMarks(title.text),
    kind: 'article',
    publisher: publisherIn(lines.slice(byline.index + 1)),
    author: byline.author,
    date: byline.date,
    url: null,
  };
}

function isMenu(text: string): boolean {
  return /^[•·▪◦*-]\s/u.test(text);
}

function titleBefore(lines: readonly TextLine[]): TextLine | null {
  const heading = lines.find(({ text }) => /^#\s+\S/u.test(text));
  if (heading !== undefined) return heading;
  const crumbs = lines.findLast(({ text }) => text.split(' > ').length >= 3);
  const last = crumbs?.text.split(' > ').at(-1)?.trim();
  const repeated = last === undefined ? undefined : lines.find(({ text }) => text === last);
  if (repeated !== undefined) return repeated;
  // Without a trail: the first line of the text itself, after the menus.
  const menuEnd = lines.findLastIndex(({ text }) => isMenu(text));
  const rest = lines.slice(menuEnd + 1).filter(({ text }) => text.split(' ').length >= 4);
  return rest[0] ?? null;
}

/**
 * The publisher, only when the page says so itself: a name among its own menus that the text speaks of as the one who
 * held an interview. Else nobody: a copyright line names a company, not the title.
 */
function publisherIn(lines: readonly TextLine[]): string | null {
  const text = lines
    .filter(({ text: one }) => !isMenu(one))
    .map(({ text: one }) => one)
    .join(' ');
  const names = lines.filter(({ text: one }) => isMenu(one)).map(({ text: one }) => one.replace(/^\S\s+/u, ''));
  return names.find((name) => name.includes(' ') && interviewed(text, name)) ?? null;
}

function interviewed(text: string, name: string): boolean {
  return ['entretien avec', 'entretien à', 'entretien accordé à', 'confié à', 'interview with', 'told'].some((words) =>
    text.includes(`${words} ${name}`),
  );
}

function metaContent(root: ReturnType<typeof parseHtml>, ...names: string[]): string | null {
  for (const { properties } of elementsNamed(root, 'meta')) {
    const name = String(properties['property'] ?? properties['name'] ?? '').toLowerCase();
    const content = String(properties['content'] ?? '').trim();
    if (names.includes(name) && content !== '') return content;
  }
  return null;
}

/** A news page as HTML: what its own head says, else its heading and byline. */
export function readHtmlArticle(root: ReturnType<typeof parseHtml>, bodyText: string): DraftDocument | null {
  const [h1] = elementsNamed(root, 'h1');
  const title = metaContent(root, 'og:title') ?? (h1 === undefined ? null : plainText(h1));
  const byline = bylineIn(textLines(bodyText));
  const stated = metaContent(root, 'article:published_time', 'date')?.slice(0, 10);
  const day = stated === undefined ? null : readWholeDate(stated, 'fr');
  const date = day !== null && !('impossible' in day) ? day.date : (byline?.date ?? null);
  if (title === null || date === null) return null;
  const canonical = elementsNamed(root, 'link').find(({ properties }) => String(properties['rel'] ?? '') === 'canonical');
  const url = String(canonical?.properties['href'] ?? metaContent(root, 'og:url') ?? '');
  return {
    title: withoutMarks(title),
    kind: 'article',
    publisher: metaContent(root, 'og:site_name'),
    author: metaContent(root, 'author') ?? byline?.author ?? null,
    date,
    url: /^https?:\/\//iu.test(url) ? url : null,
  };
}
