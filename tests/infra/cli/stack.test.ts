import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jalon } from '../../command-line.ts';
import { type DeployedStack, noStack, openDeployedStack } from '../../deployed-stack.ts';

describe.skipIf(noStack !== null)(noStack ?? 'a deployed stack', () => {
  let stack: DeployedStack;
  let env: { [name: string]: string } = {};

  beforeAll(async () => {
    stack = await openDeployedStack();
    env = { ...stack.env, JALON_NOW: '2021-09-15' };
    // The AWS SDK reads the environment of its process.
    Object.assign(process.env, env);
  });
  afterAll(() => stack?.close());

  const onStack = (...args: string[]) => jalon([...args, '--stack', 'Jalon', '--json'], env);

  test('a plan is made, read and published on the stack’s tables, under the address and the front door of its site', async () => {
    expect(await onStack('plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023')).toMatchObject({ code: 0 });
    expect(JSON.parse((await onStack('plan', 'list')).out)).toMatchObject([{ id: 'essai-2022', commitments: 0 }]);
    expect(JSON.parse((await onStack('gate', 'live')).out)).toMatchObject({ mode: 'live' });
    const out = join(stack.folder, 'public');
    expect(await onStack('publish', '--out', out)).toMatchObject({ code: 0 });
    expect(readFileSync(join(out, 'essai-2022/index.html'), 'utf8')).toContain('https://jalon.example.org/essai-2022/');
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('<html lang="en">');
  });

  test('a stack that is another’s is refused by what it lacks, and what belongs to one machine stays there', async () => {
    const other = await jalon(['plan', 'list', '--stack', 'Other'], env);
    expect(other).toMatchObject({ code: 1, out: '' });
    expect(other.err).toContain('RecordTable');
    expect(await onStack('sample')).toMatchObject({ code: 2 });
    expect(await onStack('remind', '--at', '2021-10-01')).toMatchObject({ code: 2 });
  });
});
