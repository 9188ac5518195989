import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { defaultHomeLanguage, folderOf, rootFolder, type SiteHome } from '../addresses.ts';
import { mailMessages } from '../messages/mail.ts';
import { noticeMessages } from '../messages/mail-notices.ts';
import { pageLanguageOf } from '../view.ts';
import {
  type AskingLine,
  askingLines,
  askingSectionOf,
  asksReader,
  type DigestContent,
  isToPoc,
  type MailLine,
  milestoneOfNotice,
  openIn,
  plansOf,
  standsIn,
  type ToldLine,
  toldLines,
} from './digest-content.ts';

export type MailLink = { readonly label: string; readonly href: string };

/** The language whose pages have no prefix, by what a page is about. */
function unprefixed(lines: readonly MailLine[], { homeLanguage = defaultHomeLanguage }: SiteHome): InterfaceLanguage {
  const languages = lines[0]?.plan.settings.languages;
  return languages === undefined ? homeLanguage : pageLanguageOf(languages);
}

/** The smallest thing that all these share: the only one, else what is around them. */
function only(ids: readonly (string | null)[]): string | null {
  const [first, ...others] = new Set(ids);
  return first === undefined || others.length > 0 ? null : first;
}

/** Ids of what a line is about, the smallest first; null where it is about something larger. */
function idsOf(line: MailLine): readonly [milestone: string | null, commitment: string | null, plan: string] {
  const plan = line.plan.settings.id;
  if ('milestone' in line) return [line.milestone.id, line.commitment.state.id, plan];
  if ('campaign' in line) return [null, line.commitment.state.id, plan];
  if ('stopped' in line) return [null, null, plan];
  return [milestoneOfNotice(line)?.id ?? null, line.notice.commitment?.state.id ?? null, plan];
}

/** The page in the reader's language that tells of all these lines: a milestone's, a commitment's, a plan's, else home. */
function publicPage(lines: readonly MailLine[], home: DigestContent): string {
  const { language } = home;
  const ids = lines.map(idsOf);
  const id =
    only(ids.map(([milestone]) => milestone)) ??
    only(ids.map(([, commitment]) => commitment)) ??
    only(ids.map(([, , plan]) => plan));
  return `${home.publicUrl}/${id === null ? rootFolder('', language, home) : folderOf(id, language, unprefixed(lines, home))}`;
}

/** A private page, in the language of the mail: whoever is not signed in is asked to in that language. */
function privatePage(path: string, { language, publicUrl }: Pick<DigestContent, 'language' | 'publicUrl'>): string {
  return `${publicUrl}/app/${path}?lang=${language}`;
}

/** Where a point of contact names, confirms or replaces who answers. */
function peoplePage(plan: string | null, content: DigestContent): MailLink {
  const path = plan === null ? 'plans/' : `plans/${plan}/people`;
  return { label: noticeMessages[content.language].seePeople, href: privatePage(path, content) };
}

/** Does a line ask its point of contact for somebody to answer in their stead? */
function wantsSomebody(line: AskingLine): boolean {
  return standsIn(line) && (line.inPlace === 'vacant' || line.inPlace === 'unreachable');
}

/** Where to look into what was only told: the people of the plan for who coordinates it, the milestone for who has it in hand. */
function buttonOfTold(lines: readonly ToldLine[], content: DigestContent): MailLink {
  const { language } = content;
  const say = mailMessages[language];
  const plan = only(lines.map((line) => line.plan.settings.id));
  if (lines.every(isToPoc)) return peoplePage(plan, content);
  // Whoever stands in for somebody that mail no longer reaches may have to answer themselves.
  if (lines.every((line) => 'stopped' in line)) return { label: say.openOwn, href: privatePage('', content) };
  const [first] = lines;
  if (lines.length === 1 && first !== undefined && 'notice' in first && first.notice.entry.type === 'handed-on') {
    return { label: say.seeOne, href: privatePage(`${first.notice.entry.data.milestoneId}/`, content) };
  }
  return { label: say.seePublic, href: publicPage(lines, content) };
}

/** Ids of the milestones whose forms answer a line: its own, or those a campaign finds open. */
function answeredBy(line: AskingLine): readonly string[] {
  return 'campaign' in line ? openIn(line.commitment).map(({ id }) => id) : [line.milestone.id];
}

/**
 * The one button: the milestone's own form, or the list when there are several; whoever is told as point of contact only,
 * and so may open neither, gets the public page, or the list of what stayed without an answer. No secret in it.
 */
export function buttonOf(content: DigestContent): MailLink {
  const { language } = content;
  const lines = askingLines(content.lines);
  if (lines.length === 0) return buttonOfTold(toldLines(content.lines), content);
  const say = mailMessages[language];
  if (lines.every(isToPoc)) {
    // Which function was asked, and whom to call, is on a page of the coordination's own.
    const plan = only(lines.map((line) => line.plan.settings.id));
    if (lines.some(wantsSomebody)) return peoplePage(plan, content);
    const isUnanswered = lines.every((line) => askingSectionOf(line) === 'unanswered');
    return isUnanswered && plan !== null
      ? { label: say.seeSilent, href: privatePage(`plans/${plan}/silent`, content) }
      : { label: say.seePublic, href: publicPage(lines, content) };
  }
  const isAsked = lines.some(asksReader);
  const milestone = only(lines.flatMap(answeredBy));
  if (milestone !== null) {
    return { label: isAsked ? say.answerOne : say.seeOne, href: privatePage(`${milestone}/`, content) };
  }
  const label = lines.some(isToPoc) ? say.openOwn : isAsked ? say.answerMany : say.seeMany;
  return { label, href: privatePage('', content) };
}

/** Does a link lead to the private pages, which ask who one is? */
export function isPrivate({ href }: MailLink, { publicUrl }: Pick<DigestContent, 'publicUrl'>): boolean {
  return href.startsWith(`${publicUrl}/app/`);
}

/** The small links at the end: public page, calendar, and the way to stop. */
export function linksOf(content: DigestContent): readonly MailLink[] {
  const { language, publicUrl, stopToken } = content;
  const say = mailMessages[language];
  const asking = askingLines(content.lines);
  const lines = asking.length > 0 ? asking : content.lines;
  const [plan] = plansOf(lines);
  const subject = only(lines.map((line) => idsOf(line)[1])) ?? plan?.settings.id ?? '';
  const page = lines.every(isToPoc)
    ? publicPage(lines, content)
    : `${publicUrl}/${folderOf(subject, language, unprefixed(lines, content))}`;
  return [
    { label: say.publicPage, href: page },
    { label: say.calendar, href: `${publicUrl}/${folderOf(subject, language, unprefixed(lines, content))}calendar.ics` },
    { label: say.stop, href: stopLink(publicUrl, stopToken) },
  ];
}

/** Can only stop, pause or tune mail; a GET changes nothing (RELIABILITY S4). */
export function stopLink(publicUrl: string, stopToken: string): string {
  return `${publicUrl}/app/stop/${stopToken}`;
}
