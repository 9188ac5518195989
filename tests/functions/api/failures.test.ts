import { describe, expect, test } from 'vitest';
import { routeFor } from '../../../functions/api/route-table.ts';
import { operations } from '../../../functions/api/v1/operations.ts';
import { contactRole } from '../../../shared/domain/contact.ts';
import {
  aFullWorld,
  anAsker,
  bookkeeping,
  type FullWorld,
  isApi,
  outOfReach,
  pathOf,
  readableRoutes,
  stopToken,
} from './full-world.ts';
import { type FormOnPage, readPage } from './page.ts';
import { aBrowser, aWorld, origin, signIn } from './world.ts';

/** What the buttons of a form would send, with its fields as they are and, once more, with something in every empty one. */
function bodiesOf({ fields, buttons }: FormOnPage): string[] {
  const filled = [...fields].map(([name, value]): [string, string] => [name, value === '' ? 'Comme convenu' : value]);
  const presses = [...buttons.filter(({ name }) => name !== ''), { name: '', value: '' }];
  return [...fields.keys()].length === 0
    ? []
    : [[...fields], filled].flatMap((each) =>
        presses.map(({ name, value }) => {
          const body = new URLSearchParams(each);
          if (name !== '') body.set(name, value);
          return body.toString();
        }),
      );
}

describe('failures', () => {
  test('S24: a port that throws gives a page with a number; the log has the number and no message', async () => {
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        people: {
          ...deps.people,
          session: async () => {
            throw new Error('secret of lead@example.org');
          },
          contactByStopToken: async () => {
            throw new Error('secret of lead@example.org');
          },
          contactByEmail: async () => {
            throw new Error('secret of lead@example.org');
          },
        },
      }),
    });
    const browser = aBrowser(world);
    const failing = [
      await browser.get(`/app/stop/${stopToken}`),
      await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' }),
    ];
    await world.app.request('/app/', {
      headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join(';') },
    });
    for (const answer of failing) {
      expect(answer.status).toBe(500);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      const { text } = readPage(await answer.text());
      const [id = ''] = /[0-9a-f]{12}/.exec(text) ?? [];
      expect(text).not.toContain('secret of');
      expect(world.lines.some((line) => line.includes(id))).toBe(true);
    }
    expect(world.lines.join('\n')).not.toMatch(/secret of|@example|ABCD2345|stop\/[A-Za-z0-9_-]{43}/);
  });

  test('S24: nobody is let in while People cannot be read', async () => {
    let isBroken = false;
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        people: {
          ...deps.people,
          assignmentsOf: async (id) => {
            if (isBroken) throw new Error('out of reach');
            return deps.people.assignmentsOf(id);
          },
        },
      }),
    });
    const browser = await signIn(world);
    isBroken = true;
    expect((await browser.get('/app/')).status).toBe(500);
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(500);
  });

  /** Methods that write, but for those the gate itself needs to let somebody in. */
  const writing = (name: string): boolean =>
    /^(?:append|put|add|update|save|set|stage|finish|take|end|pin|begin|forget|drop|move|hand)/.test(name);

  async function aFailingWorld() {
    const state = { isOut: false };
    const isOut = (): boolean => state.isOut;
    const world = await aFullWorld(
      {},
      {
        change: (deps) => ({
          ...deps,
          record: outOfReach(deps.record, writing, isOut),
          people: outOfReach(deps.people, writing, isOut),
          ledger: outOfReach(deps.ledger, writing, isOut),
          codes: outOfReach(deps.codes, () => true, isOut),
        }),
      },
    );
    return { world, state };
  }

  /** What came of a request while nothing could be written: never a success that changed something, never a word of the error. */
  async function expectNothing(world: FullWorld, before: string, told: string, answer: Response): Promise<number> {
    expect(await answer.text(), told).not.toMatch(/secret of|@example\.org.*at /);
    expect(world.rows(bookkeeping), told).toBe(before);
    expect(world.queue, told).toEqual([]);
    return answer.status;
  }

  test('S24: every form of every page, sent while no store can be written, changes nothing and tells nobody', async () => {
    const { world, state } = await aFailingWorld();
    const failed = new Set<string>();
    const sent = new Set<string>();
    for (const role of contactRole.options) {
      const asker = await anAsker(world, { role, way: 'code' });
      const before = world.rows(bookkeeping);
      for (const { path } of readableRoutes.filter((route) => !isApi(route.path))) {
        const page = await asker.ask('GET', pathOf(path));
        const forms = page.headers.get('content-type')?.startsWith('text/html') === true ? readPage(await page.text()).forms : [];
        state.isOut = true;
        for (const form of forms) {
          const route = routeFor('POST', form.action)?.path ?? form.action;
          for (const body of bodiesOf(form)) {
            const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
            const answer = await asker.ask('POST', form.action, { body, headers });
            sent.add(route);
            if ((await expectNothing(world, before, `${role} ${route} ${body}`, answer)) === 500) failed.add(route);
          }
        }
        state.isOut = false;
        world.wait({ seconds: 20 });
      }
    }
    expect(sent.size).toBeGreaterThan(20);
    expect(failed.size).toBeGreaterThan(10);
    expect(world.lines.join('\n')).not.toMatch(/secret of|@example/);
  }, 120_000);

  test('S24: every operation of the API, sent as its reference shows while no store can be written, does the same', async () => {
    const { world, state } = await aFailingWorld();
    const failed = new Set<string>();
    for (const role of contactRole.options) {
      const asker = await anAsker(world, { role, way: 'code' });
      const before = world.rows(bookkeeping);
      state.isOut = true;
      for (const { path: told, id, method, example } of operations.filter((one) => one.method === 'POST')) {
        const path = pathOf(`/api/v1${told.replace(/\{(\w+)\}/g, ':$1')}`);
        for (const version of ['1', '2', '5']) {
          const headers = {
            origin,
            'content-type': 'application/json',
            'if-match': `"${version}"`,
            'jalon-token': asker.tokenFor('/api/v1'),
          };
          const answer = await asker.ask(method, path, { body: JSON.stringify(example), headers });
          if ((await expectNothing(world, before, `${role} ${id}`, answer)) === 500) failed.add(id);
        }
        world.wait({ seconds: 4 });
      }
      state.isOut = false;
    }
    expect(failed.size).toBeGreaterThan(15);
    expect(world.lines.join('\n')).not.toMatch(/secret of|@example/);
  }, 120_000);
});
