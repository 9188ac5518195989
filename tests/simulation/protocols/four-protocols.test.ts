import { expect, test } from 'vitest';
import { lease, markThenSend, reconcile, sendThenMark } from './four-protocols.ts';
import { type Protocol, playMail } from './prototype.ts';

const mails = 1_500;

/** Shares of mails that came more than once, and that never came. */
async function shares(protocol: Protocol): Promise<{ readonly doubled: number; readonly lost: number }> {
  let [doubled, lost] = [0, 0];
  for (let seed = 1; seed <= mails; seed += 1) {
    const { accepted, isOpen } = await playMail(protocol, seed);
    if (accepted > 1) doubled += 1;
    // What is still open goes to a person: it is late, not lost.
    if (accepted === 0 && !isOpen) lost += 1;
  }
  return { doubled: doubled / mails, lost: lost / mails };
}

test('of four ways to send, D doubles less than C, C less than B, and only A loses', { timeout: 120_000 }, async () => {
  const a = await shares(markThenSend);
  const b = await shares(sendThenMark);
  const c = await shares(lease);
  const d = await shares(reconcile);
  expect(d.doubled).toBeLessThan(c.doubled);
  expect(c.doubled).toBeLessThan(b.doubled);
  expect(a.lost).toBeGreaterThan(0.02);
  expect([b.lost, c.lost, d.lost]).toEqual([0, 0, 0]);
  expect(a.doubled).toBe(0);
  expect(d.doubled).toBeLessThan(0.002);
});
