import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import type { Violation } from '../history.ts';
import type { Rows } from '../rows.ts';

/** Rows that say when something ran last: they may move with every run. */
const clocks = ['ledger RUN#', 'ledger PACE', 'record HEARTBEAT#'];

/** I12: what was handled once and is handled again leaves everything as it was, and mails nobody. */
export function idempotent(before: Rows, after: Rows, mails: number): readonly Violation[] {
  const names = new Set([...before.keys(), ...after.keys()].filter((name) => !clocks.some((one) => name.startsWith(one))));
  const changed = [...names].filter((name) => {
    const [was, is] = [before.get(name)?.row, after.get(name)?.row];
    return was !== is && (was === undefined || is === undefined || canonicalJson(was) !== canonicalJson(is));
  });
  return [
    ...(mails === 0 ? [] : [{ invariant: 'I12', told: `${mails} mails left when everything was delivered again` }]),
    ...changed.map((name) => ({ invariant: 'I12', told: `${name} changed when everything was delivered again` })),
  ];
}
