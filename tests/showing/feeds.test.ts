import { describe, expect, it } from 'vitest';
import { planHead } from '../../shared/domain/change-log.ts';
import type { Ask } from '../../shared/domain/ledger.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { askUrn, entryUrn } from '../../shared/showing/permanent-names.ts';
import { aDate, aDeclared, anActor, andThen, aText } from '../builders.ts';
import { allAsks, answered, asked, committee, pilot, view } from './health-plan.ts';
import { bodyOf, siteOf, stages } from './stages.ts';
import { childrenOf, readXml, textOf } from './xml.ts';

const feeds = [
  'feed.atom',
  'en/feed.atom',
  'fr-2021-2023/feed.atom',
  'en/fr-2021-2023/feed.atom',
  'fr-2021-2023/28/feed.atom',
  'en/fr-2021-2023/28/feed.atom',
];
const files = (commitments: readonly CommitmentRecord[], day: string, asks: readonly Ask[] = []) =>
  siteOf(view(commitments, day, asks));

/** Entries of an Atom feed as they stand in the file, byte for byte. */
function atomEntries(atom: string): string[] {
  return atom
    .split(/(?= {2}<entry>)/)
    .slice(1)
    .map((entry) => entry.replace(/<\/feed>\n$/, ''));
}

function jsonItems(json: string): string[] {
  return (JSON.parse(json) as { items: unknown[] }).items.map((item) => JSON.stringify(item));
}

describe('feeds', () => {
  it.each(stages)('S12: are well-formed Atom $name', ({ view: shown }) => {
    const all = siteOf(shown).filter(({ path }) => path.endsWith('.atom'));
    for (const { path, body } of all) {
      const feed = readXml(body);
      expect(feed.name, path).toBe('feed');
      const entries = childrenOf(feed, 'entry');
      expect(textOf(feed, 'updated'), path).toBe(
        entries[0] === undefined ? '1970-01-01T00:00:00Z' : textOf(entries[0], 'updated'),
      );
      const ids = entries.map((entry) => textOf(entry, 'id'));
      expect(new Set(ids).size, path).toBe(ids.length);
      expect(
        ids.every((id) => id.startsWith('urn:uuid:')),
        path,
      ).toBe(true);
      const times = entries.map((entry) => textOf(entry, 'updated'));
      expect(times, path).toEqual([...times].sort().reverse());
    }
    expect(all.length).toBeGreaterThanOrEqual(4);
  });

  it('tell what it was and what it is now, who said so, the exact place, and the evidence', () => {
    const feed = readXml(bodyOf(files([answered(), pilot()], '2021-11-15'), 'fr-2021-2023/28/feed.atom'));
    const [newest] = childrenOf(feed, 'entry');
    if (newest === undefined) throw new Error('an empty feed');
    expect(textOf(newest, 'title')).toBe('[#28] Déclaration – Lancement du comité citoyen\u00A0: Aucune déclaration → Réalisé');
    expect(textOf(newest, 'id')).toBe(entryUrn(answered().log, 3));
    expect(textOf(newest, 'updated')).toBe('2021-11-12T16:34:00Z');
    const links = childrenOf(newest, 'link').map(({ attributes }) => [attributes.get('rel'), attributes.get('href')]);
    expect(links).toEqual([
      ['alternate', 'https://jalon.example.org/fr-2021-2023/28/log/3/'],
      ['related', 'https://www.example.org/comite/compte-rendu.pdf'],
    ]);
    expect(textOf(newest, 'content')).toContain('par\u00A0: responsable au ministère');
  });

  it('say the same in JSON Feed 1.1', () => {
    const site = files([answered(), pilot()], '2021-11-15', allAsks);
    for (const path of feeds) {
      const entries = childrenOf(readXml(bodyOf(site, path)), 'entry');
      const json = JSON.parse(bodyOf(site, path.replace('.atom', '.json'))) as {
        version: string;
        feed_url: string;
        items: { id: string; title: string; url: string; content_text: string; date_modified: string }[];
      };
      expect(json.version).toBe('https://jsonfeed.org/version/1.1');
      expect(json.feed_url).toBe(`https://jalon.example.org/${path.replace('.atom', '.json')}`);
      expect(json.items.map(({ id, title, content_text, date_modified }) => [id, title, content_text, date_modified])).toEqual(
        entries.map((entry) => [textOf(entry, 'id'), textOf(entry, 'title'), textOf(entry, 'content'), textOf(entry, 'updated')]),
      );
    }
  });

  it('carry the heads of their logs', () => {
    const shown = view([answered(), pilot()], '2021-11-15');
    const site = siteOf(shown);
    const feed = readXml(bodyOf(site, 'fr-2021-2023/feed.atom'));
    expect(childrenOf(feed, 'jalon:plan')[0]?.attributes.get('hash')).toBe(planHead(shown.heads));
    expect(childrenOf(feed, 'jalon:head').map(({ attributes }) => attributes.get('subject'))).toEqual([
      'fr-2021-2023',
      'fr-2021-2023/28',
      'fr-2021-2023/29',
    ]);
    expect(bodyOf(site, 'fr-2021-2023/28/feed.json')).toContain(shown.commitments[0]?.state.head.hash ?? 'no head');
  });

  const note = aText('Rien de neuf.');
  const changes: readonly { name: string; after: (record: CommitmentRecord) => CommitmentRecord }[] = [
    {
      name: 'a declaration',
      after: (record) =>
        andThen(record, aDeclared('fr-2021-2023/28/m2', { status: 'limited', difficulties: { sha256: note.sha256 } }), {
          texts: [note],
        }),
    },
    {
      name: 'nothing to report',
      after: (record) => andThen(record, { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/28/m2', note: null } }),
    },
    {
      name: 'a moved deadline',
      after: (record) =>
        andThen(
          record,
          {
            type: 'deadline-revised',
            data: { milestoneId: 'fr-2021-2023/28/m2', due: aDate('2022-04-30'), reason: { sha256: note.sha256 } },
          },
          { texts: [note] },
        ),
    },
    {
      name: 'a corrected title',
      after: (record) =>
        andThen(
          record,
          {
            type: 'corrected',
            data: {
              corrects: 1,
              reason: { sha256: note.sha256 },
              change: { field: 'milestone-title', milestoneId: 'fr-2021-2023/28/m1', titles: { fr: 'Un autre titre' } },
            },
          },
          { texts: [note], actor: anActor('poc') },
        ),
    },
    {
      name: 'a translation',
      after: (record) =>
        andThen(record, {
          type: 'translated',
          data: {
            importId: 'i-2',
            language: 'en',
            title: 'Lasting citizen participation',
            prose: {},
            milestones: [{ id: 'fr-2021-2023/28/m1', title: 'Launch of the citizens’ committee' }],
            source: { name: 'commitment-28.txt', sha256: 'a'.repeat(64), language: 'en' },
            lines: {},
          },
        }),
    },
    {
      name: 'a withdrawal',
      after: (record) =>
        andThen(
          record,
          { type: 'withdrawn', data: { milestoneId: 'fr-2021-2023/28/m2', reason: { sha256: note.sha256 } } },
          { texts: [note] },
        ),
    },
  ];

  it.each(changes)('I10: gain exactly one entry by $name, and no other entry changes a byte', ({ after }) => {
    const before = files([answered(), pilot()], '2021-11-15', allAsks);
    const now = files([after(answered()), pilot()], '2021-11-16', allAsks);
    for (const path of feeds) {
      const entries = { was: atomEntries(bodyOf(before, path)), is: atomEntries(bodyOf(now, path)) };
      expect(entries.is.slice(1), path).toEqual(entries.was);
      const items = {
        was: jsonItems(bodyOf(before, path.replace('.atom', '.json'))),
        is: jsonItems(bodyOf(now, path.replace('.atom', '.json'))),
      };
      expect(items.is.slice(1), path).toEqual(items.was);
    }
  });

  it('I21: gain exactly one entry by an ask, named by its reminder and by role alone', () => {
    const one = asked('fr-2021-2023/28/m2', '2021-12-01', '-30');
    const before = files([answered(), pilot()], '2021-11-15', allAsks);
    const now = files([answered(), pilot()], '2021-12-01', [...allAsks, one]);
    const [newest, ...others] = atomEntries(bodyOf(now, 'fr-2021-2023/28/feed.atom'));
    expect(others).toEqual(atomEntries(bodyOf(before, 'fr-2021-2023/28/feed.atom')));
    expect(newest).toContain(`<id>${askUrn(answered().log, one.rid)}</id>`);
    expect(newest).toContain('Demande – Publication de l’avis de comité citoyen');
    expect(newest).not.toContain('p-lead');
  });

  it('tell of an ask with the title of its time, whatever times the log’s entries have', () => {
    const reason = aText('Titre mal lu.');
    const renamed = andThen(
      committee(),
      {
        type: 'corrected',
        data: {
          corrects: 1,
          reason: { sha256: reason.sha256 },
          change: { field: 'milestone-title', milestoneId: 'fr-2021-2023/28/m1', titles: { fr: 'Titre mieux lu' } },
        },
      },
      { at: '2021-11-20T09:00:00Z', texts: [reason] },
    );
    const backwards = andThen(renamed, aDeclared('fr-2021-2023/28/m1'), { at: '2021-09-20T09:00:00Z' });
    const asks = [asked('fr-2021-2023/28/m1', '2021-10-01', '-30'), asked('fr-2021-2023/28/m1', '2021-12-01', '-7')];
    const entries = atomEntries(bodyOf(files([backwards], '2021-12-02', asks), 'fr-2021-2023/28/feed.atom'));
    const about = asks.map(({ rid }) => entries.find((entry) => entry.includes(`<id>${askUrn(backwards.log, rid)}</id>`)) ?? '');
    expect(about[0]).toContain('Demande – Lancement du comité citoyen');
    expect(about[1]).toContain('Demande – Titre mieux lu');
  });

  it('S21: lose the words of a redacted text, in its own entry and nowhere else', () => {
    const secret = aText('Un texte qui sera supprimé.');
    const reason = aText('Publié par erreur.');
    const said = andThen(
      committee(),
      aDeclared('fr-2021-2023/28/m1', { status: 'limited', difficulties: { sha256: secret.sha256 } }),
      { texts: [secret] },
    );
    const removed = andThen(
      said,
      { type: 'redacted', data: { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } } },
      { texts: [reason] },
    );
    const was = atomEntries(bodyOf(files([said], '2021-09-02'), 'fr-2021-2023/28/feed.atom'));
    const site = files([removed], '2021-09-02');
    const is = atomEntries(bodyOf(site, 'fr-2021-2023/28/feed.atom'));
    expect(is).toHaveLength(was.length + 1);
    expect(is[1]).toBe(was[0]?.replace('Un texte qui sera supprimé.', 'Texte supprimé du registre.'));
    expect(is.slice(2)).toEqual(was.slice(1));
    expect(is[0]).toContain('Publié par erreur.');
    for (const { path, body } of site) expect(body, path).not.toContain('Un texte qui sera supprimé');
  });

  it('hold the newest hundred entries, at the root and below it', () => {
    const long = Array.from({ length: 110 }).reduce<CommitmentRecord>(
      (record) => andThen(record, { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/28/m1', note: null } }),
      committee(),
    );
    const site = files([long], '2021-10-01');
    const newest = (path: string) => atomEntries(bodyOf(site, path)).map((entry) => /<id>(.*)<\/id>/.exec(entry)?.[1]);
    for (const path of ['feed.atom', 'fr-2021-2023/feed.atom', 'fr-2021-2023/28/feed.atom']) {
      expect(newest(path), path).toHaveLength(100);
      expect(newest(path), path).toContain(entryUrn(long.log, 111));
    }
  });

  it.each(stages)('lead each entry to a page and an anchor that exist $name', ({ view: shown }) => {
    const site = new Map(siteOf(shown).map(({ path, body }) => [path, body]));
    for (const [path, body] of site) {
      if (!path.endsWith('.atom')) continue;
      for (const entry of childrenOf(readXml(body), 'entry')) {
        const link = childrenOf(entry, 'link').find(({ attributes }) => attributes.get('rel') === 'alternate');
        const url = new URL(link?.attributes.get('href') ?? '');
        const page = site.get(`${url.pathname.slice(1)}index.html`);
        expect(page, url.href).toBeDefined();
        if (url.hash !== '') expect(page, `${path}: ${url.href}`).toContain(`id="${url.hash.slice(1)}"`);
      }
    }
    expect([...site.keys()].some((path) => path.endsWith('.atom'))).toBe(true);
  });
});
