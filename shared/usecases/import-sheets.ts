import type { Temporal } from 'temporal-polyfill';
import { type CommitmentChange, genesis, seal } from '../domain/change-log.ts';
import type { Assignment } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf, type InterfaceLanguage, interfaceLanguage } from '../domain/identifiers.ts';
import type { Actor, PlanSettings } from '../domain/plan.ts';
import { reduceCommitment } from '../domain/reduce.ts';
import type { StoredText } from '../domain/text.ts';
import type { CommitmentRecord, PeopleStore, RecordStore, Rng, StagedChange } from '../ports.ts';
import type { Draft, DraftCommitment, DraftContact, Finding } from '../reading/draft.ts';
import { assignContact } from './add-contact.ts';
import { textWriter } from './append-change.ts';
import { citeSource } from './cite-source.ts';
import { collectProposals } from './collect-proposals.ts';
import { finishImport } from './finish-imports.ts';
import { heldBackProblem, type MovedDeadline, movedDeadlines, needsSecond } from './moved-deadlines.ts';
import { differencesOf, type SheetDifference, sheetOfDraft, sourceOf, toImported, translatedMilestones } from './sheet.ts';

export type ImportDeps = { readonly record: RecordStore; readonly people: PeopleStore; readonly rng: Rng };

export type ImportCommand = {
  readonly planId: string;
  readonly drafts: readonly Draft[];
  readonly actor: Actor;
  readonly now: Temporal.Instant;
  /** Report the difference and write nothing. */
  readonly dryRun: boolean;
};

/** What an import does, or would do, to one commitment, participation process or document. */
export type ImportedItem = {
  readonly source: string;
  readonly kind: 'commitment' | 'process' | 'document';
  /** `<plan>/<number>`, or the id of the process or document. */
  readonly id: string;
  readonly title: string;
  readonly outcome: 'new' | 'changed' | 'translated' | 'unchanged';
  readonly differences: readonly SheetDifference[];
};

export type ImportReport = {
  readonly ok: true;
  readonly items: readonly ImportedItem[];
  /** How many people the sheets name whom nobody knew yet; they are unconfirmed and get no mail. */
  readonly newContacts: number;
  /** How many dated events of documents wait now that did not before; none of them is public. */
  readonly newProposals: number;
  readonly warnings: readonly Warning[];
  /** Of a dry run: deadlines this person may not move alone. As long as there is one, nothing is imported. */
  readonly heldBack: readonly MovedDeadline[];
};

type Warning = Finding & { readonly source: string };
type Staged = Omit<StagedChange, 'importId' | 'order' | 'actor'>;
export type PlannedImport = {
  readonly item: ImportedItem;
  readonly staged: Staged | null;
  readonly warnings: readonly Warning[];
};

/** Actions one transaction can hold (DynamoDB); a change that needs more could be staged and never be written. */
const actionLimit = 100;
/** The entry, the state, the membership of the plan. */
const fixedActions = 3;

/** The commitment as it will stand after a change that is only planned: what a translation in the same import refers to. */
function foresee(
  before: CommitmentRecord | null,
  id: string,
  change: CommitmentChange,
  texts: readonly StoredText[],
): CommitmentRecord {
  const head = before?.commitment.state.head ?? genesis;
  const entry = seal(head, { subject: id, at: '1970-01-01T00:00:00Z', actor: { role: 'system', id: null } }, change);
  return {
    commitment: reduceCommitment(before?.commitment ?? null, entry),
    log: [...(before?.log ?? []), entry],
    texts: new Map([...(before?.texts ?? []), ...texts.map((text) => [text.sha256, text] as const)]),
  };
}

function planSheet(
  draft: Draft,
  read: DraftCommitment,
  before: CommitmentRecord | null,
  context: { id: string; importId: string; rng: Rng },
): PlannedImport {
  const sheet = sheetOfDraft(read);
  const { id, importId } = context;
  const source = { ...sourceOf(draft), language: sheet.language };
  const item = { source: draft.source, kind: 'commitment' as const, id, title: sheet.title };
  const differences = before === null ? [] : differencesOf(before, sheet);
  if (before !== null && differences.length === 0) {
    return { item: { ...item, outcome: 'unchanged', differences }, staged: null, warnings: [] };
  }
  const placed = { subject: id, basedOn: before?.commitment.state.head.seq ?? 0 };
  const { write, texts } = textWriter(context.rng);
  const { commitment, missing } = toImported(sheet, { id, source, before, write });
  if (before === null || before.commitment.state.language === sheet.language) {
    return {
      item: { ...item, outcome: before === null ? 'new' : 'changed', differences },
      staged: { ...placed, change: { type: 'imported', data: { importId, commitment, missing } }, texts },
      warnings: [],
    };
  }
  const prose = Object.fromEntries(
    Object.entries(commitment.prose).flatMap(([field, wordings]) => {
      const ref = wordings?.[sheet.language];
      return ref === undefined ? [] : [[field, ref]];
    }),
  );
  const { milestones, unknown } = translatedMilestones(sheet, before.commitment);
  const data = { importId, language: sheet.language, title: sheet.title, prose, milestones, source, lines: commitment.lines };
  return {
    item: { ...item, outcome: 'translated', differences },
    staged: { ...placed, change: { type: 'translated', data }, texts },
    warnings: unknown.map(({ title, line }) => ({
      source: draft.source,
      line: line ?? 1,
      code: 'only-in-translation',
      message: `"${title}" is in this translation only: a translation adds no milestone`,
    })),
  };
}

/** How many actions writing this change takes at most: each milestone it touches may move its due item too. */
function actionsOf(before: CommitmentRecord | null, after: CommitmentRecord | null, texts: number): number {
  const versions = new Map(before?.commitment.milestones.map(({ id, version }) => [id, version]));
  const touched = (after?.commitment.milestones ?? []).filter(({ id, version }) => versions.get(id) !== version).length;
  return fixedActions + texts + 2 * touched;
}

/** The language of the commitment a sheet tells: a table tells a commitment and its translations on one line, in this order. */
function toldLanguage({ commitments }: Draft, read: DraftCommitment): string {
  const { number: line } = read.lines;
  const isBeside = (one: DraftCommitment): boolean => one.number === read.number && one.lines['number'] === line;
  return (line === undefined ? undefined : commitments.find(isBeside)?.language) ?? read.language;
}

/** Sheets in the plan's own language come first: others then translate them. */
function sheetsInOrder(drafts: readonly Draft[], settings: PlanSettings): { draft: Draft; read: DraftCommitment }[] {
  const own = settings.languages[0];
  return drafts
    .flatMap((draft) => draft.commitments.map((read) => ({ draft, read, isOwn: toldLanguage(draft, read) === own })))
    .sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
}

async function planSheets(
  { record, rng }: ImportDeps,
  drafts: readonly Draft[],
  settings: PlanSettings,
  importId: string,
): Promise<{ readonly planned: readonly PlannedImport[]; readonly moved: readonly MovedDeadline[] } | Refused> {
  const foreseen = new Map<string, CommitmentRecord | null>();
  const planned: PlannedImport[] = [];
  const moved: MovedDeadline[] = [];
  for (const { draft, read } of sheetsInOrder(drafts, settings)) {
    const id = commitmentIdOf(settings.id, read.number);
    const before = foreseen.has(id) ? (foreseen.get(id) ?? null) : await record.commitment(id);
    const one = planSheet(draft, read, before, { id, importId, rng });
    planned.push(one);
    const change = one.staged?.change;
    const isCommitment = change?.type === 'imported' || change?.type === 'translated';
    const after = isCommitment ? foresee(before, id, change, one.staged?.texts ?? []) : before;
    foreseen.set(id, after);
    if (after !== null) moved.push(...movedDeadlines(before?.commitment ?? null, after.commitment, draft.source));
    const actions = actionsOf(before, after, one.staged?.texts.length ?? 0);
    if (actions > actionLimit) {
      return refused('invalid', [
        { field: `${draft.source}:${read.lines['title'] ?? 1}`, code: 'too-many', detail: 'milestones changed at once' },
      ]);
    }
  }
  return { planned, moved };
}

export type NamedPerson = {
  readonly person: DraftContact;
  readonly number: string;
  readonly language: InterfaceLanguage;
  readonly source: string;
  readonly line: number;
};

/** People of the sheets who can be written to. Someone without an address is no contact. */
export function namedPeople(drafts: readonly Draft[], settings: PlanSettings): NamedPerson[] {
  const language = interfaceLanguage.catch('en').parse(settings.languages[0]);
  return drafts.flatMap(({ commitments, source }) =>
    commitments.flatMap(({ contacts, number, lines }) =>
      contacts
        .filter(({ email }) => email !== null)
        .map((person) => ({ person, number, language, source, line: lines['contacts'] ?? 1 })),
    ),
  );
}

/** Whether a person is, or was, a lead of this commitment: an import then leaves their role alone. */
export function wasLead(held: readonly Assignment[], planId: string, number: string): boolean {
  return held.some(
    (one) => one.planId === planId && one.role === 'lead' && (one.commitments === null || one.commitments.includes(number)),
  );
}

/** Adds each named person as an unconfirmed lead, unless this plan has already known them for this commitment. */
async function addPeople(
  deps: ImportDeps,
  { planId, now }: ImportCommand,
  named: readonly NamedPerson[],
): Promise<{ added: number; warnings: Warning[] }> {
  const warnings: Warning[] = [];
  let added = 0;
  for (const { person, number, language, source, line } of named) {
    const email = person.email ?? '';
    const known = await deps.people.contactByEmail(email);
    const held = known === null ? [] : await deps.people.assignmentsOf(known.id);
    if (wasLead(held, planId, number)) continue;
    const outcome = await assignContact(deps, {
      planId,
      now,
      role: 'lead',
      commitments: [number],
      name: person.name ?? email,
      email,
      phone: person.phone,
      function: person.role,
      organisation: person.organisation,
      language,
    });
    if (!outcome.ok) {
      const what = outcome.problems.map(({ field }) => field).join(', ');
      warnings.push({
        source,
        line,
        code: 'contact-not-added',
        message: `the contact of #${number} was not added: ${what} cannot be read`,
      });
    } else if (outcome.isNew) added += 1;
  }
  return { added, warnings };
}

/**
 * Imports what was read: commitments, participation processes and cited documents. All or nothing over all files: nothing
 * is written while a draft has an error, and once the import is staged it is finished, now or at the next start. The same
 * files again change nothing; an edited file changes only what it says differently. In a plan that asks for a second person
 * nobody moves a deadline in force by importing: it is proposed and confirmed first, and the same files then move nothing.
 */
export async function importSheets(deps: ImportDeps, command: ImportCommand): Promise<ImportReport | Refused> {
  const errors = command.drafts.flatMap((draft) => draft.errors.map((error) => ({ source: draft.source, ...error })));
  if (errors.length > 0) {
    return refused(
      'invalid',
      errors.map(({ source, line, message }) => ({ field: `${source}:${line}`, code: 'malformed', detail: message })),
    );
  }
  const plan = await deps.record.plan(command.planId);
  if (plan === null) return refused('unknown-plan');
  const importId = Buffer.from(deps.rng.bytes(16)).toString('hex');
  const sheets = await planSheets(deps, command.drafts, plan.state.settings, importId);
  if ('reason' in sheets) return sheets;
  const planned = [...sheets.planned, ...command.drafts.flatMap((draft) => citeSource(deps, plan, draft))];
  const items = planned.map(({ item }) => item);
  const warnings = [
    ...command.drafts.flatMap((draft) => draft.warnings.map((warning) => ({ ...warning, source: draft.source }))),
    ...planned.flatMap((one) => one.warnings),
  ];
  const heldBack = needsSecond(plan.state.settings, command.actor) ? sheets.moved : [];
  if (command.dryRun) return { ok: true, items, newContacts: 0, newProposals: 0, warnings, heldBack };
  if (heldBack.length > 0) return refused('invalid', heldBack.map(heldBackProblem));

  // People and proposals first: what is staged is written even if this process dies, and nothing of it may be forgotten then.
  const people = await addPeople(deps, command, namedPeople(command.drafts, plan.state.settings));
  const proposals = await collectProposals(deps, command);
  const staged = planned
    .flatMap((one) => (one.staged === null ? [] : [one.staged]))
    .map((one, order) => ({ ...one, importId, order, actor: command.actor }));
  if (staged.length > 0) {
    const at = instantText(command.now);
    const row = { id: importId, planId: command.planId, at, state: 'writing' as const, changes: staged.length };
    await deps.record.stageImport(row, staged);
    await finishImport(deps, row);
  }
  const told = [...warnings, ...people.warnings];
  return { ok: true, items, newContacts: people.added, newProposals: proposals.added, warnings: told, heldBack: [] };
}
