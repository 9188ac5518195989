import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { contactPage } from '../../domain/contact-page.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../domain/identifiers.ts';

/** What a deployed stack tells: the names of its outputs are the keys. */
const outputs = z.object({
  RecordTable: z.string().min(1),
  PeopleTable: z.string().min(1),
  LedgerTable: z.string().min(1),
  DigestsQueueUrl: z.url(),
  CodesQueueUrl: z.url(),
  SiteBucket: z.string().min(1),
  PublicUrl: z.url({ protocol: /^https$/ }),
  /** Absent from a stack that was deployed before it was told. */
  HomeLanguage: interfaceLanguage.optional(),
  /** `none` where there is no such page, as no output may be empty; absent from a stack of before, too. */
  ContactUrl: z.union([z.literal('none').transform(() => null), contactPage]).optional(),
  SecretParameter: z.string().min(1),
});

/** Names of the outputs of the service stack, for whoever writes them. */
export type DeploymentOutput = keyof z.infer<typeof outputs>;

export const deploymentOutputs = outputs.keyof().options;

/** Where a deployed Jalon keeps its things. */
export type Deployment = {
  readonly tables: { readonly record: string; readonly people: string; readonly ledger: string };
  readonly queues: { readonly digests: string; readonly codes: string };
  readonly siteBucket: string;
  readonly publicUrl: string;
  readonly homeLanguage: InterfaceLanguage | undefined;
  readonly contactUrl: string | null;
  readonly secretParameter: string;
};

/** There is no such stack, or it is another's: names the outputs that are missing. */
export class NoDeployment extends Error {
  readonly stackName: string;
  readonly missing: readonly string[];

  constructor(stackName: string, missing: readonly string[]) {
    super(`the stack ${stackName} is not a deployed Jalon (missing: ${missing.join(', ')})`);
    this.name = 'NoDeployment';
    this.stackName = stackName;
    this.missing = missing;
  }
}

/** The only place that makes one. */
export function createCloudFormationClient(): CloudFormationClient {
  return new CloudFormationClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}

/** Reads where the stack called `name` keeps its things. @throws NoDeployment */
export async function readDeployment(client: CloudFormationClient, name: string): Promise<Deployment> {
  const answer = await client.send(new DescribeStacksCommand({ StackName: name }));
  const told = Object.fromEntries((answer.Stacks?.[0]?.Outputs ?? []).map((one) => [one.OutputKey ?? '', one.OutputValue]));
  const read = outputs.safeParse(told);
  if (!read.success) throw new NoDeployment(name, [...new Set(read.error.issues.map((issue) => issue.path.join('.')))]);
  return {
    tables: { record: read.data.RecordTable, people: read.data.PeopleTable, ledger: read.data.LedgerTable },
    queues: { digests: read.data.DigestsQueueUrl, codes: read.data.CodesQueueUrl },
    siteBucket: read.data.SiteBucket,
    publicUrl: read.data.PublicUrl,
    homeLanguage: read.data.HomeLanguage,
    contactUrl: read.data.ContactUrl ?? null,
    secretParameter: read.data.SecretParameter,
  };
}
