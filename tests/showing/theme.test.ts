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
    'a { background: image-set("https://example.org/a.png" 1x) }',
    'a { background: -webkit-image-set("https://example.org/a.png" 1x) }',
    'a { background: image("https://example.org/a.png") }',
    'a { background: src("https://example.org/a.png") }',
    'a { background: \\75rl(https://example.org/a) }',
    'a { background: u\\000072 l(https://example.org/a) }',
    'a { background: u\\r\\l(https://example.org/a) }',
    '@\\69mport "https://example.org/x.css";',
    '@im\\70\r\nort "https://example.org/x.css";',
    'a { background: url(/**/data:x) }',
    'a { b: "/*" } @import "https://example.org/x.css"; /* */',
  ])('may ask nothing elsewhere: %s', (theme) => {
    expect(themeProblem(theme)).toBe('asks-elsewhere');
  });

  it('may restyle, and bring a picture with it', () => {
    expect(themeProblem('.brand { background: url("data:image/svg+xml,%3Csvg/%3E") no-repeat; }')).toBeNull();
    expect(themeProblem('.brand { background: url( data:image/png;base64,AA) }')).toBeNull();
    expect(themeProblem(".brand { background: url('d\\61 ta:image/png;base64,AA') }")).toBeNull();
    expect(themeProblem('.brand::after { content: "\\2014\\\\"; background-image: linear-gradient(red, blue) }')).toBeNull();
  });
});
