import * as z from 'zod';
import { assessment } from '../../../shared/domain/commitment.ts';
import { commitmentOf, planOf } from '../../../shared/domain/identifiers.ts';
import { assessCommitment } from '../../../shared/usecases/assess-commitment.ts';
import { type Correction, correctEntry } from '../../../shared/usecases/correct-entry.ts';
import { type RedactableText, redactableTexts, redactTexts } from '../../../shared/usecases/redact-texts.ts';
import { type Command, type Context, list, required, text, UsageError, type Values } from '../command.ts';
import { actorFor, asHelp, asOption } from '../who.ts';
import { type Workspace, withWorkspace } from '../workspace.ts';
import { only, tellEntry, typedDate } from './milestone.ts';

function entryNumber(values: Values): number {
  const given = required(values, 'entry');
  if (!/^[1-9]\d*$/.test(given)) throw new UsageError('--entry is the number of an entry in the log, like 3');
  return Number(given);
}

async function correctionOf(workspace: Workspace, subject: string, values: Values): Promise<Correction> {
  const milestoneId = subject === commitmentOf(subject) ? null : subject;
  const title = text(values, 'title');
  const told = await workspace.stores.record.commitment(commitmentOf(subject));
  const language = text(values, 'language') ?? told?.commitment.state.language ?? 'fr';
  const due = text(values, 'due');
  const code = text(values, 'ogp-id');
  if (title !== null) {
    const titles = { [language]: title };
    return milestoneId === null ? { field: 'title', titles } : { field: 'milestone-title', milestoneId, titles };
  }
  if (code !== null) return { field: 'ogp-id', ogpId: { code, verified: true } };
  if (milestoneId === null) throw new UsageError('name a milestone, or give --title or --ogp-id for the commitment');
  if (due !== null) return { field: 'published-deadline', milestoneId, due: await typedDate(workspace, planOf(subject), due) };
  return { field: 'word', milestoneId };
}

const correct: Command = {
  name: 'correct',
  summary: 'Mends or undoes an earlier entry by a new public one. The earlier entry stays.',
  usage: 'MILESTONE|COMMITMENT --entry SEQ --reason TEXT [--title TEXT | --due DATE | --ogp-id CODE]',
  help: [
    '  --entry         the entry that was wrong',
    '  --title         the right title, with --language (the commitment’s own by default)',
    '  --due           the right reading of the published deadline',
    '  --ogp-id        the code of the OGP, verified at its source',
    'With none of these the word said in that entry no longer counts: a declaration, a revision, a withdrawal.',
    asHelp,
  ],
  options: {
    entry: { type: 'string' },
    reason: { type: 'string' },
    title: { type: 'string' },
    language: { type: 'string' },
    due: { type: 'string' },
    'ogp-id': { type: 'string' },
    ...asOption,
  },
  run: (context, values, positionals) =>
    withWorkspace(context, async (workspace) => {
      const subject = only(positionals, 'milestone or commitment');
      const command = {
        commitmentId: commitmentOf(subject),
        corrects: entryNumber(values),
        change: await correctionOf(workspace, subject, values),
        reason: text(values, 'reason'),
        actor: await actorFor(context, workspace.stores, values, subject, 'poc'),
        now: context.now,
      };
      return tellEntry(context, command.commitmentId, await correctEntry({ ...workspace.stores, rng: workspace.rng }, command));
    }),
};

/** The texts of an entry that can go, by name. @throws UsageError when there is no such entry */
async function readableTexts({ stores }: Workspace, subject: string, of: number): Promise<readonly RedactableText[]> {
  const found = subject.includes('/') ? await stores.record.commitment(subject) : await stores.record.plan(subject);
  const texts = found === null ? null : redactableTexts(found, of);
  if (texts === null) throw new UsageError(`${subject} has no entry ${of}`);
  return texts;
}

const nameOf = ({ path }: RedactableText): string => path.join('.');

function listTexts(context: Context, texts: readonly RedactableText[]): number {
  if (context.json) context.out(`${JSON.stringify(texts, null, 2)}\n`);
  else context.out(texts.map((one) => `${nameOf(one)}\n  ${one.text.replaceAll('\n', '\n  ')}\n`).join(''));
  if (texts.length === 0) context.err('No text of this entry can be read any more.\n');
  return 0;
}

/** Hashes of the texts that go: those named, or all. @throws UsageError when a name is none of the entry's */
function chosen(values: Values, texts: readonly RedactableText[]): { readonly texts?: readonly string[] } {
  const names = list(values, 'text');
  const unknown = names.find((name) => texts.every((one) => nameOf(one) !== name));
  if (unknown !== undefined) throw new UsageError(`this entry has no text ${unknown}; without --reason its texts are listed`);
  return names.length === 0 ? {} : { texts: texts.filter((one) => names.includes(nameOf(one))).map(({ sha256 }) => sha256) };
}

const redact: Command = {
  name: 'redact',
  summary: 'Deletes texts of one entry for good and says so in public. The log still verifies.',
  usage: 'COMMITMENT|PLAN --entry SEQ [--reason TEXT [--text NAME]...]',
  help: [
    '  --entry         the entry whose texts go',
    '  --reason        why, in public; without it the texts of the entry are listed, and nothing is deleted',
    '  --text          the name of a text that goes, as the list has it; every one if left out',
    asHelp,
  ],
  options: {
    entry: { type: 'string' },
    reason: { type: 'string' },
    text: { type: 'string', multiple: true },
    ...asOption,
  },
  run: (context, values, positionals) =>
    withWorkspace(context, async (workspace) => {
      const subject = only(positionals, 'commitment or plan');
      const of = entryNumber(values);
      const texts = await readableTexts(workspace, subject, of);
      const reason = text(values, 'reason');
      if (reason === null) return listTexts(context, texts);
      const command = {
        subject,
        of,
        ...chosen(values, texts),
        reason,
        actor: await actorFor(context, workspace.stores, values, subject, 'poc'),
        now: context.now,
      };
      return tellEntry(context, subject, await redactTexts({ ...workspace.stores, rng: workspace.rng }, command));
    }),
};

const irmOptions = ['completion', 'verifiable', 'relevant', 'ambition'] as const;

/** An assessment as its options tell it; what is wrong with the words is for the verb to say. */
const assessmentOptions = assessment.extend({
  source: assessment.shape.source.extend({ title: z.string() }),
});

const assess: Command = {
  name: 'assess',
  summary: 'Records what the IRM found, with its source, beside what the ministry declares.',
  usage: 'COMMITMENT|MILESTONE --source TITLE --url URL --date DAY [--completion VALUE] ...',
  help: [
    '  --completion    no-evidence, not-started, limited, substantial, complete, pending, no-data',
    '  --verifiable    yes, no',
    '  --relevant      yes, no',
    '  --ambition      unclear, modest, substantial, low',
    '  --early-results no-notable, moderate, significant, no-data',
    'It is written as the reviewer’s: nobody on the government’s side can say it.',
  ],
  options: {
    source: { type: 'string' },
    url: { type: 'string' },
    date: { type: 'string' },
    completion: { type: 'string' },
    verifiable: { type: 'string' },
    relevant: { type: 'string' },
    ambition: { type: 'string' },
    'early-results': { type: 'string' },
  },
  run: (context, values, positionals) =>
    withWorkspace(context, async (workspace) => {
      const subject = only(positionals, 'commitment or milestone');
      const read = assessmentOptions.safeParse({
        ...Object.fromEntries(irmOptions.map((name) => [name, text(values, name)])),
        earlyResults: text(values, 'early-results'),
        source: { title: required(values, 'source'), url: required(values, 'url'), date: required(values, 'date') },
      });
      if (!read.success)
        throw new UsageError(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
      const command = {
        commitmentId: commitmentOf(subject),
        milestoneId: subject === commitmentOf(subject) ? null : subject,
        assessment: read.data,
        actor: await actorFor(context, workspace.stores, {}, subject, 'reviewer'),
        now: context.now,
      };
      return tellEntry(context, subject, await assessCommitment({ ...workspace.stores, rng: workspace.rng }, command));
    }),
};

export const logCommands: readonly Command[] = [correct, redact, assess];
