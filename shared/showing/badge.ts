import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { embedWords } from './messages/embed.ts';
import { messages } from './messages/messages.ts';
import { statusCounts } from './verdict.ts';
import type { CommitmentView } from './view.ts';

const height = 24;
const padding = 9;

/** Widths of the letters our own words are made of, in a plain sans of 12 pixels; a picture cannot measure its text. */
const letterWidth = (letter: string): number => {
  if (/[ijl.,:’'|]/u.test(letter)) return 3.4;
  if (/[frt\s\u00A0]/u.test(letter)) return 4.2;
  if (/[mwMW]/u.test(letter)) return 10.4;
  return /\p{Lu}/u.test(letter) ? 8 : 7;
};

/** How wide a text is drawn, whatever font a machine has: `textLength` fits it to this. */
const widthOf = (text: string): number => Math.round([...text].reduce((sum, letter) => sum + letterWidth(letter), 0));

/**
 * A small picture for other sites: milestones declared complete, counted and not judged. Both halves bring their own ground,
 * so that it stands on light and dark pages.
 */
export function badgeOf({ state, milestones }: CommitmentView, language: InterfaceLanguage): string {
  const words = embedWords[language];
  const complete = statusCounts(milestones).get('complete') ?? 0;
  const total = milestones.length;
  const name = messages[language].commitment.name(state.number);
  const told = total === 0 ? words.noMilestones : words.complete(complete, total);
  const title = total === 0 ? `${name}, ${told}` : words.badgeTitle(state.number, complete, total);
  const [nameWidth, toldWidth] = [widthOf(name), widthOf(told)];
  const middle = nameWidth + 2 * padding;
  const width = middle + toldWidth + 2 * padding;
  return `<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t" lang="${language}"><title id="t">${title}</title><rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="4" fill="#fff" stroke="#747e87"/><path d="M${middle} 0H4a4 4 0 0 0-4 4v${height - 8}a4 4 0 0 0 4 4h${middle - 4}z" fill="#0b4a63"/><g font-family="system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif" font-size="12"><text x="${padding}" y="16" fill="#fff" font-weight="600" textLength="${nameWidth}" lengthAdjust="spacingAndGlyphs">${name}</text><text x="${middle + padding}" y="16" fill="#16202a" textLength="${toldWidth}" lengthAdjust="spacingAndGlyphs">${told}</text></g></svg>
`;
}
