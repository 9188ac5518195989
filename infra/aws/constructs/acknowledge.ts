import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Findings of cdk-nag that are meant to be so, each with the reason; the ids as the report prints them. */
export function acknowledge(scope: IConstruct, findings: { readonly [id: string]: string }): void {
  for (const [id, reason] of Object.entries(findings)) Validations.of(scope).acknowledge({ id, reason });
}
