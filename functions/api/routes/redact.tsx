import type { Context } from 'hono';
import type { LogEntry } from '../../../shared/domain/change-log.ts';
import type { Problem, Refused } from '../../../shared/domain/errors.ts';
import type { Texts } from '../../../shared/domain/text.ts';
import type { Change } from '../../../shared/showing/changes.ts';
import { commitmentChanges } from '../../../shared/showing/commitment-changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { planChanges } from '../../../shared/showing/plan-changes.ts';
import { foreseeCommitment, foreseePlan } from '../../../shared/usecases/foresee-change.ts';
import { decideRedaction, type RedactCommand, redactableTexts, redactTexts } from '../../../shared/usecases/redact-texts.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { entryNumber } from '../forms/log-form.ts';
import { readRedaction, type TypedRedaction } from '../forms/redact-form.ts';
import { registerMessages } from '../messages/register.ts';
import { BackToLog } from '../pages/log-entry.tsx';
import { RedactPage, RedactPreviewPage } from '../pages/redact.tsx';
import { type AskedCommitment, type AskedPlan, askedCommitment, askedPlan } from './log.ts';

/** A log with an entry to redact, of a plan or of a commitment. */
type Target = {
  readonly asked: AskedCommitment | AskedPlan;
  readonly record: { readonly log: readonly LogEntry[]; readonly texts: Texts };
  /** The log once this was written, told. */
  readonly foresee: (command: RedactCommand, decided: DecidedRedaction) => readonly Change[];
};
type DecidedRedaction = Extract<ReturnType<typeof decideRedaction>, { ok: true }>;

type Entry = Target & { readonly of: number; readonly entry: Change; readonly path: string };

async function targetOf(c: Context<ApiEnv>, deps: ApiDeps): Promise<Target | null> {
  const m = messages[c.get('language')];
  const plan = askedPlan(c);
  if (plan !== null) {
    const foresee: Target['foresee'] = (command, decided) => planChanges(foreseePlan(plan.plan, command, decided), m);
    return { asked: plan, record: plan.plan, foresee };
  }
  const commitment = await askedCommitment(c, deps);
  if (commitment === null) return null;
  const { record } = commitment;
  return {
    asked: commitment,
    record,
    foresee: (command, decided) => commitmentChanges(foreseeCommitment(record, command, decided), m),
  };
}

async function entryOf(c: Context<ApiEnv>, deps: ApiDeps): Promise<Entry | null> {
  const [target, of] = [await targetOf(c, deps), entryNumber(c.req.param('entry'))];
  const entry = target?.asked.changes.find(({ seq }) => seq === of);
  if (target === null || of === null || entry === undefined) return null;
  return { ...target, of, entry, path: c.req.path };
}

/** The redaction by which this person deleted just these texts already. */
function repeatOf({ asked, record, of }: Entry, { texts }: TypedRedaction): number | null {
  const last = record.log.findLast((one) => one.type === 'redacted' && one.data.of === of);
  if (last?.type !== 'redacted' || last.actor.id !== asked.permit.actor.id || texts.length === 0) return null;
  return texts.every((one) => last.data.texts.includes(one)) ? last.seq : null;
}

type Shown = { readonly typed: TypedRedaction; readonly problems?: readonly Problem[] };

/** Deleting texts of an entry for ever: which and why, the exact words once more, one public entry. */
export function redactHandlers(deps: ApiDeps) {
  const pageOf = (c: Context<ApiEnv>, { asked, record, of, entry, path }: Entry, shown: Shown) => ({
    ...frameOf(c, deps),
    ...{ entry, path, telling: asked.telling, logPath: asked.logPath, token: tokenFor(c, deps, path) },
    texts: redactableTexts(record, of) ?? [],
    typed: shown.typed,
    problems: shown.problems ?? [],
  });

  const nothing = (c: Context<ApiEnv>, { asked }: Entry, status: 200 | 409): Response => {
    const say = registerMessages(c.get('language')).redact;
    const told = { title: say.nothing, text: say.nothingText, logPath: asked.logPath };
    return show(c, <BackToLog {...frameOf(c, deps)} {...told} />, status);
  };

  const refusal = async (c: Context<ApiEnv>, typed: TypedRedaction, { reason, problems }: Refused): Promise<Response> => {
    const now = await entryOf(c, deps);
    if (now === null) return notFound(c, deps);
    if (reason === 'busy') return busy(c, deps);
    if (reason !== 'invalid') return notFound(c, deps);
    // Somebody was faster, or the same confirmation came twice: what was chosen is gone already.
    if (problems.some(({ field }) => field === 'of')) {
      const own = repeatOf(now, typed);
      return own === null ? nothing(c, now, 409) : c.redirect(`${now.asked.logPath}?saved=${own}`, 303);
    }
    return show(c, <RedactPage {...pageOf(c, now, { typed, problems })} />, 422);
  };

  const get = async (c: Context<ApiEnv>): Promise<Response> => {
    const found = await entryOf(c, deps);
    if (found === null) return notFound(c, deps);
    const texts = redactableTexts(found.record, found.of) ?? [];
    if (texts.length === 0) return nothing(c, found, 200);
    // One text is what they came for; of several each is chosen.
    const chosen = texts.length === 1 ? texts.map(({ sha256 }) => sha256) : [];
    return show(c, <RedactPage {...pageOf(c, found, { typed: { texts: chosen, reason: '' } })} />);
  };

  const post = async (c: Context<ApiEnv>): Promise<Response> => {
    const found = await entryOf(c, deps);
    if (found === null) return notFound(c, deps);
    const read = readRedaction(c.get('form'));
    if (read === null) return malformed(c, deps);
    const { typed, step, isSure } = read;
    if (step === 'edit') return show(c, <RedactPage {...pageOf(c, found, { typed })} />);
    const { permit } = found.asked;
    const command: RedactCommand = {
      ...typed,
      subject: permit.resource.id,
      of: found.of,
      actor: permit.actor,
      now: c.get('now'),
    };
    if (step === 'preview' || !isSure) {
      const decided = decideRedaction(found.record, command, deps.rng);
      if (!decided.ok) return refusal(c, typed, decided);
      const after = found.foresee(command, decided).at(-1);
      if (after === undefined) return notFound(c, deps);
      const isUnsure = step === 'confirm';
      const page = <RedactPreviewPage {...pageOf(c, found, { typed })} after={after} isUnsure={isUnsure} />;
      return show(c, page, isUnsure ? 422 : 200);
    }
    const outcome = await redactTexts(deps, command);
    if (!outcome.ok) return refusal(c, typed, outcome);
    deps.log.info('redacted', { subject: command.subject, seq: outcome.seq, contactId: permit.actor.id });
    return c.redirect(`${found.asked.logPath}?saved=${outcome.seq}`, 303);
  };

  return { get, post };
}
