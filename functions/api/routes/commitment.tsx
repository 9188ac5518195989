import type { Hono } from 'hono';
import { type Resource, rolesOn } from '../../../shared/domain/authority.ts';
import { declaredStatusOf, type MilestoneState } from '../../../shared/domain/commitment.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { correctablesOf, correctingActor } from '../../../shared/usecases/correct-entry.ts';
import { redactableTexts } from '../../../shared/usecases/redact-texts.ts';
import { frameOf, notFound, show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { offersFor } from '../offers.ts';
import { CommitmentLogPage, type EntryOffers, type MilestoneOffers } from '../pages/commitment-log.tsx';
import { assessRoutes } from './assess.tsx';
import { correctRoutes } from './correct.tsx';
import { type AskedCommitment, askedCommitment, publicPathOf, savedSeq } from './log.ts';
import { redactHandlers } from './redact.tsx';

type Offers = ReturnType<typeof offersFor>;

/** Links are offered where they lead to something: an entry that can be corrected in one's role, a text still there. */
function entryOffersOf(
  { record, permit, signedIn, logPath }: AskedCommitment,
  offers: Offers,
): (seq: number | null) => EntryOffers {
  const { resource } = permit;
  const who = { actor: permit.actor, otherRoles: rolesOn(signedIn.roles, resource) };
  const [mayTry, mayRedact] = [offers('correct', resource), offers('redact', resource)];
  return (seq) => {
    const entry = record.log.find((one) => one.seq === seq);
    if (entry === undefined) return { correct: null, redact: null };
    const path = `${logPath}log/${entry.seq}`;
    const canCorrect = mayTry && correctingActor(who, entry) !== null && correctablesOf(record, entry).length > 0;
    const canRedact = mayRedact && (redactableTexts(record, entry.seq) ?? []).length > 0;
    return { correct: canCorrect ? `${path}/correct` : null, redact: canRedact ? `${path}/redact` : null };
  };
}

function milestoneOffersOf(offers: Offers): (milestone: MilestoneState) => MilestoneOffers {
  return (milestone) => {
    const resource: Resource = { kind: 'milestone', id: milestone.id };
    const isOver = declaredStatusOf(milestone) === 'withdrawn';
    return {
      answer: !isOver && offers('see-form', resource) ? `/app/${milestone.id}/` : null,
      deadline: !isOver && offers('see-deadline', resource) ? `/app/${milestone.id}/deadline` : null,
      assess: offers('assess-milestone', resource) ? `/app/${milestone.id}/assess` : null,
    };
  };
}

/** One commitment: its log, corrections, redactions, the reviewer’s assessment. */
export function commitmentRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  app.get('/app/:plan/:number/', async (c) => {
    const asked = await askedCommitment(c, deps);
    if (asked === null) return notFound(c, deps);
    const { record, permit, plan, telling, changes } = asked;
    const { settings } = plan.state;
    const offers = offersFor(c);
    const offersOf = entryOffersOf(asked, offers);
    const runsPlan = offers('see-plan', { kind: 'plan', id: settings.id });
    return show(
      c,
      <CommitmentLogPage
        {...frameOf(c, deps)}
        telling={telling}
        record={record}
        changes={changes.toReversed()}
        planTitle={titleIn(settings.titles, telling.language, settings.languages[0] ?? telling.language).text}
        planPath={runsPlan ? `/app/plans/${settings.id}/` : null}
        publicPath={publicPathOf(permit.resource.id, settings, telling.language)}
        assessPath={offers('assess', permit.resource) ? `/app/${permit.resource.id}/assess` : null}
        milestoneOffers={milestoneOffersOf(offers)}
        entryOffers={({ seq }) => offersOf(seq)}
        savedSeq={savedSeq(c, record.log, asked.signedIn)}
      />,
    );
  });

  assessRoutes(app, deps);
  correctRoutes(app, deps);
  const redact = redactHandlers(deps);
  app.get('/app/:plan/:number/log/:entry/redact', redact.get);
  app.post('/app/:plan/:number/log/:entry/redact', redact.post);
}
