import { folderOf, pageLanguages } from './addresses.ts';
import { fileTypes } from './file-types.ts';
import type { HomeIndex } from './home-index.ts';
import { keyOf, type SiteUnit } from './site-unit.ts';
import type { PlanView } from './view.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An address for XML; ids and months need no escaping, a host's query might. */
const xmlAddress = (address: string): string => address.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What robots may not read, and where the sitemaps are. */
export function robotsFile(publicUrl: string): string {
  return `User-agent: *\nDisallow: /app/\nDisallow: /api/\nSitemap: ${publicUrl}/sitemap.xml\n`;
}

/**
 * The root's sitemap: one of the pages that belong to no plan, and one for each plan, so that a change in one rewrites none of
 * the others.
 */
export function sitemapIndex(index: HomeIndex, publicUrl: string): string {
  const paths = ['pages.xml', ...index.map(({ id }) => `${id}/sitemap.xml`)];
  const each = paths.map((path) => `  <sitemap><loc>${xmlAddress(`${publicUrl}/${path}`)}</loc></sitemap>\n`);
  return `${declaration}<sitemapindex xmlns="${namespace}">\n${each.join('')}</sitemapindex>\n`;
}

/** A sitemap of these folders. */
export function sitemapOf(folders: readonly string[], publicUrl: string): string {
  const each = folders.map((folder) => `  <url><loc>${xmlAddress(`${publicUrl}/${folder}`)}</loc></url>\n`);
  return `${declaration}<urlset xmlns="${namespace}">\n${each.join('')}</urlset>\n`;
}

/**
 * Folders to leave out: a log's past states and cards to embed are there for whoever has a link; the months of a commitment or
 * ministry hold feeds and no page.
 */
const unlisted = /\/(?:log\/\d+|card|[^/]+\/changes\/[^/]+)\/$/;

/**
 * The sitemap of a plan: every page of these units in each language. A unit names its pages by its places, and a commitment's
 * milestones lie in the place of their commitment.
 */
export function sitemapUnit(view: PlanView, units: readonly SiteUnit[]): SiteUnit {
  const { id } = view.state.settings;
  const places = units.flatMap((unit) => unit.places).map((place) => place.replace(/index\.html$/, ''));
  const milestones = view.commitments.flatMap(({ milestones: all }) =>
    all.flatMap((one) => pageLanguages.map((language) => folderOf(one.id, language, view.language))),
  );
  const folders = pageLanguages.map((language) => folderOf(id, language, view.language));
  const inPlan = (place: string): string => place.slice(folders.find((one) => place.startsWith(one))?.length ?? 0);
  const pages = [...places, ...milestones].filter((place) => place.endsWith('/') && !unlisted.test(`/${inPlan(place)}`)).sort();
  const path = `${id}/sitemap.xml`;
  return {
    name: 'sitemap',
    key: keyOf({ publicUrl: view.publicUrl, pages }),
    places: [path],
    files: () => [{ path, body: sitemapOf(pages, view.publicUrl), contentType: fileTypes.xml }],
  };
}
