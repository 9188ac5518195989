import { createCloudFormationClient, readDeployment } from '../../shared/adapters/cloudformation/deployment.ts';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import type { Stores } from '../../shared/ports.ts';

/**
 * A deployed stack, for the command line: the stores over its tables, by the names its outputs tell, and the address of
 * its site. With the credentials and the Region of whoever runs it. @throws NoDeployment
 */
export async function openDeployment(stack: string): Promise<{ readonly stores: Stores; readonly publicUrl: string }> {
  const { tables, publicUrl } = await readDeployment(createCloudFormationClient(), stack);
  return { stores: openDeployedTables(tables), publicUrl };
}
