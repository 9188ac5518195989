import { CfnOutput } from 'aws-cdk-lib';
import {
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

export interface MailIdentityProps {
  readonly domain: string;
  readonly returnPath: string;
}

/** The domain mails are signed for. Its keys stand in somebody's DNS: that is why it is among the stateful parts. */
export class MailIdentity extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: MailIdentityProps) {
    super(scope, id);
    const identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(props.domain),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: props.returnPath,
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.REJECT_MESSAGE,
    });
    this.arn = identity.emailIdentityArn;
    identity.dkimRecords.forEach((record, index) => {
      new CfnOutput(this, `Dkim${index + 1}`, {
        description: 'DNS record to create, CNAME',
        value: `${record.name} → ${record.value}`,
      });
    });
  }
}
