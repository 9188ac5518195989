import { type Assessment, proseField } from '../domain/commitment.ts';
import { readText, type TextRef, type Texts } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import { roleText } from './changes.ts';
import { factsOf, shownDate } from './milestone-facts.ts';
import { plainLine, plainText } from './plain-text.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** Values of the reviewer with the scheme and source they belong to; the report's title is null once it was redacted. */
export function irmFacts(assessment: Assessment | null, texts: Texts) {
  if (assessment === null) return null;
  const { source, ...values } = assessment;
  const title = readText(texts, source.title);
  const one = (value: string | null) =>
    value === null ? null : { value, scheme: 'ogp-irm', source: source.url, date: source.date };
  return {
    report: { title: title === null ? null : plainLine(title), url: source.url, date: source.date },
    earlyResults: one(values.earlyResults),
    verifiable: one(values.verifiable),
    relevant: one(values.relevant),
    ambition: one(values.ambition),
    completion: one(values.completion),
  };
}

/** Texts by field and language, as in `{ problem: { fr: "…" } }`; null where one was redacted. */
function proseFacts({ state, texts }: CommitmentView) {
  const inWords = ([language, ref]: readonly [string, TextRef]) => {
    const text = readText(texts, ref);
    return [language, text === null ? null : plainText(text)] as const;
  };
  const told = proseField.options.flatMap((field) => {
    const wordings = state.prose[field];
    return wordings === undefined ? [] : [[field, Object.fromEntries(Object.entries(wordings).map(inWords))] as const];
  });
  return Object.fromEntries(told);
}

/** What names a commitment: everything about it that OGP's own page shows and that does not change with what is said. */
export function commitmentNames(view: PlanView, { state }: CommitmentView) {
  const { ogpLabel, period } = view.state.settings;
  return {
    number: state.number,
    title: plainLine(state.titles[state.language] ?? ''),
    language: state.language,
    actionPlan: ogpLabel === null ? null : plainLine(ogpLabel),
    actionPlanCycle: plainLine(period.text),
    leadInstitutions: state.leadInstitutions.map(plainLine),
    supportInstitutions: state.supportingInstitutions.map(plainLine),
    // No fact sheet tells any; OGP assigns them.
    policyAreas: [],
    period: { start: shownDate(state.period.start), end: shownDate(state.period.end) },
  };
}

/** Everything the exports tell of one commitment and its milestones. */
export function commitmentFacts(view: PlanView, commitment: CommitmentView) {
  const { state, texts } = commitment;
  return {
    id: state.id,
    ogpId: state.ogpId,
    ...commitmentNames(view, commitment),
    titles: Object.fromEntries(Object.entries(state.titles).map(([code, text]) => [code, plainLine(text)])),
    responsible: state.responsible.map((role) => roleText(role, texts, null)).filter((role) => role !== ''),
    prose: proseFacts(commitment),
    lines: state.lines,
    sources: state.sources.map(({ name, language, sha256 }) => ({ name: plainLine(name), language, sha256 })),
    milestones: factsOf(view, commitment).map(({ irm, ...facts }) => ({ ...facts, irm: irmFacts(irm, texts) })),
    irm: irmFacts(state.assessment, texts),
    head: state.head,
    url: `${view.publicUrl}/${folderOf(state.id, view.language, view.language)}`,
  };
}
