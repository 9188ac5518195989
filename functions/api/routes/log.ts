import type { Context } from 'hono';
import type { CommitmentEntry, PlanEntry } from '../../../shared/domain/change-log.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import type { CommitmentRecord, PlanRecord } from '../../../shared/ports.ts';
import { folderOf } from '../../../shared/showing/addresses.ts';
import type { Change } from '../../../shared/showing/changes.ts';
import { commitmentChanges } from '../../../shared/showing/commitment-changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { planChanges } from '../../../shared/showing/plan-changes.ts';
import type { SignedIn } from '../../../shared/usecases/session.ts';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import type { Telling } from '../pages/log-entry.tsx';

type WithPlan = { readonly permit: Permit; readonly signedIn: SignedIn; readonly plan: PlanRecord; readonly telling: Telling };

/** The commitment a path names, which the gate let this person ask for. */
export type AskedCommitment = WithPlan & {
  readonly record: CommitmentRecord;
  /** Oldest first. */
  readonly changes: readonly Change[];
  /** Address of its log on the private side. */
  readonly logPath: string;
};

/** The plan a path names, which the gate let this person ask for. */
export type AskedPlan = WithPlan & { readonly changes: readonly Change[]; readonly logPath: string };

function common(c: Context<ApiEnv>): Omit<WithPlan, 'telling'> | null {
  const [permit, signedIn] = [c.get('permit'), c.get('signedIn')];
  const plan = permit?.plan ?? null;
  return permit === null || signedIn === null || plan === null ? null : { permit, signedIn, plan };
}

/** Null for a commitment that does not exist: the answer must be that for one that is not theirs. */
export async function askedCommitment(c: Context<ApiEnv>, { record }: ApiDeps): Promise<AskedCommitment | null> {
  const asked = common(c);
  if (asked === null || asked.permit.resource.kind === 'plan') return null;
  const id = asked.permit.resource.id.split('/').slice(0, 2).join('/');
  const found = await record.commitment(id);
  if (found === null) return null;
  const language = c.get('language');
  return {
    ...asked,
    record: found,
    telling: { language, zone: asked.plan.state.settings.zone, original: found.commitment.state.language },
    changes: commitmentChanges(found, messages[language]),
    logPath: `/app/${id}/`,
  };
}

export function askedPlan(c: Context<ApiEnv>): AskedPlan | null {
  const asked = common(c);
  if (asked === null || asked.permit.resource.kind !== 'plan') return null;
  const language = c.get('language');
  const { settings } = asked.plan.state;
  return {
    ...asked,
    telling: { language, zone: settings.zone, original: settings.languages[0] ?? language },
    changes: planChanges(asked.plan, messages[language]),
    logPath: `/app/plans/${settings.id}/log`,
  };
}

/** The public page of a plan, commitment or milestone, in the reader's language. */
export function publicPathOf(id: string, { languages }: PlanSettings, language: InterfaceLanguage): string {
  const spoken = languages.map((code) => interfaceLanguage.safeParse(code).data).find((code) => code !== undefined);
  return `/${folderOf(id, language, spoken ?? 'en')}`;
}

/** The entry that was just written, when it is this person's: a number in an address by itself says nothing. */
export function savedSeq(
  c: Context<ApiEnv>,
  log: readonly Pick<CommitmentEntry | PlanEntry, 'seq' | 'actor'>[],
  { contact }: SignedIn,
): number | null {
  const seq = Number(c.req.query('saved') ?? '0');
  return log.some((one) => one.seq === seq && one.actor.id === contact.id) ? seq : null;
}
