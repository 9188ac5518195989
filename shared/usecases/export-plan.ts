import type { Temporal } from 'temporal-polyfill';
import { type LogEntry, textsOf } from '../domain/change-log.ts';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { type PlanExport, planExport, planExportVersion } from '../domain/plan-export.ts';
import type { StoredText, Texts } from '../domain/text.ts';
import type { CommitmentRecord, PeopleStore, RecordStore } from '../ports.ts';
import { guestsOf } from './home-plan.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

type Deps = { readonly record: RecordStore; readonly people: PeopleStore };

function withTexts<Entry extends LogEntry>(log: readonly Entry[], texts: Texts): { entry: Entry; texts: StoredText[] }[] {
  return log.map((entry) => ({
    entry,
    texts: [...new Set(textsOf(entry))].map((sha256) => texts.get(sha256) ?? { sha256, salt: null, text: null }),
  }));
}

async function commitmentExport({ record }: Deps, { commitment, log, texts }: CommitmentRecord) {
  const { state, milestones } = commitment;
  return { state, milestones: [...milestones], log: withTexts(log, texts), asks: [...(await record.asks(state.id))] };
}

function withoutKey({ stopToken: _, ...person }: Contact) {
  return person;
}

/** Of a person whose particulars another plan keeps: by which name, in which function and at which address they are known here. */
function asGuest({ id, name, email, function: held, organisation }: Contact) {
  return { id, name, email, function: held, organisation };
}

/**
 * Everything a plan holds, in the documented shape; null when there is no such plan. Reads only. What a schema of the
 * export does not know does not leave.
 */
export async function exportPlan(
  deps: Deps,
  { planId, now }: { readonly planId: string; readonly now: Temporal.Instant },
): Promise<PlanExport | null> {
  const { record, people } = deps;
  const plan = await record.plan(planId);
  if (plan === null) return null;
  const [records, persons, mailbox, approvals, proposals] = await Promise.all([
    commitmentsOfPlan(record, planId),
    people.peopleOf(planId),
    people.mailbox(planId),
    people.approvalsOf(planId),
    people.proposalsOf(planId),
  ]);
  const ids = persons.contacts.map(({ id }) => id);
  const guests = await guestsOf(deps, planId, ids, now);
  const milestones = records.flatMap(({ commitment }) => commitment.milestones);
  const drafts = await Promise.all(milestones.map(({ id }) => people.answerDraft(id)));
  return planExport.parse({
    jalonExport: planExportVersion,
    exportedAt: instantText(now),
    plan: { state: plan.state, log: withTexts(plan.log, plan.texts) },
    commitments: await Promise.all(records.map((one) => commitmentExport(deps, one))),
    people: {
      mailbox,
      contacts: persons.contacts.filter(({ id }) => !guests.has(id)).map(withoutKey),
      guests: persons.contacts.filter(({ id }) => guests.has(id)).map(asGuest),
      assignments: persons.assignments.filter((one) => one.planId === planId),
    },
    waiting: { approvals, proposals, answerDrafts: drafts.filter((one) => one !== null) },
  });
}

/** The export as a file. */
export function exportText(one: PlanExport): string {
  return `${JSON.stringify(one)}\n`;
}
