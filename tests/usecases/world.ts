import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { MilestoneState } from '../../shared/domain/commitment.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { Rng, Stores } from '../../shared/ports.ts';
import type { Draft, DraftCommitment, DraftMilestone } from '../../shared/reading/draft.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { aDate, planSettingsOf } from '../builders.ts';

/** Chance that is the same in every run: each call takes the next block of a hash chain. */
export function countingRng(seed = 'seed'): Rng {
  let count = 0;
  return {
    bytes: (length) => {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
        createHash('sha256').update(`${seed} ${count++}`).digest(),
      );
      return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
    },
  };
}

export const admin: Actor = { role: 'admin', id: null };
export const lead: Actor = { role: 'lead', id: 'p-lead000000000000' };
export const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
export const septemberFifteenth = at('2021-09-15T08:00:00Z');

/** A milestone as a sheet tells it. */
export function aDraftMilestone(title: string, due: string | null, input: Partial<DraftMilestone> = {}): DraftMilestone {
  return { title, translations: {}, group: null, start: null, due: due === null ? null : aDate(due), line: 20, ...input };
}

/** A sheet as read. */
export function aDraftCommitment(input: Partial<DraftCommitment> = {}): DraftCommitment {
  return {
    number: '28',
    title: 'Pérenniser la participation citoyenne',
    translations: {},
    language: 'fr',
    period: { start: null, end: null },
    leadInstitutions: ['Ministère des Exemples'],
    supportingInstitutions: [],
    contacts: [
      {
        name: 'Camille Exemple',
        role: 'référente',
        organisation: 'Direction des exemples',
        email: 'lead@example.org',
        phone: '01 23 45 67 89',
      },
    ],
    objective: null,
    problem: 'Un problème public.',
    description: null,
    contribution: null,
    relevance: null,
    milestones: [
      aDraftMilestone('Lancement du comité', 'Octobre 2021'),
      aDraftMilestone('Publication de l’avis', 'Décembre 2021'),
    ],
    lines: { title: 1, problem: 5 },
    ...input,
  };
}

/** A file as read; its hash follows from what it says. */
export function aDraft(commitments: DraftCommitment[], input: Partial<Draft> = {}): Draft {
  return {
    source: 'sheet.md',
    sha256: sha256Of(JSON.stringify(commitments)),
    kind: 'commitments',
    commitments,
    participation: null,
    document: null,
    proposals: [],
    warnings: [],
    errors: [],
    ...input,
  };
}

export type World = Stores & { readonly rng: Rng };

/** Memory stores with a plan and, unless told otherwise, commitment #28 imported on 15 September 2021. */
export async function aWorld(drafts: readonly Draft[] = [aDraft([aDraftCommitment()])]): Promise<World> {
  const world = { ...memoryStores(), rng: countingRng() };
  const plan = await createPlan(world, { settings: planSettingsOf(), actor: admin, now: septemberFifteenth });
  if (!plan.ok) throw new Error('the plan was refused');
  if (drafts.length > 0) {
    const imported = await importSheets(world, {
      planId: 'fr-2021-2023',
      drafts,
      actor: admin,
      now: septemberFifteenth,
      dryRun: false,
    });
    if (!imported.ok) throw new Error(`the import was refused: ${JSON.stringify(imported.problems)}`);
  }
  return world;
}

export async function milestoneIn(world: World, id = 'fr-2021-2023/28/m1'): Promise<MilestoneState> {
  const found = await world.record.milestone(id);
  if (found === null) throw new Error(`${id} expected`);
  return found;
}
