import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { tableSchemas } from '../../../shared/adapters/dynamodb/schema.ts';
import type { StageConfig } from '../config.ts';
import { MailIdentity } from '../constructs/mail-identity.ts';
import { Store } from '../constructs/store.ts';

export interface DataStackProps extends StackProps {
  readonly config: StageConfig;
}

/** What must outlive every deployment: the three tables, and the identity whose keys stand in DNS. */
export class DataStack extends Stack {
  readonly record: Store;
  readonly people: Store;
  readonly ledger: Store;
  readonly identity: MailIdentity;

  constructor(scope: Construct, id: string, { config, ...props }: DataStackProps) {
    super(scope, id, { terminationProtection: true, ...props });
    this.record = new Store(this, 'Record', { schema: tableSchemas.record });
    this.people = new Store(this, 'People', { schema: tableSchemas.people });
    this.ledger = new Store(this, 'Ledger', { schema: tableSchemas.ledger });
    this.identity = new MailIdentity(this, 'MailIdentity', {
      domain: config.mail.domain,
      returnPath: config.mail.returnPath,
    });
  }
}
