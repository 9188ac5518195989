import { Duration } from 'aws-cdk-lib';
import { Rule, type Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

export interface ClockworkProps {
  readonly target: HouseFunction;
  readonly schedule: Schedule;
  readonly description: string;
  /** Where a call goes that could not even be handed over. */
  readonly deadLetters: Queue;
}

/** Calls a function at fixed times, in UTC. A call that is late by more than a period is dropped: the next one catches up. */
export class Clockwork extends Construct {
  constructor(scope: Construct, id: string, props: ClockworkProps) {
    super(scope, id);
    new Rule(this, 'Rule', {
      description: props.description,
      schedule: props.schedule,
      targets: [
        new LambdaFunction(props.target, {
          deadLetterQueue: props.deadLetters,
          maxEventAge: Duration.minutes(15),
          retryAttempts: 2,
        }),
      ],
    });
  }
}
