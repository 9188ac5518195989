import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { type StageConfig, stages } from '../../../infra/aws/config.ts';
import { addStage } from '../../../infra/aws/stage.ts';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof resource>;

const template = z.object({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() })).default({}),
});
export type ParsedTemplate = z.infer<typeof template>;

export type Synthesized = {
  readonly outdir: string;
  readonly data: ParsedTemplate;
  readonly service: ParsedTemplate;
  readonly remove: () => void;
};

/** What `cdk.json` says of how this app is built, so that tests build the same. */
const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8')));

/** The stacks of one stage; the functions are bundled only where the bundles are run. */
export function synthesize(config: StageConfig = stages.production, options = { bundle: false, check: false }): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'jalon-synth-'));
  const app = new App({ outdir, context: { ...context, ...(options.bundle ? {} : { 'aws:cdk:bundling-stacks': [] }) } });
  const { data, service } = addStage(app, config);
  if (options.check) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return {
    outdir,
    data: template.parse(Template.fromStack(data).toJSON()),
    service: template.parse(Template.fromStack(service).toJSON()),
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  };
}

/** Resources of one type, by logical id. */
export function ofType(from: ParsedTemplate, type: string): [string, Resource][] {
  return Object.entries(from.Resources).filter(([, one]) => one.Type === type);
}

/** Properties of the one resource with this logical id, its hash left out. */
export function propertiesOf(from: ParsedTemplate, id: string): Resource['Properties'] {
  const found = Object.entries(from.Resources).filter(([logicalId]) => logicalId.replace(/[0-9A-F]{8}$/, '') === id);
  if (found.length !== 1) throw new RangeError(`${found.length} resources are called ${id}`);
  return found[0]?.[1].Properties ?? {};
}
