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

/** One plan, or one commitment of it: keyed by OGP code where the code is verified, else by our own id. */
export function statusJson(view: PlanView, commitments: readonly CommitmentView[] = view.commitments): string {
  return `${JSON.stringify(statusOf(view, commitments), null, 2)}\n`;
}

function statusOf(view: PlanView, commitments: readonly CommitmentView[]) {
  const { settings } = view.state;
  const keyed = commitments.map((one) => ({ ogpId: one.state.ogpId, id: one.state.id, facts: commitmentFacts(view, one) }));
  const whole = commitments === view.commitments;
  const shown = new Set([...(whole ? [settings.id] : []), ...commitments.map(({ state }) => state.id)]);
  return {
    plan: settings.id,
    titles: Object.fromEntries(Object.entries(settings.titles).map(([code, text]) => [code, plainLine(text)])),
    period: shownDate(settings.period),
    asOf: view.dataDay,
    head: view.head,
    heads: Object.fromEntries([...view.heads].filter(([subject]) => shown.has(subject))),
    commitments: Object.fromEntries(
      keyed.flatMap(({ ogpId, facts }) => (ogpId?.verified === true ? [[ogpId.code, facts] as const] : [])),
    ),
    withoutOgpId: Object.fromEntries(
      keyed.flatMap(({ ogpId, id, facts }) => (ogpId?.verified === true ? [] : [[id, facts] as const])),
    ),
  };
}

/** Every plan. */
export function overallStatusJson(views: readonly PlanView[]): string {
  const plans = Object.fromEntries(views.map((view) => [view.state.settings.id, statusOf(view, view.commitments)]));
  return `${JSON.stringify({ plans }, null, 2)}\n`;
}
