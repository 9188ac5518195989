import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { fromSource, programFolder } from '../../programs.ts';
import { type Variant, variants } from './variants.ts';

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
};

const run = promisify(execFile);

/** For a program that ends before code compiled beside its work, of which the CDK's checks bring much, could repay that: a third less work. */
const once = ['--single-threaded', '--liftoff-only', '--max-semi-space-size=64'];

/**
 * Where every variant lies, made once in a run of the tests by whoever asks first: loading the CDK takes longer than all
 * that is asked of it.
 */
async function templates(): Promise<string> {
  const folder = join(z.string().parse(process.env[programFolder]), 'templates');
  const outcome = join(folder, 'outcome');
  try {
    mkdirSync(folder);
  } catch {
    while (!existsSync(outcome)) await sleep(100);
    const failure = readFileSync(outcome, 'utf8');
    if (failure !== '') throw new Error(failure);
    return folder;
  }
  const failure = await run(process.execPath, [...once, ...fromSource('tests/infra/aws/write-templates.ts'), folder]).then(
    () => '',
    ({ message, stdout }: Error & { readonly stdout: string }) => `${message}\n${stdout}`,
  );
  writeFileSync(outcome, failure);
  if (failure !== '') throw new Error(failure);
  return folder;
}

/** The stacks of one stage; the functions are bundled and the resources checked in the one that is deployed. */
export async function synthesized(variant: Variant = 'production'): Promise<Synthesized> {
  const outdir = join(await templates(), variant);
  const { name } = variants[variant];
  const read = (stack: string) => template.parse(JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), 'utf8')));
  return { outdir, data: read(`${name}-data`), service: read(name) };
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
