import type { Context, Hono } from 'hono';
import { rolesOn } from '../../../shared/domain/authority.ts';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import type { CommitmentEntry } from '../../../shared/domain/change-log.ts';
import type { ContactRole } from '../../../shared/domain/contact.ts';
import type { Problem, Refused } from '../../../shared/domain/errors.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { foldCommitment } from '../../../shared/domain/reduce.ts';
import { readText } from '../../../shared/domain/text.ts';
import { commitmentChanges } from '../../../shared/showing/commitment-changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import {
  type Correctable,
  type CorrectCommand,
  codeHolderOf,
  correctablesOf,
  correctEntry,
  correctingActor,
  decideCorrection,
  needsSecond,
} from '../../../shared/usecases/correct-entry.ts';
import { foreseeCommitment } from '../../../shared/usecases/foresee-change.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { correctionFrom, nameOf, prefilledCorrection, readCorrection, type TypedCorrection } from '../forms/correct-form.ts';
import { entryNumber } from '../forms/log-form.ts';
import { registerMessages } from '../messages/register.ts';
import { ChooseCorrectionPage, type CorrectFrame, CorrectPage, CorrectPreviewPage } from '../pages/correct.tsx';
import { BackToLog } from '../pages/log-entry.tsx';
import { type AskedCommitment, askedCommitment } from './log.ts';

type Asked = AskedCommitment & {
  readonly entry: CommitmentEntry;
  /** As whom they came, and as whom else they may: the verb says in which role they correct. */
  readonly who: { readonly actor: AskedCommitment['permit']['actor']; readonly otherRoles: readonly ContactRole[] };
  readonly choices: readonly Correctable[];
  readonly path: string;
};

/** What could be corrected when the page was shown: a choice that is gone since was a choice of ours all the same. */
function choicesThen({ record, entry }: Asked, { basedOn }: TypedCorrection): readonly Correctable[] {
  const log = record.log.slice(0, Number(basedOn));
  const commitment = foldCommitment(log);
  return commitment === null ? [] : correctablesOf({ ...record, commitment, log }, entry);
}

type Shown = { readonly typed: TypedCorrection; readonly problems?: readonly Problem[]; readonly since?: number };

/** Mending or undoing an entry: which of what it told, the right value with a reason, a preview, one new entry. */
export function correctRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  async function asked(c: Context<ApiEnv>): Promise<Asked | null> {
    const [of, seq] = [await askedCommitment(c, deps), entryNumber(c.req.param('entry'))];
    const entry = of?.record.log.find((one) => one.seq === seq);
    if (of === null || entry === undefined) return null;
    const who = { actor: of.permit.actor, otherRoles: rolesOn(of.signedIn.roles, of.permit.resource) };
    if (correctingActor(who, entry) === null) return null;
    return { ...of, entry, who, choices: correctablesOf(of.record, entry), path: `${of.logPath}log/${entry.seq}/correct` };
  }

  const pageOf = (c: Context<ApiEnv>, of: Asked): CorrectFrame | null => {
    const change = of.changes.find(({ seq }) => seq === of.entry.seq);
    const { telling, record, path, logPath } = of;
    return change === undefined ? null : { ...frameOf(c, deps), telling, record, entry: change, path, logPath };
  };

  const notice = (
    c: Context<ApiEnv>,
    of: Asked,
    title: string,
    text: string,
    status: 200 | 409,
    link?: { readonly href: string; readonly text: string },
  ): Response =>
    show(
      c,
      <BackToLog {...frameOf(c, deps)} {...{ title, text, logPath: of.logPath, ...(link === undefined ? {} : { link }) }} />,
      status,
    );

  /** Undoing this would move a deadline, which a second person must confirm: on the page where it is moved. */
  const elsewhere = (c: Context<ApiEnv>, of: Asked, milestoneId: string, status: 200 | 409): Response => {
    const say = registerMessages(c.get('language')).correct;
    return notice(c, of, say.second, say.secondText, status, {
      href: `/app/${milestoneId}/deadline`,
      text: say.secondLink,
    });
  };

  /** The milestone whose deadline a second person would have to move back; null where the correction is one person's to make. */
  const heldBack = ({ record, plan, entry, permit }: Asked, one: Correctable): string | null => {
    if (one.field !== 'word') return null;
    const change = { field: one.field, milestoneId: one.milestoneId } as const;
    const isHeld = needsSecond(record, plan.state.settings, { corrects: entry.seq, change, actor: permit.actor });
    return isHeld ? one.milestoneId : null;
  };

  const form = (c: Context<ApiEnv>, of: Asked, one: Correctable, shown: Shown, status: 200 | 409 | 422 = 200): Response => {
    const page = pageOf(c, of);
    if (page === null) return notFound(c, deps);
    const since = shown.since === undefined ? [] : of.changes.filter(({ seq }) => (seq ?? 0) > (shown.since ?? 0));
    const more = { one, typed: shown.typed, problems: shown.problems ?? [], token: tokenFor(c, deps, of.path) };
    return show(c, <CorrectPage {...page} {...more} since={since} />, status);
  };

  /** The same correction by the same person, sent twice: its first answer was lost. */
  const repeatOf = (of: Asked, command: CorrectCommand): number | null => {
    const last = of.record.log.findLast((one) => one.type === 'corrected');
    if (last === undefined || last.actor.id !== of.permit.actor.id || last.data.corrects !== command.corrects) return null;
    const isSame =
      canonicalJson(last.data.change) === canonicalJson(command.change) &&
      readText(of.record.texts, last.data.reason) === cleanText(command.reason ?? '');
    return isSame ? last.seq : null;
  };

  const refusal = async (
    c: Context<ApiEnv>,
    one: Correctable,
    command: CorrectCommand,
    typed: TypedCorrection,
    { reason, problems }: Refused,
  ): Promise<Response> => {
    const now = await asked(c);
    if (now === null) return notFound(c, deps);
    const repeat = repeatOf(now, command);
    if (repeat !== null) return c.redirect(`${now.logPath}?saved=${repeat}`, 303);
    const say = registerMessages(c.get('language')).correct;
    const isGone = !now.choices.some((choice) => nameOf(choice) === nameOf(one));
    if (isGone) return notice(c, now, say.done, say.doneText, 409);
    const held = heldBack(now, one);
    if (held !== null) return elsewhere(c, now, held, 409);
    switch (reason) {
      case 'stale': {
        const again = { ...typed, basedOn: String(now.record.commitment.state.head.seq) };
        return form(c, now, one, { typed: again, since: Number(typed.basedOn) }, 409);
      }
      case 'invalid':
        return form(c, now, one, { typed, problems }, 422);
      case 'busy':
        return busy(c, deps);
      default:
        return notFound(c, deps);
    }
  };

  app.get('/app/:plan/:number/log/:entry/correct', async (c) => {
    const of = await asked(c);
    const page = of === null ? null : pageOf(c, of);
    if (of === null || page === null) return notFound(c, deps);
    const say = registerMessages(c.get('language')).correct;
    const [first, ...others] = of.choices;
    if (first === undefined) return notice(c, of, say.nothing, say.nothingText, 200);
    const wanted = others.length === 0 ? first : of.choices.find((one) => nameOf(one) === c.req.query('what'));
    const held = wanted === undefined ? null : heldBack(of, wanted);
    if (held !== null) return elsewhere(c, of, held, 200);
    return wanted === undefined
      ? show(c, <ChooseCorrectionPage {...page} choices={of.choices} />)
      : form(c, of, wanted, { typed: prefilledCorrection(of.record, wanted) });
  });

  app.post('/app/:plan/:number/log/:entry/correct', async (c) => {
    const of = await asked(c);
    const page = of === null ? null : pageOf(c, of);
    if (of === null || page === null) return notFound(c, deps);
    const read = readCorrection(c.get('form'));
    if (read === null) return malformed(c, deps);
    const { typed, step } = read;
    const say = registerMessages(c.get('language')).correct;
    if (of.choices.length === 0 && step !== 'confirm') return notice(c, of, say.done, say.doneText, 409);
    const one = [...of.choices, ...choicesThen(of, typed)].find((choice) => nameOf(choice) === typed.what);
    if (one === undefined) return malformed(c, deps);
    if (step === 'edit') return form(c, of, one, { typed });
    const value = correctionFrom(typed, one, of.plan.state.settings);
    if (!value.ok) return form(c, of, one, { typed, problems: value.problems }, 422);
    const command: CorrectCommand = {
      commitmentId: of.record.commitment.state.id,
      corrects: of.entry.seq,
      change: value.change,
      reason: typed.reason,
      basedOn: Number(typed.basedOn),
      ...of.who,
      now: c.get('now'),
    };
    if (step === 'preview') {
      const codeHolder = await codeHolderOf(deps.record, command);
      const decided = decideCorrection(of.record, { ...of.plan.state.settings, codeHolder }, command, deps.rng);
      if (!decided.ok) return refusal(c, one, command, typed, decided);
      const after = commitmentChanges(foreseeCommitment(of.record, command, decided), messages[c.get('language')]).at(-1);
      if (after === undefined) return notFound(c, deps);
      return show(c, <CorrectPreviewPage {...page} typed={typed} token={tokenFor(c, deps, of.path)} after={after} />);
    }
    const outcome = await correctEntry(deps, command);
    if (!outcome.ok) return refusal(c, one, command, typed, outcome);
    deps.log.info('corrected', { commitmentId: command.commitmentId, seq: outcome.seq, contactId: of.permit.actor.id });
    return c.redirect(`${of.logPath}?saved=${outcome.seq}`, 303);
  });
}
