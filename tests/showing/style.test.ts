import { describe, expect, it } from 'vitest';
import { style } from '../../shared/showing/style/style.ts';
import { tokens } from '../../shared/showing/style/tokens.ts';
import { largePlan } from './large-plan.ts';
import { siteOf, stages } from './stages.ts';

const [light = '', dark = ''] = tokens.split('@media');
const colours = (block: string) =>
  new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

describe('the stylesheet', () => {
  it.each([
    { name: 'light', theme: colours(light) },
    { name: 'dark', theme: colours(dark) },
  ])('keeps text at 4.5:1 and shapes at 3:1 on every ground, $name', ({ theme }) => {
    const colour = (name: string): string => theme.get(name) ?? '';
    for (const ground of ['ground', 'surface', 'sunken']) {
      for (const text of ['ink', 'quiet', 'accent', 'link', 'done', 'ahead', 'soon', 'past']) {
        expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
      for (const shape of ['strong-rule', 'focus']) {
        expect(contrast(colour(shape), colour(ground)), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
    expect(contrast(colour('ground'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
  });

  it('asks nothing of another host and knows every colour it names', () => {
    expect(style).not.toMatch(/url\(|@import|https?:/);
    const named = new Set([...style.matchAll(/var\(--([\w-]+)\)/g)].map((match) => match[1]));
    for (const name of named) expect(light, name).toContain(`--${name}:`);
    expect([...colours(light).keys()].sort()).toEqual([...colours(dark).keys()].sort());
  });

  it('has a rule for every class the pages use, and no rule for a class they do not', () => {
    // In a crowd of milestones some are counted instead of drawn.
    const html = [...stages.map(({ view }) => view), largePlan(1, 40, 1)]
      .flatMap((view) => siteOf(view).filter(({ path }) => path.endsWith('.html')))
      .map(({ body }) => body)
      .join('\n');
    const used = new Set([...html.matchAll(/ class="([^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(' ')));
    const ruled = new Set([...style.matchAll(/\.([a-z][\w-]*)/g)].map((match) => match[1] ?? ''));
    const unused = [...ruled].filter((name) => !used.has(name));
    // The private pages use the button.
    expect(unused).toEqual(['button']);
    // What a change is, and what a table or a mark is about: names that a theme may take hold of.
    const named = /^(?:change-[a-z-]+|milestones|commitments|irm-mark)$/;
    expect([...used].filter((name) => !ruled.has(name) && !named.test(name))).toEqual([]);
  });
});
