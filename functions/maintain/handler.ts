import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { environments, readEnvironment, tablesIn } from '../environment.ts';
import { createLog } from '../log.ts';
import { maintain } from './maintain.ts';

const told = readEnvironment(environments.maintain, process.env);
const deps = { ...openDeployedTables(tablesIn(told)), log: createLog('maintain') };
export const handler = () => maintain(deps, systemClock.now());
