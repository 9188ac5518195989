import { Temporal } from 'temporal-polyfill';
import { lastDayBefore } from '../../../shared/domain/asked-of-me.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import type { Campaign, PersonInPlan, PlanOverview } from '../../../shared/usecases/plan-overview.ts';
import { planWords } from '../messages/plans.ts';

/** One thing that waits for a coordinator, with the one link to do it. */
export type Task = { readonly href: string; readonly link: string; readonly lines: readonly string[] };

/** Names told one by one; of more only how many. */
const named = 5;

function namesText(names: readonly string[], language: InterfaceLanguage): string {
  const rest = names.length - named;
  const told = names.slice(0, named);
  return messages[language].and(rest > 0 ? [...told, planWords(language).overview.others(rest)] : told);
}

/** Commitments by their numbers; of many only how many more. */
function numbersText(numbers: readonly string[], language: InterfaceLanguage): string {
  return namesText(
    numbers.map((number) => `#${number}`),
    language,
  );
}

/** Why mail does not reach somebody, in one line. */
export function unreachedText({ contact }: PersonInPlan, zone: string, language: InterfaceLanguage): string {
  const say = planWords(language).overview.unreached;
  const day = (at: string): string => dayText(localDay(Temporal.Instant.from(at), zone), messages[language]);
  const { suppressed, pausedUntil, name } = contact;
  if (suppressed === null) {
    return say.paused(name, pausedUntil === null ? '' : dayText(lastDayBefore(pausedUntil, zone), messages[language]));
  }
  const words = { unsubscribed: say.stopped, bounced: say.bounced, complained: say.complained };
  return words[suppressed.reason](name, day(suppressed.at));
}

/** What mail still lacks, in words: `#28, #29` share one phrase. */
export function missingText(missing: readonly Problem[], language: InterfaceLanguage): string {
  const say = planWords(language).overview.missing;
  const leads = missing.flatMap(({ field }) => (field.startsWith('lead.') ? [`#${field.slice('lead.'.length)}`] : []));
  const others = (['commitments', 'poc', 'mailbox'] as const).filter((name) => missing.some(({ field }) => field === name));
  const phrases = [...others.map((name) => say[name]), ...(leads.length === 0 ? [] : [say.leads(leads.join(', '))])];
  return messages[language].and(phrases);
}

/** Campaigns that are not over. */
export function livingCampaigns(campaigns: readonly Campaign[], today: string): readonly Campaign[] {
  return campaigns.filter(({ closes }) => closes >= today);
}

/** Everything that waits, the most urgent first; each thing is told once. */
export function tasksOf(overview: PlanOverview, language: InterfaceLanguage): readonly Task[] {
  const say = planWords(language).overview;
  const m = messages[language];
  const { settings, mailOnSince } = overview.plan.state;
  const at = (page: string): string => `/app/plans/${settings.id}/${page}`;
  const { unconfirmed, unreached, leaderless, proposals, approvals, silent, missing } = overview;
  const tasks: Task[] = [];
  const add = (isWaiting: boolean, page: string, link: string, ...lines: string[]): void => {
    if (isWaiting) tasks.push({ href: at(page), link, lines });
  };
  const isEmpty = overview.commitments === 0;
  add(overview.isImporting, 'import', say.importing.link, say.importing.text);
  add(isEmpty && !overview.isImporting, 'import', say.importFirst.link, say.importFirst.text);
  add(approvals.forMe > 0, 'approvals', say.approvals.link(approvals.forMe), say.approvals.text);
  // While mail is off, this is among what it still lacks.
  add(
    leaderless.length > 0 && mailOnSince !== null && !overview.isOver,
    'people/new',
    say.leaderless.link(leaderless.length),
    say.leaderless.text(numbersText(leaderless, language)),
  );
  add(
    unconfirmed.length > 0,
    'people',
    say.confirm.link(unconfirmed.length),
    say.confirm.text(
      namesText(
        unconfirmed.map(({ contact }) => contact.name),
        language,
      ),
    ),
  );
  add(
    unreached.length > 0,
    'people',
    say.unreached.link(unreached.length),
    ...unreached.slice(0, named).map((one) => unreachedText(one, settings.zone, language)),
    ...(unreached.length > named ? [say.others(unreached.length - named)] : []),
  );
  const overdue = silent.reduce((count, { milestones }) => count + milestones.length, 0);
  const asked = [...new Set(silent.flatMap(({ people }) => people.map(({ contact }) => contact.name)))];
  add(
    overdue > 0,
    'silent',
    say.silent.link(overdue),
    say.silent.people(asked.length === 0 ? say.silent.nobody : namesText(asked, language)),
  );
  add(proposals > 0, 'proposals', say.proposals.link(proposals), say.proposals.text);
  const other = missing.filter(({ field }) => field !== 'commitments');
  add(
    mailOnSince === null && !isEmpty && !overview.isOver,
    'mail',
    say.mailOff.link,
    overview.isReady
      ? say.mailOff.ready
      : other.length > 0
        ? say.mailOff.missing(missingText(other, language))
        : say.mailOff.people,
  );
  for (const { id, opens, closes, confirmedAt } of livingCampaigns(overview.campaigns, overview.today)) {
    const text = say.campaign.text(dayText(opens, m), dayText(closes, m));
    add(confirmedAt === null, 'campaigns', say.campaign.link(id), text);
  }
  return tasks;
}
