/** Tests that must notice a mutation: a file, and which of its tests by name. */
export type Part = { readonly file: string; readonly named: RegExp };

/** One piece of the real code, exactly as it stands there once, and what it is put in place of. */
export type Mutation = {
  readonly id: string;
  readonly what: string;
  readonly file: string;
  readonly piece: string;
  readonly instead: string;
  readonly part: Part;
};

/** The faults of RELIABILITY 5 and some more, each with the part of the suite that must catch it. */
export const mutations: readonly Mutation[] = [
  {
    id: 'M1',
    what: 'the SDK tries three times',
    file: 'shared/adapters/ses/client.ts',
    piece: 'maxAttempts: 1,',
    instead: 'maxAttempts: 3,',
    part: { file: 'tests/adapters/ses/mailer.test.ts', named: /F4, F5, F6: accept-and-(?:drop|500) / },
  },
  {
    id: 'M2',
    what: 'the claim has no condition',
    file: 'shared/adapters/dynamodb/ledger.ts',
    piece: `digestAction(one),
        ...claimChecks(checks, tables.identity),`,
    instead: `{ ...digestAction(one), when: { is: 'present' } } as Action,
        ...claimChecks(checks, tables.identity),`,
    part: { file: 'tests/adapters/ledger.test.ts', named: /on memory F1: of five claims at once/ },
  },
  {
    id: 'M3',
    what: 'SES is called before the claim',
    file: 'shared/usecases/send-digest.ts',
    piece: `if (!(await claim(deps, row, ready))) continue;
    const outcome = await deps.mailer.send(ready.prepared.mail);`,
    instead: `const outcome = await deps.mailer.send(ready.prepared.mail);
    if (!(await claim(deps, row, ready))) continue;`,
    part: { file: 'tests/crash/mailing.test.ts', named: /F3: '?send'? may die/ },
  },
  {
    id: 'M4',
    what: 'the effective date is left out of the key of a reminder',
    file: 'shared/domain/ledger.ts',
    piece: "keyOf('reminder', one.subjectId, one.effectiveDate, one.step, one.recipientId)",
    instead: "keyOf('reminder', one.subjectId, one.step, one.recipientId)",
    part: { file: 'tests/usecases/moved-deadline.test.ts', named: /F11/ },
  },
  {
    id: 'M5',
    what: 'there is no grace',
    file: 'shared/domain/sending.ts',
    piece: '{ lastDay: 30, other: 180 }',
    instead: '{ lastDay: 0, other: 0 }',
    part: { file: 'tests/loopback/ses-path.test.ts', named: /I1: .*late/ },
  },
  {
    id: 'M6',
    what: 'the floor is ignored',
    file: 'shared/domain/recipients.ts',
    piece: 'return instants.sort().at(-1) ?? null;',
    instead: "return instants.length === 0 ? null : '0001-01-01T00:00:00Z';",
    part: { file: 'tests/usecases/import-of-the-past.test.ts', named: /F14/ },
  },
  {
    id: 'M7',
    what: 'the asks are written before SES has answered',
    file: 'shared/usecases/send-digest.ts',
    piece: 'const outcome = await deps.mailer.send(ready.prepared.mail);',
    instead: `await putAsks(deps, row);
    const outcome = await deps.mailer.send(ready.prepared.mail);`,
    part: { file: 'tests/loopback/ses-path.test.ts', named: /I21: / },
  },
  {
    id: 'M8',
    what: 'a digest is judged before its receive is counted, and not again',
    file: 'shared/usecases/send-digest.ts',
    piece: "return (await ledger.saveDigest(counted, [])) ? counted : 'changing';",
    instead: 'await ledger.saveDigest(counted, []);\n  return (await ledger.digest(digest.did)) ?? counted;',
    part: { file: 'tests/usecases/one-claim.test.ts', named: /F1: what the queue gives a second time mails nothing once/ },
  },
  {
    id: 'M9',
    what: 'a tick moves due items on though their plan is another by now',
    file: 'shared/adapters/dynamodb/due-items.ts',
    piece: 'const check = planAsRead(planOf(first.from.subjectId), planSeq);',
    instead: `const { when: _, ...state } = planAsRead(planOf(first.from.subjectId), planSeq);
  const check: Action = { ...state, when: { is: 'present' } };`,
    part: { file: 'tests/usecases/edited-while-moved.test.ts', named: /mail that is switched on while a tick moves/ },
  },
  {
    id: 'M10',
    what: 'a stop does not make sure that the plan stays due under a tick that has it in its hands',
    file: 'shared/usecases/stop-mail.ts',
    piece: 'if (item === null || (await deps.record.lookAgain(item))) return;',
    instead: 'if (item !== null || round > 0) return;',
    part: { file: 'tests/usecases/edited-while-moved.test.ts', named: /a stop that comes while a tick moves its plan on/ },
  },
];
