import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hugoOver } from '../../bench/hugo.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-hugo-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pages = [
  { path: 'index.html', html: '<html><head><title>Un « titre »</title></head><body class="a"><p>Bonjour</p></body></html>' },
  { path: 'plan/28/index.html', html: '<html><head><title>28</title></head><body>Vingt-huit</body></html>' },
];

describe('the comparison with Hugo', () => {
  it('is null where Hugo is not installed', async () => {
    expect(await hugoOver(pages, join(folder, 'none'))).toBeNull();
  });

  it('gives it each page as a source of its own, and leaves none of them behind', async () => {
    const [program, seen] = [join(folder, 'hugo'), join(folder, 'seen')];
    // A stand-in that lists what it was given.
    writeFileSync(
      program,
      `#!/bin/sh\nif [ "$1" = version ]; then echo "hugo v0.0.0"; exit 0; fi\ncd "$2" && find . -type f | sort > "${seen}" && cat content/_index.html >> "${seen}" && pwd >> "${seen}"\n`,
    );
    chmodSync(program, 0o700);
    const result = await hugoOver(pages, program);
    expect(result).toMatchObject({ version: 'hugo v0.0.0', pages: 2 });
    const lines = readFileSync(seen, 'utf8').trim().split('\n');
    expect(lines.slice(0, 2)).toEqual(['./content/_index.html', './content/plan/28/_index.html']);
    expect(lines).toContain('{"title":"Un « titre »"}');
    expect(lines).toContain('<p>Bonjour</p>');
    expect(() => readFileSync(join(lines.at(-1) ?? '', 'hugo.json'))).toThrow('ENOENT');
  });
});
