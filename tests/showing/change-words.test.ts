import { describe, expect, it } from 'vitest';
import type { PlanChange } from '../../shared/domain/change-log.ts';
import { commitmentChanges } from '../../shared/showing/commitment-changes.ts';
import { changesOfPlan } from '../../shared/showing/feeds/feed.ts';
import { newestFirst } from '../../shared/showing/feeds/recorded.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { planChanges } from '../../shared/showing/plan-changes.ts';
import { planView } from '../../shared/showing/view.ts';
import { aCommitment, aDeclared, andThen, andThenPlan, aPlan, aRole } from '../builders.ts';
import { publicUrl } from './health-plan.ts';
import { elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const at = '2021-09-01T07:00:00Z';
const { fr, en } = messages;
const confirmedAs = (held: string): PlanChange => ({
  type: 'contact-confirmed',
  data: { role: 'admin', responsible: aRole({ function: held, organisation: 'Direction d’exemple' }), commitments: null },
});
const id = 'fr-2021-2023/28/m1';

describe('a status that is declared again', () => {
  const once = andThen(aCommitment({ number: '28', at }), aDeclared(id, { status: 'limited' }), { at: '2021-10-01T12:00:00Z' });
  const twice = andThen(once, aDeclared(id, { status: 'limited' }), { at: '2021-11-01T12:00:00Z' });

  it('is still what it was, and an arrow stands only where something changed', () => {
    expect(commitmentChanges(twice, fr).map(({ was, now }) => [was, now])).toEqual([
      [null, '1 jalon lu'],
      ['Aucune déclaration', 'Limité'],
      [null, 'toujours limité'],
    ]);
    expect(commitmentChanges(twice, en).at(-1)?.now).toBe('still limited');
  });
});

describe('changes of a plan in short', () => {
  const confirmed = andThenPlan(aPlan({ titles: { fr: 'Plan d’exemple' }, at }), confirmedAs('Administration du registre'), {
    at: '2021-09-01T08:00:00Z',
  });
  const view = planView({
    plan: confirmed,
    commitments: [aCommitment({ number: '28', at })],
    asks: [],
    positionsOn: null,
    asOf: '2021-09-15',
    publicUrl,
  });
  if (view === null) throw new Error('a plan without a log');

  it('do not name the plan on its own page, nor a role twice, and have one colon', () => {
    const lists = elements(treeOf(bodyOf(siteOf(view), 'fr-2021-2023/index.html')), 'ol');
    const list = lists.find((one) => textIn(one).includes('Plan créé'));
    const lines = elements({ type: 'root', children: list === undefined ? [] : [list] }, 'a').map(textIn);
    expect(lines.map((line) => line.replaceAll('\u00A0', ' '))).toEqual([
      'Contact confirmé : Administration du registre, Direction d’exemple',
      '#28 Import – Engagement 28 : 1 jalon lu',
      'Plan créé',
    ]);
    expect(planChanges(confirmed, fr).at(-1)?.about?.text).toBe('Plan d’exemple');
  });

  it('tell a function that is not the role’s own name after it', () => {
    const other = andThenPlan(aPlan({ at }), confirmedAs('cheffe de projet'));
    expect(planChanges(other, fr).at(-1)?.now).toBe('administration du registre, cheffe de projet, Direction d’exemple');
  });

  it('put the creation of a plan below all that was read into it in the same second, and keep one order', () => {
    expect(changesOfPlan(view, fr).map(({ kind }) => kind)).toEqual(['contact-confirmed', 'imported', 'plan-created']);
    const one = (subject: string) => ({ at, subject, seq: 1, urn: subject });
    const all = ['fr-2021-2023/28', 'fr-2021-2023', 'fr-2021-2023/29', 'be-2021', 'be-2021/1', 'fr-2021-2023/101'].map(one);
    const order = (some: typeof all) => [...some].sort(newestFirst).map(({ subject }) => subject);
    expect(order(all)).toEqual(order([...all].reverse()));
    expect(order(all)).toEqual([
      'be-2021/1',
      'be-2021',
      'fr-2021-2023/101',
      'fr-2021-2023/28',
      'fr-2021-2023/29',
      'fr-2021-2023',
    ]);
  });
});
