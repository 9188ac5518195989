import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { CitedDocument, Evidence, Meeting, ParticipationProcess, ProcessStep } from '../domain/plan.ts';
import { readText, type TextRef } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import { safeLink } from './links.ts';
import { shownDate } from './milestone-facts.ts';
import { plainLine, plainText } from './plain-text.ts';
import type { PlanView } from './view.ts';

/** Reads what people typed about meetings, processes and documents; null wherever it was redacted. */
function reader({ texts, publicUrl, language, state }: PlanView) {
  const words = (ref: TextRef | null, plain: (text: string) => string = plainLine): string | null => {
    const text = readText(texts, ref);
    return text === null ? null : plain(text);
  };
  return {
    line: (ref: TextRef | null) => words(ref),
    text: (ref: TextRef | null) => words(ref, plainText),
    titles: (titles: Readonly<{ [code: string]: TextRef }>) =>
      Object.fromEntries(Object.entries(titles).map(([code, ref]) => [code, words(ref)])),
    link: (url: string | null) => (url === null ? null : (safeLink(url)?.href ?? null)),
    date: (date: FuzzyDate | null) => shownDate(date),
    page: (id: string) => `${publicUrl}/${folderOf(state.settings.id, language, language)}${id}/`,
  };
}
type Reader = ReturnType<typeof reader>;

function minutesFacts(read: Reader, { url, title, kind, date }: Evidence) {
  return { url: read.link(url), title: read.line(title), kind, date };
}

function meetingFacts(read: Reader, one: Meeting) {
  return {
    id: one.id,
    titles: read.titles(one.titles),
    body: read.line(one.body),
    date: read.date(one.date),
    state: one.state,
    withCivilSociety: one.withCivilSociety,
    minutes: one.minutes === null ? null : minutesFacts(read, one.minutes),
    documentIds: one.documentIds,
    page: read.page(one.id),
  };
}

function stepFacts(read: Reader, { id, kind, titles, date, state, followUpOwed, documentIds }: ProcessStep) {
  return { id, kind, titles: read.titles(titles), date: read.date(date), state, followUpOwed, documentIds };
}

function processFacts(read: Reader, one: ParticipationProcess) {
  return {
    id: one.id,
    titles: read.titles(one.titles),
    organiser: read.line(one.organiser),
    period: { start: read.date(one.period.start), end: read.date(one.period.end) },
    purpose: read.text(one.purpose),
    methods: one.methods.map(read.line),
    participants: read.line(one.participants),
    deliverables: one.deliverables.map(read.line),
    followUp: one.followUp.map(({ text, url, date }) => ({ text: read.text(text), url: read.link(url), date: read.date(date) })),
    links: one.links.map(({ title, url }) => ({ title: read.line(title), url: read.link(url) })),
    steps: (one.steps ?? []).map((step) => stepFacts(read, step)),
    documentIds: one.documentIds,
    source: one.source === undefined ? null : { name: plainLine(one.source.name), sha256: one.source.sha256 },
    page: read.page(one.id),
  };
}

function documentFacts(read: Reader, { id, title, kind, publisher, date, url, source }: CitedDocument) {
  return {
    id,
    title: read.line(title),
    kind,
    publisher: read.line(publisher),
    date: read.date(date),
    url: read.link(url),
    source: { name: plainLine(source.name), sha256: source.sha256 },
    page: read.page(id),
  };
}

/** Everything the exports tell of a plan besides its commitments: how it is run, who met, who took part, what it cites. */
export function planFacts(view: PlanView) {
  const { settings, createdAt, mailOnSince, campaigns, meetings, processes, documents } = view.state;
  const { id: _, titles: __, period: ___, ...set } = settings;
  const read = reader(view);
  return {
    settings: { ...set, ogpLabel: set.ogpLabel === null ? null : plainLine(set.ogpLabel) },
    createdAt,
    mailOnSince,
    campaigns,
    meetings: meetings.map((one) => meetingFacts(read, one)),
    processes: processes.map((one) => processFacts(read, one)),
    documents: documents.map((one) => documentFacts(read, one)),
  };
}
