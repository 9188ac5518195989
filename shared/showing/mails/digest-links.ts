import { type InterfaceLanguage, interfaceLanguage } from '../../domain/identifiers.ts';
import { folderOf, homeLanguage } from '../addresses.ts';
import { mailMessages } from '../messages/mail.ts';
import { asksReader, type DigestContent, isToPoc, type MailLine, plansOf } from './digest-content.ts';

export type MailLink = { readonly label: string; readonly href: string };

/** The language whose pages have no prefix, by what a page is about. */
function unprefixed(lines: readonly MailLine[]): InterfaceLanguage {
  const own = interfaceLanguage.safeParse(lines[0]?.plan.settings.languages[0]);
  return own.success ? own.data : homeLanguage;
}

/** The smallest thing that all these share: the only one, else what is around them. */
function only(ids: readonly string[]): string | null {
  const [first, ...others] = new Set(ids);
  return first === undefined || others.length > 0 ? null : first;
}

/** The page in the reader's language that tells of all these lines: a milestone's, a commitment's, a plan's, else home. */
function publicPage(lines: readonly MailLine[], { language, publicUrl }: DigestContent): string {
  const id =
    only(lines.map(({ milestone }) => milestone.id)) ??
    only(lines.map(({ commitment }) => commitment.state.id)) ??
    only(lines.map(({ plan }) => plan.settings.id));
  return `${publicUrl}/${id === null ? folderOf('', language, homeLanguage) : folderOf(id, language, unprefixed(lines))}`;
}

/**
 * The one button: the milestone's own form, or the list when there are several; whoever is told as point of contact only,
 * and so may open neither, gets the public page. No secret in it.
 */
export function buttonOf(content: DigestContent): MailLink {
  const { lines, language, publicUrl } = content;
  const say = mailMessages[language];
  if (lines.every(isToPoc)) return { label: say.seePublic, href: publicPage(lines, content) };
  const [first] = lines;
  const isAsked = lines.some(asksReader);
  if (lines.length === 1 && first !== undefined) {
    return { label: isAsked ? say.answerOne : say.seeOne, href: `${publicUrl}/app/${first.milestone.id}/` };
  }
  const label = lines.some(isToPoc) ? say.openOwn : isAsked ? say.answerMany : say.seeMany;
  return { label, href: `${publicUrl}/app/` };
}

/** The small links at the end: public page, calendar, and the way to stop. */
export function linksOf(content: DigestContent): readonly MailLink[] {
  const { lines, language, publicUrl, stopToken } = content;
  const say = mailMessages[language];
  const [plan] = plansOf(lines);
  const subject = only(lines.map(({ commitment }) => commitment.state.id)) ?? plan?.settings.id ?? '';
  const page = lines.every(isToPoc)
    ? publicPage(lines, content)
    : `${publicUrl}/${folderOf(subject, language, unprefixed(lines))}`;
  return [
    { label: say.publicPage, href: page },
    { label: say.calendar, href: `${publicUrl}/${subject}/calendar.ics` },
    { label: say.stop, href: stopLink(publicUrl, stopToken) },
  ];
}

/** Can only stop, pause or tune mail; a GET changes nothing (RELIABILITY S4). */
export function stopLink(publicUrl: string, stopToken: string): string {
  return `${publicUrl}/app/stop/${stopToken}`;
}
