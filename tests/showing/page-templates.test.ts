import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { albums, isOfRecord } from '../../docs/public-pictures.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { planViewNames, planViews } from '../../shared/showing/plan-views.ts';
import type { SiteUnit } from '../../shared/showing/site-unit.ts';
import { style } from '../../shared/showing/style/style.ts';
import { isFull } from '../full.ts';
import { view } from './health-plan.ts';
import { htmlValidator } from './html-validator.ts';
import { largePlan } from './large-plan.ts';
import { muchDeclared, templateNames, templateOf } from './page-templates.ts';
import { siteOf } from './stages.ts';

/** Units of one kind are written alike: the numbers and names of what they are about left out. */
const kindOf = ({ name }: SiteUnit): string => name.replace(/(?<=^ministries\/).+/, '*').replace(/\d+/g, '#');

function firstOfEachKind(units: readonly SiteUnit[]): SiteUnit[] {
  const seen = new Set<string>();
  return units.filter((unit) => {
    const isNew = !seen.has(kindOf(unit));
    seen.add(kindOf(unit));
    return isNew;
  });
}

describe('pages of a plan with 60 commitments and 240 milestones', () => {
  const plan = largePlan(60, 4);
  const units = planUnits(plan);
  const shown = (isFull ? units : firstOfEachKind(units))
    .flatMap((unit) => unit.files())
    .filter(({ path }) => path.endsWith('.html'));

  it('are of every kind that a plan without meetings has', () => {
    expect([...new Set(shown.map(({ path }) => templateOf(path)))].sort()).toEqual([
      ...['around', 'card', 'commitment', 'corrections', 'due-soon', 'entry', 'evidence', 'milestone', 'ministries', 'ministry'],
      ...['month', 'months', 'no-word', 'ogp', 'overdue', 'plan', 'plan-history', 'plan-service', 'timeline'],
    ]);
  });

  it('weigh less than 18 KB compressed, the stylesheet included, so that the 20 KB of a page hold for longer titles, too', () => {
    for (const { path, body } of shown) expect(gzipSync(body).length + gzipSync(style).length, path).toBeLessThan(18_000);
  });

  it('have titles that are as hard to pack as those of a real plan', () => {
    const titles = plan.commitments.flatMap(({ state, milestones }) => [state.titles, ...milestones.map((one) => one.titles)]);
    const text = titles.map(({ fr = '' }) => fr).join('\n');
    expect(new Set(text.split('\n')).size).toBe(300);
    expect(gzipSync(text).length / text.length).toBeGreaterThan(0.3);
    expect(plan.commitments.every(({ state }) => (state.titles['fr'] ?? '').length > 75)).toBe(true);
  });
});

it('a page of no known kind is refused, so that a new one gets looked at', () => {
  expect(() => templateOf('fr-2021-2023/maps/index.html')).toThrow(RangeError);
  expect(templateOf('en/fr-2021-2023/28/m1/index.html')).toBe('milestone');
});

describe('pictures of the public record', () => {
  const pages = albums.flatMap((album) => album.pages);

  it('are taken of every kind of page there is', () => {
    const taken = new Set(pages.filter(isOfRecord).map(({ path }) => templateOf(path)));
    expect([...taken].sort()).toEqual([...templateNames].sort());
  });

  it('have a file of their own each, in every look', () => {
    const names = pages.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('show views in which there is something to see', () => {
    for (const name of planViewNames) {
      const album = albums.find((one) => one.pages.some(({ path }) => path === `fr-2021-2023/${name}/`));
      expect(album === undefined ? [] : planViews(album.record())[name], name).not.toEqual([]);
    }
  });
});

it('pages that only a long history has are valid HTML', () => {
  const validator = htmlValidator({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
  });
  const pages = siteOf(view([muchDeclared()], '2022-01-15')).filter(({ path }) => path.includes('/28/history/'));
  expect(pages).toHaveLength(2);
  for (const { path, body } of pages) expect(validator.validateStringSync(body).results, path).toEqual([]);
});
