import { describe, expect, it } from 'vitest';
import type { PlanChange } from '../../shared/domain/change-log.ts';
import type { ParticipationProcess } from '../../shared/domain/plan.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { homeIndexOf, indexedPlanOf } from '../../shared/showing/home-index.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { homeFiles } from '../../shared/showing/root-files.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aCommitment, aDate, aDeclared, andThen, andThenPlan, aProcess, aRef, aText } from '../builders.ts';
import { committee, healthPlan, source, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf } from './stages.ts';

const plan = 'fr-2021-2023';
const m1 = `${plan}/28/m1`;
const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const page = (shown: PlanView, path: string): string => bodyOf(planFiles(shown), `${path}index.html`);
const alone = (records: readonly CommitmentRecord[], day: string): PlanView => view(records, day, []);

function withProcess(more: Partial<ParticipationProcess>): PlanView {
  const process = aProcess({ id: 'process-debat', titles: { fr: aRef('Débat public') }, ...more });
  const change: PlanChange = { type: 'process-recorded', data: { process } };
  const shown = planView({ ...source([committee()], '2021-11-15', []), plan: andThenPlan(healthPlan(), change) });
  if (shown === null) throw new Error('a plan without a log');
  return shown;
}

describe('a withdrawn milestone', () => {
  const reason = aText('Le projet a été abandonné.');
  const withdrawn = andThen(
    committee(),
    { type: 'withdrawn', data: { milestoneId: m1, reason: { sha256: reason.sha256 } } },
    { at: '2021-09-10T08:00:00Z', texts: [reason] },
  );
  const shown = alone([withdrawn], '2021-11-15');

  it('is not called one without a date beside its dated deadline', () => {
    for (const path of ['28/', '28/m1/', 'timeline/']) {
      const text = plain(page(shown, `${plan}/${path}`));
      expect(text, path).toContain('Sans objet');
      expect(text, path).not.toContain('Sans échéance datée');
    }
    expect(plain(page(shown, `en/${plan}/28/m1/`))).toContain('Not applicable');
    expect(JSON.parse(bodyOf(planFiles(shown), `${plan}/status.json`)).commitments.FR0078.milestones[0].position).toBe('none');
  });

  it('leads from the table of its commitment to the reason', () => {
    const links = elements(treeOf(page(shown, `${plan}/28/`)), 'a').filter((one) => textIn(one) === 'Motif');
    expect(links.map((one) => attribute(one, 'href'))).toEqual([`/${m1}/#word`]);
  });
});

describe('sections', () => {
  it('of a process of which nothing but its title is known are not empty', () => {
    const headings = (of: PlanView) => elements(treeOf(page(of, `${plan}/process-debat/`)), 'h2').map(textIn);
    expect(headings(withProcess({}))).not.toContain('En bref');
    for (const one of [{ organiser: aRef('Conseil') }, { methods: [aRef('Atelier')] }, { purpose: aRef('Débattre.') }]) {
      expect(headings(withProcess(one))).toContain('En bref');
    }
  });

  it('on declared statuses are left out of a plan without milestones', () => {
    const headings = (records: readonly CommitmentRecord[]) =>
      elements(treeOf(page(alone(records, '2021-11-15'), `${plan}/`)), 'h2').map(textIn);
    expect(headings([aCommitment({ milestones: [] })])).not.toContain('Statuts déclarés');
    expect(headings([committee()]).slice(0, 5)).toEqual([
      'Statuts déclarés',
      'Les jalons dans le temps',
      'Prochaines échéances',
      'Derniers changements',
      'Engagements',
    ]);
  });

  it('on the history of a milestone say that there is none yet', () => {
    expect(plain(page(alone([committee()], '2021-09-15'), `${plan}/28/m1/`))).toContain(
      'Rien n’a changé sur ce jalon depuis qu’il a été lu.',
    );
  });
});

describe('ways on', () => {
  it('from the next deadlines lead to those that are soon where there are some, and else to the timeline', () => {
    const ways = (day: string): (string | null)[] =>
      elements(treeOf(page(alone([committee()], day), `${plan}/`)), 'a')
        .filter((one) => /^Toutes les échéances/u.test(textIn(one)))
        .map((one) => attribute(one, 'href'));
    expect(ways('2021-10-15')).toEqual([`/${plan}/due-soon/`]);
    expect(ways('2021-09-15')).toEqual([`/${plan}/timeline/`]);
    const none = elements(treeOf(page(alone([committee()], '2021-09-15'), `${plan}/due-soon/`)), 'a');
    expect(none.map((one) => attribute(one, 'href'))).toEqual(
      expect.arrayContaining([`/${plan}/timeline/`, `/${plan}/calendar.ics`]),
    );
  });

  it('lead past the strip of a plan with many commitments, and of no other', () => {
    const of = (many: number): string[] => {
      const records = Array.from({ length: many }, (_, index) => aCommitment({ number: String(index + 1) }));
      return elements(treeOf(page(alone(records, '2021-09-15'), `${plan}/`)), 'nav')
        .filter((one) => attribute(one, 'ariaLabel') === 'Sur cette page')
        .flatMap((one) => elements({ type: 'root', children: [one] }, 'a').map((link) => attribute(link, 'href') ?? ''));
    };
    expect(of(13)).toEqual(['#next', '#recent', '#commitments']);
    expect(of(12)).toEqual([]);
  });

  it('at home name the further pages of a list', () => {
    const shown = alone([committee()], '2021-09-15');
    const home = (pages: number): string => {
      const line = { ...indexedPlanOf(shown), viewPages: { 'no-word': pages, evidence: 1 } };
      return plain(bodyOf(homeFiles(homeIndexOf([line]), shown), 'index.html'));
    };
    expect(home(3)).toContain('Sans réponse (pages 2, 3)');
    expect(home(2)).toContain('Sans réponse (page 2)');
    expect(home(1)).not.toContain('(page');
  });

  it('on the page about its own days lead through the plan', () => {
    expect(page(alone([committee()], '2021-09-15'), `${plan}/service/`)).toContain('aria-label="Le plan"');
  });
});

describe('a published date', () => {
  it('keeps its day and month in one line, and its words as they are', () => {
    const dated = aCommitment({
      milestones: [
        {
          due: {
            text: 'au plus tard le 8 février 2018',
            precision: 'day',
            from: '2018-02-08',
            to: '2018-02-08',
            qualifier: 'before',
          },
        },
      ],
    });
    const html = page(alone([dated], '2021-09-15'), `${plan}/28/`);
    expect(html).toContain('au plus tard le <span class="whole">8 février</span> 2018');
  });

  it('is not told again after a sentence that tells it', () => {
    const of = (text: string): string =>
      plain(
        page(
          withProcess({ followUp: [{ text: aRef(text), url: null, date: aDate('8 février 2018') }] }),
          `${plan}/process-debat/`,
        ),
      );
    expect(of('Une restitution, organisée le 8 février 2018.')).not.toContain('2018., ');
    expect(of('Une restitution.')).toContain('Une restitution., 8 février 2018');
  });
});

describe('what is said of a milestone', () => {
  it('long ago is not told as if nothing had been said', () => {
    const said = andThen(committee(), aDeclared(m1, { status: 'limited' }), { at: '2021-01-10T12:00:00Z' });
    expect(plain(page(alone([said], '2021-09-15'), `${plan}/28/m1/`))).toContain(
      'Sans nouvelle depuis le 10 janvier 2021 (dernier mot : déclaration)',
    );
  });
});

describe('the source text', () => {
  const objective = aText('Prendre en compte la contribution des citoyens.');
  const contribution = aText('Objectif : Prendre en compte la contribution des citoyens.');
  const quoted = (lines: { objective: number; contribution: number }): string[] => {
    const record = aCommitment({
      prose: { objective: { fr: { sha256: objective.sha256 } }, contribution: { fr: { sha256: contribution.sha256 } } },
      lines,
      texts: [objective, contribution],
    });
    return elements(treeOf(page(alone([record], '2021-09-15'), `${plan}/28/`)), 'blockquote').map((one) => textIn(one).trim());
  };

  it('is not quoted twice where one field was read within another, and is where both stand apart', () => {
    expect(quoted({ objective: 25, contribution: 25 })).toEqual(['Objectif : Prendre en compte la contribution des citoyens.']);
    expect(quoted({ objective: 25, contribution: 30 })).toHaveLength(2);
  });
});
