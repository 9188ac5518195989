import { systemRng } from '../../shared/adapters/system/rng.ts';
import type { Rng, Stores } from '../../shared/ports.ts';
import type { SiteHome } from '../../shared/showing/addresses.ts';
import { finishImports } from '../../shared/usecases/finish-imports.ts';
import { localContactUrl } from '../contact-page.ts';
import { localHomeLanguage } from '../home-language.ts';
import { localAddress } from '../local/address.ts';
import { openGate } from '../local/gate.ts';
import { openStores } from '../local/stores.ts';
import { type Context, UsageError } from './command.ts';

/** The data a command works on: a local folder, or a deployed stack's tables. */
export type Workspace = SiteHome & {
  readonly stores: Stores;
  readonly rng: Rng;
  close(): Promise<void>;
};

/** Opens the data, finishing first what a crash left half imported. */
async function openWorkspace(context: Context): Promise<Workspace> {
  if (context.stack !== null) {
    // Loaded here alone: local calls need none of its clients.
    const { openDeployment } = await import('../aws/deployed.ts');
    const deployment = await openDeployment(context.stack);
    await finishImports(deployment.stores);
    return { ...deployment, rng: systemRng, close: async () => {} };
  }
  const { stores, close } = await openStores(context.dataFolder, context.env);
  try {
    await finishImports(stores);
    await openGate(stores.ledger);
  } catch (error) {
    await close();
    throw error;
  }
  const publicUrl = localAddress(context.dataFolder, context.env);
  const home = { publicUrl, homeLanguage: localHomeLanguage(context.env), contactUrl: localContactUrl(context.env) };
  return { ...home, stores, rng: systemRng, close };
}

/** Runs `work` on the data and always closes it again. */
export async function withWorkspace<Result>(context: Context, work: (workspace: Workspace) => Promise<Result>): Promise<Result> {
  const workspace = await openWorkspace(context);
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

/** The plan a command is about: the one named, else the only one. @throws UsageError listing them when there are several */
export async function planFor({ stores }: Workspace, named: string | null): Promise<string> {
  const ids = await stores.record.planIds();
  if (named !== null) {
    if (ids.includes(named)) return named;
    throw new UsageError(`there is no plan ${named}. ${listed(ids)}`);
  }
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError(only === undefined ? listed(ids) : `say which plan with --plan. ${listed(ids)}`);
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? 'No plan yet: make one with jalon plan add.' : `Plans: ${ids.join(', ')}`;
}
