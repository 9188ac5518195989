import * as z from 'zod';
import { planExport } from '../../../../shared/domain/plan-export.ts';
import { exportPlan, exportText } from '../../../../shared/usecases/export-plan.ts';
import { json, type Operation, reading } from '../operation.ts';
import { commitmentLogLine, planLogLine } from '../schemas/status.ts';

/** What one answer of a function may hold, our text as a JSON string in its envelope: 6 MB, less some room for headers. */
const longestAnswer = 6 * 1024 * 1024 - 64 * 1024;

const { plan, commitments } = planExport.shape;

/** The export's own shape, its logs told once and referred to. */
const exported = z
  .strictObject({
    ...planExport.shape,
    plan: z.strictObject({ ...plan.shape, log: z.array(planLogLine) }),
    commitments: z.array(z.strictObject({ ...commitments.element.shape, log: z.array(commitmentLogLine) })),
  })
  .meta({ id: 'PlanExport', description: 'Everything a plan holds. Its logs can be verified.' });

/** Everything a plan holds, to take away. */
export const exportOperations: readonly Operation[] = [
  reading({
    id: 'exportPlan',
    section: 'plan',
    path: '/{plan}/export',
    who: 'export-plan',
    summary: {
      fr: 'Tout ce qu’un plan contient, personnes comprises\u00A0; jamais de clé.',
      en: 'Everything a plan holds, people included; never a key.',
    },
    answers: {
      200: json(exported),
    },
    run: async ({ deps, now, names }) => {
      const found = await exportPlan(deps, { planId: names.plan, now });
      if (found === null) return { ok: false, problem: 'not-found' };
      const text = exportText(found);
      return Buffer.byteLength(JSON.stringify(text)) > longestAnswer
        ? { ok: false, problem: 'conflict', detail: 'too-large' }
        : { ok: true, status: 200, text };
    },
  }),
];
