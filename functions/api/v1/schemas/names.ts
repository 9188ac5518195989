import * as z from 'zod';
import { assessment, importedCommitment, milestoneState } from '../../../../shared/domain/commitment.ts';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import { wording } from '../../../../shared/domain/identifiers.ts';
import {
  actor,
  campaign,
  citedDocument,
  declaration,
  evidence,
  logHead,
  meeting,
  participationProcess,
  planSettings,
  processStep,
  reminderPolicy,
  responsibleRole,
} from '../../../../shared/domain/plan.ts';
import { storedText, textRef } from '../../../../shared/domain/text.ts';

/** Names in the OpenAPI document of shapes that are the domain's own: each is told once, and referred to. */
const named: { readonly [id: string]: readonly [z.ZodType, string] } = {
  PublishedDate: [fuzzyDate, 'A date with its published words; `to` is the deadline, inclusive, in the plan’s time zone.'],
  ReminderPolicy: [reminderPolicy, 'When reminders go out; days are counted before the deadline.'],
  Actor: [actor, 'Who acted: a role, and a pseudonym where a person stands behind it.'],
  LogHead: [logHead, 'Where a log stands: the number and hash of its newest entry.'],
  TextRef: [textRef, 'A text by its salted hash; the text lies beside the entry, so that it can be redacted.'],
  StoredText: [storedText, 'A text with its salt; null where it was redacted.'],
  Wording: [wording, 'The same text by language.'],
  ResponsibleRole: [responsibleRole, 'Function and unit, never a name.'],
  LogEvidence: [evidence, 'A link as the log keeps it.'],
  LogDeclaration: [declaration, 'A declaration as the log keeps it.'],
  LogAssessment: [assessment, 'An assessment as the log keeps it.'],
  LogCommitment: [importedCommitment, 'A commitment as an import wrote it.'],
  LogSettings: [planSettings, 'A plan’s settings as the log keeps them.'],
  LogMeeting: [meeting, 'A meeting as the log keeps it.'],
  LogProcess: [participationProcess, 'A participation process as the log keeps it.'],
  LogStep: [processStep, 'A step of a participation process as the log keeps it.'],
  LogDocument: [citedDocument, 'A cited document as the log keeps it.'],
  Campaign: [campaign, 'A reporting campaign; confirmed, it asks whoever has not spoken.'],
  MilestoneState: [milestoneState, 'A milestone as it stands, folded from the log.'],
};

/** Tells zod the names, for {@link z.toJSONSchema}. */
export function nameShapes(): void {
  for (const [id, [schema, description]] of Object.entries(named)) z.globalRegistry.add(schema, { id, description });
}
