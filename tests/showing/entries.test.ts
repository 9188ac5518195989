import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { newestOnPage } from '../../shared/showing/commitment-history.ts';
import { commitmentPage } from '../../shared/showing/pages/commitment-page.tsx';
import type { SiteUnit } from '../../shared/showing/site-unit.ts';
import { style } from '../../shared/showing/style/style.ts';
import { commitmentHistoryUnits, entryUnits } from '../../shared/showing/units/entries.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aDeclared, andThen, aText } from '../builders.ts';
import { allAsks, answered, asked, assessed, committee, publicUrl, view } from './health-plan.ts';
import { attribute, type Element, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, everyState } from './stages.ts';

const day = '2024-07-01';
const id = 'fr-2021-2023/28';

function unitsOf(shown: PlanView): SiteUnit[] {
  return shown.commitments.flatMap((one) => [...entryUnits(shown, one), ...commitmentHistoryUnits(shown, one)]);
}

function pageOf(shown: PlanView, path: string): string {
  return bodyOf(
    unitsOf(shown).flatMap((unit) => unit.files()),
    `${path}index.html`,
  );
}

/** The part of a page below the heading with this id. */
function section(html: string, heading: string): Element {
  const found = elements(treeOf(html), 'section').find((one) =>
    elements({ type: 'root', children: [one] }, 'h2').some((h2) => attribute(h2, 'id') === heading),
  );
  if (found === undefined) throw new Error(`no section ${heading}`);
  return found;
}

const plain = (node: Parameters<typeof textIn>[0]): string => textIn(node).replace(/\s+/gu, ' ').trim();
const said = (html: string, heading: string): string => plain(section(html, heading));

/** What a section says below its heading and introduction. */
function below(html: string, heading: string): string {
  const shown = section(html, heading).children.filter(
    (one) => one.type === 'element' && ['table', 'dl', 'section', 'div', 'ul'].includes(one.tagName) && !isHead(one),
  );
  return shown.map(plain).join(' ');
}
const isHead = (one: Element): boolean => attribute(one, 'className') === 'section-head';

const lede = (html: string): string | undefined =>
  elements(treeOf(html), 'p')
    .filter((one) => attribute(one, 'className') === 'lede')
    .map(plain)[0];

/** The keys of all units by name. */
const keysOf = (shown: PlanView): ReadonlyMap<string, string> => new Map(unitsOf(shown).map(({ name, key }) => [name, key]));

function changedNames(before: PlanView, after: PlanView): string[] {
  const known = keysOf(before);
  return [...keysOf(after)].flatMap(([name, key]) => (known.get(name) === key ? [] : [name]));
}

describe('the page of an entry', () => {
  it('shows the commitment as a reader saw it then, whatever followed', () => {
    const record = assessed();
    const last = view([record], day);
    for (const { seq, at } of record.log) {
      const then = view(
        [{ ...record, log: record.log.slice(0, seq) }],
        at.slice(0, 10),
        allAsks.filter((ask) => ask.at <= at),
      );
      const [commitment] = then.commitments;
      if (commitment === undefined) throw new Error('a commitment expected');
      const published = commitmentPage(then, commitment, 'fr', []);
      const page = pageOf(last, `${id}/log/${seq}/`);
      for (const part of ['facts', 'milestones', 'irm', 'asked', 'source', 'timeline']) {
        expect(below(page, part), `${seq} ${part}`).toBe(below(published, part));
      }
      expect(lede(page), String(seq)).toBe(lede(published));
    }
    expect(said(pageOf(last, `${id}/log/1/`), 'milestones')).not.toContain('Réalisé');
    expect(said(pageOf(last, `${id}/log/3/`), 'milestones')).toContain('Réalisé');
    expect(said(pageOf(last, `${id}/log/3/`), 'irm')).toContain('Aucune évaluation n’est inscrite ici.');
    expect(said(pageOf(last, `${id}/log/4/`), 'irm')).toContain('Limité');
  });

  it('says what the entry changed, when it was, that this is past, and leads to today and to its neighbours', () => {
    const html = pageOf(view([answered()], day), `${id}/log/2/`);
    expect(said(html, 'change')).toContain('avant Décembre 2021 → maintenant 15 février 2022');
    expect(said(html, 'change')).toContain('L’avis sera publié après une séance supplémentaire.');
    const note = elements(treeOf(html), 'p').find((one) => attribute(one, 'className') === 'note');
    expect(note && plain(note)).toContain('juste après ce changement : 5 novembre 2021 à 10 h 30.');
    const links = elements(treeOf(html), 'a').map((one) => [attribute(one, 'rel'), attribute(one, 'href')]);
    expect(links).toContainEqual(['prev', `/${id}/log/1/`]);
    expect(links).toContainEqual(['next', `/${id}/log/3/`]);
    expect(links).toContainEqual([null, `/${id}/`]);
  });

  it('tells only what was asked until then', () => {
    const shown = view([answered()], day);
    expect(said(pageOf(shown, `${id}/log/1/`), 'asked')).toContain('Aucune demande n’a encore été envoyée.');
    expect(said(pageOf(shown, `${id}/log/2/`), 'asked')).toContain(
      'Demandé les 1er, 22 et 29 octobre et le 2 novembre 2021 : sans réponse.',
    );
    expect(said(pageOf(shown, `${id}/log/3/`), 'asked')).toContain('Répondu le 12 novembre 2021.');
  });

  it('is kept from search engines, is canonical to itself and carries the hashes of the chain', () => {
    const record = answered();
    const html = pageOf(view([record], day), `en/${id}/log/2/`);
    const links = elements(treeOf(html), 'link').map((one) => [attribute(one, 'rel'), attribute(one, 'href')]);
    expect(links).toContainEqual(['canonical', `${publicUrl}/en/${id}/log/2/`]);
    const robots = elements(treeOf(html), 'meta').find((one) => attribute(one, 'name') === 'robots');
    expect(robots && attribute(robots, 'content')).toBe('noindex');
    expect(said(html, 'proof')).toContain(`Hash of this change${record.log[1]?.hash}`);
    expect(said(html, 'proof')).toContain(`Previous hash${record.log[0]?.hash}`);
  });

  it('shows a text that was redacted later as redacted', () => {
    const shown = view([everyState()], day, []);
    const html = pageOf(shown, 'fr-2021-2023/30/log/3/');
    expect(said(html, 'change')).toContain('Texte supprimé du registre.');
    expect(html).not.toContain('Un texte à supprimer');
  });
});

describe('what a change renders again', () => {
  it('is the new entry, and the page before it, which gains a way on', () => {
    expect(changedNames(view([answered()], day), view([assessed()], day))).toEqual(['28/log/3', '28/log/4']);
  });

  it('is nothing for a day that passes and nothing of the past for a later ask', () => {
    const before = view([answered()], '2021-11-15');
    expect(changedNames(before, view([answered()], day))).toEqual([]);
    const more = [...allAsks, asked(`${id}/m2`, '2022-01-10', '-30')];
    expect(changedNames(before, view([answered()], '2021-11-15', more))).toEqual([]);
    const earlier = [...allAsks, asked(`${id}/m2`, '2021-11-08', '-30')];
    expect(changedNames(before, view([answered()], '2021-11-15', earlier))).toEqual(['28/log/3']);
  });

  it('is, after a redaction, every entry from the one that lost a text', () => {
    const record = answered();
    const entry = record.log[1];
    const reason = entry?.type === 'deadline-revised' ? entry.data.reason.sha256 : '';
    const why = aText('À la demande du ministère.');
    const redacted = andThen(
      record,
      { type: 'redacted', data: { of: 2, texts: [reason], reason: { sha256: why.sha256 } } },
      { texts: [why] },
    );
    expect(changedNames(view([record], day), view([redacted], day))).toEqual(['28/log/2', '28/log/3', '28/log/4']);
  });
});

/** A commitment about which so many declarations were made, one a day, each in words and with evidence of its own. */
function longHistory(entries: number, from: CommitmentRecord = committee()): CommitmentRecord {
  const begun = Date.UTC(2021, 8, 2, 7);
  return Array.from({ length: entries }).reduce<CommitmentRecord>((record, _, index) => {
    const note = aText(
      `Point ${index} : ${Math.sqrt(index + 2)} des actes sont prêts, ${(index * 7919) % 997} restent à relire.`,
    );
    return andThen(
      record,
      aDeclared(`${id}/m${1 + (index % 2)}`, {
        status: index % 3 === 0 ? 'substantial' : 'limited',
        difficulties: { sha256: note.sha256 },
        evidence: [
          {
            url: `https://www.example.org/${(index * 7717) % 991}.pdf`,
            title: { sha256: note.sha256 },
            kind: 'report',
            date: null,
          },
        ],
      }),
      { at: new Date(begun + index * 86_400_000).toISOString().replace('.000', ''), texts: [note] },
    );
  }, from);
}

describe('a long history', () => {
  const record = longHistory(200);
  const shown = view([record], '2022-06-01');

  it('is told whole: every change in full on one of its pages, each leading to its own', () => {
    const [commitment] = shown.commitments;
    const pages = commitment === undefined ? [] : commitmentHistoryUnits(shown, commitment).flatMap((unit) => unit.files());
    const french = pages.filter(({ path }) => !path.startsWith('en/')).map(({ body }) => String(body));
    const anchors = french.flatMap((html) =>
      elements(treeOf(html), 'li').flatMap((one) =>
        [attribute(one, 'id')].filter((anchor) => anchor?.startsWith('seq-') === true),
      ),
    );
    expect([...anchors].sort()).toEqual(record.log.map(({ seq }) => `seq-${seq}`).sort());
    for (const { seq } of record.log) {
      expect(french.filter((html) => html.includes(`href="/${id}/log/${seq}/"`)).length, String(seq)).toBe(1);
    }
  });

  it('leaves its full pages as they are when it goes on', () => {
    const longer = view([longHistory(201)], '2022-06-01');
    const pagesOf = (names: readonly string[]): string[] => names.filter((name) => name.includes('/history/'));
    expect(pagesOf(changedNames(shown, longer))).toEqual(['28/history/5']);
    const [full, overfull] = [49, 50].map((entries) => view([longHistory(entries)], '2022-06-01', []));
    if (full === undefined || overfull === undefined) throw new Error('two views expected');
    // The page that was the newest gains a way on.
    expect(pagesOf(changedNames(full, overfull))).toEqual(['28/history/2', '28/history/1']);
  });

  it('stays below 20 KB compressed with the stylesheet, on every page', () => {
    for (const { path, body } of unitsOf(shown).flatMap((unit) => unit.files())) {
      expect(gzipSync(body).length + gzipSync(style).length, path).toBeLessThan(20_000);
    }
  });

  it('has no pages of its own while the page of the commitment tells all of it', () => {
    const short = longHistory(newestOnPage - 1);
    const pagesOf = (one: CommitmentRecord) =>
      [...keysOf(view([one], '2022-06-01', [])).keys()].filter((name) => name.includes('/history/'));
    expect(pagesOf(short)).toEqual([]);
    expect(pagesOf(longHistory(1, short))).toEqual(['28/history/1']);
  });
});

it('the same key means the same bytes, along a history with redactions, asks and a second plan day', () => {
  const records = [1, 2, 3].map((length) => ({ ...answered(), log: answered().log.slice(0, length) }));
  const views = [...records.map((one) => view([one], '2021-11-15')), view([assessed()], day), view([longHistory(30)], day, [])];
  const bytes = new Map<string, string>();
  for (const { name, key, files } of views.flatMap(unitsOf)) {
    const written = files().map(({ path, body }) => `${path}\n${body}`);
    const known = bytes.get(`${name} ${key}`) ?? written.join('\n');
    bytes.set(`${name} ${key}`, known);
    expect(written.join('\n'), name).toBe(known);
  }
  expect(bytes.size).toBeGreaterThan(30);
});
