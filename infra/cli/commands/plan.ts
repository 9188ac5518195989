import { deadlineOf, declaredStatusOf, inLanguage } from '../../../shared/domain/commitment.ts';
import { type FuzzyDate, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { approvalPolicyOptions, defaultReminderPolicy, type PlanSettings, planSettings } from '../../../shared/domain/plan.ts';
import { positionOf } from '../../../shared/domain/position.ts';
import { readDate } from '../../../shared/reading/date-grammar.ts';
import { createPlan } from '../../../shared/usecases/create-plan.ts';
import { editPlan } from '../../../shared/usecases/edit-plan.ts';
import { planCampaign } from '../../../shared/usecases/plan-campaign.ts';
import { commitmentsOfPlan } from '../../../shared/usecases/plan-milestones.ts';
import { recordMeeting } from '../../../shared/usecases/record-meeting.ts';
import { setMailbox } from '../../../shared/usecases/set-mailbox.ts';
import { type Command, type Context, flag, list, oneOf, required, text, UsageError, type Values } from '../command.ts';
import { tellRefusal } from '../refusal.ts';
import { actorFor, asHelp, asOption } from '../who.ts';
import { planFor, type Workspace, withWorkspace } from '../workspace.ts';
import { tellEntry, typedDate } from './milestone.ts';

const settingOptions = {
  title: { type: 'string' },
  'title-en': { type: 'string' },
  country: { type: 'string' },
  region: { type: 'string' },
  language: { type: 'string', multiple: true },
  zone: { type: 'string' },
  period: { type: 'string' },
  closes: { type: 'string' },
  announced: { type: 'string' },
  'ogp-label': { type: 'string' },
  'fiscal-month': { type: 'string' },
  approval: { type: 'string' },
  'days-before': { type: 'string' },
  'hide-asks': { type: 'boolean' },
  mailbox: { type: 'string' },
} as const;

const settingHelp = [
  '  --title         title in the plan’s own language; --title-en in English',
  '  --country       two letters (FR): decides the public holidays; --region for regional ones',
  '  --language      languages of the plan, the first is its own (fr); repeat for more. That of its pages, the first of fr and en,',
  '                  stays once the plan has a commitment or a second change',
  '  --zone          time zone (Europe/Paris)',
  '  --period        "2021-2023", "1er janvier 2024 – 31 décembre 2025"',
  '  --closes        a closing day other than the end of the period',
  '  --announced     how many commitments the plan announces',
  '  --ogp-label     name of the plan at the OGP',
  '  --fiscal-month  first month of the fiscal year, 1 to 12',
  '  --days-before   reminders before a deadline, in days (30,7,1)',
  '  --approval      none, second-person or openid',
  '  --hide-asks     do not show when the ministry was asked',
  '  --mailbox       where answers to mails go: Reply-To of every mail; never published',
];

function numberFrom(values: Values, name: string): number | null {
  const given = text(values, name);
  if (given === null) return null;
  if (!/^\d+$/.test(given)) throw new UsageError(`--${name} is a whole number`);
  return Number(given);
}

function period(given: string, language: string): PlanSettings['period'] {
  const read = readDate(given, language);
  if ('impossible' in read) throw new UsageError(`--period: ${read.impossible}`);
  if (read.date.to === null) throw new UsageError('--period needs a beginning and an end, like 2021-2023');
  return read.date;
}

/** The settings that the options name; the others stay as they are. */
function changesFrom(values: Values, known: PlanSettings | null): Partial<PlanSettings> {
  const languages = list(values, 'language');
  const own = languages[0] ?? known?.languages[0] ?? 'fr';
  const title = text(values, 'title');
  const english = text(values, 'title-en');
  const days = text(values, 'days-before');
  const given = text(values, 'period');
  const approval = text(values, 'approval');
  const announced = numberFrom(values, 'announced');
  const fiscal = numberFrom(values, 'fiscal-month');
  const policy = known?.reminderPolicy ?? defaultReminderPolicy;
  return {
    ...(title !== null || english !== null
      ? {
          titles: { ...known?.titles, ...(title === null ? {} : { [own]: title }), ...(english === null ? {} : { en: english }) },
        }
      : {}),
    ...(text(values, 'country') === null ? {} : { country: required(values, 'country') }),
    ...(text(values, 'region') === null ? {} : { region: required(values, 'region') }),
    ...(languages.length === 0 ? {} : { languages }),
    ...(text(values, 'zone') === null ? {} : { zone: required(values, 'zone') }),
    ...(given === null ? {} : { period: period(given, own) }),
    ...(text(values, 'closes') === null ? {} : { closesOn: required(values, 'closes') }),
    ...(announced === null ? {} : { announcedCommitments: announced }),
    ...(fiscal === null ? {} : { fiscalYearStartsInMonth: fiscal }),
    ...(text(values, 'ogp-label') === null ? {} : { ogpLabel: required(values, 'ogp-label') }),
    ...(approval === null ? {} : { approval: oneOf(values, 'approval', approvalPolicyOptions) }),
    ...(days === null ? {} : { reminderPolicy: { ...policy, daysBefore: days.split(',').map(Number) } }),
    ...(flag(values, 'hide-asks') ? { publishAsks: false } : {}),
  };
}

/** What a new plan has unless told otherwise. */
function newSettings(id: string, values: Values): PlanSettings {
  const own = list(values, 'language')[0] ?? 'fr';
  return planSettings.parse({
    id,
    titles: {},
    country: 'FR',
    region: null,
    languages: [own],
    zone: 'Europe/Paris',
    period: period(required(values, 'period'), own),
    closesOn: null,
    announcedCommitments: null,
    ogpLabel: null,
    fiscalYearStartsInMonth: 1,
    reminderPolicy: defaultReminderPolicy,
    publishAsks: true,
    approval: 'none',
    signIn: 'code',
  });
}

async function keepMailbox(context: Context, workspace: Workspace, planId: string, values: Values): Promise<number> {
  const address = text(values, 'mailbox');
  if (address === null) return 0;
  const outcome = await setMailbox(workspace.stores, { planId, address });
  return outcome.ok ? 0 : tellRefusal(context, outcome);
}

const add: Command = {
  name: 'plan add',
  summary: 'Makes a plan. Mail is off until its people are confirmed and it is switched on.',
  usage: 'ID --title TEXT --period PERIOD [options]',
  help: [
    '  ID              lower case, digits, hyphens, for ever: it is in every address (ville-2026-2028)',
    ...settingHelp,
    asHelp,
  ],
  options: { ...settingOptions, ...asOption },
  run: (context, values, [id, ...rest]) => {
    if (id === undefined || rest.length > 0) throw new UsageError('name the plan: its id comes right after "plan add"');
    if (!planSettings.shape.id.safeParse(id).success) {
      throw new UsageError(
        `"${id}" cannot be an id: lower case letters, digits and hyphens, and not a word of the addresses (en, app, dev)`,
      );
    }
    required(values, 'title');
    return withWorkspace(context, async (workspace) => {
      const base = newSettings(id, values);
      const settings = { ...base, ...changesFrom(values, base) };
      const actor = { role: 'admin' as const, id: null };
      const outcome = await createPlan({ ...workspace.stores, rng: workspace.rng }, { settings, actor, now: context.now });
      if (!outcome.ok) return tellRefusal(context, outcome);
      const kept = await keepMailbox(context, workspace, id, values);
      return kept === 0 ? tellEntry(context, id, outcome) : kept;
    });
  },
};

const edit: Command = {
  name: 'plan edit',
  summary: 'Changes what a plan says of itself. Every change is public, except the mailbox.',
  usage: '[--plan ID] [options] [--reason TEXT]',
  help: [...settingHelp, '  --reason        why, in public', asHelp],
  options: { ...settingOptions, plan: { type: 'string' }, reason: { type: 'string' }, ...asOption },
  run: (context, values) =>
    withWorkspace(context, async (workspace) => {
      const planId = await planFor(workspace, text(values, 'plan'));
      const plan = await workspace.stores.record.plan(planId);
      const changes = changesFrom(values, plan?.state.settings ?? null);
      const kept = await keepMailbox(context, workspace, planId, values);
      if (kept !== 0) return kept;
      if (Object.keys(changes).length === 0) {
        if (text(values, 'mailbox') === null) throw new UsageError('nothing to change: name at least one option');
        context.err(`${planId}: answers now go to the new mailbox.\n`);
        return 0;
      }
      const actor = await actorFor(context, workspace.stores, values, planId, 'poc');
      const command = { planId, changes, reason: text(values, 'reason'), actor, now: context.now };
      return tellEntry(context, planId, await editPlan({ ...workspace.stores, rng: workspace.rng }, command));
    }),
};

async function planRows(workspace: Workspace) {
  const ids = await workspace.stores.record.planIds();
  return Promise.all(
    ids.map(async (id) => {
      const plan = await workspace.stores.record.plan(id);
      const numbers = await workspace.stores.record.commitmentNumbers(id);
      const settings = plan?.state.settings;
      const title = settings === undefined ? null : inLanguage(settings.titles, settings.languages[0] ?? 'fr', 'fr');
      return { id, title: title?.value ?? id, commitments: numbers.length, mailOnSince: plan?.state.mailOnSince ?? null };
    }),
  );
}

const listPlans: Command = {
  name: 'plan list',
  summary: 'Lists the plans.',
  usage: '',
  help: [],
  options: {},
  run: (context) =>
    withWorkspace(context, async (workspace) => {
      const rows = await planRows(workspace);
      if (context.json) context.out(`${JSON.stringify(rows, null, 2)}\n`);
      else {
        for (const { id, title, commitments, mailOnSince } of rows) {
          context.out(
            `${id}  ${title}  ${commitments} commitment(s), mail ${mailOnSince === null ? 'off' : `on since ${mailOnSince}`}\n`,
          );
        }
        if (rows.length === 0) context.err('No plan yet: jalon plan add, or jalon sample.\n');
      }
      return 0;
    }),
};

async function planDetails(workspace: Workspace, planId: string, context: Context) {
  const plan = await workspace.stores.record.plan(planId);
  const zone = plan?.state.settings.zone ?? 'UTC';
  const asOf = localDay(context.now, zone);
  const commitments = await commitmentsOfPlan(workspace.stores.record, planId);
  return {
    id: planId,
    asOf,
    settings: plan?.state.settings ?? null,
    mailOnSince: plan?.state.mailOnSince ?? null,
    commitments: commitments.map(({ commitment: { state, milestones } }) => ({
      id: state.id,
      number: state.number,
      title: inLanguage(state.titles, state.language, state.language)?.value ?? state.id,
      milestones: milestones.map((milestone) => ({
        id: milestone.id,
        title: inLanguage(milestone.titles, state.language, state.language)?.value ?? milestone.id,
        published: milestone.published.due,
        due: deadlineOf(milestone).due,
        declared: declaredStatusOf(milestone),
        position: positionOf(milestone, asOf),
      })),
    })),
  };
}

/** A deadline as published, with the day it was read as. */
function dateText(date: FuzzyDate | null): string {
  return date === null ? 'undated' : `${date.text} (${date.to ?? 'no day'})`;
}

const show: Command = {
  name: 'plan show',
  summary: 'Shows a plan: its commitments and milestones with deadline, declared status and position.',
  usage: '[ID | --plan ID]',
  help: [],
  options: { plan: { type: 'string' } },
  run: (context, values, [id]) =>
    withWorkspace(context, async (workspace) => {
      const details = await planDetails(workspace, await planFor(workspace, id ?? text(values, 'plan')), context);
      if (context.json) {
        context.out(`${JSON.stringify(details, null, 2)}\n`);
        return 0;
      }
      context.out(
        `${details.id}, as of ${details.asOf}; mail ${details.mailOnSince === null ? 'off' : `on since ${details.mailOnSince}`}\n`,
      );
      for (const { number, title, milestones } of details.commitments) {
        context.out(`#${number} ${title}\n`);
        for (const one of milestones) {
          const isMoved = one.due !== null && one.published?.to !== one.due.to;
          const due = `${dateText(one.published)}${isMoved ? `, moved to ${dateText(one.due)}` : ''}`;
          context.out(`  ${one.id}  ${one.title}: ${due}; ${one.declared ?? 'nothing declared'}; ${one.position}\n`);
        }
      }
      return 0;
    }),
};

const meetingAdd: Command = {
  name: 'meeting add',
  summary: 'Records a meeting of a body, and later its minutes under the same id.',
  usage: 'ID --title TEXT --date DATE [--held] [--minutes "URL|TITLE|DATE"] [--plan ID]',
  help: [
    '  ID              meeting-… ; the same id again replaces what was known',
    '  --body          the body that meets; --civil-society when results are presented to it',
    '  --document      id of a document that tells of it, several times',
    asHelp,
  ],
  options: {
    plan: { type: 'string' },
    title: { type: 'string' },
    date: { type: 'string' },
    body: { type: 'string' },
    held: { type: 'boolean' },
    'civil-society': { type: 'boolean' },
    minutes: { type: 'string' },
    document: { type: 'string', multiple: true },
    ...asOption,
  },
  run: (context, values, [id]) =>
    withWorkspace(context, async (workspace) => {
      if (id === undefined) throw new UsageError('name the meeting: meeting-…');
      const planId = await planFor(workspace, text(values, 'plan'));
      const plan = await workspace.stores.record.plan(planId);
      const [url, title, date] = (text(values, 'minutes') ?? '').split('|').map((part) => part.trim());
      const command = {
        planId,
        meeting: {
          id,
          titles: { [plan?.state.settings.languages[0] ?? 'fr']: required(values, 'title') },
          body: text(values, 'body'),
          date: await typedDate(workspace, planId, required(values, 'date')),
          state: flag(values, 'held') ? ('held' as const) : ('announced' as const),
          withCivilSociety: flag(values, 'civil-society'),
          documentIds: list(values, 'document'),
        },
        minutes:
          url === undefined || url === ''
            ? null
            : { url, title: title ?? '', date: date === undefined || date === '' ? null : date },
        actor: await actorFor(context, workspace.stores, values, planId, 'poc'),
        now: context.now,
      };
      return tellEntry(context, planId, await recordMeeting({ ...workspace.stores, rng: workspace.rng }, command));
    }),
};

const campaignAdd: Command = {
  name: 'campaign add',
  summary: 'Records a reporting campaign; it is shown in public and mails nobody before it is confirmed.',
  usage: 'ID --opens DAY [--closes DAY] [--confirm] [--plan ID]',
  help: ['  --opens         first day, like 2022-06-01', '  --closes        last day; 30 days later if left out', asHelp],
  options: {
    plan: { type: 'string' },
    opens: { type: 'string' },
    closes: { type: 'string' },
    confirm: { type: 'boolean' },
    ...asOption,
  },
  run: (context, values, [id]) =>
    withWorkspace(context, async (workspace) => {
      if (id === undefined) throw new UsageError('name the campaign, like 2022-1');
      const planId = await planFor(workspace, text(values, 'plan'));
      const command = {
        planId,
        id,
        opens: required(values, 'opens'),
        closes: text(values, 'closes'),
        confirmed: flag(values, 'confirm'),
        actor: await actorFor(context, workspace.stores, values, planId, 'poc'),
        now: context.now,
      };
      return tellEntry(context, planId, await planCampaign({ ...workspace.stores, rng: workspace.rng }, command));
    }),
};

export const planCommands: readonly Command[] = [add, edit, listPlans, show, meetingAdd, campaignAdd];
