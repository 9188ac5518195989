import { calendarFor } from '../../shared/domain/calendar.ts';
import { defaultReminderPolicy } from '../../shared/domain/plan.ts';
import { stepsOf } from '../../shared/domain/reminder-policy.ts';
import { rehearse } from '../../shared/usecases/rehearse.ts';
import { aWorld, config, instant } from './reminder-world.ts';

/** Steps and golden rehearsal A as text: what must not depend on the zone of the machine. */
export async function printRehearsal(): Promise<string> {
  const { stores } = await aWorld();
  const period = {
    now: instant('2021-09-15T07:00:00Z'),
    from: instant('2021-08-31T22:00:00Z'),
    until: instant('2022-01-31T23:00:00Z'),
  };
  const steps = stepsOf('2021-10-31', defaultReminderPolicy, calendarFor('FR', null), 'Europe/Paris');
  return JSON.stringify({ steps, mails: await rehearse(stores, config, period) });
}

if (process.argv[1] === import.meta.filename) process.stdout.write(await printRehearsal());
