import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { InterfaceLanguage } from '../../shared/domain/identifiers.ts';
import type { OpenIdSettings } from '../../shared/domain/openid.ts';

/** Everything that differs between two deployments. Every stage writes out every field. */
export interface StageConfig {
  /** Prefix of the stack names: `<name>-data` and `<name>`. `--stack` of the command line takes the second. */
  readonly name: string;
  /** The value of the `stage` tag of every mail. */
  readonly stage: 'production' | 'trial';
  /** Where everything but the certificate lives. The default is in the European Union (RELIABILITY 8). */
  readonly region: string;
  /** Public name of the site, and its certificate, which CloudFront wants in us-east-1. */
  readonly domain: { readonly name: string; readonly certificateArn: string };
  /** The language of the front door: the home page and what stands beside it have no prefix in it, `/en/` or `/fr/` in the other. */
  readonly homeLanguage: InterfaceLanguage;
  /** A public https page on which the publisher of the site can be written to, linked on every page; null for none. */
  readonly contactUrl: string | null;
  readonly mail: {
    /** The domain SES signs for (DKIM); its DNS is yours. */
    readonly domain: string;
    /** The only address mails may come from: a local part at `domain`. */
    readonly from: string;
    /** What the sender is called: whoever gets a reminder should know the service again. Letters, digits, spaces, dots, hyphens. */
    readonly name: string;
    /** Own return path, a subdomain of `domain` (SPF). */
    readonly returnPath: string;
    /** Who gets real mail while the gate is `sandbox`; everybody else's is dropped. */
    readonly allowed: readonly string[];
  };
  /** Gets the alarms by mail, after confirming the subscription. */
  readonly operator: string;
  readonly logs: RetentionDays;
  /**
   * How many publishers may run at once: 1 serializes them, so that no older page replaces a newer one. Null where the
   * account still has the initial quota of 10 concurrent functions, of which none can be reserved.
   */
  readonly publishers: number | null;
  /** Requests a second the private pages take, and how many at once above that. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** A firewall (WAF web ACL, scope CloudFront) in front of the site, or null for none. */
  readonly firewallArn: string | null;
  /**
   * Version of the parameter `/<name>/origin-key` by which the private pages know that a request came through the
   * distribution. Raised to rotate it.
   */
  readonly originKeyVersion: number;
  /** Where people may sign in besides the code, ProConnect for example; null for the code alone. Its secret is a parameter. */
  readonly openId: OpenIdSettings | null;
  /** The file of a theme (docs/theming.md), relative to the project's folder; null for the look Jalon comes with. */
  readonly theme: string | null;
}

/** The stages, side by side; `cdk.json` or `-c stage=…` says which one is synthesized. */
export const stages = {
  production: {
    name: 'Jalon',
    stage: 'production',
    region: 'eu-west-3',
    domain: {
      name: 'jalon.example.org',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000',
    },
    homeLanguage: 'fr',
    contactUrl: null,
    mail: { domain: 'example.org', from: 'jalon@example.org', name: 'Jalon', returnPath: 'bounces.example.org', allowed: [] },
    operator: 'operations@example.org',
    logs: RetentionDays.SIX_MONTHS,
    publishers: 1,
    throttle: { rate: 20, burst: 40 },
    firewallArn: null,
    originKeyVersion: 1,
    openId: null,
    theme: null,
  },
  trial: {
    name: 'JalonTrial',
    stage: 'trial',
    region: 'eu-west-3',
    domain: {
      name: 'trial.jalon.example.org',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000001',
    },
    homeLanguage: 'fr',
    contactUrl: null,
    mail: {
      domain: 'trial.example.org',
      from: 'jalon@trial.example.org',
      name: 'Jalon',
      returnPath: 'bounces.trial.example.org',
      allowed: ['operations@example.org'],
    },
    operator: 'operations@example.org',
    logs: RetentionDays.ONE_MONTH,
    publishers: null,
    throttle: { rate: 5, burst: 10 },
    firewallArn: null,
    originKeyVersion: 1,
    openId: null,
    theme: null,
  },
} as const satisfies { readonly [name: string]: StageConfig };
