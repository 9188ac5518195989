import { digestId } from '../../shared/domain/ledger.ts';
import { addressKeyOf } from '../../shared/domain/sign-in.ts';
import { switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { aContact, anAssignment } from '../builders.ts';
import { millisecondsOf } from '../simulation/clock.ts';
import type { Rows } from '../simulation/rows.ts';
import { type Stage, setStage } from '../simulation/world.ts';
import { at, countingRng } from '../usecases/world.ts';
import { aMachine } from './machine.ts';

const mailOn = '2021-10-05T07:00:00Z';
const since = '2021-10-05T06:00:00Z';
/** The −7 of 31 October, rolled back to the Friday before, at nine in Paris. */
const morning = '2021-10-22T07:00:00Z';

/** The secret of every machine, by which addresses are hashed. */
export const askedCode = { secret: 'a secret of these tests and of no others' } as const;

const leads = ['ana', 'boris'] as const;

/** Two plans, each with its own lead and due on the same day; the lead of the other is its point of contact. */
const stage: Stage = {
  startsAt: millisecondsOf(mailOn),
  stormsUntil: millisecondsOf(mailOn),
  plans: leads.map((_, place) => ({
    settings: {
      ...{ id: `plan-${place + 1}`, zone: 'Europe/Paris', country: 'FR', titles: { fr: `Plan ${place + 1}` } },
      period: { text: '2021-2023', precision: 'range', from: '2021-01-01', to: '2023-12-31' },
    },
    commitments: [{ number: '28', deadlines: ['2021-10-31'] }],
  })),
  people: leads.map((as) => aContact({ as, confirmedAt: since })),
  assignments: leads.flatMap((as, place) =>
    (['lead', 'poc'] as const).map((role) => {
      const holder = role === 'lead' ? as : (leads[1 - place] ?? as);
      const held = { contactId: aContact({ as: holder }).id, planId: `plan-${place + 1}`, role, since, confirmedAt: since };
      return anAssignment({ as: `${role}${place}`, ...held });
    }),
  ),
};

/** The rows before the tick that finds both milestones due. */
export async function rowsBeforeTick(): Promise<Rows> {
  const machine = await aMachine(new Map(), mailOn);
  await setStage(stage, machine.stores);
  for (const { settings } of stage.plans) {
    const command = { planId: settings.id, actor: { role: 'poc', id: null }, now: at(mailOn) } as const;
    const on = await switchMailOn({ ...machine.stores, rng: countingRng('stage') }, command);
    if (!on.ok) throw new Error(`mail stays off: ${on.reason}`);
  }
  return new Map(machine.rows);
}

/** The rows after each step of the morning, and the changes that the stream tells of it. */
export async function theMorning(before: Rows) {
  const machine = await aMachine(before, morning);
  await machine.remind();
  const planned = new Map(machine.rows);
  for (const { id, email } of stage.people) {
    const addressKey = addressKeyOf(askedCode.secret, email);
    await machine.stores.people.putCode({
      ...{ addressKey, browser: 'b'.repeat(64), codeHmac: null, contactId: id, tries: 0 },
      ...{ askedAt: '2021-10-22T06:59:00Z', expiresAt: '2021-10-22T07:09:00Z' },
    });
  }
  const asked = new Map(machine.rows);
  await machine.send(machine.jobs.splice(0));
  const sent = new Map(machine.rows);
  const unheard = await aMachine(planned, morning, undefined, 'ambiguous');
  await unheard.send(stage.people.map(({ id }) => ({ did: digestId(id, morning.slice(0, 10)) })));
  return { planned, asked, sent, claimed: new Map(unheard.rows), stream: [...machine.stream] };
}
