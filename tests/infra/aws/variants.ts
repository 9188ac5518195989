import { type StageConfig, stages } from '../../../infra/aws/config.ts';

export const firewallArn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/jalon/00000000-0000-4000-8000-000000000000';

export const openId = {
  name: 'ProConnect',
  issuer: 'https://issuer.example.org/api/v2',
  clientId: 'jalon',
  scope: 'openid email siret',
  organisationClaim: 'siret',
  verifiedAddresses: 'all',
  algorithm: 'RS256',
} as const;

export const contactUrl = 'https://www.example.org/contact';

/** The stages whose templates are looked at. */
export const variants = {
  production: stages.production,
  trial: stages.trial,
  'in English, behind a firewall': { ...stages.production, homeLanguage: 'en', firewallArn },
  'with a provider': { ...stages.production, openId },
  'with a contact page': { ...stages.production, contactUrl },
} as const satisfies { readonly [name: string]: StageConfig };
export type Variant = keyof typeof variants;

/** The one whose functions are bundled, and whose resources are checked. */
export const deployed: Variant = 'production';
