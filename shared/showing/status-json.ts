import type { Assessment } from '../domain/commitment.ts';
import { readText, type Texts } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import { roleText } from './changes.ts';
import { milestoneFacts, shownDate } from './milestone-facts.ts';
import { plainLine } from './plain-text.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** Values of the reviewer with the scheme and source they belong to; the report's title is null once it was redacted. */
function irmFacts(assessment: Assessment | null, texts: Texts) {
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

function commitmentFacts(view: PlanView, commitment: CommitmentView) {
  const { state, texts } = commitment;
  return {
    id: state.id,
    number: state.number,
    ogpId: state.ogpId,
    language: state.language,
    title: plainLine(state.titles[state.language] ?? ''),
    titles: Object.fromEntries(Object.entries(state.titles).map(([code, text]) => [code, plainLine(text)])),
    actionPlan: view.state.settings.ogpLabel === null ? null : plainLine(view.state.settings.ogpLabel),
    actionPlanCycle: view.state.settings.period.text,
    leadInstitutions: state.leadInstitutions.map(plainLine),
    supportInstitutions: state.supportingInstitutions.map(plainLine),
    responsible: state.responsible.map((role) => roleText(role, texts, null)).filter((role) => role !== ''),
    policyAreas: [],
    period: { start: shownDate(state.period.start), end: shownDate(state.period.end) },
    milestones: commitment.milestones.map((one) => {
      const { irm, ...facts } = milestoneFacts(view, commitment, one);
      return { ...facts, irm: irmFacts(irm, texts) };
    }),
    irm: irmFacts(state.assessment, texts),
    head: state.head,
    url: `${view.publicUrl}/${folderOf(state.id, view.language, view.language)}`,
  };
}

/** A plan, keyed by OGP code where the code is verified, else by our own id. */
export function statusJson(view: PlanView): string {
  return `${JSON.stringify(statusOf(view), null, 2)}\n`;
}

/** One commitment of a plan, in the same shape. It says nothing of the others: what changes them does not change it. */
export function commitmentStatusJson(view: PlanView, commitment: CommitmentView): string {
  const { state, dataDay } = commitment;
  const heads = { [state.id]: state.head };
  return `${JSON.stringify({ ...namesOf(view), asOf: dataDay, head: null, heads, ...keyed(view, [commitment]) }, null, 2)}\n`;
}

function namesOf({ state: { settings } }: PlanView) {
  return {
    plan: settings.id,
    titles: Object.fromEntries(Object.entries(settings.titles).map(([code, text]) => [code, plainLine(text)])),
    period: shownDate(settings.period),
  };
}

function keyed(view: PlanView, commitments: readonly CommitmentView[]) {
  const all = commitments.map((one) => ({ ogpId: one.state.ogpId, id: one.state.id, facts: commitmentFacts(view, one) }));
  return {
    commitments: Object.fromEntries(all.flatMap(({ ogpId, facts }) => (ogpId?.verified === true ? [[ogpId.code, facts]] : []))),
    withoutOgpId: Object.fromEntries(all.flatMap(({ ogpId, id, facts }) => (ogpId?.verified === true ? [] : [[id, facts]]))),
  };
}

function statusOf(view: PlanView) {
  return {
    ...namesOf(view),
    asOf: view.dataDay,
    head: view.head,
    heads: Object.fromEntries(view.heads),
    ...keyed(view, view.commitments),
  };
}

/** Every plan. */
export function overallStatusJson(views: readonly PlanView[]): string {
  const plans = Object.fromEntries(views.map((view) => [view.state.settings.id, statusOf(view)]));
  return `${JSON.stringify({ plans }, null, 2)}\n`;
}
