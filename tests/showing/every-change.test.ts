import { describe, expect, test } from 'vitest';
import { commitmentChanges } from '../../shared/showing/commitment-changes.ts';
import { changesOfPlan } from '../../shared/showing/feeds/feed.ts';
import { commitmentFeed, planFeed } from '../../shared/showing/feeds/subject.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { planChanges } from '../../shared/showing/plan-changes.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { planView } from '../../shared/showing/view.ts';
import { aLogOf, aPlanLogOf, commitmentKinds, planKinds } from '../usecases/any-log.ts';
import { publicUrl } from './health-plan.ts';

const commitment = aLogOf(commitmentKinds.map((kind) => ({ kind, word: 'mot' })));
const plan = aPlanLogOf(planKinds.map((kind) => ({ kind, word: 'mot' })));
const view = planView({ plan, commitments: [commitment], asks: [], positionsOn: null, asOf: '2021-11-15', publicUrl });
if (view === null) throw new Error('a plan without a log');

const broken = /undefined|\[object|NaN|\bnull\b/;

describe.each(['fr', 'en'] as const)('every kind of entry, in %s', (language) => {
  const m = messages[language];
  const changes = [...commitmentChanges(commitment, m), ...planChanges(plan, m)];

  test('is told, each in words of its own', () => {
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set([...commitmentKinds, ...planKinds]));
    for (const change of changes) {
      expect(m.change.kind[change.kind], change.kind).toMatch(/^\p{Lu}/u);
      expect(JSON.stringify({ ...change, seq: 0, was: change.was ?? '', now: change.now ?? '', milestoneId: '' })).not.toMatch(
        /undefined|NaN|\[object/,
      );
    }
    const labels = changes.map(({ kind }) => m.change.kind[kind]);
    expect(new Set(labels).size).toBe(new Set(changes.map(({ kind }) => kind)).size);
  });

  test('is in the feeds of its commitment and its plan', () => {
    const [own] = view.commitments;
    if (own === undefined) throw new Error('a commitment expected');
    const entries = [...commitmentFeed(view, own, language).entries, ...planFeed(view, language).entries];
    for (const kind of [...commitmentKinds, ...planKinds]) {
      const told = entries.find((entry) => entry.kind === kind);
      expect(told?.title, kind).toContain(m.change.kind[kind]);
      expect(told?.text, kind).not.toMatch(broken);
      expect(told?.role, kind).toMatch(/\p{L}/u);
    }
  });

  test('is on the pages of its commitment and its plan', () => {
    const prefix = language === 'fr' ? '' : 'en/';
    const files = planFiles(view);
    const bodyOf = (path: string) => files.find((file) => file.path === path)?.body ?? '';
    const page = bodyOf(`${prefix}fr-2021-2023/28/index.html`);
    for (const kind of commitmentKinds) expect(page, kind).toContain(`<h3>${m.change.kind[kind]}`);
    const ofPlan = bodyOf(`${prefix}fr-2021-2023/history/1/index.html`);
    const own = changesOfPlan(view, m).filter(({ subject }) => subject === 'fr-2021-2023');
    for (const { kind } of own) expect(ofPlan, kind).toContain(m.change.kind[kind]);
    for (const text of [page, ofPlan]) expect(text).not.toMatch(/undefined|\[object|NaN/);
    expect(bodyOf('fr-2021-2023/28/status.csv')).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe.each(['fr', 'en'] as const)('an entry that a second person confirmed, in %s', (language) => {
  const m = messages[language];
  const line = `${m.change.confirmedBy}${m.colon}${m.change.role.admin}`;
  // The length of their words decides whether these logs tell of a second person: none in the first, every one in the second.
  const [alone, confirmed] = ['mot', 'mots'].map((word) => ({
    commitment: aLogOf(commitmentKinds.slice(0, 8).map((kind) => ({ kind, word }))),
    reassigned: aLogOf([{ kind: 'reassigned', word }]),
    plan: aPlanLogOf(planKinds.slice(0, 8).map((kind) => ({ kind, word }))),
  }));
  if (alone === undefined || confirmed === undefined) throw new Error('two worlds expected');
  const toldIn = ({ commitment: one, reassigned, plan: other }: typeof alone) =>
    [...commitmentChanges(one, m), ...commitmentChanges(reassigned, m), ...planChanges(other, m)].flatMap((change) =>
      change.details.filter(({ label }) => label === m.change.confirmedBy).map(({ passage }) => `${change.kind} ${passage.text}`),
    );

  test('names the role that did, and no role where one person was enough', () => {
    const kinds = ['deadline-revised', 'reassigned', 'plan-edited', 'contact-confirmed', 'contact-edited', 'role-ended'];
    expect(toldIn(confirmed)).toEqual(kinds.map((kind) => `${kind} ${m.change.role.admin}`));
    expect(toldIn(alone)).toEqual([]);
  });

  test('says so on pages and in feeds, by role and never by person', () => {
    const of = planView({
      ...confirmed,
      commitments: [confirmed.commitment],
      asks: [],
      positionsOn: null,
      asOf: '2021-11-15',
      publicUrl,
    });
    const [own] = of?.commitments ?? [];
    if (of === null || own === undefined) throw new Error('a commitment expected');
    for (const feed of [commitmentFeed(of, own, language), planFeed(of, language)]) {
      expect(feed.entries.map(({ text }) => text).join('\n')).toContain(line);
    }
    const path = `${language === 'fr' ? '' : 'en/'}fr-2021-2023/28/index.html`;
    const page = planFiles(of).find((file) => file.path === path)?.body ?? '';
    expect(page).toContain(`<dt>${m.change.confirmedBy}</dt><dd><p>${m.change.role.admin}</p></dd>`);
    expect(page).not.toContain('p-admin');
  });
});
