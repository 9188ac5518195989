import { type Loopback, openLoopback } from './server.ts';

/** The part of CloudFormation that reading a stack's outputs needs. */
export function openLoopbackCloudFormation(stacks: {
  readonly [name: string]: { readonly [output: string]: string };
}): Promise<Loopback> {
  return openLoopback(({ body }) => {
    const form = new URLSearchParams(body.toString('utf8'));
    if (form.get('Action') !== 'DescribeStacks') return failure('InvalidAction', 'unknown action');
    const name = form.get('StackName') ?? '';
    const outputs = stacks[name];
    if (outputs === undefined) return failure('ValidationError', `Stack with id ${name} does not exist`);
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    return {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    };
  });
}

function failure(code: string, message: string) {
  return {
    status: 400,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}
