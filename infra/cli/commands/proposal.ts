import type { PlanState } from '../../../shared/domain/plan.ts';
import { maybeTheSame, type Proposal, proposalKind } from '../../../shared/domain/proposal.ts';
import {
  asProposed,
  type ConfirmedAs,
  type Judgement,
  type JudgeOutcome,
  judgeProposal,
} from '../../../shared/usecases/judge-proposal.ts';
import { type Command, type Context, flag, oneOf, text, UsageError, type Values } from '../command.ts';
import { tellRefusal } from '../refusal.ts';
import { actorFor, asHelp, asOption } from '../who.ts';
import { planFor, type Workspace, withWorkspace } from '../workspace.ts';

const planOption = { plan: { type: 'string' } } as const;
const planHelp = '  --plan ID       the plan; not needed while there is only one';

async function planStateOf(workspace: Workspace, values: Values): Promise<PlanState> {
  const planId = await planFor(workspace, text(values, 'plan'));
  const plan = await workspace.stores.record.plan(planId);
  if (plan === null) throw new UsageError(`there is no plan ${planId}`);
  return plan.state;
}

/** Days as proposed, `2019-10-18` or `2019-12-01..2020-07-31`. */
function daysText({ date }: Proposal): string {
  if (date === null || (date.from === null && date.to === null)) return 'no day';
  if (date.from === date.to) return date.to ?? '';
  return `${date.from ?? ''}..${date.to ?? ''}`;
}

function proposalText(one: Proposal, plan: PlanState): string {
  const same = one.state === 'waiting' ? maybeTheSame(plan, one) : [];
  return [
    `${one.id}  ${one.state}${one.became === null ? '' : ` as ${one.became}`}`,
    `  ${one.kind}: ${one.title}`,
    `  ${one.date?.text ?? 'no date'} → ${daysText(one)}${one.reason === null ? '' : ` (${one.reason})`}`,
    `  ${one.source.name}:${one.line}`,
    ...same.map(({ id, titles }) => `  maybe the same as ${id}: ${Object.values(titles)[0] ?? ''}`),
  ].join('\n');
}

const list: Command = {
  name: 'proposal list',
  summary: 'Shows the dated events that documents tell of and that wait to be judged.',
  usage: '[--all] [--plan ID]',
  help: ['  --all           those judged already, too', planHelp],
  options: { all: { type: 'boolean' }, ...planOption },
  run: (context, values) =>
    withWorkspace(context, async (workspace) => {
      const plan = await planStateOf(workspace, values);
      const all = await workspace.stores.people.proposalsOf(plan.settings.id);
      const shown = flag(values, 'all') ? all : all.filter(({ state }) => state === 'waiting');
      if (context.json) context.out(`${JSON.stringify(shown, null, 2)}\n`);
      else context.out(shown.map((one) => `${proposalText(one, plan)}\n`).join('\n'));
      if (shown.length === 0) context.err('No proposal is waiting.\n');
      return 0;
    }),
};

/** The proposal that an id or its beginning names. @throws UsageError when none or several do */
function namedBy(proposals: readonly Proposal[], positionals: readonly string[]): Proposal {
  const [given, ...others] = positionals;
  if (given === undefined || others.length > 0) throw new UsageError('name one proposal; jalon proposal list shows their ids');
  const wanted = given.startsWith('proposal-') ? given : `proposal-${given}`;
  const found = proposals.filter(({ id }) => id.startsWith(wanted));
  const [only] = found;
  if (only === undefined) throw new UsageError(`there is no proposal ${given}; jalon proposal list shows them`);
  if (found.length > 1) throw new UsageError(`several proposals begin with ${given}: ${found.map(({ id }) => id).join(', ')}`);
  return only;
}

function tellJudged(context: Context, outcome: JudgeOutcome): number {
  if (!outcome.ok) return tellRefusal(context, outcome);
  const { id, state, became } = outcome.proposal;
  if (context.json) context.out(`${JSON.stringify(outcome.proposal, null, 2)}\n`);
  else context.out(`${id}: ${state}${became === null ? '' : ` as ${became}`}\n`);
  return 0;
}

/** Judges the proposal a call names, as it stands right now. */
function judge(
  context: Context,
  values: Values,
  positionals: readonly string[],
  how: (told: Proposal, plan: PlanState) => Judgement,
) {
  return withWorkspace(context, async (workspace) => {
    const plan = await planStateOf(workspace, values);
    const planId = plan.settings.id;
    const told = namedBy(await workspace.stores.people.proposalsOf(planId), positionals);
    const actor = await actorFor(context, workspace.stores, values, planId, 'poc');
    const command = { planId, id: told.id, version: told.version, actor, now: context.now, ...how(told, plan) };
    return tellJudged(context, await judgeProposal({ ...workspace.stores, rng: workspace.rng }, command));
  });
}

const states = ['announced', 'held', 'unknown'] as const;

/** What the call says otherwise than the proposal. */
function edited(told: Proposal, plan: PlanState, values: Values): ConfirmedAs {
  const proposed = asProposed(plan, told);
  const own = plan.settings.languages[0] ?? 'fr';
  const kind = oneOf(values, 'kind', proposalKind.options, proposed.kind);
  const [title, second, process, begun] = ['title', 'title-en', 'process', 'new-process'].map((name) => text(values, name));
  const belongs = process == null ? (begun == null ? proposed.process : { title: begun }) : { id: process };
  return {
    ...proposed,
    kind,
    titles: {
      ...proposed.titles,
      ...(title == null ? {} : { [own]: title }),
      ...(second == null ? {} : { en: second }),
    },
    date: text(values, 'date') ?? proposed.date,
    state: oneOf(values, 'state', states, proposed.state),
    body: text(values, 'body'),
    withCivilSociety: flag(values, 'with-civil-society'),
    followUpOwed: flag(values, 'no-follow-up') ? false : flag(values, 'follow-up-owed') ? true : proposed.followUpOwed,
    process: kind === 'meeting' ? null : belongs,
  };
}

const confirm: Command = {
  name: 'proposal confirm',
  summary: 'Publishes a proposal as a meeting or as a step of a participation process.',
  usage: 'ID [--process ID | --new-process TITLE | --same-as ID] [--date TEXT] [--title TEXT] ...',
  help: [
    '  ID              as jalon proposal list shows it; its beginning is enough',
    '  --process       the participation process a step belongs to; needed for all but meetings',
    '  --new-process   begins a participation process with this step',
    '  --same-as       the meeting or step it is: only its document is added there',
    '  --kind          meeting, call, consultation, workshop, working-group, deliverable, roadmap',
    '  --title         in the plan’s own language; --title-en in English',
    '  --date          as people write dates: "27 juin 2019", "octobre 2019", "jusqu’au 18 octobre 2019"',
    '  --state         announced, held or unknown (a meeting is announced or held)',
    '  --body          who met',
    '  --with-civil-society  a meeting that presents results and takes comments',
    '  --follow-up-owed, --no-follow-up  whether results are owed; neither says nothing of it',
    planHelp,
    asHelp,
    '',
    'Everything else is as proposed. It is public from then on. A call that was cut short is finished by calling it again.',
  ],
  options: {
    ...planOption,
    ...asOption,
    ...Object.fromEntries(
      ['process', 'new-process', 'same-as', 'kind', 'title', 'title-en', 'date', 'state', 'body'].map(
        (name) => [name, { type: 'string' }] as const,
      ),
    ),
    'with-civil-society': { type: 'boolean' },
    'follow-up-owed': { type: 'boolean' },
    'no-follow-up': { type: 'boolean' },
  },
  run: (context, values, positionals) =>
    judge(context, values, positionals, (told, plan) => {
      const sameAs = text(values, 'same-as');
      return { verdict: 'confirm', as: sameAs === null ? edited(told, plan, values) : { sameAs } };
    }),
};

const reject: Command = {
  name: 'proposal reject',
  summary: 'Puts a proposal aside. Nothing of it becomes public.',
  usage: 'ID [--undo]',
  help: ['  --undo          lets a rejected proposal wait again', planHelp, asHelp],
  options: { undo: { type: 'boolean' }, ...planOption, ...asOption },
  run: (context, values, positionals) =>
    judge(context, values, positionals, () => ({ verdict: flag(values, 'undo') ? 'reopen' : 'reject' })),
};

export const proposalCommands: readonly Command[] = [list, confirm, reject];
