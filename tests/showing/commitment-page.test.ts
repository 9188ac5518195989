import { describe, expect, it, test } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { siteLinkWords } from '../../shared/showing/messages/site-links.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aDeclared, andThen } from '../builders.ts';
import { allAsks, answered, asked, assessed, committee, pilot, view } from './health-plan.ts';
import { attribute, type Element, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf, stages } from './stages.ts';

const page = (shown: PlanView, path: string): string => bodyOf(siteOf(shown), `fr-2021-2023/${path}index.html`);
const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const times = (text: string, part: string): number => text.split(part).length - 1;
const within = (one: Element, name: string): Element[] => elements({ type: 'root', children: [one] }, name);

function section(html: string, heading: string): Element {
  const found = elements(treeOf(html), 'section').find((one) => within(one, 'h2').some((h2) => attribute(h2, 'id') === heading));
  if (found === undefined) throw new Error(`no section ${heading}`);
  return found;
}

describe('the page of a commitment', () => {
  it('answers where things stand before it tells anything else: facts, milestones, their calendar', () => {
    const headings = elements(treeOf(page(view([assessed()], '2024-07-01'), '28/')), 'h2').map((one) => attribute(one, 'id'));
    expect(headings.slice(0, 4)).toEqual(['facts', 'milestones', 'timeline', 'irm']);
  });

  it('says once what the words of its table mean, however many milestones they stand at', () => {
    const text = plain(page(view([committee()], '2022-02-01', []), '28/'));
    expect(times(text, 'le ministère n’a encore rien déclaré')).toBe(1);
    expect(times(text, 'cela ne veut pas dire que rien n’a été fait')).toBe(1);
    expect(times(plain(page(view([committee()], '2021-09-05', []), '28/')), 'cela ne veut pas dire que rien n’a été fait')).toBe(
      0,
    );
  });

  it('does not say that what was done without evidence was proved', () => {
    const bare = andThen(committee(), aDeclared('fr-2021-2023/28/m1', { status: 'complete', completedOn: '2021-11-10' }));
    const text = plain(page(view([bare], '2021-11-15', []), '28/'));
    expect(text).toContain('Livré, sans preuve publique');
    expect(text).not.toContain('preuve à l’appui');
  });

  it('frames the reviewer’s word, and no empty frame where there is none', () => {
    const framed = (record: CommitmentRecord) =>
      attribute(section(page(view([record], '2024-07-01'), '28/'), 'irm'), 'className');
    expect([framed(assessed()), framed(answered())]).toEqual(['block irm', 'block']);
  });

  it('draws the day of delivery above the sign that would hide it, and on the line elsewhere', () => {
    const heights = (completedOn: string): (string | null)[] => {
      const done = andThen(committee(), aDeclared('fr-2021-2023/28/m1', { status: 'complete', completedOn }));
      const signs = elements(treeOf(page(view([done], '2022-11-15', []), '28/')), 'use');
      return signs
        .filter((one) => attribute(one, 'href') === '#g-delivered' && attribute(one, 'x')?.endsWith('%') === true)
        .map((one) => attribute(one, 'y'));
    };
    expect([heights('2021-11-02'), heights('2022-09-30')]).toEqual([['4'], ['14']]);
  });
});

test('the page of a milestone tells each role once, and leads to every ask by its moment', () => {
  const asks = [...allAsks, asked('fr-2021-2023/28/m1', '2021-11-09', 'escalation', 'poc')];
  const own = section(page(view([answered(), pilot()], '2021-11-15', asks), '28/m1/'), 'asked');
  const lines = within(own, 'ul').at(-1);
  const roles = lines === undefined ? [] : within(lines, 'li').map((one) => textIn(one).split(' – ')[0]);
  expect(roles).toEqual(['Fonction interrogée\u00A0: responsable au ministère', 'Signalé à\u00A0: coordination nationale']);
  const anchors = within(own, 'span').filter((one) => attribute(one, 'id')?.startsWith('ask-') === true);
  expect(anchors.map((one) => within(one, 'time').length)).toEqual([1, 1, 1, 1, 1]);
});

test('a process that cites nothing says so in a line, without a sentence on what it would cite', () => {
  const cites = stages.find(({ name }) => name === 'with what it cites');
  if (cites === undefined) throw new Error('no such stage');
  const own = section(page(cites.view, 'process-debat/'), 'cites');
  expect([within(own, 'p').length, within(own, 'ul').length]).toEqual([1, 0]);
});

test('the plan’s navigation has a short word for each long one, in both languages', () => {
  const html = page(view([answered()], '2021-11-15'), '');
  const nav = elements(treeOf(html), 'nav').find((one) => attribute(one, 'className') === 'plan-nav wrap');
  const labels = nav === undefined ? [] : within(nav, 'a').map((one) => within(one, 'span').map(textIn));
  const { part, short } = siteLinkWords.fr;
  expect(labels.filter((one) => one.length > 0)).toEqual(
    Object.entries(part).flatMap(([name, full]) => {
      const found = Object.entries(short).find(([known]) => known === name);
      return found === undefined ? [] : [[full, found[1]]];
    }),
  );
  for (const language of ['fr', 'en'] as const) {
    for (const word of Object.values({ ...siteLinkWords[language].part, ...siteLinkWords[language].short })) {
      expect(word.length, word).toBeLessThanOrEqual(12);
    }
  }
});
