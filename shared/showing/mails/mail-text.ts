import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { mailMessages } from '../messages/mail.ts';
import type { ShownDigest } from './digest-view.ts';
import { type Sentence, type ShownLine, type ShownPart, sentenceText } from './shown-line.ts';

/** With a full stop, unless it ends as a sentence already: read aloud, each line is then a sentence of its own. */
function ended(sentence: Sentence): string {
  const text = sentenceText(sentence);
  return /[.!?…:]$/u.test(text) ? text : `${text}.`;
}

function partText({ title, due }: ShownPart, language: InterfaceLanguage): string {
  return ended(due === null ? title.text : `${title.text}${mailMessages[language].colon}${sentenceText(due)}`);
}

function lineText(line: ShownLine, place: number, language: InterfaceLanguage): string {
  const say = mailMessages[language];
  const { number, commitment } = line;
  const numbered = (text: string) => (number === null ? text : `${say.commitment(number)}${say.colon}${text}`);
  // The number stands before the commitment's own title, as it does in the HTML part.
  const title = commitment === null ? numbered(line.title.text) : line.title.text;
  const due = line.due === null ? [] : [`${say.deadline}${say.colon}${line.due.text.text}${line.due.day}`];
  const below = [...(commitment === null ? [] : [numbered(commitment.text)]), ...due, ...line.facts].map(ended);
  const parts =
    line.parts.length === 0
      ? []
      : [`${say.openParts}${say.colon.trimEnd()}`, ...line.parts.map((part) => `- ${partText(part, language)}`)];
  const why = line.why === '' ? [] : [ended(line.why)];
  return [`${place}. ${ended(title)}`, ...[...below, ...parts, ...why].map((one) => `   ${one}`)].join('\n');
}

/** The text part of a digest: complete in itself, the links written out. */
export function digestText(shown: ShownDigest): string {
  const { language, sender, repeat, sections, isLong, button, underButton, why, links, small } = shown;
  const { hello, colon } = mailMessages[language];
  const act = [`${button.label}${colon.trimEnd()}\n${button.href}`, underButton.join('\n')];
  const parts = [
    hello,
    sentenceText(sender),
    ...(repeat === '' ? [] : [repeat]),
    ...(isLong ? act : []),
    ...sections.flatMap(({ heading, explained, lines, more }) => [
      `${heading}${colon.trimEnd()}${explained === '' ? '' : `\n${explained}`}`,
      ...lines.map((line, index) => lineText(line, index + 1, language)),
      ...(more === '' ? [] : [more]),
    ]),
    ...(isLong ? [] : act),
    '--',
    why.map(sentenceText).join('\n'),
    links.map(({ label, href }) => `${label}${colon}${href}`).join('\n'),
    small.join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
