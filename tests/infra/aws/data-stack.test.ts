import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tableSchemas } from '../../../shared/adapters/dynamodb/schema.ts';
import { ofType, propertiesOf, type Synthesized, synthesized } from './synthesize.ts';

const indexed = z.object({
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
        Projection: z.object({ ProjectionType: z.string() }),
      }),
    )
    .default([]),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
});

describe('the data stack', () => {
  let made: Synthesized;
  beforeAll(async () => {
    made = await synthesized();
  });

  it('keeps the logical ids by which CloudFormation knows the data: a changed one would be a new, empty table', () => {
    expect(Object.keys(made.data.Resources).sort()).toEqual([
      'LedgerTable9343E4AA',
      'MailIdentityDomainD9D95CC8',
      'PeopleTable42ECE6FB',
      'RecordTableDC0C661A',
    ]);
  });

  it('S18: keeps each table when the stack goes, protects it from deletion, and can go back 35 days', () => {
    const tables = ofType(made.data, 'AWS::DynamoDB::GlobalTable');
    expect(tables).toHaveLength(3);
    for (const [id, table] of tables) {
      expect([table.DeletionPolicy, table.UpdateReplacePolicy], id).toEqual(['Retain', 'Retain']);
      expect(table.Properties['TableName'], `${id} has no physical name`).toBeUndefined();
      expect(table.Properties['Replicas'], id).toEqual([
        expect.objectContaining({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        }),
      ]);
    }
  });

  it.each(Object.entries(tableSchemas))('gives %s the keys, indexes and stream that every other engine has', (name, schema) => {
    const [, table] =
      ofType(made.data, 'AWS::DynamoDB::GlobalTable').find(([id]) => id.toLowerCase().startsWith(`${name}table`)) ?? [];
    const { KeySchema, GlobalSecondaryIndexes, StreamSpecification } = indexed.parse(table?.Properties);
    expect(KeySchema).toEqual([
      { AttributeName: schema.pk, KeyType: 'HASH' },
      { AttributeName: schema.sk, KeyType: 'RANGE' },
    ]);
    expect(
      GlobalSecondaryIndexes.map((index) => ({
        name: index.IndexName,
        pk: index.KeySchema[0]?.AttributeName,
        sk: index.KeySchema[1]?.AttributeName,
        projection: index.Projection.ProjectionType,
      })),
    ).toEqual(schema.indexes);
    expect(StreamSpecification?.StreamViewType ?? null).toBe(schema.stream);
  });

  it('S23: signs with 2,048 bits, returns mail to a subdomain of its own, and tells the DNS records', () => {
    expect(propertiesOf(made.data, 'MailIdentityDomain')).toMatchObject({
      EmailIdentity: 'example.org',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: { MailFromDomain: 'bounces.example.org', BehaviorOnMxFailure: 'REJECT_MESSAGE' },
    });
    expect(Object.keys(made.data.Outputs).filter((name) => name.includes('Dkim'))).toHaveLength(3);
  });
});
