import { type Refused, refused } from '../domain/errors.ts';
import type { Stores } from '../ports.ts';
import type { Accepted, ChangeDeps, Envelope } from './append-change.ts';
import type { MailConfig } from './prepare-digest.ts';
import { type PlanRehearsal, rehearsePlan } from './rehearse-plan.ts';
import { switchMailOn } from './switch-mail.ts';

/** Refused as stale, the rehearsal as it now is comes with it: it must be read again. */
export type SwitchedAsRead = Accepted | (Refused & { readonly rehearsal?: PlanRehearsal });

/** Switches a plan's mail on for whoever read the rehearsal: `read` is the digest of the one that was shown to them. */
export async function switchMailOnAsRead(
  deps: ChangeDeps & Stores,
  config: MailConfig,
  command: Envelope & { readonly planId: string; readonly read: string },
): Promise<SwitchedAsRead> {
  const rehearsal = await rehearsePlan(deps, config, command);
  if (rehearsal === null) return refused('unknown-plan');
  return rehearsal.digest === command.read ? switchMailOn(deps, command) : { ...refused('stale'), rehearsal };
}
