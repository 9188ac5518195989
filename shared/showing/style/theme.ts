import { style } from './style.ts';

/** What a theme must not hold: pages ask nothing of another host (RELIABILITY S7), and the browser would refuse it anyway. */
const elsewhere = /@import|@font-face|url\(\s*(?!['"]?data:)/i;

/** Why a stylesheet cannot be a theme, or null when it can. */
export function themeProblem(theme: string): 'asks-elsewhere' | null {
  return elsewhere.test(theme) ? 'asks-elsewhere' : null;
}

/**
 * The stylesheet of public and private pages with a theme after it: what the theme says of a token or an element comes last
 * and so holds. One file, so that a theme costs no request and changes no page.
 */
export function themed(theme: string): string {
  return theme === '' ? style : `${style}${theme.trimEnd()}\n`;
}
