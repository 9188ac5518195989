import { describe, expect, it } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { monthOf } from '../../shared/showing/feeds/recorded.ts';
import { ministriesOf } from '../../shared/showing/ministries.ts';
import { askUrn } from '../../shared/showing/permanent-names.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aDeclared, andThen, aText } from '../builders.ts';
import { atomProblems } from './format-rules.ts';
import { answered, asked, committee, pilot, publicUrl, view } from './health-plan.ts';
import { bodyOf, siteOf, type TextFile } from './stages.ts';
import { childrenOf, readXml, textOf } from './xml.ts';

const id = 'fr-2021-2023/28/m1';

/** Words on `days` of each month, so many a day. */
function talkative(months: readonly string[], perMonth: number): CommitmentRecord {
  const moments = months.flatMap((month) =>
    Array.from(
      { length: perMonth },
      (_, index) =>
        `${month}-${String(1 + (index % 28)).padStart(2, '0')}T10:${String(Math.floor(index / 28)).padStart(2, '0')}:00Z`,
    ).sort(),
  );
  return moments.reduce<CommitmentRecord>(
    (record, at) => andThen(record, { type: 'nothing-to-report', data: { milestoneId: id, note: null } }, { at }),
    committee(),
  );
}

function feedOf(files: readonly TextFile[], url: string) {
  const feed = readXml(bodyOf(files, url.slice(publicUrl.length + 1)));
  expect(atomProblems(feed), url).toEqual([]);
  const links = new Map(childrenOf(feed, 'link').map(({ attributes }) => [attributes.get('rel'), attributes.get('href')]));
  return {
    id: textOf(feed, 'id'),
    isArchive: childrenOf(feed, 'fh:archive').length === 1,
    link: (rel: string) => links.get(rel),
    entries: childrenOf(feed, 'entry').map((entry) => textOf(entry, 'id')),
    xml: bodyOf(files, url.slice(publicUrl.length + 1)),
  };
}

/** All feeds from one on, by this kind of link. */
function chain(files: readonly TextFile[], from: string, rel: string) {
  const all = [];
  for (let url: string | undefined = from; url !== undefined; ) {
    const feed = feedOf(files, url);
    all.push(feed);
    url = feed.link(rel);
  }
  return all;
}

const months = ['2021-10', '2021-11', '2021-12', '2022-01'];
const long = view([talkative(months, 45), pilot()], '2022-02-01', []);
const longSite = siteOf(long);
/** The commitments of the sample have one ministry each. */
const ministry = ministriesOf(long).find(({ commitments }) => commitments[0]?.state.number === '28')?.slug ?? '';

describe.each([
  { folder: 'fr-2021-2023/', whole: 184 },
  { folder: 'en/fr-2021-2023/', whole: 184 },
  { folder: 'fr-2021-2023/28/', whole: 181 },
  { folder: `fr-2021-2023/ministries/${ministry}/`, whole: 182 },
])('the feed at $folder', ({ folder, whole }) => {
  const files = longSite;

  it('holds the newest hundred, and leads to every other entry, month by month', () => {
    const all = chain(files, `${publicUrl}/${folder}feed.atom`, 'next');
    expect(all[0]?.entries).toHaveLength(100);
    expect(new Set(all.flatMap(({ entries }) => entries)).size).toBe(whole);
    expect(new Set(all.map(({ id: feed }) => feed)).size).toBe(1);
  });

  it('leads back through archives of months that are over, and each of them to it', () => {
    const [current, ...archives] = chain(files, `${publicUrl}/${folder}feed.atom`, 'prev-archive');
    expect(archives.map(({ isArchive }) => isArchive)).toEqual(archives.map(() => true));
    expect(archives.length).toBeGreaterThanOrEqual(3);
    for (const archive of archives) expect(archive.link('current')).toBe(current?.link('self'));
    // An archive whose follower is over leads forward, too; the month that may still grow is no archive.
    expect(archives.map((one) => one.link('next-archive'))).toEqual([
      undefined,
      ...archives.slice(0, -1).map((one) => one.link('self')),
    ]);
    const newest = feedOf(files, `${publicUrl}/${folder}changes/2022-01/feed.atom`);
    expect([newest.isArchive, newest.link('prev-archive')]).toEqual([false, archives[0]?.link('self')]);
  });

  it('says the same in JSON Feed, whose next_url ends and never turns in circles', () => {
    const seen: string[] = [];
    const ids = new Set<string>();
    for (let url: string | undefined = `${publicUrl}/${folder}feed.json`; url !== undefined; ) {
      expect(seen).not.toContain(url);
      seen.push(url);
      const feed = JSON.parse(bodyOf(files, url.slice(publicUrl.length + 1))) as { next_url?: string; items: { id: string }[] };
      for (const item of feed.items) ids.add(item.id);
      url = feed.next_url;
    }
    expect(ids.size).toBe(whole);
  });
});

describe('a month of feeds', () => {
  const keysOf = (shown: PlanView) =>
    new Map(planUnits(shown).flatMap(({ name, key }) => (name.startsWith('changes/') ? [[name, key] as const] : [])));

  it('is a unit that a later change leaves alone once it is over', () => {
    const before = view([talkative(months, 2), pilot()], '2022-02-01', []);
    const after = view(
      [
        andThen(
          talkative(months, 2),
          { type: 'nothing-to-report', data: { milestoneId: id, note: null } },
          { at: '2022-02-03T10:00:00Z' },
        ),
        pilot(),
      ],
      '2022-02-03',
      [],
    );
    const [was, is] = [keysOf(before), keysOf(after)];
    expect([...is.keys()][0]).toBe('changes/2022-02');
    for (const month of ['2021-09', '2021-10', '2021-11'])
      expect(is.get(`changes/${month}`), month).toBe(was.get(`changes/${month}`));
    // It became an archive, and the one before it learnt of its follower.
    expect(is.get('changes/2022-01')).not.toBe(was.get('changes/2022-01'));
    expect(is.get('changes/2021-12')).not.toBe(was.get('changes/2021-12'));
    const entries = (shown: PlanView, month: string) =>
      bodyOf(siteOf(shown), `fr-2021-2023/changes/${month}/feed.atom`)
        .split(/(?= {2}<entry>)/)
        .slice(1);
    for (const month of ['2021-12', '2022-01']) expect(entries(after, month)).toEqual(entries(before, month));
  });

  it('S21: is written again by a redaction of one of its texts, and loses them', () => {
    const secret = aText('Un texte qui sera supprimé.');
    const reason = aText('Publié par erreur.');
    const said = andThen(committee(), aDeclared(id, { status: 'limited', difficulties: { sha256: secret.sha256 } }), {
      at: '2021-10-05T10:00:00Z',
      texts: [secret],
    });
    const later = andThen(
      said,
      { type: 'nothing-to-report', data: { milestoneId: id, note: null } },
      { at: '2021-11-05T10:00:00Z' },
    );
    const removed = andThen(
      later,
      { type: 'redacted', data: { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } } },
      { at: '2021-11-06T10:00:00Z', texts: [reason] },
    );
    const [before, after] = [view([later], '2021-11-06', []), view([removed], '2021-11-06', [])];
    expect(keysOf(after).get('changes/2021-10')).not.toBe(keysOf(before).get('changes/2021-10'));
    expect(keysOf(after).get('changes/2021-09')).toBe(keysOf(before).get('changes/2021-09'));
    expect(bodyOf(siteOf(before), 'fr-2021-2023/changes/2021-10/feed.json')).toContain('Un texte qui sera supprimé.');
    expect(bodyOf(siteOf(after), 'fr-2021-2023/changes/2021-10/feed.json')).not.toContain('Un texte qui sera supprimé.');
  });

  it('tells asks among its entries, and is written again by one more', () => {
    const asks = [asked(id, '2021-10-22', '-7')];
    const [before, after] = [view([answered()], '2021-11-15', []), view([answered()], '2021-11-15', asks)];
    expect(keysOf(after).get('changes/2021-10')).not.toBe(keysOf(before).get('changes/2021-10'));
    expect(keysOf(after).get('changes/2021-11')).not.toBe(undefined);
    expect(bodyOf(siteOf(after), 'fr-2021-2023/changes/2021-10/feed.atom')).toContain(askUrn(answered().log, asks[0]?.rid ?? ''));
  });

  it.each([
    ['2021-10-31T22:59:59Z', 'Europe/Paris', '2021-10'],
    ['2021-10-31T23:00:00Z', 'Europe/Paris', '2021-11'],
    ['2021-10-31T10:00:00Z', 'Pacific/Kiritimati', '2021-11'],
    ['2021-11-01T09:59:59Z', 'Pacific/Honolulu', '2021-10'],
    ['2021-11-15T00:00:00Z', 'Pacific/Honolulu', '2021-11'],
    ['2021-02-28T23:00:00Z', 'Europe/Paris', '2021-03'],
  ])('is the local one: %s in %s is in %s', (at, zone, month) => {
    expect(monthOf(at, zone)).toBe(month);
  });
});
