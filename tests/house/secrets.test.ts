import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const skipped = /^(?:node_modules|\.git|cdk\.out|coverage|\.jalon)(?:\/|$)|(?:^|\/)package-lock\.json$|\.(?:png|jpe?g|webp)$/;

const files = readdirSync('.', { recursive: true, encoding: 'utf8' })
  .filter((name) => !skipped.test(name) && statSync(name).isFile())
  .sort();

const secrets: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\baws_secret_access_key\s*[=:]\s*\S{20,}/i,
  /\b(?:ghp|gho|ghs|github_pat|npm|xox[abp]|sk_live|sk-ant)[_-][A-Za-z0-9_-]{20,}/,
  /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\./,
];

test('S19: the repository holds no key, token or password of any service', () => {
  expect(files.length).toBeGreaterThan(300);
  const found = files.filter((name) => secrets.some((pattern) => pattern.test(readFileSync(name, 'utf8'))));
  expect(found).toEqual([]);
});

/** Names that belong to nobody (RFC 2606, RFC 6761), and those by which npm and AWS are addressed. */
const nobody = /(?:^|\.)(?:example(?:\.(?:org|com|net|fr)[a-z.]*)?|test|invalid|localhost|amazonaws\.com)$/i;
const address = /(?<![\w./@-])[A-Za-z0-9._%+-]+@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})(?![\w/])/g;

test('no address of a real mailbox is in the repository', () => {
  const found = files
    .filter((name) => !name.endsWith('.json'))
    .flatMap((name) =>
      [...readFileSync(name, 'utf8').matchAll(address)]
        .filter(([, host = '']) => !nobody.test(host))
        .map(([one]) => join(name, one)),
    );
  expect(found).toEqual([]);
});
