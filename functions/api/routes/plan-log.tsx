import type { Context, Hono } from 'hono';
import { titleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { exportPlan, exportText } from '../../../shared/usecases/export-plan.ts';
import { redactableTexts } from '../../../shared/usecases/redact-texts.ts';
import { frameOf, notFound, show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { registerMessages } from '../messages/register.ts';
import { offersFor } from '../offers.ts';
import { ExportCommand, ExportPage } from '../pages/export.tsx';
import { Notice } from '../pages/layout.tsx';
import { PlanLogPage } from '../pages/plan-log.tsx';
import { type AskedPlan, askedPlan, publicPathOf, savedSeq } from './log.ts';
import { redactHandlers } from './redact.tsx';

/**
 * Longest answer of a Lambda: 6 MB of an envelope in which our text is a JSON string (quotas of AWS Lambda, synchronous
 * invocation), less some room for the headers.
 */
const longestAnswer = 6 * 1024 * 1024 - 64 * 1024;

function fitsAnswer(text: string): boolean {
  return Buffer.byteLength(JSON.stringify(text), 'utf8') <= longestAnswer;
}

const kilobytesOf = (text: string): number => Math.ceil(Buffer.byteLength(text, 'utf8') / 1024);

/** What happened to a plan, texts to redact, and everything to take away. */
export function planLogRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const common = (c: Context<ApiEnv>, { plan, telling }: AskedPlan) => {
    const { id, titles, languages } = plan.state.settings;
    return {
      ...frameOf(c, deps),
      planTitle: titleIn(titles, telling.language, languages[0] ?? telling.language).text,
      planPath: `/app/plans/${id}/`,
    };
  };

  async function exported({ plan }: AskedPlan, c: Context<ApiEnv>): Promise<string | null> {
    const read = await exportPlan(deps, { planId: plan.state.settings.id, now: c.get('now') });
    return read === null ? null : exportText(read);
  }

  app.get('/app/plans/:plan/log', (c) => {
    const asked = askedPlan(c);
    if (asked === null) return notFound(c, deps);
    const { plan, permit, telling, changes, logPath } = asked;
    const mayRedact = offersFor(c)('redact-plan', permit.resource);
    const redactPath = (seq: number): string | null =>
      mayRedact && (redactableTexts(plan, seq) ?? []).length > 0 ? `${logPath}/${seq}/redact` : null;
    return show(
      c,
      <PlanLogPage
        {...common(c, asked)}
        telling={telling}
        changes={changes.toReversed()}
        publicPath={publicPathOf(permit.resource.id, plan.state.settings, telling.language)}
        entryOffers={({ seq }) => ({ correct: null, redact: seq === null ? null : redactPath(seq) })}
        savedSeq={savedSeq(c, plan.log, asked.signedIn)}
      />,
    );
  });

  const redact = redactHandlers(deps);
  app.get('/app/plans/:plan/log/:entry/redact', redact.get);
  app.post('/app/plans/:plan/log/:entry/redact', redact.post);

  app.get('/app/plans/:plan/export', async (c) => {
    const asked = askedPlan(c);
    const text = asked === null ? null : await exported(asked, c);
    if (asked === null || text === null) return notFound(c, deps);
    const { id } = asked.plan.state.settings;
    const filePath = fitsAnswer(text) ? `/app/plans/${id}/export/plan.json` : null;
    return show(c, <ExportPage {...common(c, asked)} planId={id} filePath={filePath} kilobytes={kilobytesOf(text)} />);
  });

  app.get('/app/plans/:plan/export/plan.json', async (c) => {
    const asked = askedPlan(c);
    const text = asked === null ? null : await exported(asked, c);
    if (asked === null || text === null) return notFound(c, deps);
    const { id } = asked.plan.state.settings;
    if (!fitsAnswer(text)) {
      const say = registerMessages(c.get('language')).export;
      const size = messages[c.get('language')].fileSize(kilobytesOf(text));
      return show(
        c,
        <Notice {...frameOf(c, deps)} title={say.tooLarge} text={say.tooLargeText(size)}>
          <ExportCommand planId={id} />
        </Notice>,
        409,
      );
    }
    deps.log.info('plan-exported', { planId: id, contactId: asked.permit.actor.id });
    return c.body(text, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.json"`,
    });
  });
}
