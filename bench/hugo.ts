import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How another maker of static sites does with the same pages; null where it is not installed. */
export type HugoResult = { readonly version: string; readonly pages: number; readonly seconds: number } | null;

export type Page = { readonly path: string; readonly html: string };

const layout = `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title><link rel="stylesheet" href="/style.css"></head>
<body>{{ .Content }}</body></html>
`;

async function versionOf(hugo: string): Promise<string | null> {
  try {
    return (await run(hugo, ['version'])).stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The contents of a page as Hugo's own source: what stands in its body, below a title. */
function sourceOf({ html }: Page): string {
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  return `${JSON.stringify({ title })}\n${body}\n`;
}

/**
 * Has Hugo write the same pages, from files that hold what our pages hold: it lays out and writes, we fold logs, tell and
 * write. In memory, as ours are; reading its sources from the disk is its own.
 * @param hugo the program's name, or where it lies
 */
export async function hugoOver(pages: readonly Page[], hugo = 'hugo'): Promise<HugoResult> {
  const version = await versionOf(hugo);
  if (version === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'jalon-hugo-'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    put('hugo.json', JSON.stringify({ baseURL: 'https://jalon.example.org/', disableKinds: ['taxonomy', 'term', 'RSS'] }));
    for (const kind of ['single', 'list']) put(`layouts/_default/${kind}.html`, layout);
    put('layouts/index.html', layout);
    for (const page of pages) put(`content/${page.path.replace(/index\.html$/, '_index.html')}`, sourceOf(page));
    const from = performance.now();
    await run(hugo, ['--source', folder, '--renderToMemory', '--quiet'], { maxBuffer: 64 * 2 ** 20 });
    return { version, pages: pages.length, seconds: (performance.now() - from) / 1_000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
