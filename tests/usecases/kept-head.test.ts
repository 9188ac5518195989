import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
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
  expect(verifySite(published(other, pilot()).files, { older: before.files }).problems).toEqual([
    { file: 'fr-2021-2023/28/log.jsonl', seq: 2, problem: 'hash' },
  ]);
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
