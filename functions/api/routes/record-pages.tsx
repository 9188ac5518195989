import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Temporal } from 'temporal-polyfill';
import type { PlanEntry } from '../../../shared/domain/change-log.ts';
import type { Problem, Refused } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings, PlanState } from '../../../shared/domain/plan.ts';
import type { Texts } from '../../../shared/domain/text.ts';
import type { PlanRecord } from '../../../shared/ports.ts';
import type { Accepted, ChangeDeps, Envelope } from '../../../shared/usecases/append-change.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import type { Form } from '../middleware/read-form.ts';
import type { Frame } from '../pages/layout.tsx';
import { differencesOf, type Shown } from '../pages/record-form.tsx';

/** What a page about one meeting, process or document is given, or about their list when `known` is null. */
export type RecordProps<Known, Typed> = Frame & {
  readonly plan: PlanState;
  readonly texts: Texts;
  readonly known: Known | null;
  readonly token: string;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly shown: Shown;
  readonly outcome: 'saved' | 'unchanged' | null;
};

/** What differs between meetings, processes and documents; how their forms are answered is the same. */
export type RecordKind<Known, Typed extends { readonly version: string; readonly datesRead: string }, Told> = {
  readonly knownIn: (plan: PlanState) => readonly (Known & { readonly id: string })[];
  /** Address of the list; the form of a new one is sent there. */
  readonly list: (planId: string) => string;
  /** Address the form is sent to. */
  readonly action: (planId: string, id: string | null) => string;
  /** Null when the body is none of ours. */
  readonly read: (form: Form, settings: PlanSettings, known: Known | null) => Typed | null;
  readonly fill: (known: Known | null, texts: Texts, version: number) => Typed;
  /** Texts of its dates; they are published once their reading was shown. */
  readonly dates: (typed: Typed) => string;
  /** Whether the form is to be shown again, with one more row, before anything is saved. */
  readonly isGrowing: (typed: Typed) => boolean;
  readonly understand: (
    typed: Typed,
    known: Known | null,
    settings: PlanSettings,
  ) => { readonly told: Told; readonly problems: readonly Problem[] };
  /** What keeps it from being published, in the words of the verb. */
  readonly check: (told: Told, id: string, plan: PlanRecord, now: Temporal.Instant) => readonly Problem[];
  /** Id of a new one: what says the same has the same id. */
  readonly idOf: (told: Told, settings: PlanSettings) => string;
  readonly write: (
    deps: ChangeDeps,
    command: Envelope & { readonly planId: string; readonly id: string; readonly version: number; readonly told: Told },
  ) => Promise<Accepted | Refused>;
  /** Problems of the verb by the names of the form. */
  readonly onForm: (problems: readonly Problem[]) => readonly Problem[];
  /** Names of the fields, from top to bottom; of the rows in these forms and no others. */
  readonly labels: (
    language: InterfaceLanguage,
    plan: PlanState,
    known: Known | null,
    ...forms: readonly Typed[]
  ) => { readonly [field: string]: string };
  readonly words: (typed: Typed, language: InterfaceLanguage) => ReadonlyMap<string, string>;
  readonly view: (props: RecordProps<Known, Typed>) => Child;
};

type InPlan = { readonly plan: PlanRecord; readonly actor: Permit['actor'] };

/** Null where the gate let nobody through: the answer must be that for a plan that does not exist. */
function planOfRequest(c: Context<ApiEnv>): InPlan | null {
  const permit = c.get('permit');
  return permit === null || permit.plan === null ? null : { plan: permit.plan, actor: permit.actor };
}

const recorded: readonly string[] = [
  'meeting-recorded',
  'process-recorded',
  'document-cited',
] satisfies readonly PlanEntry['type'][];

/** What came of the form that was just sent, told once on the page it leads to: `?saved=12`, an entry of this person. */
function outcomeOf(c: Context<ApiEnv>, { plan, actor }: InPlan): 'saved' | 'unchanged' | null {
  if (c.req.query('unchanged') === '1') return 'unchanged';
  const seq = Number(c.req.query('saved') ?? '0');
  const isOwn = plan.log.some((one) => one.seq === seq && one.actor.id === actor.id && recorded.includes(one.type));
  return isOwn ? 'saved' : null;
}

type Again<Typed> = { readonly typed: Typed; readonly problems?: readonly Problem[]; readonly shown?: Shown };

/** The list with a form for a new one, the form of one, and what becomes of either when it is sent. */
export function recordPages<Known, Typed extends { readonly version: string; readonly datesRead: string }, Told>(
  deps: ApiDeps,
  kind: RecordKind<Known, Typed, Told>,
) {
  type Found = Known & { readonly id: string };
  const find = (plan: PlanState, id: string | undefined): Found | null => kind.knownIn(plan).find((one) => one.id === id) ?? null;

  const page = (
    c: Context<ApiEnv>,
    asked: InPlan,
    known: Found | null,
    again: Again<Typed>,
    status: 200 | 409 | 422 = 200,
  ): Response => {
    const { state, texts } = asked.plan;
    const order = Object.keys(kind.labels(c.get('language'), state, known, again.typed));
    const problems = (again.problems ?? []).toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
    const view = kind.view({
      ...frameOf(c, deps),
      ...{ plan: state, texts, known, problems, shown: again.shown ?? { as: 'plain' } },
      token: tokenFor(c, deps, kind.action(state.settings.id, known?.id ?? null)),
      // What is shown is what was read: sent again unchanged, its dates count as seen.
      typed: { ...again.typed, datesRead: kind.dates(again.typed) },
      outcome: outcomeOf(c, asked),
    });
    return show(c, view, status);
  };

  /** The record moved on, or a new one stands already: what differs, and the form again with nothing lost. */
  const moved = async (c: Context<ApiEnv>, asked: InPlan, id: string, isNew: boolean, typed: Typed): Promise<Response> => {
    const { id: planId } = asked.plan.state.settings;
    const plan = await deps.record.plan(planId);
    const there = plan === null ? null : find(plan.state, id);
    if (plan === null || there === null) return notFound(c, deps);
    const now = kind.fill(there, plan.texts, plan.state.head.seq);
    const language = c.get('language');
    const labels = kind.labels(language, plan.state, there, now, typed);
    const differences = differencesOf(kind.words(now, language), kind.words(typed, language), labels);
    // The same words a second time: the form was sent twice.
    if (differences.length === 0) return c.redirect(`${kind.list(planId)}?unchanged=1`, 303);
    const at = { ...asked, plan };
    return isNew
      ? page(c, at, null, { typed, shown: { as: 'taken' } }, 409)
      : page(c, at, there, { typed: { ...typed, version: now.version }, shown: { as: 'stale', differences } }, 409);
  };

  const answer = (
    c: Context<ApiEnv>,
    asked: InPlan,
    known: Found | null,
    typed: Typed,
    id: string,
    outcome: Accepted | Refused,
  ): Response | Promise<Response> => {
    const list = kind.list(asked.plan.state.settings.id);
    if (outcome.ok) {
      deps.log.info('participation-recorded', {
        planId: asked.plan.state.settings.id,
        id,
        seq: outcome.seq,
        contactId: asked.actor.id,
      });
      return c.redirect(`${list}?saved=${outcome.seq}`, 303);
    }
    if (outcome.problems.some(({ code }) => code === 'unchanged')) return c.redirect(`${list}?unchanged=1`, 303);
    switch (outcome.reason) {
      case 'invalid':
        return page(c, asked, known, { typed, problems: kind.onForm(outcome.problems) }, 422);
      case 'stale':
        return moved(c, asked, id, known === null, typed);
      case 'busy':
        return busy(c, deps);
      default:
        return notFound(c, deps);
    }
  };

  const save = async (c: Context<ApiEnv>, asked: InPlan, known: Found | null): Promise<Response> => {
    const { settings } = asked.plan.state;
    const typed = kind.read(c.get('form'), settings, known);
    if (typed === null) return malformed(c, deps);
    if (kind.isGrowing(typed)) return page(c, asked, known, { typed });
    const { told, problems } = kind.understand(typed, known, settings);
    const id = known?.id ?? kind.idOf(told, settings);
    const more = kind.onForm(kind.check(told, id, asked.plan, c.get('now')));
    const all = [...problems, ...more.filter(({ field }) => problems.every((one) => one.field !== field))];
    if (all.length > 0) return page(c, asked, known, { typed, problems: all }, 422);
    if (typed.datesRead !== kind.dates(typed)) return page(c, asked, known, { typed, shown: { as: 'check-dates' } });
    const outcome = await kind.write(deps, {
      planId: settings.id,
      id,
      // Of what is new nothing was read: if it stands, somebody wrote it.
      version: known === null ? 0 : Number(typed.version),
      told,
      actor: asked.actor,
      now: c.get('now'),
    });
    return answer(c, asked, known, typed, id, outcome);
  };

  /** `id`: what the path or the form names; undefined for the list. Unknown ids are not found. */
  const reach = (c: Context<ApiEnv>, id: string | undefined): { asked: InPlan; known: Found | null } | null => {
    const asked = planOfRequest(c);
    if (asked === null) return null;
    const known = id === undefined ? null : find(asked.plan.state, id);
    return id !== undefined && known === null ? null : { asked, known };
  };

  return {
    show: (c: Context<ApiEnv>, id?: string): Response => {
      const reached = reach(c, id);
      if (reached === null) return notFound(c, deps);
      const { asked, known } = reached;
      return page(c, asked, known, { typed: kind.fill(known, asked.plan.texts, asked.plan.state.head.seq) });
    },
    save: async (c: Context<ApiEnv>, id?: string): Promise<Response> => {
      const reached = reach(c, id);
      return reached === null ? notFound(c, deps) : save(c, reached.asked, reached.known);
    },
  };
}
