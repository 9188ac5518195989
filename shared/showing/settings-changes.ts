import type { PlanEntry } from '../domain/change-log.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { toldText } from './changes.ts';
import { dayText, plainDate } from './dates.ts';
import type { Messages } from './messages/fr.ts';
import { settingsWords } from './messages/settings.ts';
import { plainLine } from './plain-text.ts';

type Part = string | FuzzyDate;
/** One setting in words: its name as within a sentence, and its value. */
type Said = { readonly name: string; readonly value: Part };
/** A setting as it was and as it is. */
export type SettingChange = { readonly name: string; readonly was: Part; readonly now: Part };

const none = (m: Messages): string => settingsWords[m.language].none;

/** Titles in languages of which either has one. */
function titleChanges(before: PlanSettings, after: PlanSettings, m: Messages): SettingChange[] {
  const codes = [...new Set([before, after].flatMap(({ titles }) => Object.keys(titles)))].sort();
  const title = ({ titles }: PlanSettings, code: string): string => plainLine(titles[code] ?? none(m));
  return codes.map((code) => ({
    name: settingsWords[m.language].titleIn(m.languages[code] ?? code),
    was: title(before, code),
    now: title(after, code),
  }));
}

/** All other settings but whether asks are published, always in this order. */
function saidOf(settings: PlanSettings, m: Messages): readonly Said[] {
  const words = settingsWords[m.language];
  const { name } = words;
  const { reminderPolicy: policy, closesOn } = settings;
  const plain = (value: string | number | null): string => (value === null ? words.none : plainLine(String(value)));
  return [
    { name: name.country, value: settings.country },
    { name: name.region, value: plain(settings.region) },
    { name: name.languages, value: settings.languages.map((code) => m.languages[code] ?? code).join(', ') },
    { name: name.zone, value: settings.zone },
    { name: name.period, value: plainDate(settings.period) },
    { name: name.closesOn, value: closesOn === null ? words.none : dayText(closesOn, m) },
    { name: name.announcedCommitments, value: plain(settings.announcedCommitments) },
    { name: name.ogpLabel, value: plain(settings.ogpLabel) },
    { name: name.fiscalYearStartsInMonth, value: m.months[settings.fiscalYearStartsInMonth - 1] ?? '' },
    { name: name.approval, value: words.approval[settings.approval] },
    { name: name.signIn, value: words.signIn[settings.signIn] },
    { name: name.daysBefore, value: policy.daysBefore.length === 0 ? words.none : policy.daysBefore.join(', ') },
    { name: name.afterDeadline, value: policy.afterDeadline ? words.yes : words.no },
    { name: name.monthlyOverdue, value: plain(policy.monthlyOverdue) },
    { name: name.escalateAfterDays, value: plain(policy.escalateAfterDays) },
    { name: name.plannedHour, value: words.hour(policy.plannedHour) },
    { name: name.window, value: words.hours(policy.window.opens, policy.window.closes) },
  ];
}

const wordsOf = (part: Part): string => (typeof part === 'string' ? part : toldText([part]));

/** What an edit of a plan changed, setting by setting. */
export function settingsChanges(before: PlanSettings, after: PlanSettings, m: Messages): SettingChange[] {
  const [were, are] = [saidOf(before, m), saidOf(after, m)];
  const others = are.map(({ name, value }, place) => ({ name, was: were[place]?.value ?? none(m), now: value }));
  return [...titleChanges(before, after, m), ...others].filter(({ was, now }) => wordsOf(was) !== wordsOf(now));
}

/** A sentence for an edit after which asks are public, or no longer are; null for any other. */
export function asksSentence(before: PlanSettings, after: PlanSettings, m: Messages): string | null {
  if (before.publishAsks === after.publishAsks) return null;
  const { asksShown, asksHidden } = settingsWords[m.language];
  return after.publishAsks ? asksShown : asksHidden;
}

/** The entry since which a plan publishes no asks; null where it does, or never did. */
export function asksHiddenBy(log: readonly PlanEntry[]): PlanEntry | null {
  const settings = log.flatMap((entry) =>
    'settings' in entry.data ? [{ entry, isShown: entry.data.settings.publishAsks }] : [],
  );
  const last = settings.findLastIndex(({ isShown }) => isShown);
  return last < 0 ? null : (settings[last + 1]?.entry ?? null);
}
