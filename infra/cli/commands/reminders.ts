import type { Temporal } from 'temporal-polyfill';
import { type Contact, reminderPreferences } from '../../../shared/domain/contact.ts';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { lastDayOfPause } from '../../../shared/domain/pause.ts';
import { type MyReminders, readReminders } from '../../../shared/usecases/read-reminders.ts';
import { resumeMail } from '../../../shared/usecases/resume-mail.ts';
import { stopMail } from '../../../shared/usecases/stop-mail.ts';
import { tuneMail, wishesOf } from '../../../shared/usecases/tune-mail.ts';
import { type Command, type Context, flag, oneOf, text, UsageError, type Values } from '../command.ts';
import { tellRefusal } from '../refusal.ts';
import { type Workspace, withWorkspace } from '../workspace.ts';

const unknown = { ok: false, reason: 'unknown-contact', problems: [] } as const;
const busy = { ok: false, reason: 'busy', problems: [] } as const;

const tuning = ['days', 'frequency', 'language', 'pause-until'] as const;

/** The days that were named; null for all. @throws UsageError for what is no list of days */
function daysOf(given: string): readonly number[] | null {
  if (given === 'all') return null;
  if (given === 'none') return [];
  const days = given.split(',').map((one) => one.trim());
  if (!days.every((one) => /^[1-9]\d{0,2}$/.test(one))) throw new UsageError('--days is a list such as 30,7, or all, or none');
  return days.map(Number);
}

/** What holds now with what the options change of it. */
function wished(mine: MyReminders, values: Values, now: Temporal.Instant) {
  const before = wishesOf(mine, now);
  const days = text(values, 'days');
  const until = text(values, 'pause-until');
  return {
    daysBefore: days === null ? before.daysBefore : daysOf(days),
    frequency: oneOf(values, 'frequency', reminderPreferences.shape.frequency.options, before.frequency),
    language: oneOf(values, 'language', interfaceLanguage.options, before.language),
    pauseUntil: until === null ? before.pauseUntil : until === 'none' ? '' : until,
  };
}

/** How a person is reminded, as JSON tells it. */
function toldOf({ contact, offered, zone }: MyReminders, now: Temporal.Instant) {
  const { id, reminders, language, suppressed } = contact;
  return { id, offered, ...reminders, language, pauseUntil: lastDayOfPause(contact, zone, now), stopped: suppressed };
}

function tell(context: Context, mine: MyReminders): number {
  const { offered, daysBefore, frequency, language, pauseUntil, stopped } = toldOf(mine, context.now);
  if (context.json) {
    context.out(`${JSON.stringify(toldOf(mine, context.now), null, 2)}\n`);
    return 0;
  }
  const listed = (days: readonly number[]): string => (days.length === 0 ? 'none' : days.join(', '));
  const lines = [
    `days before a deadline: ${daysBefore === null ? `all (${listed(offered)})` : `${listed(daysBefore)} of ${listed(offered)}`}`,
    `frequency: ${frequency}`,
    `language: ${language}`,
    `pause: ${pauseUntil === null ? 'none' : `until ${pauseUntil}, that day included`}`,
    ...(stopped === null ? [] : [`stopped: ${stopped.reason}, ${stopped.at}`]),
  ];
  context.out(`${lines.join('\n')}\n`);
  return 0;
}

type Changed = Awaited<ReturnType<typeof tuneMail>>;

async function stop(context: Context, { stores }: Workspace, { stopToken }: Contact): Promise<Changed> {
  const outcome = await stopMail(stores, { token: stopToken, now: context.now });
  if (!outcome.ok) return outcome.reason === 'busy' ? busy : unknown;
  for (const error of outcome.untold) {
    const why = error instanceof Error ? error.message : String(error);
    context.err(`Mail is stopped. Those who stand in may hear of it later than they should: ${why}\n`);
  }
  return outcome;
}

async function change(context: Context, workspace: Workspace, contact: Contact, values: Values): Promise<Changed> {
  const { stores } = workspace;
  const { now } = context;
  if (flag(values, 'stop')) return stop(context, workspace, contact);
  if (flag(values, 'resume')) return resumeMail(stores, { contactId: contact.id, now });
  if (tuning.every((name) => text(values, name) === null)) return { ok: true, contact };
  const mine = await readReminders(stores, { contact, now });
  return tuneMail(stores, { contactId: contact.id, wishes: wished(mine, values, now), by: 'signed-in', now });
}

const reminders: Command = {
  name: 'contact reminders',
  summary: 'Shows how a person is reminded, and with options changes it, as they may themselves.',
  usage:
    'ADDRESS [--days 30,7|all|none] [--frequency as-due|weekly] [--language fr|en] [--pause-until DAY|none] | --stop | --resume',
  help: [
    '  --days          days before a deadline, of those the plans of this person have; six at most, or all',
    '  --frequency     as-due (default), or weekly: what can wait comes on Mondays',
    '  --pause-until   the last day without a reminder, within a year; none ends a pause',
    '  --stop          no reminder any more; the role stays, deputies and points of contact are told',
    '  --resume        lifts a stop the person asked for; after a bounce or a complaint: contact edit --lift-stop',
  ],
  options: {
    days: { type: 'string' },
    frequency: { type: 'string' },
    language: { type: 'string' },
    'pause-until': { type: 'string' },
    stop: { type: 'boolean' },
    resume: { type: 'boolean' },
  },
  run: (context, values, [email]) => {
    if (email === undefined) throw new UsageError('name the person’s address');
    const asked = [flag(values, 'stop'), flag(values, 'resume'), tuning.some((name) => text(values, name) !== null)];
    if (asked.filter(Boolean).length > 1) throw new UsageError('--stop and --resume each stand alone');
    return withWorkspace(context, async (workspace) => {
      const { stores } = workspace;
      const known = await stores.people.contactByEmail(email);
      if (known === null) return tellRefusal(context, unknown);
      const outcome = await change(context, workspace, known, values);
      if (outcome.ok) return tell(context, await readReminders(stores, { contact: outcome.contact, now: context.now }));
      if (outcome.reason !== 'not-ready') return tellRefusal(context, outcome);
      return tellRefusal(context, {
        ...outcome,
        reason: 'invalid',
        problems: [{ field: 'resume', code: 'not-expected', detail: 'stopped-by-mail' }],
      });
    });
  },
};

export const reminderCommands: readonly Command[] = [reminders];
