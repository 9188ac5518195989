import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { type Conditions, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { TableSchema } from '../../../shared/adapters/dynamodb/schema.ts';
import type { HouseFunction } from './house-function.ts';

export interface StoreProps {
  /** Keys, indexes and stream, the same as on every other engine. */
  readonly schema: TableSchema;
}

/** Partition keys begin with the kind of thing they hold; a pattern ends in `*`. */
export type KeyPattern = 'ASK#*' | 'CODE#*' | 'CONTACT#*' | 'DIG#*' | 'DUE#*' | 'GATE' | 'HEARTBEAT#*';

type Action = 'ConditionCheckItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'UpdateItem';

/**
 * One of the three tables: kept when the stack goes, restorable to any second of the last 35 days. It grants by verb, each
 * verb being named actions on this table.
 */
export class Store extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, props: StoreProps) {
    super(scope, id);
    const { schema } = props;
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: schema.pk, type: AttributeType.STRING },
      sortKey: { name: schema.sk, type: AttributeType.STRING },
      globalSecondaryIndexes: schema.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: { name: index.pk, type: AttributeType.STRING },
        sortKey: { name: index.sk, type: AttributeType.STRING },
        projectionType: ProjectionType[index.projection],
      })),
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(schema.stream === null ? {} : { dynamoStream: StreamViewType[schema.stream] }),
    });
  }

  /** Reading rows by key and by partition, and through the indexes named here; never a scan. */
  grantRead(fn: HouseFunction, indexes: readonly string[] = []): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
        resources: [this.table.tableArn],
      }),
    );
    if (indexes.length > 0) {
      fn.addToRolePolicy(
        new PolicyStatement({
          actions: ['dynamodb:Query'],
          resources: indexes.map((index) => `${this.table.tableArn}/index/${index}`),
        }),
      );
    }
  }

  /** Reading single rows whose partition key begins so, and nothing else. */
  grantGet(fn: HouseFunction, keys: readonly KeyPattern[]): void {
    this.allow(fn, ['GetItem'], onlyKeys(keys));
  }

  /** Writing with others or not at all: every accepted change is one transaction (DESIGN, "One log"). */
  grantAppend(fn: HouseFunction): void {
    this.allow(fn, ['PutItem', 'UpdateItem', 'ConditionCheckItem'], {
      StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
    });
  }

  grantPut(fn: HouseFunction, keys?: readonly KeyPattern[]): void {
    this.allow(fn, ['PutItem'], onlyKeys(keys));
  }

  grantUpdate(fn: HouseFunction, keys?: readonly KeyPattern[]): void {
    this.allow(fn, ['UpdateItem'], onlyKeys(keys));
  }

  grantDelete(fn: HouseFunction, keys?: readonly KeyPattern[]): void {
    this.allow(fn, ['DeleteItem'], onlyKeys(keys));
  }

  /** Making a row a condition of somebody else's write, as the claim does. */
  grantCheck(fn: HouseFunction): void {
    this.allow(fn, ['ConditionCheckItem'], {});
  }

  /** Hearing of every change, in order. Listing streams is part of attaching a function to one. */
  grantFollow(fn: HouseFunction): string {
    const arn = this.table.tableStreamArn;
    if (arn === undefined) throw new RangeError('this table has no stream');
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
        resources: [arn],
      }),
    );
    return arn;
  }

  private allow(fn: HouseFunction, actions: readonly Action[], conditions: Conditions): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [this.table.tableArn],
        conditions,
      }),
    );
  }
}

/** "For all values" is also true of none at all, so that there must be some is said beside it. */
function onlyKeys(keys: readonly KeyPattern[] | undefined): Conditions {
  if (keys === undefined) return {};
  return {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...keys] },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  };
}
