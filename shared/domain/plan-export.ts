import * as z from 'zod';
import { answerDraft } from './answer-draft.ts';
import { approval } from './approval.ts';
import { commitmentEntry, planEntry } from './change-log.ts';
import { commitmentState, milestoneState } from './commitment.ts';
import { assignment, contact, emailAddress } from './contact.ts';
import { isoInstant } from './identifiers.ts';
import { ask } from './ledger.ts';
import { planState } from './plan.ts';
import { proposal } from './proposal.ts';
import { storedText } from './text.ts';

/** Version of the shape below; raised when a reader of the older one would misread the new one. */
export const planExportVersion = 1;

/** An entry with the texts it refers to, as in a published log: a text that was removed has neither words nor salt. */
const line = <Entry extends z.ZodType>(entry: Entry) => z.strictObject({ entry, texts: z.array(storedText) });

/**
 * Everything a plan holds, to take away. Logs are whole and can be verified as the published ones can. People are those of
 * this plan, with their roles in it alone. Left out are keys: codes, sessions, stop tokens; and mail that was sent, which
 * the Ledger forgets by itself.
 */
export const planExport = z.strictObject({
  jalonExport: z.literal(planExportVersion),
  exportedAt: isoInstant,
  /** What the plan is now, and how it became so. */
  plan: z.strictObject({ state: planState, log: z.array(line(planEntry)) }),
  commitments: z.array(
    z.strictObject({
      state: commitmentState,
      milestones: z.array(milestoneState),
      log: z.array(line(commitmentEntry)),
      /** When the ministry was asked, oldest first. */
      asks: z.array(ask),
    }),
  ),
  people: z.strictObject({
    /** Where answers to this plan's mail go. */
    mailbox: emailAddress.nullable(),
    /** Everything kept about each person of this plan's own but the key of their stop link. */
    contacts: z.array(contact.omit({ stopToken: true })),
    /** People with a role here whose particulars another plan keeps. */
    guests: z.array(contact.pick({ id: true, name: true, email: true, function: true, organisation: true })),
    /** Past ones included. */
    assignments: z.array(assignment),
  }),
  /** What waits for somebody. */
  waiting: z.strictObject({
    approvals: z.array(approval),
    proposals: z.array(proposal),
    answerDrafts: z.array(answerDraft),
  }),
});
export type PlanExport = z.infer<typeof planExport>;
