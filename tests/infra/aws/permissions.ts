import * as z from 'zod';
import { ofType, type ParsedTemplate, type Synthesized } from './synthesize.ts';

const list = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.unknown()));

const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: list.pipe(z.array(z.string())),
  Resource: list.optional(),
  Principal: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
export type Statement = z.infer<typeof statement>;

const document = z.object({ Statement: z.array(statement) });

const policy = z.object({ PolicyDocument: document, Roles: z.array(z.object({ Ref: z.string() })) });
const deployed = z.object({
  Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  Description: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

/** One thing a function may do: an action, on one resource, under conditions. */
export type Permission = { readonly action: string; readonly resource: string; readonly when: Statement['Condition'] };

/** What the role of each function may do, by the function's logical id without its hash. */
export function permissions({ data, service }: Synthesized): Map<string, Permission[]> {
  const policies = ofType(service, 'AWS::IAM::Policy').map(([, one]) => policy.parse(one.Properties));
  return new Map(
    ofType(service, 'AWS::Lambda::Function').map(([id, one]) => {
      const role = deployed.parse(one.Properties).Role['Fn::GetAtt'][0];
      const statements = policies
        .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      return [withoutHash(id), statements.flatMap((each) => permissionsIn(each, data))];
    }),
  );
}

function permissionsIn(one: Statement, data: ParsedTemplate): Permission[] {
  if (one.Effect !== 'Allow') return [];
  const resources = (one.Resource ?? []).map((resource) => said(resource, data));
  return one.Action.flatMap((action) => resources.map((resource) => ({ action, resource, when: one.Condition })));
}

/** Every policy of the template that says who may use a resource: of queues, topics, buckets. */
export function resourcePolicies(service: ParsedTemplate): [string, Statement[]][] {
  const types = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::S3::BucketPolicy'];
  return types.flatMap((type) =>
    ofType(service, type).map(([id, one]): [string, Statement[]] => [
      withoutHash(id),
      document.parse(one.Properties['PolicyDocument']).Statement,
    ]),
  );
}

/** `RecordTableDC0C661A` → `RecordTable` */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/** A value of the template as text, with what it refers to by its logical id: `<RecordTable.Arn>/index/due`. */
export function said(value: unknown, data: ParsedTemplate): string {
  if (typeof value === 'string') return value;
  const [[name, argument] = ['', null]] = Object.entries(z.record(z.string(), z.unknown()).parse(value));
  switch (name) {
    case 'Ref':
      return `<${withoutHash(z.string().parse(argument))}>`;
    case 'Fn::GetAtt': {
      const [id, attribute] = z.tuple([z.string(), z.string()]).parse(argument);
      return `<${withoutHash(id)}.${attribute}>`;
    }
    case 'Fn::Join': {
      const [separator, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(argument);
      return parts.map((part) => said(part, data)).join(separator);
    }
    case 'Fn::ImportValue': {
      const exported = Object.values(data.Outputs).find(
        ({ Export }) => Export !== undefined && Export.Name === z.string().parse(argument),
      );
      if (exported === undefined) throw new RangeError(`nothing exports ${argument}`);
      return said(exported.Value, data);
    }
    default:
      throw new RangeError(`unknown in a template: ${name}`);
  }
}

/** Something asked of DynamoDB: which action, on which table or index, with which partition keys. */
export type Asked = {
  readonly action: string;
  readonly resource: string;
  readonly keys: readonly string[];
  readonly inTransaction: boolean;
};

/** Would IAM let this pass? Knows the conditions of these templates; a permission with any other allows nothing. */
export function isAllowed(may: readonly Permission[], asked: Asked): boolean {
  return may.some(
    ({ action, resource, when }) =>
      action === `dynamodb:${asked.action}` &&
      resource === asked.resource &&
      Object.entries(when).every(([operator, tests]) => holds(operator, tests, asked)),
  );
}

function holds(operator: string, tests: { readonly [key: string]: unknown }, asked: Asked): boolean {
  return Object.entries(tests).every(([key, value]) => {
    switch (`${operator} ${key}`) {
      case 'StringEquals dynamodb:EnclosingOperation':
        return asked.inTransaction && value === 'TransactWriteItems';
      case 'ForAllValues:StringLike dynamodb:LeadingKeys':
        return asked.keys.every((one) =>
          z
            .array(z.string())
            .parse(value)
            .some((pattern) => matches(pattern, one)),
        );
      case 'Null dynamodb:LeadingKeys':
        return value === 'false' && asked.keys.length > 0;
      default:
        return false;
    }
  });
}

function matches(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
