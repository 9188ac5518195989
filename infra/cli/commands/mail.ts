import { Temporal } from 'temporal-polyfill';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import { isoDate } from '../../../shared/domain/identifiers.ts';
import type { RecordStore, Stores } from '../../../shared/ports.ts';
import { stepWords } from '../../../shared/showing/step-words.ts';
import type { JobAccount } from '../../../shared/usecases/account.ts';
import { ticksBetween } from '../../../shared/usecases/next-tick.ts';
import { noteServiceTimes } from '../../../shared/usecases/note-service-times.ts';
import { plansWithoutMail } from '../../../shared/usecases/rehearsal-stores.ts';
import { type RehearsedMail, type RehearsedTicks, rehearse, rehearseTicks } from '../../../shared/usecases/rehearse.ts';
import { localAddress } from '../../local/address.ts';
import { readRehearsalClock, standingClock, writeRehearsalClock } from '../../local/clock.ts';
import { runEveryTick } from '../../local/rehearsal.ts';
import { localMailConfig, openRuntime } from '../../local/runtime.ts';
import { type Command, type Context, required, text, UsageError, type Values } from '../command.ts';
import { withWorkspace } from '../workspace.ts';

/** The plans' time zones; Paris when there is no plan yet. */
async function zonesOf(record: RecordStore): Promise<string[]> {
  const plans = await Promise.all((await record.planIds()).map((id) => record.plan(id)));
  const zones = plans.flatMap((plan) => (plan === null ? [] : [plan.state.settings.zone]));
  return zones.length === 0 ? ['Europe/Paris'] : [...new Set(zones)];
}

/** From the first to the last instant of a local day, over every zone the plans have. */
function spanOf(day: string, zones: readonly string[]): { from: Temporal.Instant; to: Temporal.Instant } {
  const starts = zones.map((zone) => Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant());
  const ends = zones.map((zone) => Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant());
  const sorted = (instants: Temporal.Instant[]) => instants.sort(Temporal.Instant.compare);
  return {
    from: sorted(starts)[0] ?? Temporal.Instant.from(`${day}T00:00:00Z`),
    to: sorted(ends).at(-1) ?? Temporal.Instant.from(`${day}T23:59:59Z`),
  };
}

function tellAccount(context: Context, account: JobAccount): number {
  if (context.json) context.out(`${JSON.stringify(account, null, 2)}\n`);
  else {
    context.out(`${account.sent.length} sent, ${account.skipped.length} skipped, ${account.failed.length} failed\n`);
    for (const { id, reason } of [...account.skipped, ...account.failed]) context.out(`  ${id}: ${reason}\n`);
  }
  return account.failed.length === 0 ? 0 : 1;
}

async function remindForReal(context: Context, given: string | null): Promise<number> {
  const clock = standingClock(context.now);
  const runtime = await openRuntime({
    dataFolder: context.dataFolder,
    env: context.env,
    clock,
    publicUrl: () => localAddress(context.dataFolder, context.env),
  });
  try {
    const isDay = given !== null && isoDate.safeParse(given).success;
    const span = isDay ? spanOf(given, await zonesOf(runtime.stores.record)) : null;
    const progress = context.isTerminal && span !== null;
    const tick = async (now: Temporal.Instant): Promise<JobAccount> => {
      if (progress) context.err(`\r${instantText(now)} `);
      return runtime.tick(now);
    };
    const account =
      span === null ? await tick(context.now) : await runEveryTick({ clock, tick }, span.from, span.to.subtract({ seconds: 1 }));
    if (progress) context.err('\n');
    const rehearsal = readRehearsalClock(context.dataFolder);
    const isLater = rehearsal !== null && Temporal.Instant.compare(clock.now(), rehearsal) > 0;
    if (isLater) {
      writeRehearsalClock(context.dataFolder, clock.now());
      await noteServiceTimes(runtime.stores, clock.now());
    }
    return tellAccount(context, account);
  } finally {
    await runtime.close();
  }
}

/** What a tick, or those of a local day, would do with gate and mail as they are. */
function withoutSending(context: Context, given: string | null): Promise<RehearsedTicks> {
  return withWorkspace(context, async ({ stores, publicUrl, homeLanguage }) => {
    const isDay = given !== null && isoDate.safeParse(given).success;
    const span = isDay ? spanOf(given, await zonesOf(stores.record)) : null;
    const ticks = span === null ? [context.now] : ticksBetween(span.from, span.to.subtract({ seconds: 1 }));
    return rehearseTicks(stores, localMailConfig({ publicUrl, homeLanguage }), ticks);
  });
}

function tellTicks(context: Context, { account, mails }: RehearsedTicks): number {
  if (context.json) context.out(`${JSON.stringify({ ...account, mails }, null, 2)}\n`);
  else {
    tellMails(context, mails);
    for (const { id, reason } of [...account.skipped, ...account.failed]) context.out(`  ${id}: ${reason}\n`);
  }
  return account.failed.length === 0 ? 0 : 1;
}

/** Says on standard error what a rehearsal supposes that is not so. */
async function tellSupposed(context: Context, { record, ledger }: Stores): Promise<void> {
  for (const id of await plansWithoutMail(record)) {
    context.err(`Mail of ${id} is off; this is what would go out if it were switched on now.\n`);
  }
  const { mode, breaker } = await ledger.gate();
  if (mode !== 'live') context.err(`The gate is ${mode}; this is what would go out if it were live.\n`);
  if (breaker !== null) context.err(`All mail is stopped (${breaker}); this is what would go out if it were not.\n`);
}

/** Mails a period would bring, as `rehearse` prints them. */
function rehearsed(context: Context, from: string, to: string): Promise<readonly RehearsedMail[]> {
  return withWorkspace(context, async ({ stores, publicUrl, homeLanguage }) => {
    const zones = await zonesOf(stores.record);
    const period = { now: context.now, from: spanOf(from, zones).from, until: spanOf(to, zones).to };
    await tellSupposed(context, stores);
    return rehearse(stores, localMailConfig({ publicUrl, homeLanguage }), period);
  });
}

const remind: Command = {
  name: 'remind',
  summary: 'Runs the reminders of a day, or of this moment, and works the queues empty.',
  usage: '--at 2021-10-01 [--dry-run] [--json]',
  help: [
    '  --at DAY        every tick of that local day; an instant with offset runs one tick; nothing runs one tick now',
    '  --dry-run       say what these ticks would do and show the mails, send nothing',
    '',
    'Running the same day twice sends nothing twice. Mails are in outbox/ of the data folder; nothing leaves this machine.',
  ],
  options: { 'dry-run': { type: 'boolean' } },
  async run(context, values) {
    if (context.stack !== null) throw new UsageError('a deployed stack has its own schedule; remind works on local data only');
    const given = text(values, 'at');
    if (values['dry-run'] !== true) return remindForReal(context, given);
    return tellTicks(context, await withoutSending(context, given));
  },
};

function tellMails(context: Context, mails: readonly RehearsedMail[]): void {
  for (const { at, to, milestones } of mails) {
    context.out(`${at}  ${to}  ${milestones.map(({ id, step }) => `${id} (${stepWords(step, 'en')})`).join(', ')}\n`);
  }
  context.err(mails.length === 0 ? 'No mail would go out.\n' : `${mails.length} mail(s) would go out.\n`);
}

function day(values: Values, name: string): string {
  const given = required(values, name);
  if (!isoDate.safeParse(given).success) throw new UsageError(`--${name} is a day, like 2021-09-01`);
  return given;
}

const rehearseCommand: Command = {
  name: 'rehearse',
  summary: 'Shows every mail that would go out between two days, in order. Writes nothing.',
  usage: '--from 2021-09-01 --to 2022-01-31 [--json]',
  help: [
    '  --from, --to    local days, both included',
    '',
    'It supposes that nobody answers meanwhile, and that mail is on: where it is off, as if it were switched on now.',
  ],
  options: { from: { type: 'string' }, to: { type: 'string' } },
  async run(context, values) {
    const [from, to] = [day(values, 'from'), day(values, 'to')];
    if (to < from) throw new UsageError('--to lies before --from');
    const mails = await rehearsed(context, from, to);
    if (context.json) context.out(`${JSON.stringify(mails, null, 2)}\n`);
    else tellMails(context, mails);
    return 0;
  },
};

export const mailCommands: readonly Command[] = [remind, rehearseCommand];
