import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { pauseUntil, withoutStop } from '../../shared/domain/contact.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { anAssignment, aPersonId } from '../builders.ts';
import { aWorld, b, instant } from './reminder-world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;

const contactOf = async ({ stores }: World) => {
  const found = await stores.people.contact(aPersonId('lead'));
  if (found === null) throw new Error('no lead');
  return found;
};

/** b's −7 falls due on 22 October, a day after its lead stopped. */
async function plannedForThePoc(): Promise<World> {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-21T08:00:00Z');
  await stopMail(world.stores, { token: (await contactOf(world)).stopToken, now: instant('2021-10-21T10:00:00Z') });
  await runTick(world.deps, instant('2021-10-22T07:00:00Z'));
  return world;
}

async function resume(world: World): Promise<void> {
  const before = await contactOf(world);
  const { updateContact } = world.stores.people;
  await updateContact({ ...withoutStop(before, '2021-10-22T07:00:30Z'), version: before.version + 1 });
}

async function textOf({ mails }: World): Promise<string> {
  return (await PostalMime.parse(mails.at(-1)?.raw ?? '')).text ?? '';
}

const stillStopped = 'ne peut pas être jointe par courriel';
const againReached = 'ne pouvait pas être jointe par courriel à la date de ce rappel, et peut l’être désormais';

describe('the mail of whoever is asked in another’s place says of them what is true as of its claim', () => {
  test('that mail does not reach them, while it does not', async () => {
    const world = await plannedForThePoc();
    await world.drain(instant('2021-10-22T07:01:00Z'));
    expect(world.sent.at(-1)?.milestones).toContainEqual({ id: b, step: '-7' });
    expect(await textOf(world)).toContain(stillStopped);
  });

  test('that it reaches them again, where it does since this was planned', async () => {
    const world = await plannedForThePoc();
    await resume(world);
    await world.drain(instant('2021-10-22T07:01:00Z'));
    expect(world.sent.at(-1)?.milestones).toContainEqual({ id: b, step: '-7' });
    expect(await textOf(world)).toContain(againReached);
    expect(await textOf(world)).not.toContain(stillStopped);
  });

  test('that nobody is named, where the role was ended since', async () => {
    const world = await plannedForThePoc();
    const [held] = await world.stores.people.assignmentsOf(aPersonId('lead'));
    await world.stores.people.updateAssignment({ ...(held ?? anAssignment()), version: 2, until: '2021-10-22T07:00:20Z' });
    await world.drain(instant('2021-10-22T07:01:00Z'));
    expect(await textOf(world)).toContain('Aucune personne n’est confirmée comme responsable');
  });

  test('also where a pause is over between reading and claim: the mail is written anew', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-21T08:00:00Z');
    // A pause, of which nothing else in the mail speaks.
    const pause = async (until: string | null, at: string) => {
      const before = await contactOf(world);
      await world.stores.people.updateContact({ ...before, ...pauseUntil(before, until, at), version: before.version + 1 });
    };
    await pause('2021-12-01T00:00:00Z', '2021-10-21T10:00:00Z');
    await runTick(world.deps, instant('2021-10-22T07:00:00Z'));
    const said: string[] = [];
    const ledger = {
      ...world.stores.ledger,
      claim: async (...told: Parameters<typeof world.stores.ledger.claim>) => {
        if (said.length === 0) await pause(null, '2021-10-22T07:00:30Z');
        said.push(told[0].did);
        return world.stores.ledger.claim(...told);
      },
    };
    for (const job of world.jobs.splice(0)) await sendDigest({ ...world.deps, ledger }, job, instant('2021-10-22T07:01:00Z'));
    expect(said).toHaveLength(2);
    expect(await textOf(world)).toContain(againReached);
    expect(await textOf(world)).not.toContain('a mis ses rappels en pause');
  });
});
