import { style } from './style.ts';

/**
 * What a theme must not hold: pages ask nothing of another host (RELIABILITY S7), and the browser would refuse it anyway.
 * `image-set()` and `image()` name their pictures in bare strings, so they are not let in at all.
 */
const elsewhere = /@import|@font-face|image-set\(|\bimage\(|(?:url|src)\((?!\s*['"]?\s*data:)/i;

/** An escape of CSS: a code point in up to six hexadecimal digits, an end of line, which is nothing, or any other character. */
const cssEscape = /\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\r\n\f])|(.))/giu;

function characterOf(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
}

/** A stylesheet with its escapes read, as a browser reads them: `\75rl(` is `url(`. */
function unescaped(css: string): string {
  return css.replace(cssEscape, (_, hex?: string, lineEnd?: string, other?: string) =>
    hex === undefined ? (lineEnd === undefined ? (other ?? '') : '') : characterOf(hex),
  );
}

/** Why a stylesheet cannot be a theme, or null when it can. It is looked through as a whole, comments and texts included. */
export function themeProblem(theme: string): 'asks-elsewhere' | null {
  return elsewhere.test(unescaped(theme)) ? 'asks-elsewhere' : null;
}

/**
 * The stylesheet of public and private pages with a theme after it: what the theme says of a token or an element comes last
 * and so holds. One file, so that a theme costs no request and changes no page.
 */
export function themed(theme: string): string {
  return theme === '' ? style : `${style}${theme.trimEnd()}\n`;
}
