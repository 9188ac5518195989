import * as z from 'zod';
import type { PlanState } from '../../../shared/domain/plan.ts';
import { type Proposal, proposal, proposalKind } from '../../../shared/domain/proposal.ts';
import { asProposed, type ConfirmedAs, type Judgement } from '../../../shared/usecases/judge-proposal.ts';
import { datesAsRead } from '../../../shared/usecases/typed-date.ts';
import type { Form } from '../middleware/read-form.ts';
import { owedChoice, owedFrom, owedTyped } from './owed-choice.ts';
import { type Row, titlesApart } from './typed-rows.ts';

const version = z.string().regex(/^[1-9]\d{0,8}$/);
const short = z.string().max(5_000);
/** Ids of what stands in the record. */
const recordId = z.string().max(80);

/** Stands for a process that begins with this step. */
export const newProcess = 'new';

const fields = z.strictObject({
  datesRead: short,
  kind: proposalKind,
  date: short,
  state: proposal.shape.told,
  body: short,
  withCivilSociety: z.enum(['yes', 'no']),
  followUpOwed: owedChoice,
  /** Empty, `new`, or the id of a process. */
  process: recordId,
  processTitle: short,
});

const sent = z.discriminatedUnion('step', [
  z.strictObject({ token: z.string(), version, step: z.enum(['confirm', 'reject']), ...fields.shape }),
  z.strictObject({ token: z.string(), version, step: z.literal('same'), sameAs: recordId }),
  z.strictObject({ token: z.string(), version, step: z.literal('reopen') }),
]);

/** A proposal as a person filled its form in. */
export type ProposalFields = z.infer<typeof fields> & { readonly titles: Row };

export type SentProposal = {
  readonly version: number;
  /** What was typed; null where only a button was pressed. */
  readonly typed: ProposalFields | null;
  readonly judgement: Judgement;
};

/** What the body of a proposal's form says, or null when it is not a body of ours. */
export function readProposalForm(form: Form, { settings }: PlanState): SentProposal | null {
  const apart = titlesApart(Object.fromEntries(form), settings.languages);
  const read = sent.safeParse(apart?.rest);
  if (apart === null || !read.success) return null;
  const { data } = read;
  const seen = Number(data.version);
  if (data.step === 'reopen') return { version: seen, typed: null, judgement: { verdict: 'reopen' } };
  if (data.step === 'same') {
    return { version: seen, typed: null, judgement: { verdict: 'confirm', as: { sameAs: data.sameAs } } };
  }
  const { token: _, version: __, step, ...rest } = data;
  const typed = { ...rest, titles: apart.titles };
  return {
    version: seen,
    typed,
    judgement: step === 'reject' ? { verdict: 'reject' } : { verdict: 'confirm', as: confirmedAs(typed) },
  };
}

function confirmedAs({
  kind,
  titles,
  date,
  state,
  body,
  withCivilSociety,
  followUpOwed,
  process,
  processTitle,
}: ProposalFields): ConfirmedAs {
  const isMeeting = kind === 'meeting';
  const of = process === newProcess ? { title: processTitle } : process === '' ? null : { id: process };
  return {
    kind,
    titles,
    date,
    state,
    body: isMeeting ? body : null,
    withCivilSociety: isMeeting && withCivilSociety === 'yes',
    followUpOwed: isMeeting ? null : owedFrom(followUpOwed),
    process: isMeeting ? null : of,
  };
}

/** The process that a step of this document went to already: its other events most likely belong there too. */
function usualProcess({ processes }: PlanState, { documentId }: Proposal): string {
  return processes.find(({ steps = [] }) => steps.some(({ documentIds }) => documentIds.includes(documentId)))?.id ?? '';
}

/** The form before anything is typed: the proposal word for word. */
export function proposalFields(plan: PlanState, told: Proposal): ProposalFields {
  const { kind, titles, date, state, body, withCivilSociety, followUpOwed, process } = asProposed(plan, told);
  const own = process !== null && 'id' in process ? process.id : usualProcess(plan, told);
  return {
    datesRead: datesAsRead([date ?? '']),
    kind,
    titles,
    date: date ?? '',
    state,
    body: body ?? '',
    withCivilSociety: withCivilSociety ? 'yes' : 'no',
    followUpOwed: owedTyped(followUpOwed),
    process: own === '' && plan.processes.length === 0 ? newProcess : own,
    processTitle: '',
  };
}
