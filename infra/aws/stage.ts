import type { App } from 'aws-cdk-lib';
import type { StageConfig } from './config.ts';
import { DataStack } from './stacks/data.ts';
import { ServiceStack } from './stacks/service.ts';

/** The two stacks of a stage, directly below the app, so that their templates lie directly in the output folder. */
export function addStage(app: App, config: StageConfig): { readonly data: DataStack; readonly service: ServiceStack } {
  const env = { region: config.region };
  const data = new DataStack(app, `${config.name}-data`, {
    env,
    config,
    description: 'Jalon: the tables, and the identity that signs the mails',
  });
  const service = new ServiceStack(app, config.name, {
    env,
    config,
    data,
    description: 'Jalon: everything that can be deployed again at any time',
  });
  return { data, service };
}
