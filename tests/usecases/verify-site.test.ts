import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../shared/domain/change-log.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { planView, sourceAsOf } from '../../shared/showing/view.ts';
import { verifySite } from '../../shared/usecases/verify-site.ts';
import { aDeclared, andThen, aText } from '../builders.ts';
import { allAsks, answered, committee, pilot, source, view } from '../showing/health-plan.ts';

const files = planFiles(view([answered(), pilot()], '2021-11-15', allAsks)).map(({ path, body }) => ({
  path,
  text: textOf(body),
}));
const log = 'fr-2021-2023/28/log.jsonl';

/** The published files with one of them rewritten; null leaves it out. */
function changed(path: string, how: (text: string) => string | null, from = files) {
  return from.flatMap((file) => {
    const text = file.path === path ? how(file.text) : file.text;
    return text === null ? [] : [{ ...file, text }];
  });
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

describe('verifying', () => {
  it('I11: finds a published folder intact', () => {
    expect(verifySite(files)).toMatchObject({ ok: true, logs: 3, entries: 6, problems: [], further: [] });
  });

  it('I11: finds one log intact, wherever it was copied to', () => {
    const text = files.find(({ path }) => path === log)?.text ?? '';
    expect(verifySite([{ path: 'copy.jsonl', text }])).toMatchObject({
      ok: true,
      logs: 1,
      entries: 3,
      problems: [],
      further: [],
    });
  });

  it.each([
    {
      what: 'a changed word of an entry',
      how: (text: string) => text.replace('"substantial"', '"complete"').replace('2021-11-10"', '2021-10-30"'),
      seq: 3,
      problem: 'hash',
    },
    {
      what: 'a changed text beside an entry',
      how: (text: string) => text.replace('séance supplémentaire', 'séance annulée'),
      seq: 2,
      problem: 'text-changed',
    },
    {
      what: 'a text taken away without a redaction',
      how: (text: string) =>
        text.replace(/"salt":"[0-9a-f]{32}",("sha256":"[0-9a-f]{64}"),"text":"L’avis[^"]*"/, '"salt":null,$1,"text":null'),
      seq: 2,
      problem: 'text-missing',
    },
    {
      what: 'a dropped entry',
      how: (text: string) => joined(lines(text).filter((_, index) => index !== 1)),
      seq: 2,
      problem: 'order',
    },
    {
      what: 'swapped entries',
      how: (text: string) => joined([0, 2, 1].map((index) => lines(text)[index] ?? '')),
      seq: 2,
      problem: 'order',
    },
    { what: 'a cut end', how: (text: string) => joined(lines(text).slice(0, 2)), seq: 3, problem: 'truncated' },
    { what: 'an emptied log', how: () => '', seq: 1, problem: 'truncated' },
    { what: 'a log that is gone', how: () => null, seq: 1, problem: 'not-published' },
    { what: 'a line that is none', how: (text: string) => `${text}{"entry":\n`, seq: 4, problem: 'unreadable' },
  ])('I11: finds $what, and where', ({ how, seq, problem }) => {
    expect(verifySite(changed(log, how)).problems).toEqual([{ file: log, seq, problem }]);
  });

  it('I11: finds the log of another commitment in its place', () => {
    const other = files.find(({ path }) => path === 'fr-2021-2023/29/log.jsonl')?.text ?? '';
    expect(verifySite(changed(log, () => other)).problems).toContainEqual({ file: log, seq: 1, problem: 'misplaced' });
  });

  it('I11: finds a rewritten past by a head that someone kept in a feed', () => {
    const rewritten = planFiles(
      view([andThen(committee(), aDeclared('fr-2021-2023/28/m1', { status: 'limited' })), pilot()], '2021-11-15'),
    );
    const forged = textOf(rewritten.find(({ path }) => path === log)?.body ?? '');
    const kept = files.filter(({ path }) => path === 'fr-2021-2023/feed.json');
    const { problems } = verifySite([...kept, { path: log, text: forged }]);
    expect(problems).toContainEqual({ file: log, seq: 3, problem: 'truncated' });
  });

  it('I11: finds a plan whose published hash is not that of its logs', () => {
    const { problems } = verifySite(
      changed('fr-2021-2023/status.json', (text) => text.replace(/"head": "[0-9a-f]{64}"/, `"head": "${'0'.repeat(64)}"`)),
    );
    expect(problems).toEqual([{ file: 'fr-2021-2023/status.json', seq: 0, problem: 'head' }]);
  });

  it('I11: finds a copy intact that was made while it was published, whichever files were new by then, and says what is further', () => {
    const older = planFiles(view([committee(), pilot()], '2021-11-15', allAsks)).map(
      ({ path, body }) => [path, textOf(body)] as const,
    );
    const newer = new Map(files.map(({ path, text }) => [path, text]));
    const isNew = (path: string): number => (path.endsWith('.jsonl') ? 1 : path.endsWith('status.json') ? 2 : 3);
    // Logs come before what tells of them (RELIABILITY F19).
    for (const [upTo, further] of [
      [0, []],
      [1, [log]],
      [2, [log]],
      [3, []],
    ] as const) {
      const copy = older.map(([path, text]) => ({ path, text: isNew(path) <= upTo ? (newer.get(path) ?? text) : text }));
      expect([upTo, verifySite(copy)]).toMatchObject([
        upTo,
        { ok: true, logs: 3, entries: upTo === 0 ? 4 : 6, problems: [], further },
      ]);
    }
  });

  it('I11: finds a commitment that is new in a copy made while it was published, and says that nobody tells of it yet', () => {
    const older = new Map(planFiles(view([answered()], '2021-11-15', allAsks)).map(({ path, body }) => [path, textOf(body)]));
    const copy = files.flatMap((file) => {
      const text = file.path.endsWith('.jsonl') ? file.text : older.get(file.path);
      return text === undefined ? [] : [{ ...file, text }];
    });
    expect(verifySite(copy)).toMatchObject({ ok: true, problems: [], further: ['fr-2021-2023/29/log.jsonl'] });
  });

  it('S21: accepts a text that a public entry removed, and no other', () => {
    const [secret, reason] = [aText('À supprimer.'), aText('Publié par erreur.')];
    const said = andThen(
      committee(),
      aDeclared('fr-2021-2023/28/m1', { status: 'limited', difficulties: { sha256: secret.sha256 } }),
      { texts: [secret] },
    );
    const removed = andThen(
      said,
      { type: 'redacted', data: { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } } },
      { texts: [reason] },
    );
    const published = planFiles(view([removed], '2021-09-02', [])).map(({ path, body }) => ({ path, text: textOf(body) }));
    expect(verifySite(published)).toMatchObject({ ok: true, problems: [] });
    const kept = published.find(({ path }) => path === log)?.text ?? '';
    expect(kept).not.toContain(secret.text);
    expect(kept).not.toContain(secret.salt);
    const gone = `{"salt":null,"sha256":"${secret.sha256}","text":null}`;
    for (const again of [
      JSON.stringify(secret),
      gone.replace('"text":null', '"text":"Autre chose."'),
      gone.replace('"salt":null', `"salt":"${secret.salt}"`),
    ]) {
      const undone = changed(log, (text) => text.replace(gone, again), published);
      expect(verifySite(undone).problems).toEqual([{ file: log, seq: 2, problem: 'redaction-undone' }]);
    }
  });

  it('I11: finds any changed byte inside a log', async () => {
    const text = files.find(({ path }) => path === log)?.text ?? '';
    const property = fc.property(fc.nat(text.length - 2), fc.constantFrom('0', 'x', 'é', '"', '}'), (place, character) => {
      const forged = text.slice(0, place) + character + text.slice(place + 1);
      const same =
        forged === text || JSON.stringify(lines(forged).map(parsedOrNull)) === JSON.stringify(lines(text).map(parsedOrNull));
      expect(verifySite(changed(log, () => forged)).ok).toBe(same);
    });
    await fc.assert(property, { numRuns: 500 });
  });

  it('I11: finds a past day intact although a text it showed was redacted since, and says nothing else of later days', () => {
    const reason = aText('Une personne y est reconnaissable.');
    const moved = answered().log[1];
    const texts = moved === undefined ? [] : textsOf(moved);
    const corrected = andThen(
      answered(),
      { type: 'redacted', data: { of: 2, texts, reason: { sha256: reason.sha256 } } },
      { at: '2021-12-01T09:00:00Z', texts: [reason] },
    );
    const said = andThen(corrected, aDeclared('fr-2021-2023/28/m2'), { at: '2021-12-02T09:00:00Z' });
    const past = sourceAsOf(source([said, pilot()], '2022-01-01', allAsks), 'Europe/Paris', '2021-11-08');
    const shown = planView(past);
    const pages = shown === null ? [] : planFiles(shown).map(({ path, body }) => ({ path, text: textOf(body) }));
    expect(verifySite(pages)).toMatchObject({ ok: true, logs: 3, entries: 7, problems: [], further: [] });
    const entries = lines(pages.find(({ path }) => path === log)?.text ?? '').map((line) => line.includes('"type":"redacted"'));
    expect(entries).toEqual([false, false, false, true]);
    expect(shown?.commitments[0]?.log).toHaveLength(2);
    expect(shown?.dataDay).toBe('2021-11-08');
  });

  it('I11: a past day without a later redaction ends with its last entry', () => {
    const past = sourceAsOf(source([answered(), pilot()], '2022-01-01', allAsks), 'Europe/Paris', '2021-11-08');
    const shown = planView(past);
    const pages = shown === null ? [] : planFiles(shown).map(({ path, body }) => ({ path, text: textOf(body) }));
    expect(verifySite(pages)).toMatchObject({ ok: true, logs: 3, entries: 5, problems: [], further: [] });
  });

  it('I11: finds a past day intact whose log holds an entry dated before the one it follows', () => {
    const backwards = andThen(answered(), aDeclared('fr-2021-2023/28/m2'), { at: '2021-11-03T09:00:00Z' });
    const days = ['2021-11-04', '2021-11-08', '2021-11-12'].map((day) =>
      planView(sourceAsOf(source([backwards, pilot()], '2022-01-01', allAsks), 'Europe/Paris', day)),
    );
    expect(days.map((shown) => shown?.commitments[0]?.log.length)).toEqual([1, 2, 4]);
    for (const shown of days) {
      const pages = shown === null ? [] : planFiles(shown).map(({ path, body }) => ({ path, text: textOf(body) }));
      expect(verifySite(pages)).toMatchObject({ ok: true, logs: 3 });
    }
  });
});

function parsedOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
