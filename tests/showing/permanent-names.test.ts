import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommitmentRecord, PlanRecord } from '../../shared/ports.ts';
import { commitmentFeed, ministrySubject, newestFeed, planFeed } from '../../shared/showing/feeds/subject.ts';
import { ministriesOf } from '../../shared/showing/ministries.ts';
import { planCalendar } from '../../shared/showing/units/plan.ts';
import { planView } from '../../shared/showing/view.ts';
import { aCommitment, andThenPlan, aPlan } from '../builders.ts';
import { anyLogs } from '../usecases/any-log.ts';
import { committee, healthPlan, publicUrl, view } from './health-plan.ts';
import { bodyOf, siteOf, stages } from './stages.ts';

const uuid8 = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const languages = ['fr', 'en'] as const;

/** Every identity in the feeds and calendars of a plan, by the place of what it names. */
function namesIn(plan: PlanRecord, commitments: readonly CommitmentRecord[], url = publicUrl): ReadonlyMap<string, string> {
  const shown = planView({ plan, commitments, asks: [], positionsOn: null, asOf: '2021-10-05', publicUrl: url });
  if (shown === null) throw new Error('a plan without a log');
  const names = new Map<string, string>();
  for (const language of languages) {
    const ministries = ministriesOf(shown).map((one) => newestFeed(shown, ministrySubject(shown, one), language));
    for (const feed of [
      planFeed(shown, language),
      ...shown.commitments.map((one) => commitmentFeed(shown, one, language)),
      ...ministries,
    ]) {
      names.set(`feed ${feed.folderUrl}`, feed.urn);
      for (const entry of feed.entries) names.set(`entry ${entry.url}`, entry.urn);
    }
    for (const event of planCalendar(shown, language).replace(/\r\n /g, '').split('BEGIN:VEVENT').slice(1)) {
      const line = (name: string) => new RegExp(`^${name}(.*)\r$`, 'm').exec(event)?.[1] ?? '';
      names.set(`event ${line('URL;VALUE=URI:')}`, line('UID:'));
    }
  }
  return names;
}

const cut = (record: CommitmentRecord, length: number): CommitmentRecord => ({ ...record, log: record.log.slice(0, length) });
const cutPlan = (record: PlanRecord, length: number): PlanRecord => ({ ...record, log: record.log.slice(0, length) });

describe('the names of entries, feeds and events', () => {
  it.each(stages)('are UUIDs made of names, of version 8, $name', ({ view: shown }) => {
    const texts = siteOf(shown).filter(({ path }) => /\.(?:atom|json|ics)$/.test(path));
    const names = texts.flatMap(({ body }) => [...body.replace(/\r\n /g, '').matchAll(/urn:[^"<\s]+/g)].map(([name]) => name));
    expect(names.filter((name) => !uuid8.test(name) && name !== 'urn:jalon:heads')).toEqual([]);
    expect(names.some((name) => uuid8.test(name))).toBe(true);
  });

  it('never change by what is written later, for any log', () => {
    fc.assert(
      fc.property(anyLogs, fc.nat(), fc.nat(), ({ commitment, plan }, one, other) => {
        const before = namesIn(cutPlan(plan, 1 + (one % plan.log.length)), [
          cut(commitment, 1 + (other % commitment.log.length)),
        ]);
        const after = namesIn(plan, [commitment]);
        for (const [place, name] of before) {
          // A meeting may lose its day and so its event: what is still there has its name.
          if (after.has(place)) expect(after.get(place), place).toBe(name);
        }
        const entries = [...before].filter(([place]) => place.startsWith('entry'));
        for (const [place] of entries) expect(after.has(place), place).toBe(true);
        expect(entries.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('are those of no other installation, though plan and address be the same to the letter', () => {
    const meeting = {
      ...{
        id: 'meeting-forum',
        titles: {},
        body: null,
        state: 'held' as const,
        withCivilSociety: true,
        minutes: null,
        documentIds: [],
      },
      date: { text: '2021-10-04', precision: 'day' as const, from: '2021-10-04', to: '2021-10-04' },
    };
    const city = (at: string) =>
      namesIn(andThenPlan(aPlan({ at }), { type: 'meeting-recorded', data: { meeting } }, { at }), [aCommitment({ at })]);
    const [first, second] = [city('2021-09-01T07:00:00Z'), city('2021-09-01T07:00:01Z')];
    expect([...first.keys()]).toEqual([...second.keys()]);
    const known = new Set(first.values());
    expect([...second.values()].filter((name) => known.has(name))).toEqual([]);
  });

  it('tell apart whatever there is to tell apart', () => {
    const names = namesIn(healthPlan(), [committee(), aCommitment({ number: '29' })]);
    const feeds = [...names].filter(([place]) => place.startsWith('feed')).map(([, name]) => name);
    expect(new Set(feeds).size).toBe(feeds.length);
    const entries = [...names].filter(([place]) => !place.startsWith('feed')).map(([place, name]) => [name, place] as const);
    const tongueless = new Map(entries.map(([name, place]) => [name, place.replace('/en/', '/')]));
    expect(new Set(tongueless.values()).size).toBe(tongueless.size);
  });

  it('stay when the site moves to another host, but for the feed of all plans, which is told by its address', () => {
    const ids = (url: string) => [...namesIn(healthPlan(), [committee()], url).values()];
    expect(ids('https://moved.example.org')).toEqual(ids(publicUrl));
    const idOf = (path: string) => /<id>([^<]*)/.exec(bodyOf(siteOf(view([committee()], '2021-09-15')), path))?.[1];
    expect(idOf('feed.atom')).not.toBe(idOf('en/feed.atom'));
  });
});
