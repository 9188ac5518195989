import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import { addressKeyOf } from '../../shared/domain/sign-in.ts';
import { collectAgain } from '../../shared/usecases/collect-plans.ts';
import { aContact, aPersonId } from '../builders.ts';
import { randomFrom } from '../simulation/random.ts';
import type { Rows } from '../simulation/rows.ts';
import { publicUrl, version } from '../usecases/publish-world.ts';
import { aMachine, type Machine } from './machine.ts';
import { recordedEvents } from './recorded-events.ts';
import { askedCode, rowsBeforeTick, theMorning } from './stage.ts';

/** Orders and turns that are tried of whatever can go at once. */
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

/** A function, what it begins with and what comes to it. */
type Handler<Item> = {
  readonly name: string;
  readonly rows: () => Rows;
  readonly at: string;
  readonly items: (rows: Rows) => readonly Item[];
  readonly handle: (machine: Machine, items: readonly Item[]) => Promise<unknown>;
  /** What follows of itself, so that effects are compared where they end. */
  readonly settle?: (machine: Machine) => Promise<unknown>;
};

/** What chance decides, and what says when something ran last. */
const byChance = /"(?:token|codeHmac)":"[0-9a-f]+"/g;
const clocks = ['ledger RUN#', 'ledger PACE'];

/** How often a row was written: of events in another order others are news. */
const writes = /"version":\d+/g;

/** Rows and effects, so that two machines can be compared. */
function outcomeOf({ rows, mails, site }: Machine) {
  const stored = [...rows]
    .filter(([name]) => !clocks.some((clock) => name.startsWith(clock)))
    .map(([name, { row }]) => `${name} ${canonicalJson(row).replace(byChance, '"by chance"')}`);
  return {
    rows: stored.sort(),
    mails: mails.map(({ to, tags }) => canonicalJson({ to, tags })).sort(),
    // Manifests say how it came about.
    files: [...site.files.values()]
      .flatMap(({ path, body }) => (path.endsWith('manifest.json') ? [] : [`${path} ${body}`]))
      .sort(),
  };
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = randomFrom(seed);
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Each order once: of two items there are two, however many seeds are tried. */
function ordersOf<Item>(items: readonly Item[]): readonly Item[][] {
  const orders = seeds.map((seed) => shuffled([...items.entries()], seed));
  const distinct = new Map(orders.map((order) => [order.map(([place]) => place).join(' '), order]));
  return [...distinct.values()].map((order) => order.map(([, item]) => item));
}

type Variant = <Item>(handler: Handler<Item>, machine: Machine, items: readonly Item[]) => Promise<unknown>;

async function played<Item>(handler: Handler<Item>, variant: Variant, seed?: number) {
  const machine = await aMachine(handler.rows(), handler.at, seed === undefined ? undefined : randomFrom(seed));
  await variant(handler, machine, handler.items(handler.rows()));
  await handler.settle?.(machine);
  return outcomeOf(machine);
}

const once: Variant = ({ handle }, machine, items) => handle(machine, items);

/** The four ways in which the same may come to a function that it must take as one. */
function rerunsOf<Item>(handler: Handler<Item>): void {
  let single: ReturnType<typeof played> | null = null;
  const playedOnce = (): ReturnType<typeof played> => {
    single ??= played(handler, once);
    return single;
  };

  describe(handler.name, () => {
    test('does something when it is given the events once', async () => {
      const idle = await played(handler, async () => {});
      expect(await playedOnce()).not.toEqual(idle);
    });

    test('I12: given them twice, or twice within a batch, ends where once does', async () => {
      const wanted = await playedOnce();
      const twice: Variant = async ({ handle }, machine, items) => {
        await handle(machine, items);
        await handle(machine, items);
      };
      expect(await played(handler, twice)).toEqual(wanted);
      expect(await played(handler, ({ handle }, machine, items) => handle(machine, [...items, ...items]))).toEqual(wanted);
    });

    test('I12: given them to two at once, ends where once does', async () => {
      const wanted = await playedOnce();
      const atOnce: Variant = ({ handle }, machine, items) => Promise.all([handle(machine, items), handle(machine, items)]);
      for (const seed of seeds) expect(await played(handler, atOnce, seed), `seed ${seed}`).toEqual(wanted);
    });

    test('I12: given them in any order, or one by one, ends where once does', async () => {
      const inAnyOrder = (outcome: Awaited<ReturnType<typeof played>>) => ({
        ...outcome,
        rows: outcome.rows.map((row) => row.replace(writes, '"version"')),
      });
      const wanted = inAnyOrder(await playedOnce());
      const orders = ordersOf(handler.items(handler.rows()));
      for (const [place, order] of orders.entries()) {
        const inDisorder = await played(handler, (_, machine) => handler.handle(machine, order));
        expect(inAnyOrder(inDisorder), `order ${place}`).toEqual(wanted);
        const oneByOne = await played(handler, async (_, machine) => {
          for (const item of order) await handler.handle(machine, [item]);
        });
        expect(inAnyOrder(oneByOne), `order ${place}, one by one`).toEqual(wanted);
      }
    });
  });
}

let morning: Awaited<ReturnType<typeof theMorning>>;
let beforeTick: Rows;

beforeAll(async () => {
  beforeTick = await rowsBeforeTick();
  morning = await theMorning(beforeTick);
});

const ana = aContact({ as: 'ana' });
const boris = aContact({ as: 'boris' });
const didOf = (as: string): string => digestId(aPersonId(as), '2021-10-22');
const now = '2021-10-22T07:00:00Z';
const toAna = recordedEvents({ did: didOf('ana'), to: ana.email, sentAt: now });
const toBoris = recordedEvents({ did: didOf('boris'), to: boris.email, sentAt: now });

rerunsOf({
  name: 'remind',
  rows: () => beforeTick,
  at: now,
  items: () => [null],
  handle: async (machine, items) => {
    for (const _ of items) await machine.remind();
  },
  settle: (machine) => machine.send(machine.jobs.splice(0)),
});

rerunsOf({
  name: 'send, of digests',
  rows: () => morning.planned,
  at: now,
  items: () => [{ did: didOf('ana') }, { did: didOf('boris') }],
  handle: (machine, items) => machine.send(items),
});

rerunsOf({
  name: 'send, of sign-in codes',
  rows: () => morning.asked,
  at: now,
  items: () => [ana, boris].map(({ email }) => ({ addressKey: addressKeyOf(askedCode.secret, email) })),
  handle: (machine, items) => machine.send(items),
});

rerunsOf({
  name: 'mail-events, of mails that arrive',
  rows: () => morning.claimed,
  at: now,
  items: () => [toAna.send, toAna.delay, toAna.delivery, toAna.unknown, toBoris.send, toBoris.softBounce],
  handle: (machine, items) => machine.hear(items),
  settle: async (machine) => {
    machine.moveTo('2021-10-22T08:15:00Z');
    await machine.remind();
    await machine.send(machine.jobs.splice(0));
  },
});

rerunsOf({
  name: 'mail-events, of mails that bounce, are complained of or refused',
  rows: () => morning.sent,
  at: now,
  items: () => [toAna.send, toAna.hardBounce, toAna.delivery, toAna.complaint, toBoris.send, toBoris.reject],
  handle: (machine, items) => machine.hear(items),
  settle: async (machine) => {
    machine.moveTo('2021-10-22T07:15:00Z');
    await machine.remind();
    await machine.send(machine.jobs.splice(0));
  },
});

rerunsOf({
  name: 'publish',
  rows: () => morning.sent,
  at: now,
  items: () => morning.stream,
  handle: (machine, items) => machine.publish([...items]),
  // What the root collects of all plans is brought up to date once an hour.
  settle: ({ site }) => collectAgain({ site, version }, { publicUrl }),
});

rerunsOf({
  name: 'maintain',
  rows: () => morning.sent,
  at: '2023-01-22T07:07:00Z',
  items: () => [null],
  handle: async (machine, items) => {
    for (const _ of items) await machine.maintain();
  },
});

rerunsOf({
  name: 'one click to stop',
  rows: () => morning.sent,
  at: now,
  items: () => [ana, boris].map(({ stopToken }) => stopToken),
  handle: async ({ app }, items) => {
    for (const token of items) {
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      const { status } = await app.request(`/app/stop/${token}`, { method: 'POST', body });
      if (status !== 200) throw new Error(`the stop link answered ${status}`);
    }
  },
});

test('F16: publishing what is published already writes nothing', async () => {
  const machine = await aMachine(morning.sent, now);
  await machine.publish([...morning.stream]);
  const writes = machine.site.calls.length;
  await machine.publish([...morning.stream]);
  expect([writes > 10, machine.site.calls.length - writes]).toEqual([true, 0]);
});
