import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginRehearsal } from '../../../infra/local/clock.ts';
import type { Stores } from '../../../shared/ports.ts';
import { startJalon } from '../../command-line.ts';
import { type DeployedStack, noStack, openDeployedStack } from '../../deployed-stack.ts';

describe.skipIf(noStack !== null)(noStack ?? 'the data of a deployed stack', () => {
  let stack: DeployedStack;
  let stores: Stores;
  let env: { [name: string]: string } = {};

  beforeAll(async () => {
    stack = await openDeployedStack();
    stores = stack.stores;
    env = { ...stack.env, JALON_NOW: '' };
  });
  afterAll(() => stack?.close());

  test('a rehearsal in the folder beside it does not set its clock', { timeout: 60_000 }, async () => {
    beginRehearsal(env['JALON_DATA'] ?? '');
    const added = ['plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023', '--stack', 'Jalon'];
    expect(await startJalon(added, env).done).toMatchObject({ code: 0 });
    const [first] = (await stores.record.plan('essai-2022'))?.log ?? [];
    expect(Number(first?.at.slice(0, 4))).toBeGreaterThan(2021);
  });

  test('an import that a crash left half written is finished by the next command', { timeout: 60_000 }, async () => {
    const row = { id: 'i-1', planId: 'essai-2022', at: '2022-01-10T09:00:00Z', state: 'writing', changes: 0 } as const;
    await stores.record.stageImport(row, []);
    expect(await stores.record.unfinishedImports('essai-2022')).toHaveLength(1);
    expect(await startJalon(['plan', 'list', '--stack', 'Jalon'], env).done).toMatchObject({ code: 0 });
    expect(await stores.record.unfinishedImports('essai-2022')).toEqual([]);
  });
});
