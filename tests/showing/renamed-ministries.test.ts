import { describe, expect, it } from 'vitest';
import type { Ask } from '../../shared/domain/ledger.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { aCommitment, andThen } from '../builders.ts';
import { asked, view } from './health-plan.ts';
import { elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const m1 = 'fr-2021-2023/1/m1';
const siteWith = (records: readonly CommitmentRecord[], asks: readonly Ask[] = []) => siteOf(view(records, '2022-06-01', asks));

/** The sheet is imported again with other lead institutions. */
function ledBy(record: CommitmentRecord, at: string, ...leadInstitutions: string[]): CommitmentRecord {
  const [first] = record.log;
  if (first?.type !== 'imported') throw new Error('a log begins with an import');
  const commitment = { ...first.data.commitment, leadInstitutions };
  return andThen(record, { type: 'imported', data: { importId: `i-${record.log.length + 1}`, commitment, missing: [] } }, { at });
}

const spoken = (record: CommitmentRecord, at: string): CommitmentRecord =>
  andThen(record, { type: 'nothing-to-report', data: { milestoneId: m1, note: null } }, { at });

const before = spoken(aCommitment({ number: '1', leadInstitutions: ['Santé'] }), '2021-10-05T08:00:00Z');
const renamed = ledBy(before, '2022-01-10T08:00:00Z', 'Santé et prévention');
const after = spoken(renamed, '2022-02-01T08:00:00Z');

type Item = { readonly id: string; readonly tags: readonly string[]; readonly date_published: string };
const items = (site: ReturnType<typeof siteOf>, slug: string): readonly Item[] =>
  (JSON.parse(bodyOf(site, `fr-2021-2023/ministries/${slug}/feed.json`)) as { items: Item[] }).items;
const dates = (site: ReturnType<typeof siteOf>, slug: string) => items(site, slug).map((one) => one.date_published.slice(0, 10));
const page = (site: ReturnType<typeof siteOf>, path: string) => treeOf(bodyOf(site, `${path}index.html`));
const linksOf = (site: ReturnType<typeof siteOf>, path: string) =>
  elements(page(site, path), 'a').map((one) => String(one.properties['href']));
const plain = (site: ReturnType<typeof siteOf>, path: string) => textIn(page(site, path)).replace(/\s+/gu, ' ');

describe('a ministry that is renamed', () => {
  const old = 'fr-2021-2023/ministries/sante/';

  it('keeps page, feeds and calendar at their addresses, which say who leads now', () => {
    const site = siteWith([after]);
    for (const language of ['', 'en/']) {
      for (const file of ['index.html', 'feed.atom', 'feed.json', 'calendar.ics']) {
        expect(() => bodyOf(site, `${language}${old}${file}`), file).not.toThrow();
      }
    }
    expect(plain(site, old)).toContain('#1 Engagement 1maintenant porté par Santé et prévention');
    expect(plain(site, old)).toContain('Ne porte plus aucun engagement de ce plan.');
    expect(plain(site, `en/${old}`)).toContain('now led by Santé et prévention');
    expect(linksOf(site, old)).toContain('/fr-2021-2023/ministries/sante-et-prevention/');
    expect(plain(site, 'fr-2021-2023/ministries/sante-et-prevention/')).not.toContain('auparavant');
  });

  it('keeps the entries of its time, and the new name begins with its own: nothing is told anew', () => {
    const [was, now] = [siteWith([before]), siteWith([after])];
    expect(items(now, 'sante').slice(1)).toEqual(items(was, 'sante'));
    expect(dates(now, 'sante')).toEqual(['2022-01-10', '2021-10-05', '2021-09-01']);
    expect(dates(now, 'sante-et-prevention')).toEqual(['2022-02-01', '2022-01-10']);
  });

  it('is not written again for what the new one says', () => {
    const key = (record: CommitmentRecord) =>
      planUnits(view([record], '2022-06-01', [])).find(({ name }) => name === 'ministries/sante')?.key;
    expect(key(after)).toBe(key(renamed));
    expect(key(renamed)).not.toBe(key(before));
    const again = ledBy(after, '2022-03-01T08:00:00Z', 'Solidarités');
    expect(key(again)).not.toBe(key(after));
    expect(plain(siteWith([again]), old)).toContain('maintenant porté par Solidarités');
  });

  it('is found from the list of ministries, and not counted among those who lead', () => {
    const site = siteWith([after]);
    const list = plain(site, 'fr-2021-2023/ministries/');
    expect(list).toContain('Anciennes institutions porteuses');
    expect(linksOf(site, 'fr-2021-2023/ministries/')).toContain(`/${old}`);
    // The row of names and the one ministry that leads.
    expect(elements(page(site, 'fr-2021-2023/ministries/'), 'tr')).toHaveLength(2);
    expect(plain(siteWith([before]), 'fr-2021-2023/ministries/')).not.toContain('Anciennes');
    expect(bodyOf(site, 'fr-2021-2023/sitemap.xml')).toContain(`/${old}`);
  });

  it('has the requests of its time, and the new one those of its own', () => {
    const asks = [asked(m1, '2021-10-22', '-7'), asked(m1, '2022-03-01', 'overdue-2022-03')];
    const site = siteWith([after], asks);
    expect(dates(site, 'sante')).toContain('2021-10-22');
    expect(dates(site, 'sante')).not.toContain('2022-03-01');
    expect(dates(site, 'sante-et-prevention')).toContain('2022-03-01');
    expect(dates(site, 'sante-et-prevention')).not.toContain('2021-10-22');
  });

  it('tells both times of a commitment that comes back to it', () => {
    const back = spoken(ledBy(after, '2022-03-01T08:00:00Z', 'SANTÉ'), '2022-04-01T08:00:00Z');
    const site = siteWith([back]);
    expect(dates(site, 'sante')).toEqual(['2022-04-01', '2022-03-01', '2022-01-10', '2021-10-05', '2021-09-01']);
    expect(dates(site, 'sante-et-prevention')).toEqual(['2022-03-01', '2022-02-01', '2022-01-10']);
    expect(plain(site, old)).not.toContain('auparavant');
  });

  it('says so where the sheet names nobody any more', () => {
    const site = siteWith([ledBy(before, '2022-01-10T08:00:00Z')]);
    expect(plain(site, old)).toContain('la fiche ne nomme plus d’institution porteuse');
  });
});

describe('a commitment that goes from one ministry to another', () => {
  const talks = (number: string, lead: string): CommitmentRecord =>
    Array.from({ length: 130 }).reduce<CommitmentRecord>(
      (record, _, index) =>
        andThen(
          record,
          { type: 'nothing-to-report', data: { milestoneId: `fr-2021-2023/${number}/m1`, note: null } },
          {
            at: `2021-${String(10 + Math.floor(index / 50))}-${String(1 + (index % 28)).padStart(2, '0')}T${String(8 + Math.floor((index % 50) / 28)).padStart(2, '0')}:00:00Z`,
          },
        ),
      aCommitment({ number, leadInstitutions: [lead] }),
    );

  it('changes no month of either that is over', () => {
    const [staying, going] = [talks('1', 'Intérieur'), talks('2', 'Santé')];
    const moved = ledBy(going, '2022-01-10T08:00:00Z', 'Intérieur');
    const monthsOf = (records: readonly CommitmentRecord[]) =>
      new Map(
        planUnits(view(records, '2022-06-01', []))
          .filter(({ name }) => /^ministries\/[^/]+\/changes\//.test(name))
          .map(({ name, key }) => [name, key]),
      );
    const [was, now] = [monthsOf([staying, going]), monthsOf([staying, moved])];
    for (const [name, key] of was) if (/2021-(?:09|10)$/.test(name)) expect(now.get(name), name).toBe(key);
    expect([...was.keys()].filter((name) => name.includes('2021-10'))).toHaveLength(2);
    expect([...now.keys()].filter((name) => name.endsWith('2022-01'))).toHaveLength(2);
  });
});
