import type * as z from 'zod';
import { logLines } from '../../../../shared/showing/log-lines.ts';
import { shownDate } from '../../../../shared/showing/milestone-facts.ts';
import { plainLine } from '../../../../shared/showing/plain-text.ts';
import { commitmentStatusJson, statusJson } from '../../../../shared/showing/status-json.ts';
import { json, type Operation, reading } from '../operation.ts';
import { commitmentIn, milestoneIn, shownPlan } from '../plan-view.ts';
import { commitmentFile, commitmentLogLine, milestoneStatus, planList, planLogLine, planStatus } from '../schemas/status.ts';

type Listed = z.input<typeof planList>['plans'][number];

const unknown = { ok: false, problem: 'not-found' } as const;

/** What anyone may read, to the letter as the site publishes it; of the plans as a whole only which there are. */
export const readingOperations: readonly Operation[] = [
  reading({
    id: 'listPlans',
    section: 'reading',
    path: '/plans',
    who: 'anyone',
    isPublic: true,
    summary: {
      fr: 'Les plans suivis, et où chacun est publié.',
      en: 'The plans there are, and where each is published.',
    },
    answers: { 200: json(planList) },
    run: async ({ deps }) => {
      const { publicUrl } = deps.config;
      const plans = (await deps.record.planStates()).map(({ settings, head }): Listed => {
        const url = `${publicUrl}/${settings.id}/`;
        const files = { status: `${url}status.json`, feed: `${url}feed.json`, calendar: `${url}calendar.ics` };
        const titles = Object.fromEntries(Object.entries(settings.titles).map(([code, text]) => [code, plainLine(text)]));
        const { id: plan, country, languages } = settings;
        return { plan, titles, country, languages, period: shownDate(settings.period), log: head, url, ...files };
      });
      return { ok: true, status: 200, body: { plans } };
    },
  }),
  reading({
    id: 'readPlanLog',
    section: 'reading',
    path: '/{plan}/log',
    who: 'anyone',
    isPublic: true,
    summary: {
      fr: 'Le journal d’un plan, une écriture par ligne, comme log.jsonl\u00A0: de quoi le vérifier.',
      en: 'The log of a plan, one entry a line, as in log.jsonl: all it takes to verify it.',
    },
    answers: { 200: { schema: planLogLine, as: 'jsonl' } },
    run: async ({ deps, now, names }) => {
      const found = await shownPlan(deps, now, names.plan);
      return found.ok ? { ok: true, status: 200, text: logLines(found.view) } : found;
    },
  }),
  reading({
    id: 'readPlan',
    section: 'reading',
    path: '/{plan}',
    who: 'anyone',
    isPublic: true,
    summary: { fr: 'Un plan et ses engagements, comme status.json.', en: 'A plan and its commitments, as in status.json.' },
    answers: { 200: json(planStatus) },
    run: async ({ deps, now, names }) => {
      const found = await shownPlan(deps, now, names.plan);
      return found.ok ? { ok: true, status: 200, text: statusJson(found.view) } : found;
    },
  }),
  reading({
    id: 'readCommitmentLog',
    section: 'reading',
    path: '/{plan}/{number}/log',
    who: 'anyone',
    isPublic: true,
    summary: {
      fr: 'Le journal d’un engagement, une écriture par ligne, comme log.jsonl.',
      en: 'The log of a commitment, one entry a line, as in log.jsonl.',
    },
    answers: { 200: { schema: commitmentLogLine, as: 'jsonl' } },
    run: async ({ deps, now, names }) => {
      const found = await shownPlan(deps, now, names.plan);
      if (!found.ok) return found;
      const commitment = commitmentIn(found.view, names.number);
      return commitment === null ? unknown : { ok: true, status: 200, text: logLines(commitment) };
    },
  }),
  reading({
    id: 'readCommitment',
    section: 'reading',
    path: '/{plan}/{number}',
    who: 'anyone',
    isPublic: true,
    summary: { fr: 'Un engagement et ses jalons, comme status.json.', en: 'A commitment and its milestones, as in status.json.' },
    answers: { 200: json(commitmentFile) },
    run: async ({ deps, now, names }) => {
      const found = await shownPlan(deps, now, names.plan);
      if (!found.ok) return found;
      const commitment = commitmentIn(found.view, names.number);
      return commitment === null ? unknown : { ok: true, status: 200, text: commitmentStatusJson(found.view, commitment) };
    },
  }),
  reading({
    id: 'readMilestone',
    section: 'reading',
    path: '/{plan}/{number}/{milestone}',
    who: 'anyone',
    isPublic: true,
    summary: {
      fr: 'Un jalon, tel que le status.json de son engagement le donne.',
      en: 'A milestone, as the status.json of its commitment tells it.',
    },
    answers: { 200: json(milestoneStatus) },
    run: async ({ deps, now, names }) => {
      const found = await shownPlan(deps, now, names.plan);
      if (!found.ok) return found;
      const commitment = commitmentIn(found.view, names.number);
      const milestone =
        commitment === null ? null : milestoneIn(found.view, commitment, `${names.plan}/${names.number}/${names.milestone}`);
      return milestone === null ? unknown : { ok: true, status: 200, text: `${JSON.stringify(milestone, null, 2)}\n` };
    },
  }),
];
