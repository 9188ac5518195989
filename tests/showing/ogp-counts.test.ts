import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ogpCountWords } from '../../shared/showing/messages/ogp-counts.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { andThen } from '../builders.ts';
import { answered, pilot, view } from './health-plan.ts';
import { elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf, stages } from './stages.ts';

const shown = view([answered(), pilot()], '2021-11-15');
const folder = 'fr-2021-2023/ogp/';
const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const keyOf = (of: PlanView): string | undefined => planUnits(of).find(({ name }) => name === 'ogp')?.key;

describe('the counts for OGP’s standards', () => {
  it('name the standard, what it asks and the rule behind each number', () => {
    const text = plain(bodyOf(siteOf(shown), `${folder}index.html`));
    expect(text).toContain('Données arrêtées au 12 novembre 2021. Douze mois comptés : du 13 novembre 2020 au 12 novembre 2021.');
    for (const standard of ['Norme 2.2', 'Normes 1.1 et 5.1', 'Normes 3.1 et 4.1', 'Norme 2.1']) {
      expect(text).toContain(`(${standard})`);
    }
    // All commitments together before each of them.
    expect(text.indexOf('Suite attendue')).toBeLessThan(text.indexOf('#28 Pérenniser'));
    expect(text).toContain('1 Mis à jour deux jours ou plus');
    expect(text).toContain(
      '#28 Pérenniser la participation citoyenne à la politique du numérique en santé21 sur 21 sur 1012 novembre 2021',
    );
    // Nothing complete is no share of nothing.
    expect(text).toContain('immersions, ambassadeurs00 sur 201Aucune nouvelle reçue');
    expect(text).not.toContain('0 sur 0');
  });

  it('never give a verdict or a percentage', () => {
    for (const { view: one } of stages) {
      for (const path of [folder, `en/${folder}`]) {
        const html = bodyOf(siteOf(one), `${path}index.html`);
        const main = elements(treeOf(html), 'main').map(textIn).join('');
        expect(main).not.toMatch(/%|conform|compliant|non respect|breach/iu);
      }
    }
  });

  it('are the same in the table, in JSON and on the page', () => {
    const files = siteOf(shown);
    const rows = z
      .array(z.looseObject({ measure: z.string(), subject: z.string(), value: z.string(), asked: z.string() }))
      .parse(parse(bodyOf(files, `${folder}counts.csv`), { columns: true }));
    const json = z
      .looseObject({
        from: z.string(),
        commitments: z.array(z.looseObject({ id: z.string(), updateDays: z.number(), lastWord: z.string().nullable() })),
      })
      .parse(JSON.parse(bodyOf(files, `${folder}counts.json`)));
    expect(json.from).toBe('2020-11-13');
    for (const { id, updateDays, lastWord } of json.commitments) {
      const of = (measure: string) => rows.find((row) => row.subject === id && row.measure === measure);
      expect(of('update-days')).toMatchObject({ value: String(updateDays), asked: '2' });
      expect(of('last-word')?.value).toBe(lastWord ?? '');
    }
    expect(json.commitments.map(({ updateDays }) => updateDays)).toEqual([2, 0]);
  });

  it('stay as they are while nothing that is counted changes', () => {
    expect(keyOf(view([answered(), pilot()], '2021-11-28'))).toBe(keyOf(shown));
    const said = andThen(
      pilot(),
      { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/29/m1', note: null } },
      { at: '2021-11-12T18:00:00Z' },
    );
    expect(keyOf(view([answered(), said], '2021-11-15'))).not.toBe(keyOf(shown));
  });

  it('go on counting while a government is silent: three years later, no update of the last twelve months', () => {
    const updates = (day: string) => {
      const files = siteOf(view([answered(), pilot()], day));
      const { to, commitments } = z
        .looseObject({ to: z.string(), commitments: z.array(z.looseObject({ updateDays: z.number() })) })
        .parse(JSON.parse(bodyOf(files, `${folder}counts.json`)));
      return [to, ...commitments.map(({ updateDays }) => updateDays)];
    };
    expect(updates('2022-11-04')).toEqual(['2022-05-05', 2, 0]);
    expect(updates('2022-11-05')).toEqual(['2022-11-05', 1, 0]);
    expect(updates('2024-11-15')).toEqual(['2022-11-12', 0, 0]);
    const text = plain(bodyOf(siteOf(view([answered(), pilot()], '2024-11-15')), `${folder}index.html`));
    expect(text).toContain('Données arrêtées au 12 novembre 2022.');
    expect(text).toContain('0 Mis à jour deux jours ou plus');
  });

  it('say the same in both languages', () => {
    const { fr, en } = ogpCountWords;
    expect(Object.keys(en.meetings)).toEqual(Object.keys(fr.meetings));
    expect(en.meetings.monthsSince(1)).toBe('1 whole month since');
    expect(fr.meetings.monthsSince(2)).toBe('2 mois entiers écoulés');
  });
});
