import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** What is noted of a request: enough to see what is slow or failing, nothing about who asked. */
const accessLog = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
});

export interface PrivatePagesProps {
  readonly handler: HouseFunction;
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly retention: RetentionDays;
}

/** The HTTP API in front of `api`. One route for everything: the function knows its addresses, and tests know its routes. */
export class PrivatePages extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: PrivatePagesProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('Integration', props.handler),
    });
    acknowledge(this.api, {
      'AwsSolutions::AwsSolutions-APIG4':
        'The function signs people in and decides by its own table of roles and routes (RELIABILITY I17).',
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: props.throttle.rate, burstLimit: props.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', { retention: props.retention, removalPolicy: RemovalPolicy.DESTROY }),
        ),
        format: AccessLogFormat.custom(accessLog),
      },
    });
  }
}
