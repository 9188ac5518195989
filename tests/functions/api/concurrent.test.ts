import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backends, type OpenTables, titleOf } from '../../adapters/local-tables.ts';
import { aCommitment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn } from './world.ts';

const pathOf = (number: string, milestone: string): string => `/app/fr-2021-2023/${number}/${milestone}/`;

for (const backend of backends) {
  describe.skipIf(backend.missing !== null)(`at the same moment, ${titleOf(backend)}`, () => {
    let open: OpenTables;

    beforeAll(async () => {
      open = await backend.open();
    }, 60_000);
    afterAll(() => open.close());

    test('I10: of eight answers to one milestone exactly one wins and the others see what it says; two milestones both win', async () => {
      const milestones = [{ title: 'Lancement du comité', due: 'Octobre 2021' }, { due: 'Décembre 2021' }];
      const world = await aWorld({ tables: open.tables, commitments: [aCommitment({ number: '28', milestones })] });
      const path = pathOf('28', 'm1');
      const browser = await signIn(world);
      const form = readPage(await (await browser.get(path)).text()).formFor(path);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          browser.post(path, {
            ...Object.fromEntries(form.fields),
            ...{ status: 'substantial', done: `Réponse ${index} sur huit`, step: 'confirm' },
          }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 7 }, () => 409)]);
      const winner = answers.findIndex(({ status }) => status === 303);
      for (const [index, answer] of answers.entries()) {
        if (index === winner) continue;
        const page = readPage(await answer.text());
        expect(page.text).toContain(`Réponse ${winner} sur huit`);
        expect(page.formFor(path).fields.get('done')).toBe(`Réponse ${index} sur huit`);
      }
      expect((await world.stores.record.commitment('fr-2021-2023/28'))?.log).toHaveLength(2);

      const other = pathOf('28', 'm2');
      const both = await Promise.all([
        browser.submit(path, path, { status: 'limited', difficulties: 'Retard.', step: 'confirm' }),
        browser.submit(other, other, { status: 'substantial', step: 'confirm' }),
      ]);
      expect(both.map(({ status }) => status)).toEqual([303, 303]);
      const saved = both.map((one) => one.headers.get('location')?.split('?saved=')[1]);
      expect(saved.sort()).toEqual(['3', '4']);
      expect((await world.stores.record.commitment('fr-2021-2023/28'))?.log.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    });
  });
}
