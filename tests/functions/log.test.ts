import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { anyText } from '../any-text.ts';

const line = z.object({
  level: z.enum(['INFO', 'ERROR']),
  message: z.string(),
  service: z.literal('test'),
  timestamp: z.iso.datetime(),
  fields: z.record(z.string(), z.unknown()),
});

/** What the log of the functions prints, in a process of its own, for these fields. */
function printed(fields: readonly { readonly [name: string]: unknown }[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-log-'));
  try {
    const script = join(folder, 'log.mts');
    const source = pathToFileURL(resolve('functions/log.ts')).href;
    writeFileSync(
      script,
      `import { createLog } from ${JSON.stringify(source)};\nconst log = createLog('test');\nfor (const fields of ${JSON.stringify(fields)}) {\n  log.info('told', fields);\n  log.error('failed', fields);\n}\n`,
    );
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script], {
      encoding: 'utf8',
      // As Lambda sets it.
      env: { ...process.env, TZ: ':UTC' },
    });
    if (status !== 0) throw new Error(stderr);
    return [...stdout.split('\n'), ...stderr.split('\n')].filter((one) => one !== '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('S20: whatever a field holds, line ends among it, is one line of JSON that reads back as it was, in UTC', () => {
  const hostile = [
    '\n',
    '\r\n',
    '\u2028',
    '\u2029',
    '\u0000',
    '\u001b[31m',
    '"}\n{"level":"INFO","message":"forged"}',
    '\u202e',
    '%0a',
    '\\n',
  ];
  const random = fc.sample(anyText({ maxLength: 40 }), { numRuns: 100, seed: 1 });
  const values = [...hostile, ...random];
  const fields = values.map((value) => ({ contactId: value, route: `/app/${value}`, count: 1, none: null }));
  const lines = printed(fields);
  expect(lines).toHaveLength(2 * fields.length);
  const read = lines.map((one) => line.parse(JSON.parse(one)));
  expect(read.filter(({ message }) => message === 'told').map((one) => one.fields)).toEqual(fields);
  expect(new Set(read.map(({ message }) => message))).toEqual(new Set(['told', 'failed']));
  for (const { timestamp } of read) expect(timestamp).toMatch(/Z$/);
});
