import { createCloudFormationClient, readDeployment } from '../../shared/adapters/cloudformation/deployment.ts';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import type { Stores } from '../../shared/ports.ts';

/**
 * The stores of a deployed stack, for the command line: its tables by the names its outputs tell, with the credentials
 * and the Region of whoever runs it. @throws NoDeployment
 */
export async function openDeployedStores(stack: string): Promise<Stores> {
  return openDeployedTables((await readDeployment(createCloudFormationClient(), stack)).tables);
}
