import * as z from 'zod';
import { fuzzyDate } from '../domain/fuzzy-date.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../domain/identifiers.ts';
import { folderOf } from './addresses.ts';
import { plainLine } from './plain-text.ts';
import { filledPagesOf } from './plan-views.ts';
import { keyOf } from './site-unit.ts';
import type { PlanView } from './view.ts';

/** Home lists commitments while all plans together follow no more than these; beyond, each plan's own page lists its own. */
export const listedAtHome = 150;

const pages = z.int().min(1);

const titles = z.record(z.string(), z.string());

const indexedCommitment = z.object({
  id: z.string(),
  number: z.string(),
  /** The language it was written in. */
  language: z.string(),
  titles,
  leadInstitutions: z.array(z.string()),
  url: z.string(),
});

export const indexedPlan = z.object({
  id: z.string(),
  titles,
  /** Its own languages, the first being that of its titles. */
  languages: z.array(z.string()),
  /** The language whose pages have no prefix. */
  pageLanguage: interfaceLanguage,
  period: fuzzyDate,
  announcedCommitments: z.int().nullable(),
  followedCommitments: z.int(),
  /** On how many pages who has not answered, and what proves what was done, are listed: home leads to each of them. */
  viewPages: z.object({ 'no-word': pages, evidence: pages }).default({ 'no-word': 1, evidence: 1 }),
  url: z.string(),
  statusUrl: z.string(),
  /** Null where all plans together follow more than {@link listedAtHome}. */
  commitments: z.array(indexedCommitment).nullable(),
});

/** What home and the root's status.json say of one plan: names and addresses, no count that moves with each word. */
export type IndexedPlan = z.infer<typeof indexedPlan>;
export type IndexedCommitment = z.infer<typeof indexedCommitment>;

/** Every plan, in the order of their ids. */
export type HomeIndex = readonly IndexedPlan[];

const file = z.object({ plans: z.record(z.string(), indexedPlan) });

/** What one plan adds to the index; always with its commitments, see {@link homeIndexOf}. */
export function indexedPlanOf(view: PlanView): IndexedPlan {
  const { settings } = view.state;
  const urlOf = (id: string): string => `${view.publicUrl}/${folderOf(id, view.language, view.language)}`;
  const plainTitles = (all: Readonly<{ [language: string]: string }>) =>
    Object.fromEntries(Object.entries(all).map(([code, text]) => [code, plainLine(text)]));
  return {
    id: settings.id,
    titles: plainTitles(settings.titles),
    languages: [...settings.languages],
    pageLanguage: view.language,
    period: settings.period,
    announcedCommitments: settings.announcedCommitments,
    followedCommitments: view.commitments.length,
    viewPages: { 'no-word': filledPagesOf(view, 'no-word'), evidence: filledPagesOf(view, 'evidence') },
    url: urlOf(settings.id),
    statusUrl: `${urlOf(settings.id)}status.json`,
    commitments: view.commitments.map(({ state }) => ({
      id: state.id,
      number: state.number,
      language: state.language,
      titles: plainTitles(state.titles),
      leadInstitutions: state.leadInstitutions.map(plainLine),
      url: urlOf(state.id),
    })),
  };
}

/** The index of these plans: in order, and with their commitments only while they are few. */
export function homeIndexOf(plans: readonly IndexedPlan[]): HomeIndex {
  const isShort = plans.reduce((sum, { followedCommitments }) => sum + followedCommitments, 0) <= listedAtHome;
  return [...plans].sort((a, b) => (a.id < b.id ? -1 : 1)).map((plan) => (isShort ? plan : { ...plan, commitments: null }));
}

/**
 * The index once a plan's line is replaced. Null where that does not tell: the plans follow few enough again to be listed with
 * commitments that were left out.
 */
export function homeIndexWith(index: HomeIndex, line: IndexedPlan): HomeIndex | null {
  const others = index.filter(({ id }) => id !== line.id);
  const made = homeIndexOf([...others, line]);
  const hasLists = made.some(({ commitments }) => commitments !== null);
  return hasLists && others.some(({ commitments }) => commitments === null) ? null : made;
}

/** The index as data: the root's status.json. */
export function homeIndexJson(index: HomeIndex): string {
  return `${JSON.stringify({ plans: Object.fromEntries(index.map((plan) => [plan.id, plan])) }, null, 2)}\n`;
}

/** Reads {@link homeIndexJson} back; null for anything else. */
export function readHomeIndex(text: string | null): HomeIndex | null {
  if (text === null) return null;
  try {
    return Object.values(file.parse(JSON.parse(text)).plans);
  } catch {
    // Written by another version, or by nobody: whoever asks makes it anew.
    return null;
  }
}

/** What the index says of a plan, as a key: the same key, the same line. */
export function homeLineKey(plan: IndexedPlan): string {
  return keyOf(plan);
}

/** Where a page of an indexed plan lies, `id` being that of the plan or of something in it. */
export function indexedHref(plan: IndexedPlan, id: string, language: InterfaceLanguage): string {
  return `/${folderOf(id, language, plan.pageLanguage)}`;
}
