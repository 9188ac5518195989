import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const versions = z.record(z.string(), z.string());
const project = z.object({
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  allowScripts: z.record(z.string(), z.literal(false)),
});
const locked = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  license: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: versions.optional(),
  devDependencies: versions.optional(),
  optionalDependencies: versions.optional(),
});
const lock = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), locked) });
const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string(), purl: z.string() })),
});

const own = project.parse(JSON.parse(readFileSync('package.json', 'utf8')));
const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const others = Object.entries(packages).filter(([path]) => path !== '');
/** What runs where Jalon runs: neither tools nor tests. */
const running = others.filter(([, one]) => one.dev !== true && one.devOptional !== true);

/** Licences under which we may hand on what we bundle. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  '(MIT OR Apache-2.0)',
  'BlueOak-1.0.0',
];

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
function nameOf(path: string): string {
  return path.replace(/^.*node_modules\//, '');
}

describe('what Jalon is made from', () => {
  test('S22: is fewer than 35 packages of our own choice, each in one exact version', () => {
    expect(Object.keys(own.dependencies).length).toBeLessThan(35);
    const all = { ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('S22: is locked: the lock file says the same, and the digest of every package', () => {
    const { dependencies, devDependencies, optionalDependencies } = packages[''] ?? {};
    expect({ dependencies, devDependencies, optionalDependencies }).toEqual({
      dependencies: own.dependencies,
      devDependencies: own.devDependencies,
      optionalDependencies: own.optionalDependencies,
    });
    const open = others.filter(([, one]) => one.inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(one.integrity ?? ''));
    expect(open.map(([path]) => path)).toEqual([]);
    const elsewhere = others.filter(
      ([, { resolved, link }]) =>
        link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test('S22: runs no script of a package when it is installed', () => {
    const names = others.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => nameOf(path));
    // The one that npm would start by itself is for another system, and optional there.
    expect(names.filter((name) => name !== 'fsevents').sort()).toEqual(Object.keys(own.allowScripts).sort());
    expect(readFileSync('.npmrc', 'utf8')).toContain('save-exact=true');
  });

  test('S22: may be handed on: every package that runs has a licence that allows it', () => {
    const wrong = running.filter(([path, { license }]) => {
      const told = license ?? licenceIn(path);
      return told === null || !permissive.includes(told);
    });
    expect(wrong.map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
  });

  test('S22: has a bill of materials that names every package that runs, in its version', () => {
    const { stdout, status } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(status).toBe(0);
    const { components } = bill.parse(JSON.parse(stdout));
    const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
    const missing = running.map(([path, { version }]) => `${nameOf(path)}@${version}`).filter((one) => !named.has(one));
    expect(missing).toEqual([]);
    expect(Object.keys(own.dependencies).length).toBeLessThanOrEqual(named.size);
    for (const { name, purl } of components) expect(purl, name).toMatch(/^pkg:npm\//);
  });
});

const telling = z.object({ license: z.string().optional(), licenses: z.array(z.object({ type: z.string() })).default([]) });

/** What the package itself says, in the old way too, where the lock file does not. */
function licenceIn(path: string): string | null {
  const file = join(path, 'package.json');
  if (!existsSync(file)) return null;
  const { license, licenses } = telling.parse(JSON.parse(readFileSync(file, 'utf8')));
  return license ?? licenses[0]?.type ?? null;
}
