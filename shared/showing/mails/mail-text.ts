import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { mailMessages } from '../messages/mail.ts';
import type { ShownDigest } from './digest-view.ts';
import type { ShownLine } from './shown-line.ts';

function lineText(line: ShownLine, language: InterfaceLanguage): string {
  const say = mailMessages[language];
  const due = line.due === null ? [] : [`${say.deadline}${say.colon}${line.due.text}${line.due.day}`];
  return [
    line.number === null ? line.title.text : `#${line.number}  ${line.title.text}`,
    ...[...(line.commitment === null ? [] : [line.commitment.text]), ...due, ...line.facts].map((one) => `     ${one}`),
  ].join('\n');
}

/** The text part of a digest: complete in itself, the links written out. */
export function digestText(shown: ShownDigest): string {
  const { language, sections, button, underButton, why, links, small } = shown;
  const parts = [
    mailMessages[language].hello,
    ...sections.flatMap(({ heading, explained, lines, more }) => [
      `${heading.toLocaleUpperCase(language)}${explained === '' ? '' : `\n${explained}`}`,
      ...lines.map((line) => lineText(line, language)),
      ...(more === '' ? [] : [more]),
    ]),
    `${button.label}${mailMessages[language].colon.trimEnd()}\n${button.href}`,
    underButton.join('\n'),
    '--',
    why.join('\n'),
    links.map(({ label, href }) => `${label}${mailMessages[language].colon}${href}`).join('\n'),
    small.join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
