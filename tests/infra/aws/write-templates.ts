import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { addStage } from '../../../infra/aws/stage.ts';
import { deployed, variants } from './variants.ts';

/** Writes the templates of every variant into a folder of its name, below the one that is named on the command line. */

const folder = z.string().parse(process.argv[2]);

/** What `cdk.json` says of how this app is built, so that tests build the same. */
const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8')));

for (const [name, config] of Object.entries(variants)) {
  const isDeployed = name === deployed;
  const app = new App({
    outdir: join(folder, name),
    context: { ...context, ...(isDeployed ? {} : { 'aws:cdk:bundling-stacks': [] }) },
  });
  addStage(app, config);
  // Fails when cdk-nag finds something nobody acknowledged.
  if (isDeployed) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  app.synth();
}
