import * as z from 'zod';
import type { Problem } from '../../../../shared/domain/errors.ts';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import { proposedEvent } from '../../../../shared/domain/proposal.ts';
import { sha256, withoutPersonalData } from '../../../../shared/domain/text.ts';
import type { ImportReport } from '../../../../shared/usecases/import-sheets.ts';
import { heldBackProblem } from '../../../../shared/usecases/moved-deadlines.ts';
import {
  confirmImport,
  type ImportReview,
  importLimits,
  type ReviewCommand,
  reviewImport,
} from '../../../../shared/usecases/review-import.ts';
import { type Asked, json, type Operation, writing } from '../operation.ts';
import { refusing } from '../refusal.ts';

const sources = z
  .array(z.strictObject({ name: z.string().min(1).max(importLimits.name), text: z.string().max(importLimits.bytes) }))
  .min(1)
  .max(importLimits.files);

const difference = z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });

const importPreview = z
  .strictObject({
    isUnchanged: z.boolean(),
    items: z.array(
      z.strictObject({
        source: z.string(),
        kind: z.enum(['commitment', 'process', 'document']),
        id: z.string(),
        title: z.string(),
        outcome: z.enum(['new', 'changed', 'translated', 'unchanged']),
        differences: z.array(difference),
      }),
    ),
    newPeople: z.int(),
    proposals: z.array(z.strictObject({ ...proposedEvent.shape, date: fuzzyDate.nullable() })),
    warnings: z.array(z.strictObject({ source: z.string(), line: z.int(), code: z.string(), message: z.string() })),
    digest: sha256,
  })
  .meta({
    id: 'ImportPreview',
    description: 'What an import would do. `digest` stands for all of it: sent back, this very import is done and no other.',
  });

const imported = z
  .strictObject({ ok: z.literal(true), changed: z.int(), newPeople: z.int(), newProposals: z.int() })
  .meta({ id: 'Imported', description: 'What an import changed; nothing, when it was done before.' });

/** What is told of an import: nothing in it tells an address, which a sheet may hold. */
function previewOf({ items, people, proposals, warnings, isUnchanged, digest }: ImportReview): z.input<typeof importPreview> {
  return {
    isUnchanged,
    digest,
    items: items.map((item) => ({
      ...item,
      title: withoutPersonalData(item.title),
      differences: item.differences.map(({ field, before, after }) => ({ field, before: clean(before), after: clean(after) })),
    })),
    newPeople: people.filter(({ isNew }) => isNew).length,
    proposals: proposals.map(({ kind, title, date, line, reason }) => ({ kind, title, date, line, reason })),
    warnings: warnings.map((one) => ({ ...one, message: withoutPersonalData(one.message) })),
  };
}

const clean = (text: string | null): string | null => (text === null ? null : withoutPersonalData(text));

/** Why the documents cannot be imported: each error with its place, by the order in which they were sent. */
function importProblems({ files, problems, heldBack }: ImportReview): Problem[] {
  const found = files.flatMap(({ draft }, index) =>
    draft.errors.map(
      ({ line, message }): Problem => ({
        field: `sources.${index}`,
        code: 'malformed',
        detail: `${line}: ${withoutPersonalData(message)}`,
      }),
    ),
  );
  const whole = problems.map(
    ({ code, detail }): Problem => ({ field: 'sources', code, ...(detail === undefined ? {} : { detail }) }),
  );
  const moves = heldBack.map(
    (one): Problem => ({
      ...heldBackProblem(one),
      field: `sources.${files.findIndex(({ draft }) => draft.source === one.source)}`,
      detail: `${one.line}: ${heldBackProblem(one).detail}`,
    }),
  );
  return [...found, ...whole, ...moves].slice(0, 50);
}

const utf8 = new TextEncoder();

type AskedToImport = Pick<Asked<'/{plan}/import', 'import-sheets'>, 'deps' | 'names' | 'permit' | 'now'>;

/** The command of preview and import alike. */
function importOf({ names, permit, now }: AskedToImport, sent: z.infer<typeof sources>): ReviewCommand {
  const bytes = sent.map(({ name, text }) => ({ name, bytes: utf8.encode(text) }));
  return { planId: names.plan, sources: bytes, actor: permit.actor, now };
}

function importedOf(report: ImportReport | null): z.input<typeof imported> {
  const changed = report?.items.filter(({ outcome }) => outcome !== 'unchanged').length ?? 0;
  return { ok: true, changed, newPeople: report?.newContacts ?? 0, newProposals: report?.newProposals ?? 0 };
}

const sourcesExample = [
  {
    name: 'plan.csv',
    text: 'number,title,milestone,start,due,institution\n1,Ouvrir les données,Publication du catalogue,,juin 2022,Ville d’Exemple\n',
  },
];

/** Documents of a plan: read first, then imported as they were read. */
export const importOperations: readonly Operation[] = [
  writing({
    id: 'previewImport',
    section: 'plan',
    path: '/{plan}/import/preview',
    who: 'import-sheets',
    bodyLimit: 'import',
    summary: {
      fr: 'Voir ce qu’un import changerait\u00A0; rien n’est enregistré.',
      en: 'See what an import would change; nothing is recorded.',
    },
    body: z.strictObject({ sources }).meta({
      id: 'ImportSources',
      description: 'All or nothing: a document with an error refuses the whole import. Each source has a name of its own.',
    }),
    example: { sources: sourcesExample },
    answers: { 200: json(importPreview) },
    run: async (asked) => {
      const reviewed = await reviewImport(asked.deps, importOf(asked, asked.body.sources));
      if (!reviewed.ok) return refusing(reviewed);
      const { review } = reviewed;
      if (!review.canBeWritten) return { ok: false, problem: 'invalid', errors: importProblems(review) };
      return { ok: true, status: 200, body: previewOf(review) };
    },
  }),
  writing({
    id: 'importSources',
    section: 'plan',
    path: '/{plan}/import',
    who: 'import-sheets',
    bodyLimit: 'import',
    summary: {
      fr: 'Importer des documents tels qu’ils ont été lus d’abord.',
      en: 'Import documents as they were read first.',
    },
    body: z.strictObject({ sources, digest: sha256 }).meta({
      id: 'Import',
      description: '`digest` is that of the preview; when the import would now do something else, nothing is done.',
    }),
    example: { sources: sourcesExample, digest: '0'.repeat(64) },
    answers: { 200: json(imported) },
    run: async (asked) => {
      const { sources: sent, digest } = asked.body;
      const outcome = await confirmImport(asked.deps, { ...importOf(asked, sent), digest });
      if (outcome.ok) return { ok: true, status: 200, body: importedOf(outcome.report) };
      if (outcome.reason !== 'moved') return refusing(outcome);
      const { review } = outcome;
      return review.canBeWritten
        ? { ok: false, problem: 'stale', current: previewOf(review) }
        : { ok: false, problem: 'invalid', errors: importProblems(review) };
    },
  }),
];
