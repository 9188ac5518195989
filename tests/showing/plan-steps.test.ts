import { expect, it } from 'vitest';
import type { ProcessStep } from '../../shared/domain/plan.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { planView } from '../../shared/showing/view.ts';
import { andThenPlan, aProcess, aRef } from '../builders.ts';
import { committee, healthPlan, source } from './health-plan.ts';
import { htmlValidator } from './html-validator.ts';
import { elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf } from './stages.ts';

const day = (text: string, from: string, to: string | null = from) => ({ text, precision: 'day' as const, from, to });
const step = (id: string, more: Partial<ProcessStep>): ProcessStep => ({
  id: `step-${id}`,
  kind: 'workshop',
  titles: { fr: aRef(`Étape ${id}`) },
  date: null,
  state: 'held',
  followUpOwed: null,
  documentIds: [],
  ...more,
});

const steps = [
  step('un', { date: day('mardi 1er octobre', '2019-10-01'), followUpOwed: true }),
  step('deux', { kind: 'call', date: day('18 octobre 2019', '2019-10-18'), state: 'announced' }),
  step('trois', {
    kind: 'working-group',
    date: { text: 'octobre', precision: 'month', from: '2019-10-01', to: '2019-10-31' },
    state: 'unknown',
  }),
  step('quatre', { kind: 'consultation', date: day('depuis le lundi 30 septembre', '2019-09-30', null) }),
  step('cinq', { kind: 'deliverable', followUpOwed: false }),
];

function page(language: 'fr' | 'en', shown: readonly ProcessStep[]): string {
  const plan = andThenPlan(healthPlan(), {
    type: 'process-recorded',
    data: {
      process: aProcess({ id: 'process-travaux', titles: { fr: aRef('Travaux') }, steps: [...shown] }),
    },
  });
  const view = planView({ ...source([committee()], '2021-09-20', []), plan });
  if (view === null) throw new Error('a plan without a log');
  return bodyOf(planFiles(view), `${language === 'en' ? 'en/' : ''}fr-2021-2023/process-travaux/index.html`);
}

const linesOf = (html: string): string[] =>
  elements(treeOf(html), 'li')
    .filter(({ properties }) => String(properties['id'] ?? '').startsWith('step-'))
    .map((one) => textIn(one).replace(/\s+/gu, ' ').trim());

it('a step shows its kind, its date as published, its state and what is owed; a year its words lack is told', () => {
  expect(linesOf(page('fr', steps))).toEqual([
    'Étape un atelier, mardi 1er octobre (date retenue : 1er octobre 2019), tenu, suite attendue',
    'Étape deux appel, 18 octobre 2019, annoncé',
    'Étape trois groupe de travail, octobre (2019), suite non connue',
    'Étape quatre concertation, depuis le lundi 30 septembre (date retenue : à partir du 30 septembre 2019), tenue',
    'Étape cinq livrable, sans date, remis, aucune suite due, selon la coordination',
  ]);
});

it('in English the words are English and the published ones are marked as French', () => {
  const html = page('en', steps);
  expect(linesOf(html)[0]).toBe('Étape un workshop, 1 October 2019 (“mardi 1er octobre”), held, follow-up awaited');
  const [first] = elements(treeOf(html), 'li').filter(({ properties }) => properties['id'] === 'step-un');
  if (first === undefined) throw new Error('a step expected');
  const marked = elements({ type: 'root', children: [first] }, 'span').filter(({ properties }) => properties['lang'] === 'fr');
  expect(marked.map((one) => textIn(one))).toEqual(['Étape un', '“mardi 1er octobre”']);
});

it('a process without steps shows no empty list, and one with steps is valid HTML', async () => {
  expect(page('fr', [])).not.toContain('Étapes');
  const validator = htmlValidator({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
  });
  const { results } = await validator.validateString(page('fr', steps));
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
});
