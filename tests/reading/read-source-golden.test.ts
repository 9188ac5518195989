import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { draft } from '../../shared/reading/draft.ts';
import { readSource } from '../../shared/reading/read-source.ts';
import { differences, sharedWords } from './expected.ts';
import { hasSources, sourceBytes, sourceText, whySkipped } from './shared-files.ts';

const files = [
  'seeds/engagement-28.txt',
  'seeds/engagement-29.txt',
  'seeds/participation-cns-debat-public.txt',
  'seeds/communique-masante2022.txt',
  'seeds/article-conseil-numerique-sante.txt',
  'samples/france-2015-2017-engagement-02.md',
  'samples/france-2015-2017-engagement-03.md',
  'samples/france-2015-2017-engagement-06.md',
  'samples/france-2015-2017-engagement-08.md',
  'samples/usa-plan-5-US0113.md',
];

const caseNotes = z.looseObject({ _case: z.looseObject({ shouldWarn: z.boolean().optional(), note: z.string().optional() }) });
const looseFields = z.looseObject({ commitments: z.array(z.looseObject({ _loose: z.array(z.string()).optional() })) });

function baseName(file: string): string {
  return file.slice(file.indexOf('/') + 1);
}

function expectedOf(file: string): unknown {
  const path = file.replace('/', '/expected/').replace(/\.(?:txt|md)$/u, '.json');
  return JSON.parse(sourceText(path));
}

describe.skipIf(!hasSources)(`real sources read as expected${whySkipped}`, () => {
  it.each(files)('%s', (file) => {
    const read = readSource({ name: baseName(file), bytes: sourceBytes(file) });
    const expected = expectedOf(file);
    expect(differences(expected, read)).toEqual([]);
    expect(draft.parse(read)).toEqual(read);
    expect(read.errors).toEqual([]);
    if (caseNotes.parse(expected)._case.shouldWarn === true) expect(read.warnings.length).toBeGreaterThan(0);
  });

  it.each(files)('%s: prose that may be cut elsewhere is there too', (file) => {
    const read = readSource({ name: baseName(file), bytes: sourceBytes(file) });
    const { commitments } = looseFields.parse(expectedOf(file));
    expect(read.commitments.length).toBe(commitments.length);
    for (const [index, commitment] of commitments.entries()) {
      for (const field of commitment._loose ?? []) {
        const actual = z.looseObject({ [field]: z.string() }).parse(read.commitments[index]);
        expect(sharedWords(String(commitment[field]), String(actual[field]))).toBeGreaterThan(0.95);
      }
    }
  });
});
