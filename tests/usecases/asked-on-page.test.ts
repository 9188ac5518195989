import { describe, expect, test } from 'vitest';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { aDeclared } from '../builders.ts';
import { attribute, elements, textIn, treeOf } from '../showing/page-tree.ts';
import { at, recordedSite, version } from './publish-world.ts';
import { aWorld, b, plan } from './reminder-world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;

const [from, until] = ['2021-09-15T07:00:00Z', '2022-01-31T23:00:00Z'] as const;

/** Days on which mails about #28 m1 left, to the point of contact or to those who answer. */
function mailedOn({ sent }: World, isPoc: boolean): string[] {
  const told = sent.filter(({ to, milestones }) => to.startsWith('poc') === isPoc && milestones.some(({ id }) => id === b));
  return told.map((one) => one.at.slice(0, 10));
}

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

/** The days a sentence names: read from its end, for a month and a year are said once for all the days before them. */
function daysIn(sentence: string): string[] {
  const days: string[] = [];
  let [year, month] = ['', ''];
  for (const word of (sentence.match(/\p{L}+|\d+/gu) ?? []).reverse()) {
    if (/^\d{4}$/.test(word)) year = word;
    else if (months.includes(word)) month = String(months.indexOf(word) + 1).padStart(2, '0');
    else if (/^\d+$/.test(word)) days.push(`${year}-${month}-${word.padStart(2, '0')}`);
  }
  return days.reverse();
}

/** The part of the page of #28 m1 on what was asked: its sentences, and how many single asks it links to. */
async function askedPart({ stores }: World): Promise<{ sentences: string[]; anchors: number }> {
  const site = recordedSite();
  await publishPlan({ record: stores.record, site, version }, plan, at(until));
  const tree = treeOf(site.files.get(`${plan}/28/m1/index.html`)?.body ?? '');
  const [sentences, lines] = elements(tree, 'ul').filter((one) => attribute(one, 'className')?.startsWith('asked'));
  if (sentences === undefined || lines === undefined) throw new Error('the page says nothing of what was asked');
  const said = sentences.children.map((one) => textIn(one).replaceAll('\u00A0', ' '));
  const moments = lines.children.flatMap((one) => ('children' in one ? one.children : []));
  return { sentences: said, anchors: moments.filter((one) => one.type === 'element' && attribute(one, 'id') !== null).length };
}

describe('the page of #28 m1 says exactly when rehearsal A asked', () => {
  test('while nobody answers: each mail’s day, and that the silence was reported', async () => {
    const world = await aWorld();
    await world.run(from, until);
    const { sentences, anchors } = await askedPart(world);
    const [asked = '', reported = ''] = sentences;
    expect(sentences).toHaveLength(2);
    expect(daysIn(asked)).toEqual(['2021-10-01', '2021-10-22', '2021-10-29', '2021-11-02', '2021-12-01', '2022-01-03']);
    expect(daysIn(asked)).toEqual(mailedOn(world, false));
    expect(asked).toMatch(/sans réponse\.$/);
    expect(daysIn(reported)).toEqual(mailedOn(world, true));
    expect(anchors).toBe(mailedOn(world, false).length + mailedOn(world, true).length);
  });

  test('after the word that followed: the days until then, and on which it was answered', async () => {
    const world = await aWorld();
    await world.run(from, '2021-11-12T08:00:00Z');
    await world.say(b, aDeclared(b, { status: 'substantial' }), '2021-11-12T09:00:00Z');
    await world.run('2021-11-12T09:00:01Z', until);
    const { sentences, anchors } = await askedPart(world);
    const [asked = '', answered = ''] = (sentences[0] ?? '').split('. ');
    expect(sentences).toHaveLength(1);
    expect(daysIn(asked)).toEqual(['2021-10-01', '2021-10-22', '2021-10-29', '2021-11-02']);
    expect(daysIn(asked)).toEqual(mailedOn(world, false));
    expect([answered.split(' ')[0], daysIn(answered)]).toEqual(['Répondu', ['2021-11-12']]);
    expect([mailedOn(world, true), anchors]).toEqual([[], 4]);
  });
});
