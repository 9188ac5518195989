import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../shared/domain/canonical-json.ts';
import {
  genesis,
  hashOf,
  NewerDataError,
  planHead,
  readCommitmentEntry,
  seal,
  textsOf,
  verifyLog,
} from '../../shared/domain/change-log.ts';
import type { StoredText } from '../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { aCommitment, aDeclared, anActor, andThen, aText } from '../builders.ts';
import firstVersion from './fixtures/log-v1.json' with { type: 'json' };

const subject = 'fr-2021-2023/28';
const m1 = `${subject}/m1`;
const done = aText('Le comité est installé.');
const title = aText('Compte rendu de la première séance');
const reason = aText('Une donnée personnelle avait été publiée.');

function aLog(): CommitmentRecord {
  const declared = andThen(
    aCommitment(),
    aDeclared(m1, {
      status: 'complete',
      done: { sha256: done.sha256 },
      evidence: [
        { url: 'https://example.org/compte-rendu', title: { sha256: title.sha256 }, kind: 'minutes', date: '2021-10-14' },
      ],
      completedOn: '2021-10-14',
    }),
    { texts: [done, title] },
  );
  return andThen(declared, { type: 'nothing-to-report', data: { milestoneId: m1, note: null } });
}

const lines = (record: CommitmentRecord): { [key: string]: Json }[] => JSON.parse(JSON.stringify(record.log));

test('I11: an intact log verifies, and so does one with a redaction', () => {
  const log = aLog();
  expect(verifyLog(lines(log), log.texts, subject, log.commitment.state.head)).toBeNull();
  const redacted = andThen(
    log,
    { type: 'redacted', data: { of: 2, texts: [done.sha256], reason: { sha256: reason.sha256 } } },
    { texts: [reason] },
  );
  expect(redacted.texts.get(done.sha256)).toEqual({ sha256: done.sha256, salt: null, text: null });
  expect(verifyLog(lines(redacted), redacted.texts, subject)).toBeNull();
});

test('I11: any changed byte of an entry is found with the number of that entry', async () => {
  const log = aLog();
  await fc.assert(
    fc.property(fc.nat({ max: log.log.length - 1 }), fc.nat(), fc.constantFrom('x', '9', 'é'), (index, at, replacement) => {
      const text = canonicalJson(lines(log)[index] ?? null);
      const position = at % text.length;
      const changed = `${text.slice(0, position)}${replacement}${text.slice(position + 1)}`;
      const parsed = parsedOrNull(changed);
      fc.pre(parsed !== null && canonicalJson(parsed) !== text);
      const tampered = lines(log).with(index, parsed as { [key: string]: Json });
      expect(verifyLog(tampered, log.texts, subject)?.seq).toBe(index + 1);
    }),
    { numRuns: 1_000 },
  );
});

function parsedOrNull(text: string): Json | null {
  try {
    const value = JSON.parse(text) as Json;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

test('I11: a dropped, swapped, inserted or foreign entry is found where it is', () => {
  const log = aLog();
  const [one, two, three] = lines(log);
  if (one === undefined || two === undefined || three === undefined) throw new Error('three entries expected');
  expect(verifyLog([one, three], log.texts, subject)).toEqual({ seq: 2, problem: 'order' });
  expect(verifyLog([two, one, three], log.texts, subject)).toEqual({ seq: 1, problem: 'order' });
  expect(verifyLog([one, { ...three, seq: 2 }], log.texts, subject)).toEqual({ seq: 2, problem: 'chain' });
  expect(verifyLog([one, two, three], log.texts, 'fr-2021-2023/29')).toEqual({ seq: 1, problem: 'foreign' });
});

test('I11: a truncated log is found by anyone who kept an earlier head', () => {
  const log = aLog();
  expect(verifyLog(lines(log).slice(0, 2), log.texts, subject)).toBeNull();
  expect(verifyLog(lines(log).slice(0, 2), log.texts, subject, log.commitment.state.head)).toEqual({
    seq: 3,
    problem: 'truncated',
  });
});

test('I11: a log rewritten from scratch is found by anyone who kept an earlier head', () => {
  const log = aLog();
  const rewritten = andThen(aCommitment(), aDeclared(m1, { status: 'limited' }));
  const head = { seq: 2, hash: String(log.log[1]?.hash) };
  expect(verifyLog(lines(rewritten), rewritten.texts, subject)).toBeNull();
  expect(verifyLog(lines(rewritten), rewritten.texts, subject, head)).toEqual({ seq: 2, problem: 'hash' });
});

test('S21: a text that was changed, that vanished without an entry, or that came back is found', () => {
  const log = aLog();
  const withText = (text: StoredText | null) => {
    const texts = new Map(log.texts);
    if (text === null) texts.delete(done.sha256);
    else texts.set(done.sha256, text);
    return texts;
  };
  expect(verifyLog(lines(log), withText({ ...done, text: 'Autre chose.' }), subject)).toEqual({
    seq: 2,
    problem: 'text-changed',
  });
  expect(verifyLog(lines(log), withText(null), subject)).toEqual({ seq: 2, problem: 'text-missing' });
  const redaction = { type: 'redacted' as const, data: { of: 2, texts: [done.sha256], reason: { sha256: reason.sha256 } } };
  const redacted = andThen(log, redaction, { texts: [reason] });
  const back = new Map([...redacted.texts, [done.sha256, done]]);
  expect(verifyLog(lines(redacted), back, subject)).toEqual({ seq: 2, problem: 'redaction-undone' });
});

test('names every text an entry refers to, at any depth', () => {
  const [, declared] = aLog().log;
  if (declared === undefined) throw new Error('a declaration expected');
  expect(textsOf(declared)).toEqual([done.sha256, title.sha256]);
});

test('refuses to seal what is no entry', () => {
  const head = genesis;
  const envelope = { subject, at: '2021-10-01T07:00:00Z', actor: anActor() };
  const change = aDeclared('not-a-milestone');
  expect(() => seal(head, envelope, change)).toThrow();
});

test('stops at data that is newer than the code', () => {
  expect(() => readCommitmentEntry({ ...aLog().log[0], v: 2 })).toThrow(NewerDataError);
});

test('reads the log of every past version as it was written', () => {
  const entries = firstVersion.map((entry) => readCommitmentEntry(entry));
  expect(entries.map(({ type }) => type)).toEqual(['imported', 'declared', 'deadline-revised', 'corrected', 'redacted']);
  expect(entries.map((entry) => hashOf(entry))).toEqual(entries.map(({ hash }) => hash));
});

test('the head of a plan depends on every log and not on their order', () => {
  const heads = new Map([
    ['fr-2021-2023', { seq: 1, hash: '1'.repeat(64) }],
    ['fr-2021-2023/28', { seq: 2, hash: '2'.repeat(64) }],
  ]);
  expect(planHead(new Map([...heads].reverse()))).toBe(planHead(heads));
  expect(planHead(new Map([...heads, ['fr-2021-2023/28', { seq: 3, hash: '2'.repeat(64) }]]))).not.toBe(planHead(heads));
});
