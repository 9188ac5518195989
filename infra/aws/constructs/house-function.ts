import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ApplicationLogLevel, Architecture, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, type NodejsFunctionProps, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { AlarmBell } from './alarm-bell.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** CommonJS packages call `require`, which an ES module does not have. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Folders of `functions/` that are deployed. */
type FunctionName = 'api' | 'publish' | 'remind' | 'send' | 'mail-events' | 'maintain';

export interface HouseFunctionProps extends Omit<NodejsFunctionProps, 'timeout' | 'memorySize' | 'description' | 'role'> {
  /** The folder of `functions/` whose `handler.ts` is deployed. */
  readonly folder: FunctionName;
  readonly description: string;
  readonly timeout: Duration;
  readonly memorySize: number;
  readonly retention: RetentionDays;
  /** Who hears of its errors, or why nobody has to. */
  readonly errors: AlarmBell | { readonly none: string };
}

/**
 * A Lambda as this house builds it: arm64, ES module, its SDK bundled, a role of its own that may write its own log and
 * nothing else, and an alarm on its errors unless somebody wrote down why not.
 */
export class HouseFunction extends NodejsFunction {
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, { folder, retention, errors, ...props }: HouseFunctionProps) {
    const logs = new LogGroup(scope, `${id}Logs`, { retention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logs.logGroupArn] }),
    );
    super(scope, id, {
      entry: `${root}functions/${folder}/handler.ts`,
      projectRoot: root,
      depsLockFilePath: `${root}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      role,
      // The SDK's connections are kept by its own agent; this variable of older versions is only noise in the template.
      awsSdkConnectionReuse: false,
      ...props,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
      bundling: {
        format: OutputFormat.ESM,
        // What is deployed can also be loaded by the tests, on the lowest Node the project supports.
        target: 'node20',
        mainFields: ['module', 'main'],
        banner,
        minify: true,
        bundleAwsSDK: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.DEFAULT,
        sourcesContent: false,
        logLevel: LogLevel.WARNING,
        ...props.bundling,
      },
    });
    this.logs = logs;
    acknowledge(this, {
      'Serverless::Serverless-LambdaDLQ':
        'What is called asynchronously has a failure destination; the rest fails before its caller.',
      'Serverless::Serverless-LambdaTracing':
        'Tracing allows no resource but all of them, and ids in the log tell what called what.',
    });
    if (!('none' in errors)) {
      errors.ring(`${id}Failing`, {
        metric: this.metricErrors({ period: Duration.minutes(5) }),
        threshold: 0,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        what: `The function ${folder} failed.`,
        article: 'function-failing',
      });
    }
  }
}
