import type { Hono } from 'hono';
import type { ParticipationProcess } from '../../../shared/domain/plan.ts';
import { processIdOf } from '../../../shared/usecases/cite-source.ts';
import { processProblems, recordProcess, type TypedProcess } from '../../../shared/usecases/record-process.ts';
import { cleanTitles } from '../../../shared/usecases/typed-text.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import {
  type ProcessFields,
  processDates,
  processFields,
  processFrom,
  processProblemsOnForm,
  readProcessForm,
} from '../forms/process-form.ts';
import { ProcessPage, processesPath, processLabels, processWords } from '../pages/process.tsx';
import { ProcessesPage } from '../pages/processes.tsx';
import { type RecordKind, recordPages } from './record-pages.tsx';

const processes: RecordKind<ParticipationProcess, ProcessFields, Omit<TypedProcess, 'id'>> = {
  knownIn: (plan) => plan.processes,
  list: processesPath,
  action: (planId, id) => (id === null ? processesPath(planId) : `${processesPath(planId)}/${id}`),
  read: readProcessForm,
  fill: processFields,
  dates: processDates,
  isGrowing: ({ added }) => added !== null,
  understand: processFrom,
  // As an import names it, so that a sheet about it finds what was typed.
  idOf: ({ titles }, { languages }) => {
    const clean = cleanTitles(titles);
    return processIdOf(clean[languages[0] ?? 'fr'] ?? Object.values(clean)[0] ?? '');
  },
  check: (told, id, plan) => processProblems({ ...told, id }, plan),
  write: (deps, { id, told, ...envelope }) => recordProcess(deps, { ...envelope, process: { ...told, id } }),
  onForm: processProblemsOnForm,
  labels: processLabels,
  words: processWords,
  view: (props) => (props.known === null ? <ProcessesPage {...props} /> : <ProcessPage {...props} />),
};

/** Participation processes of a plan: their list with the form for another one, and the form of each. */
export function processesRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { show, save } = recordPages(deps, processes);
  app.get('/app/plans/:plan/processes', (c) => show(c));
  app.post('/app/plans/:plan/processes', (c) => save(c));
  app.get('/app/plans/:plan/processes/:process', (c) => show(c, c.req.param('process')));
  app.post('/app/plans/:plan/processes/:process', (c) => save(c, c.req.param('process')));
}
