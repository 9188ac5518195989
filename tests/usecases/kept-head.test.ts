import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planHead } from '../../shared/domain/change-log.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { momentOf } from '../../shared/usecases/kept-head.ts';
import { verifySite } from '../../shared/usecases/verify-site.ts';
import { aDeclared, andThen } from '../builders.ts';
import { answered, committee, pilot, view } from '../showing/health-plan.ts';

/** The head that the pages and mails of a plan with these commitments tell. */
const headOf = (...commitments: readonly CommitmentRecord[]): string => view(commitments, '2022-01-15', []).head;

/** Such a plan as it is published. */
function published(...commitments: readonly CommitmentRecord[]) {
  const files = planFiles(view(commitments, '2022-01-15', []));
  return { files: files.map(({ path, body }) => ({ path, text: textOf(body) })), head: headOf(...commitments) };
}

const declared = (record: CommitmentRecord, at: string): CommitmentRecord =>
  andThen(record, aDeclared(`${record.commitment.state.id}/m2`), { at });

const before = published(answered(), pilot());
const later = published(declared(answered(), '2021-12-01T09:00:00Z'), declared(pilot(), '2021-12-02T09:00:00Z'));
/** The same plan, on which the ministry never answered: a whole record made anew, heads and all. */
const rewritten = published(committee(), declared(pilot(), '2021-12-02T09:00:00Z'));

test('I11: a head that was kept is found again after the plan went on, with the time it was the newest', () => {
  expect(verifySite(later.files, { head: before.head })).toMatchObject({
    ok: true,
    kept: { subject: 'fr-2021-2023', entries: 6, at: '2021-11-12T16:34:00Z' },
  });
  expect(verifySite(later.files, { head: before.head.slice(0, 12) })).toMatchObject({ ok: true, kept: { entries: 6 } });
  expect(verifySite(later.files, { head: later.head })).toMatchObject({ ok: true, kept: { entries: 8 } });
});

test('I11: the newest entry of one log, as it is told beside it, is found in that log later', () => {
  const name = 'fr-2021-2023/28/log.jsonl';
  const logOf = ({ files }: typeof later) => files.filter(({ path }) => path === name);
  const [newest] = verifySite(logOf(before)).newest;
  expect(newest).toMatchObject({ file: name, seq: 3 });
  expect(verifySite(logOf(later), { head: newest?.hash ?? '' })).toMatchObject({
    ok: true,
    kept: { subject: 'fr-2021-2023/28', entries: 3 },
  });
});

test('I11: a record rewritten as a whole agrees with itself, and not with a head somebody kept', () => {
  expect(verifySite(rewritten.files)).toMatchObject({ ok: true });
  expect(verifySite(rewritten.files, { head: before.head })).toMatchObject({
    ok: false,
    kept: null,
    problems: [{ file: '', seq: 0, problem: 'kept-head' }],
  });
});

test('I11: an older copy stands whole in the same plan later, and not in one that was rewritten', () => {
  expect(verifySite(later.files, { older: before.files })).toMatchObject({ ok: true, problems: [] });
  expect(verifySite(rewritten.files, { older: before.files })).toMatchObject({
    ok: false,
    problems: [{ file: 'fr-2021-2023/28/log.jsonl', seq: 2, problem: 'truncated' }],
  });
  expect(verifySite(before.files, { older: later.files })).toMatchObject({ ok: false });
});

test('I11: of a log that was rewritten from the middle, an older copy shows the first entry that is another', () => {
  const other = andThen(
    andThen(committee(), aDeclared('fr-2021-2023/28/m1', { status: 'limited' }), { at: '2021-10-20T09:00:00Z' }),
    aDeclared('fr-2021-2023/28/m1'),
    {
      at: '2021-11-10T09:00:00Z',
    },
  );
  const found = { file: 'fr-2021-2023/28/log.jsonl', seq: 2, problem: 'hash' };
  const { files } = published(other, pilot());
  expect(verifySite(files, { older: before.files }).problems).toEqual([found]);
  // Something wrong further on is no reason to tell the later place.
  const lines = (text: string): string =>
    text
      .split('\n')
      .map((line, index) => (index === 2 ? line.replace('"at":"2021-11-10', '"at":"2021-11-11') : line))
      .join('\n');
  const both = files.map((file) => (file.path === found.file ? { ...file, text: lines(file.text) } : file));
  expect(verifySite(both).problems).toEqual([{ ...found, seq: 3 }]);
  expect(verifySite(both, { older: before.files }).problems).toEqual([found]);
});

test('I11: a commitment that was taken off the site is missed by whoever has an older copy', () => {
  const { problems } = verifySite(published(answered()).files, { older: before.files });
  expect(problems).toEqual([{ file: 'fr-2021-2023/29/log.jsonl', seq: 1, problem: 'not-published' }]);
});

const turns = fc.array(fc.boolean(), { maxLength: 6 });

/** The heads a plan had, one after the other, while its two commitments were declared about in this order; and what it was in the end. */
function toldInTurn(isFirst: readonly boolean[]) {
  const heads = [before.head];
  let [first, second] = [answered(), pilot()];
  for (const [index, is] of isFirst.entries()) {
    const at = `2021-12-01T09:00:0${index}Z`;
    if (is) first = declared(first, at);
    else second = declared(second, at);
    heads.push(headOf(first, second));
  }
  return { heads, ...published(first, second) };
}

test('I11: whatever was published, its head is found in everything that was published after it', async () => {
  await fc.assert(
    fc.property(turns, (isFirst) => {
      const { heads, files } = toldInTurn(isFirst);
      const found = heads.map((head) => verifySite(files, { head }).kept?.entries);
      expect(found).toEqual(heads.map((_, index) => 6 + index));
    }),
    { numRuns: 10 },
  );
});

test('I11: a commitment that was taken off the site is no concern of whoever gives one log and a whole older copy', () => {
  const own = later.files.filter(({ path }) => path === 'fr-2021-2023/28/log.jsonl');
  expect(verifySite(own, { older: before.files })).toMatchObject({ ok: true, problems: [] });
});

/** A log of these times, as it is once it was verified. */
const aLog = (number: string | null, ...times: readonly string[]) => {
  const subject = number === null ? 'fr-2021-2023' : `fr-2021-2023/${number}`;
  return { subject, entries: times.map((at, index) => ({ at, hash: sha256Of(`${subject} ${index}`) })) };
};
type Log = ReturnType<typeof aLog>;

/** The head of a plan of which so many entries of each log were written. */
const headWith = (...logs: readonly (readonly [Log, number])[]): string =>
  planHead(
    new Map(
      logs.flatMap(([{ subject, entries }, seq]) => (seq === 0 ? [] : [[subject, { seq, hash: entries[seq - 1]?.hash ?? '' }]])),
    ),
  );

const created = aLog(null, '2021-10-01T08:00:00Z');

test('I11: a head told between two changes is found in whichever order they were written, though the later began first', () => {
  for (const begun of ['2021-10-05T10:00:07Z', '2021-10-05T10:00:00Z']) {
    const [a, b] = [aLog('28', '2021-10-05T10:00:00Z'), aLog('29', begun)];
    const logs = [created, a, b];
    expect(momentOf(logs, headWith([created, 1], [a, 0], [b, 1]))).toEqual({
      subject: 'fr-2021-2023',
      entries: 2,
      of: 3,
      at: begun,
    });
    expect(momentOf(logs, headWith([created, 1], [a, 1], [b, 0]))).toMatchObject({ entries: 2, at: '2021-10-05T10:00:00Z' });
  }
});

/** Commitments with a change a day each, so many that not every way in which the plan may have grown can be tried. */
const many = Array.from({ length: 24 }, (_, index) =>
  aLog(String(index + 1), '2021-10-01T09:00:00Z', `2021-11-${String(index + 1).padStart(2, '0')}T10:00:00Z`),
);
const firstOfAll = many.map((log) => [log, 1] as const);

test('I11: of a large plan, heads are found that were told while an import wrote, or between changes of almost the same time', () => {
  const logs = [created, ...many.toSorted((a, b) => (a.subject < b.subject ? -1 : 1))];
  // Commitments 1 to 11, as people count.
  const halfway = many.slice(0, 11).map((log) => [log, 1] as const);
  expect(momentOf(logs, headWith([created, 1], ...halfway))).toMatchObject({ entries: 12, of: 49 });
  // As files are named: 1, 10, 11 and so on.
  const byName = logs.slice(1, 8).map((log) => [log, 1] as const);
  expect(momentOf(logs, headWith([created, 1], ...byName))).toMatchObject({ entries: 8, of: 49 });
  const late = aLog('99', '2021-10-01T09:00:00Z', '2021-11-12T09:46:00Z');
  const [other] = many.slice(11);
  const grown = many.slice(0, 11).map((log) => [log, 2] as const);
  const rest = many.slice(12).map((log) => [log, 1] as const);
  const told = headWith([created, 1], ...grown, [other ?? late, 2], ...rest, [late, 1]);
  expect(momentOf([...logs, late], told)).toMatchObject({ entries: 1 + 22 + 2 + 12 + 1, at: '2021-11-12T10:00:00Z' });
});

test('I11: of a large plan, that a head is not found proves nothing and is told so; of a small one it is certain', () => {
  const [first] = many;
  // Written months later than its time says, as an import that was taken up again.
  const odd = headWith([created, 1], ...firstOfAll.slice(1));
  expect(momentOf([created, ...many], odd)).toBe('unknown');
  expect(momentOf([created, ...many], 'f'.repeat(12))).toBe('unknown');
  expect(momentOf([created, ...many.slice(0, 3)], 'f'.repeat(12))).toBeNull();
  expect(momentOf(first === undefined ? [] : [first], 'f'.repeat(12))).toBeNull();
});

test('I11: after a clock went back, a log still grew in the order of its numbers', () => {
  const back = aLog('99', '2021-11-20T10:30:00Z', '2021-11-03T10:00:00Z');
  const logs = [created, ...many, back];
  const grown = many.map((log, index) => [log, index < 20 ? 2 : 1] as const);
  expect(momentOf(logs, headWith([created, 1], ...grown, [back, 1]))).toMatchObject({ at: '2021-11-20T10:30:00Z' });
  expect(momentOf(logs, headWith([created, 1], ...grown, [back, 2]))).toMatchObject({ at: '2021-11-20T10:30:00Z' });
});
