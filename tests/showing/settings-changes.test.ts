import { describe, expect, it } from 'vitest';
import { defaultReminderPolicy, type PlanSettings } from '../../shared/domain/plan.ts';
import type { PlanRecord } from '../../shared/ports.ts';
import { toldText } from '../../shared/showing/changes.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { settingsWords } from '../../shared/showing/messages/settings.ts';
import { planChanges } from '../../shared/showing/plan-changes.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { settingsChanges } from '../../shared/showing/settings-changes.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aDate, andThenPlan, aPlan, aRef, planSettingsOf } from '../builders.ts';
import { answered, committee, source } from './health-plan.ts';
import { textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const edited = (plan: PlanRecord, settings: Partial<PlanSettings>, at: string): PlanRecord =>
  andThenPlan(
    plan,
    { type: 'plan-edited', data: { settings: { ...plan.state.settings, ...settings }, reason: aRef('Décision du comité.') } },
    { at },
  );

const shown = (plan: PlanRecord, records = [committee()]): PlanView => {
  const view = planView({ ...source(records, '2021-12-15'), plan });
  if (view === null) throw new Error('a plan without a log');
  return view;
};

/** What the newest entry of a plan tells, as feeds do. */
function told(plan: PlanRecord, language: 'fr' | 'en' = 'fr') {
  const last = planChanges(plan, messages[language]).at(-1);
  return {
    now: last?.now === null || last === undefined ? null : toldText(last.now),
    details: last?.details.map(({ label, passage }) => `${label}: ${toldText(passage.text)}`),
  };
}

/** Another value for everything that can be set. */
const others: { readonly [key in Exclude<keyof PlanSettings, 'id'>]: PlanSettings[key] } = {
  titles: { fr: 'Plan renommé', en: 'Renamed plan' },
  country: 'BE',
  region: 'WAL',
  languages: ['fr'],
  zone: 'Europe/Brussels',
  period: aDate('2022'),
  closesOn: '2022-12-31',
  announcedCommitments: 59,
  ogpLabel: 'France Action Plan 2021-2023',
  fiscalYearStartsInMonth: 4,
  reminderPolicy: {
    daysBefore: [],
    afterDeadline: false,
    monthlyOverdue: 3,
    escalateAfterDays: null,
    plannedHour: 10,
    window: { opens: 9, closes: 17 },
  },
  publishAsks: false,
  approval: 'second-person',
  signIn: 'openid',
};

describe('an edit of a plan', () => {
  const plan = aPlan();

  it('tells each setting as it was and as it is, with its reason, and names what changed', () => {
    const one = edited(plan, { closesOn: '2022-12-31', ogpLabel: 'France 2021' }, '2021-10-05T08:00:00Z');
    expect(told(one)).toEqual({
      now: 'jour de clôture, intitulé du PGO',
      details: [
        'Jour de clôture: vide → 31\u00A0décembre 2022',
        'Intitulé du PGO: vide → France 2021',
        'Motif: Décision du comité.',
      ],
    });
    expect(told(one, 'en').details?.[0]).toBe('Closing day: empty → 31\u00A0December 2022');
  });

  it('says in words of its own that asks are no longer public, and that they are again, in feeds as on the plan’s history', () => {
    const hidden = edited(plan, { publishAsks: false, closesOn: '2022-12-31' }, '2021-11-05T08:00:00Z');
    expect(told(hidden)).toEqual({
      now: 'les demandes faites aux ministères ne sont plus publiées, jour de clôture',
      details: ['Jour de clôture: vide → 31\u00A0décembre 2022', 'Motif: Décision du comité.'],
    });
    expect(told(edited(hidden, { publishAsks: true }, '2021-11-06T08:00:00Z'), 'en').now).toBe(
      'requests to ministries are published',
    );
    const site = siteOf(shown(hidden));
    for (const path of ['fr-2021-2023/feed.atom', 'fr-2021-2023/history/1/index.html']) {
      expect(bodyOf(site, path), path).toContain('les demandes faites aux ministères ne sont plus publiées');
    }
  });

  it('tells every single thing that can be set, in both languages', () => {
    for (const language of ['fr', 'en'] as const) {
      const m = messages[language];
      for (const [name, value] of Object.entries(others)) {
        const changed = edited(plan, { [name]: value }, '2021-10-05T08:00:00Z');
        expect(told(changed, language).now, name).not.toBe(m.change.settings);
        expect(told(changed, language).now, name).not.toBe('');
      }
      for (const [name, value] of Object.entries(others.reminderPolicy)) {
        const after = planSettingsOf({ reminderPolicy: { ...defaultReminderPolicy, [name]: value } });
        const changes = settingsChanges(planSettingsOf(), after, m);
        expect(changes, name).toHaveLength(1);
      }
      const all = settingsChanges(planSettingsOf(), planSettingsOf({ ...others }), m).map(({ name }) => name);
      expect(new Set(all).size).toBe(Object.keys(settingsWords[language].name).length + 2);
    }
  });

  it('that changes nothing names no setting', () => {
    expect(told(edited(plan, {}, '2021-10-05T08:00:00Z'))).toEqual({ now: 'Réglages', details: ['Motif: Décision du comité.'] });
  });
});

describe('the view on silence of a plan that publishes no asks', () => {
  const page = (plan: PlanRecord, path = '', records = [committee()]) =>
    textIn(treeOf(bodyOf(siteOf(shown(plan, records)), `${path}fr-2021-2023/no-word/index.html`))).replace(/\s+/gu, ' ');
  const hidden = edited(aPlan(), { publishAsks: false }, '2021-11-05T08:00:00Z');

  it('says since when, and where that was decided', () => {
    expect(page(hidden)).toContain('Depuis le 5 novembre 2021, les demandes faites aux ministères ne sont plus publiées');
    expect(page(hidden, 'en/')).toContain('Since 5 November 2021, what ministries are asked is no longer published');
    const html = bodyOf(siteOf(shown(hidden)), 'fr-2021-2023/no-word/index.html');
    expect(html).toContain('href="/fr-2021-2023/history/1/#seq-2"');
  });

  it('says so of a plan that never did, and claims of none that every request was answered', () => {
    const never = aPlan({ publishAsks: false });
    expect(page(never)).toContain('Ce plan ne publie pas les demandes faites aux ministères');
    for (const one of [never, hidden]) {
      expect(page(one, '', [])).not.toContain('Chaque demande a été suivie');
      expect(page(one, '', [answered()])).not.toContain('a été demandé');
    }
    expect(page(aPlan())).not.toContain('ne sont plus publiées');
  });

  it('is written again where asks were hidden, public and hidden again', () => {
    const again = edited(
      edited(hidden, { publishAsks: true }, '2021-11-06T08:00:00Z'),
      { publishAsks: false },
      '2021-11-09T08:00:00Z',
    );
    const key = (plan: PlanRecord) => planUnits(shown(plan)).find(({ name }) => name === 'no-word')?.key;
    expect(page(again)).toContain('Depuis le 9 novembre 2021');
    expect(key(again)).not.toBe(key(hidden));
  });
});

describe('words about settings', () => {
  it('keep French typography, and are the same in both languages', () => {
    const { fr, en } = settingsWords;
    expect(Object.keys(en.name)).toEqual(Object.keys(fr.name));
    for (const text of Object.values(fr.name)) expect(text).not.toMatch(/['"]|[^\u00A0][:;?!](?:\s|$)/u);
    expect(fr.hours(8, 18)).toBe('de 8\u00A0h à 18\u00A0h');
  });
});
