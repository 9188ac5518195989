import { describe, expect, it } from 'vitest';
import { style } from '../../shared/showing/style/style.ts';
import { themed, themeProblem } from '../../shared/showing/style/theme.ts';

describe('a theme', () => {
  it('follows the house’s own stylesheet, so that what it sets holds', () => {
    const shown = themed(':root { --accent: #000091; }\n');
    expect(shown.startsWith(style)).toBe(true);
    expect(shown.slice(style.length)).toBe(':root { --accent: #000091; }\n');
  });

  it('changes no byte where there is none', () => {
    expect(themed('')).toBe(style);
  });

  it.each([
    '@import "other.css";',
    '@font-face { src: local(x); }',
    'a { background: url(https://example.org/a.png) }',
    'a { background: URL( "/a.png") }',
  ])('may ask nothing elsewhere: %s', (theme) => {
    expect(themeProblem(theme)).toBe('asks-elsewhere');
  });

  it('may restyle, and bring a picture with it', () => {
    expect(themeProblem('.brand { background: url("data:image/svg+xml,%3Csvg/%3E") no-repeat; }')).toBeNull();
  });
});
