import { openStores } from '../../../infra/local/stores.ts';
import { systemRng } from '../../../shared/adapters/system/rng.ts';
import { createPlan } from '../../../shared/usecases/create-plan.ts';
import { declareStatus } from '../../../shared/usecases/declare-status.ts';
import { finishImports } from '../../../shared/usecases/finish-imports.ts';
import { importSheets } from '../../../shared/usecases/import-sheets.ts';
import { planSettingsOf } from '../../builders.ts';
import { aDraft, aDraftCommitment, admin, lead, septemberFifteenth } from '../../usecases/world.ts';

/**
 * A process that is meant to be killed: imports three sheets that say something new each round, then declares, without
 * end. Prints `imported <round>` and `declared <seq>` after each was accepted. Arguments: data folder, store, first round.
 */
const [, , folder = '', store = '', first = '1'] = process.argv;
const { stores } = await openStores(folder, { JALON_STORE: store });
const deps = { ...stores, rng: systemRng };
const now = septemberFifteenth;
await finishImports(deps);
await createPlan(deps, { settings: planSettingsOf(), actor: admin, now });
for (let round = Number(first); ; round += 1) {
  const sheet = (number: string) => aDraftCommitment({ number, problem: `Problème ${round}`, contacts: [] });
  const drafts = ['28', '29', '30'].map((number) => aDraft([sheet(number)], { source: `${number}.md` }));
  const imported = await importSheets(deps, { planId: 'fr-2021-2023', drafts, actor: admin, now, dryRun: false });
  if (imported.ok) process.stdout.write(`imported ${round}\n`);
  const said = await declareStatus(deps, {
    milestoneId: 'fr-2021-2023/28/m1',
    version: null,
    actor: lead,
    now,
    status: 'substantial',
    done: `Tour ${round}`,
    evidence: [],
    noEvidenceReason: null,
    difficulties: null,
    completedOn: null,
    expected: null,
  });
  if (said.ok) process.stdout.write(`declared ${said.seq}\n`);
}
