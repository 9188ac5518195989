import { crc32, inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { planView } from '../../shared/showing/view.ts';
import { packed, packedParts, zipOf } from '../../shared/showing/zip.ts';
import { verifySite } from '../../shared/usecases/verify-site.ts';
import { aCommitment, aDeclared, andThen, aRef, aText } from '../builders.ts';
import { aLogOf, aPlanLogOf, commitmentKinds, planKinds } from '../usecases/any-log.ts';
import { answered, assessed, committee, pilot, publicUrl, view } from './health-plan.ts';
import { htmlValidator } from './html-validator.ts';
import { everyState, stages } from './stages.ts';

type Unpacked = { readonly path: string; readonly bytes: Buffer; readonly time: number; readonly day: number };

/** Reads an archive as any other program would: from its central directory, sizes and checksums compared on the way. */
function unzipped(archive: Uint8Array): Unpacked[] {
  const zip = Buffer.from(archive);
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  expect(at + zip.readUInt32LE(end + 12)).toBe(end);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [time, day, nameLength] = [zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14), zip.readUInt16LE(at + 28)];
    const [crc, size, fullSize] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    // Deflated, and named in UTF-8.
    expect([zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)]).toEqual([0x0800, 8]);
    expect(zip.readUInt32LE(local)).toBe(0x04034b50);
    expect(zip.subarray(local + 4, local + 30)).toEqual(zip.subarray(at + 6, at + 32));
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = inflateRawSync(zip.subarray(from, from + size));
    expect([bytes.length, crc32(bytes)]).toEqual([fullSize, crc]);
    at += 46 + nameLength;
    return { path, bytes, time, day };
  });
}

function packOf(...records: Parameters<typeof view>[0]): Uint8Array {
  return packIn(view(records, '2021-11-15'));
}

function packIn(shown: ReturnType<typeof view>): Uint8Array {
  const own = planUnits(shown).find(({ name }) => name === '.');
  const file = own?.files().find(({ path }) => path === 'fr-2021-2023/irm-pack.zip');
  if (!(file?.body instanceof Uint8Array)) throw new Error('no archive was published');
  return file.body;
}

const textIn = (files: readonly Unpacked[], path: string): string =>
  files.find((one) => one.path === path)?.bytes.toString('utf8') ?? '';

describe('a ZIP archive', () => {
  it('gives back every file, whatever its name and bytes, to a reader that knows ZIP', async () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { maxLength: 6 });
    const bodies = fc.array(fc.uint8Array({ maxLength: 3_000 }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.property(names, bodies, (paths, contents) => {
        const files = paths.map((path, place) => packed(path.toWellFormed(), contents[place] ?? new Uint8Array()));
        const read = unzipped(zipOf(files));
        expect(new Map(read.map(({ path, bytes }) => [path, bytes.toString('hex')]))).toEqual(
          new Map(paths.map((path, place) => [path.toWellFormed(), Buffer.from(contents[place] ?? []).toString('hex')])),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('gives back a file of any texts put together, empty ones among them', async () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem({ maxCount: 400 }), fc.constant('')), {
      maxLength: 6,
    });
    await fc.assert(
      fc.property(texts, (parts) => {
        const told = parts.map((one) => one.toWellFormed());
        const [read] = unzipped(
          zipOf([
            packedParts(
              'a',
              told.map((text) => ({ text })),
            ),
          ]),
        );
        expect(read?.bytes.toString('utf8')).toBe(told.join(''));
      }),
      { numRuns: 150 },
    );
  });

  it('is the same for the same files in any order, and names no moment', () => {
    const files = ['b', 'a', 'c/é'].map((path) => packed(path, `of ${path}`));
    expect(zipOf(files)).toEqual(zipOf([...files].reverse()));
    expect(unzipped(zipOf(files)).map(({ path, time, day }) => [path, time, day])).toEqual([
      ['a', 0, 0x21],
      ['b', 0, 0x21],
      ['c/é', 0, 0x21],
    ]);
  });
});

describe('the pack for reviewers', () => {
  const files = unzipped(packOf(assessed(), pilot(), everyState()));

  it('holds data, calendars, every log, and a report in each language', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ...['LISEZ-MOI.txt', 'README.txt', 'rapport.html', 'report.html'],
        ...['status.csv', 'status.json', 'ogp.json', 'log.jsonl', 'calendar.ics'].map((name) => `fr-2021-2023/${name}`),
        ...['28', '29', '30'].map((number) => `fr-2021-2023/${number}/log.jsonl`),
        'en/fr-2021-2023/calendar.ics',
        ...['fr-2021-2023/ogp/counts.csv', 'fr-2021-2023/ogp/counts.json'],
      ]),
    );
  });

  it('says in each language what it holds, its columns in line whatever the plan is called', () => {
    for (const [name, told] of [
      ['LISEZ-MOI.txt', ['rapport.html', 'fr-2021-2023/']],
      ['README.txt', ['report.html', 'fr-2021-2023/']],
    ] as const) {
      const lines = textIn(files, name).split('\r\n');
      const columns = told.map((file) => lines.find((line) => line.startsWith(`${file} `))?.search(/(?<=\s)\S/u));
      expect(columns, name).toEqual([told[1].length + 3, told[1].length + 3]);
    }
  });

  it('holds what is published beside it, byte for byte, after a change as at first', () => {
    const records = [
      [answered(), pilot()],
      [assessed(), pilot()],
    ] as const;
    for (const shown of records.map((one) => view(one, '2024-07-01'))) {
      const own = planUnits(shown).find(({ name }) => name === '.');
      const beside = new Map(own?.files().map(({ path, body }) => [path, Buffer.from(body).toString('utf8')]));
      const names = ['status.json', 'status.csv', 'ogp.json', 'calendar.ics'].map((one) => `fr-2021-2023/${one}`);
      for (const name of [...names, 'en/fr-2021-2023/calendar.ics']) {
        expect(textIn(unzipped(packIn(shown)), name), name).toBe(beside.get(name));
        expect(beside.get(name), name).toBeDefined();
      }
    }
  });

  it('names the pages that explain it where they lie behind each front door', () => {
    const shown = view([answered(), pilot()], '2021-11-15');
    const [french, english] = (['fr', 'en'] as const).map((homeLanguage) => unzipped(packIn({ ...shown, homeLanguage })));
    const pagesIn = (all: readonly Unpacked[] | undefined, name: string) =>
      textIn(all ?? [], name).match(/\/(?:\w+\/)?(?:method|data)\//gu);
    expect([pagesIn(french, 'LISEZ-MOI.txt'), pagesIn(french, 'README.txt')]).toEqual([
      ['/method/', '/data/'],
      ['/en/method/', '/en/data/'],
    ]);
    expect([pagesIn(english, 'LISEZ-MOI.txt'), pagesIn(english, 'README.txt')]).toEqual([
      ['/fr/method/', '/fr/data/'],
      ['/method/', '/data/'],
    ]);
  });

  it('holds the counts for the OGP as they are published, also once they turned by the calendar alone', () => {
    const spoken = andThen(pilot(), aDeclared('fr-2021-2023/29/m1', { status: 'limited' }), { at: '2021-12-02T08:00:00Z' });
    const [before, after] = ['2022-12-01', '2022-12-02'].map((day) => view([spoken], day));
    if (before === undefined || after === undefined) throw new Error('two days expected');
    for (const shown of [before, after]) {
      const beside = planUnits(shown)
        .find(({ name }) => name === 'ogp')
        ?.files();
      for (const path of ['fr-2021-2023/ogp/counts.csv', 'fr-2021-2023/ogp/counts.json'])
        expect(textIn(unzipped(packIn(shown)), path), path).toBe(beside?.find((one) => one.path === path)?.body);
    }
    const [one, other] = [before, after].map((shown) => planUnits(shown).find(({ name }) => name === '.')?.key);
    expect(textIn(unzipped(packIn(before)), 'fr-2021-2023/ogp/counts.csv')).not.toBe(
      textIn(unzipped(packIn(after)), 'fr-2021-2023/ogp/counts.csv'),
    );
    expect(one).not.toBe(other);
  });

  it('verifies where it was unpacked, and no longer once a word of it was changed', () => {
    const unpacked = files.map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
    expect(verifySite(unpacked)).toMatchObject({ ok: true, logs: 4, problems: [] });
    const forged = unpacked.map((one) =>
      one.path === 'fr-2021-2023/28/log.jsonl' ? { ...one, text: one.text.replace('tirés au sort', 'choisis') } : one,
    );
    expect(verifySite(forged)).toMatchObject({ ok: false, problems: [{ problem: 'text-changed' }] });
  });

  it('reports on each commitment what was promised, declared, proven, asked, moved and found, and where its log stands', () => {
    const report = textIn(files, 'rapport.html')
      .replaceAll(/<[^>]+>/gu, ' ')
      .replaceAll(/\s+/gu, ' ');
    for (const words of [
      'Lancement du comité citoyen',
      'Octobre 2021 , échéance retenue',
      'Réalisé, 12\u00A0novembre 2021',
      'vingt membres ont été tirés au sort',
      'https://www.example.org/comite/compte-rendu.pdf',
      'Répondu le 12\u00A0novembre 2021',
      'séance supplémentaire',
      'Réalisation\u00A0: Limité',
      'https://irm.example.org/rapport',
    ])
      expect(report.replaceAll(/[ \u00A0]+/gu, ' '), words).toContain(words.replaceAll('\u00A0', ' '));
    for (const { state } of view([assessed(), pilot(), everyState()], '2021-11-15').commitments)
      expect(report).toContain(state.head.hash);
    expect(textIn(files, 'report.html')).toContain('<html lang="en">');
    expect(textIn(files, 'report.html')).toContain('Declared by the ministry');
  });

  it('names as promised the description, else the objective, and never the problem', () => {
    const promised = (report: string, number: string): string | undefined =>
      new RegExp(`<section id="c${number}">.*?<dt>Ce qui est promis</dt><dd>(.*?)</dd>`, 'su').exec(report)?.[1];
    const report = textIn(files, 'rapport.html');
    expect(promised(report, '28')).toBe('<p>Prendre en compte la contribution directe de citoyens.</p>');
    expect(report).not.toContain('touche aux données les plus personnelles');
    const description = aText('Un comité de vingt citoyens est réuni deux fois par an.');
    const described = aCommitment({
      number: '31',
      prose: {
        description: { fr: aRef('Un comité de vingt citoyens est réuni deux fois par an.') },
        problem: { fr: aRef('Peu y prennent part.') },
      },
      texts: [description, aText('Peu y prennent part.')],
    });
    const silent = aCommitment({
      number: '32',
      prose: { problem: { fr: aRef('Peu y prennent part.') } },
      texts: [aText('Peu y prennent part.')],
    });
    const other = textIn(unzipped(packOf(described, silent)), 'rapport.html');
    expect(promised(other, '31')).toBe('<p>Un comité de vingt citoyens est réuni deux fois par an.</p>');
    expect(other.split('<section id="c32">')[1]).not.toContain('Ce qui est promis');
    expect(other).not.toContain('Peu y prennent part');
  });

  it('says since when a deadline is past, and of each commitment once the day of its data', () => {
    const report = textIn(unzipped(packOf(answered(), pilot())), 'rapport.html');
    const [, late = ''] = report.replaceAll('\u00A0', ' ').split('<section id="c29">');
    expect(late).toContain('<dt>Position</dt><dd>Échéance dépassée depuis le 1<sup>er</sup> octobre 2021</dd>');
    expect(late).toContain('<dt>Position</dt><dd>À venir</dd>');
    expect(late.split('Données arrêtées au 2 novembre 2021')).toHaveLength(2);
  });

  it('reports on the plan before its commitments: how milestones stand, counts with their standards, what is around, what was mended', () => {
    const words = (shown: ReturnType<typeof view>): string => {
      const [, plan = '', after] = textIn(unzipped(packIn(shown)), 'rapport.html').split('<section id="plan">');
      expect(after).toBeUndefined();
      const [own = ''] = plan.split('<section id="c');
      return own
        .replaceAll(/<[^>]+>/gu, ' ')
        .replaceAll(/[\s\u00A0]+/gu, ' ')
        .replaceAll(' ,', ',');
    };
    const around = stages.find(({ name }) => name === 'with what it cites');
    if (around === undefined) throw new Error('a stage expected');
    const cited = words(around.view);
    for (const told of [
      '1 réalisé, 1 sans déclaration.',
      '1 jalon sur 1.',
      'Échéances dépassées 0 ',
      'Jalons réalisés avec preuve : 0 sur 1',
      'Dernière réunion : 27 juin 2019',
      'Forum, 27 juin 2019, tenue, Conseil du numérique en santé, avec la société civile, compte rendu : https://www.example.org/cr',
      'Restitution publique, 8 février 2018 : https://www.example.org/restitution',
      'Débat public, Juillet 2017 – Janvier 2018 : suite attendue',
      'Un article (article, Un journal, 25 octobre 2019 ) : https://journal.example.org/article',
      'Aucune correction, aucune suppression à ce jour.',
    ])
      expect(cited, told).toContain(told);
    for (const standard of ['1.1', '2.2', '4.1', '5.1'])
      expect(cited, standard).toMatch(new RegExp(`\\(Normes? [^)]*${standard.replace('.', '\\.')}`, 'u'));
    const mended = words(view([everyState()], '2021-10-01', []));
    expect(mended).toContain('Échéances dépassées 1 ');
    expect(mended).toMatch(/Correction – #30 En continu Rien à signaler → ne compte plus Motif : Déclaré par erreur\./u);
    expect(mended).toMatch(/Suppression d’un texte – #30 .* Motif : Déclaré par erreur\./u);
    expect(mended).toContain('Aucune réunion n’est inscrite.');
    for (const text of [cited, mended]) expect(text).not.toMatch(/conforme|compliant/iu);
  });

  it('prints a report that is valid HTML and needs no other file', () => {
    const validator = htmlValidator({
      extends: ['html-validate:recommended', 'html-validate:a11y'],
      rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
    });
    for (const name of ['rapport.html', 'report.html']) {
      const html = textIn(files, name);
      const { results } = validator.validateStringSync(html);
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`)),
      ).toEqual([]);
      expect(html).not.toMatch(/<(?:script|link|img)\b|\sstyle=|&gt;\{/u);
      expect(html).not.toMatch(/undefined|\[object|NaN/u);
    }
  });

  it('says no less after a commitment changed than if it had been made for the first time', () => {
    const before = [answered(), pilot()] as const;
    packOf(...before);
    const changed = andThen(pilot(), aDeclared('fr-2021-2023/29/m1', { status: 'substantial' }));
    const report = textIn(unzipped(packOf(answered(), changed)), 'rapport.html');
    expect(report).toContain('Substantiel');
    expect(report).toContain(changed.commitment.state.head.hash);
    // Settings, too: the same logs are another report where the plan moved to another address.
    const moved = { ...view(before, '2021-11-15'), publicUrl: 'https://elsewhere.example' };
    expect(textIn(unzipped(packIn(moved)), 'README.txt')).toContain('https://elsewhere.example/');
  });

  it('is made of every kind of entry there is', () => {
    const commitment = aLogOf(commitmentKinds.map((kind) => ({ kind, word: 'mot' })));
    const plan = aPlanLogOf(planKinds.map((kind) => ({ kind, word: 'mot' })));
    const shown = planView({ plan, commitments: [commitment], asks: [], positionsOn: null, asOf: '2021-11-15', publicUrl });
    if (shown === null) throw new Error('a plan expected');
    const all = unzipped(packIn(shown));
    expect(verifySite(all.map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') })))).toMatchObject({ ok: true });
    expect(textIn(all, 'report.html')).not.toMatch(/undefined|\[object|NaN/u);
  });

  it('is byte for byte the same for the same record', () => {
    expect(packOf(committee(), pilot())).toEqual(packOf(committee(), pilot()));
  });
});
