import { hour, minute } from '../clock.ts';
import type { Protocol } from './prototype.ts';

const done = { state: 'done', until: 0, attempt: 1 } as const;

/** Says that it is sent, then sends it: what fails between is lost. */
export const markThenSend: Protocol = {
  name: 'A',
  look: async ({ read, write, send }) => {
    const before = await read();
    if (before === null && (await write(before, done))) await send(1);
  },
};

/** Sends it, then says so: what fails between is sent again. */
export const sendThenMark: Protocol = {
  name: 'B',
  look: async ({ read, write, send }) => {
    const before = await read();
    if (before !== null) return;
    await send(1);
    await write(before, done);
  },
};

/** Takes a lease and sends again when it has run out. */
export const lease: Protocol = {
  name: 'C',
  look: async ({ now, read, write, send }) => {
    const before = await read();
    if (before?.state === 'done' || (before !== null && before.until > now)) return;
    const mine = { state: 'claimed', until: now + 15 * minute, attempt: 1 } as const;
    if (!(await write(before, mine))) return;
    await send(1);
    await write(mine, done);
  },
};

/** Claims, tells SES who claimed, and believes its events: sends again once, after the grace time. */
export const reconcile: Protocol = {
  name: 'D',
  look: async ({ now, read, write, send }) => {
    const before = await read();
    const attempt = (before?.attempt ?? 0) + 1;
    if (before?.state === 'done' || (before !== null && before.until > now) || attempt > 2) return;
    const mine = { state: 'claimed', until: now + 3 * hour, attempt } as const;
    if (!(await write(before, mine))) return;
    await send(attempt);
    await write(mine, { ...done, attempt });
  },
  hear: async ({ read, write }) => {
    const before = await read();
    if (before === null || before.state === 'done') return;
    if (!(await write(before, { ...done, attempt: before.attempt }))) throw new Error('the row moved under an event');
  },
};
