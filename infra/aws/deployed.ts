import { createCloudFormationClient, readDeployment } from '../../shared/adapters/cloudformation/deployment.ts';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import type { Stores } from '../../shared/ports.ts';
import type { SiteHome } from '../../shared/showing/addresses.ts';

/**
 * A deployed stack, for the command line: the stores over its tables, by the names its outputs tell, and the address,
 * front door and contact page of its site. With the credentials and the Region of whoever runs it. @throws NoDeployment
 */
export async function openDeployment(stack: string): Promise<SiteHome & { readonly stores: Stores }> {
  const { tables, publicUrl, homeLanguage, contactUrl } = await readDeployment(createCloudFormationClient(), stack);
  return { stores: openDeployedTables(tables), publicUrl, homeLanguage, contactUrl };
}
