import { writeFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { fileTypes } from '../shared/showing/file-types.ts';
import type { PlanView } from '../shared/showing/view.ts';
import { allAsks, answered, assessed, committee, pilot, publicUrl, view } from '../tests/showing/health-plan.ts';
import { largePlan } from '../tests/showing/large-plan.ts';
import { muchDeclared, reportOf } from '../tests/showing/page-templates.ts';
import { everyState, siteOf, stages } from '../tests/showing/stages.ts';
import { smallPng } from './small-png.ts';

const plan = 'fr-2021-2023';

/** What is below is of the same kind, and would make the picture heavy. */
const tallest = 1_600;

type Look = { readonly width: 375 | 768 | 1280; readonly colorScheme?: 'dark' };

/** A phone and a desk. */
const usual: readonly Look[] = [{ width: 375 }, { width: 1280 }];
/** And in the dark, and on a tablet. */
const everyLook: readonly Look[] = [
  ...usual,
  { width: 768 },
  { width: 375, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'dark' },
];

/** A page of the record by its address, its name in the file, and how it is looked at. */
type Shown = { readonly path: string; readonly name: string; readonly looks?: readonly Look[] };

/** Pages of one record, as somebody would find them there. */
type Album = { readonly record: () => PlanView; readonly pages: readonly Shown[] };

function stage(name: string): PlanView {
  const found = stages.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no stage is called ${name}`);
  return found.view;
}

/** A plan that tracks all it announced, its commitments named without the numbers that tell invented ones apart. */
function wholePlan(commitments: number): PlanView {
  const shown = largePlan(commitments, 4);
  const { state } = shown;
  return {
    ...shown,
    state: { ...state, settings: { ...state.settings, announcedCommitments: commitments } },
    commitments: shown.commitments.map((one) => {
      const titles = Object.fromEntries(
        Object.entries(one.state.titles).map(([language, title]) => [language, title.replace(/ \(\d+\)$/, '')]),
      );
      return { ...one, state: { ...one.state, titles } };
    }),
  };
}

/** Six days before the end of a month that a deadline ends with. */
const beforeDeadline = '2021-10-25';

/** What another site shows of a commitment; not a page of ours. */
const elsewhere = 'elsewhere.html';
const embedding = `<!doctype html><html lang="fr"><title>Ailleurs</title><body style="font:1rem/1.5 serif;margin:0;padding:2rem;max-width:40rem">
<h1>Un site qui suit cet engagement</h1><p><img src="/${plan}/28/badge.svg" alt=""></p>
<iframe src="/${plan}/28/card/" title="" style="border:0;width:100%;height:340px"></iframe></body></html>`;

/** The report in the archive for reviewers, beside the site. */
const report = 'report.html';

/** Every kind of page there is, each of a record in which it has something to tell. */
export const albums: readonly Album[] = [
  {
    record: () => view([answered(), pilot()], '2021-11-15'),
    pages: [
      { path: '', name: 'home' },
      { path: `${plan}/`, name: 'plan', looks: everyLook },
      { path: `${plan}/overdue/`, name: 'overdue' },
      { path: `${plan}/no-word/`, name: 'no-word' },
      { path: `${plan}/evidence/`, name: 'evidence' },
      { path: `${plan}/ministries/`, name: 'ministries' },
      { path: `${plan}/ministries/ministere-des-solidarites-et-de-la-sante/`, name: 'ministry' },
      { path: `${plan}/timeline/`, name: 'timeline' },
      { path: `${plan}/changes/`, name: 'months' },
      { path: `${plan}/changes/2021-11/`, name: 'month' },
      { path: `${plan}/ogp/`, name: 'ogp' },
      { path: `${plan}/history/1/`, name: 'plan-history' },
      { path: `${plan}/service/`, name: 'plan-service' },
      { path: `${plan}/28/log/2/`, name: 'entry' },
      { path: `${plan}/28/m1/`, name: 'milestone' },
      { path: 'changes/', name: 'changes' },
      { path: 'method/', name: 'method' },
      { path: 'data/', name: 'data' },
      { path: 'accessibility/', name: 'accessibility' },
      { path: 'service/', name: 'service' },
      { path: '404.html', name: 'not-found' },
      { path: `${plan}/28/card/`, name: 'card', looks: [{ width: 375 }] },
      { path: elsewhere, name: 'badge-and-card' },
    ],
  },
  {
    record: () => view([assessed(), pilot()], '2024-07-01'),
    pages: [
      { path: `${plan}/28/`, name: 'commitment', looks: everyLook },
      { path: report, name: 'report', looks: [{ width: 1280 }] },
    ],
  },
  {
    record: () =>
      view(
        [committee(), pilot()],
        beforeDeadline,
        allAsks.filter(({ on }) => on <= beforeDeadline),
      ),
    pages: [{ path: `${plan}/due-soon/`, name: 'due-soon' }],
  },
  { record: () => view([everyState()], '2021-10-01', []), pages: [{ path: `${plan}/corrections/`, name: 'corrections' }] },
  {
    record: () => view([muchDeclared()], '2022-01-15'),
    pages: [{ path: `${plan}/28/history/1/`, name: 'commitment-history' }],
  },
  {
    record: () => stage('with what it cites'),
    pages: [
      { path: `${plan}/around/`, name: 'around' },
      { path: `${plan}/process-debat/`, name: 'process' },
      { path: `${plan}/meeting-1/`, name: 'meeting' },
      { path: `${plan}/document-article/`, name: 'document' },
    ],
  },
  { record: () => wholePlan(6), pages: [{ path: `${plan}/`, name: 'plan-of-6', looks: [{ width: 1280 }] }] },
  { record: () => wholePlan(60), pages: [{ path: `${plan}/`, name: 'plan-of-60', looks: [{ width: 1280 }] }] },
];

/** Whether it is a page of the record, which every kind of page must be in, and not of another site. */
export function isOfRecord({ path }: Shown): boolean {
  return path !== elsewhere;
}

/** Answers what the pages ask for with what would be published; nothing leaves the machine. */
async function serve(context: BrowserContext, record: PlanView): Promise<void> {
  const told = { path: report, body: reportOf(record, 'fr'), contentType: fileTypes.page };
  const files = new Map([...siteOf(record), told].map((file) => [file.path, file]));
  await context.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const path = pathname.endsWith('/') ? `${pathname.slice(1)}index.html` : pathname.slice(1);
    const file = origin === publicUrl ? files.get(path) : undefined;
    if (path === elsewhere) await route.fulfill({ body: embedding, contentType: 'text/html; charset=utf-8' });
    else if (file === undefined) await route.fulfill({ status: 404, body: '' });
    else await route.fulfill({ body: file.body, contentType: file.contentType });
  });
}

async function take(page: Page, { path, name }: Shown, { width, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 600 });
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light' });
  const answer = await page.goto(`${publicUrl}/${path}`);
  if (answer?.ok() !== true) throw new Error(`/${path} was not published`);
  const height = Number(await page.evaluate('Math.min(document.documentElement.scrollHeight, document.body.offsetHeight)'));
  const picture = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(tallest, height) } });
  const look = colorScheme === undefined ? String(width) : `${width}-${colorScheme}`;
  writeFileSync(`docs/pages/public-${name}-${look}.png`, smallPng(picture));
}

/** Every page of the public record, on a phone and on a desk; without a server, as each is the same bytes anywhere. */
export async function photographPublicRecord(browser: Browser): Promise<void> {
  for (const { record, pages } of albums) {
    const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: 'reduce' });
    await serve(context, record());
    const page = await context.newPage();
    for (const shown of pages) for (const look of shown.looks ?? usual) await take(page, shown, look);
    await context.close();
  }
}
