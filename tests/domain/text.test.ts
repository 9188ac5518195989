import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, personalDataIn, readText, sha256Of, storeText, tidy, withoutPersonalData } from '../../shared/domain/text.ts';

test('every space, apostrophe and dash of word processors is one', () => {
  expect(tidy('  L\u2019a\u00A0b\u202Fc\u2009d \u2013 e\u2011f ')).toBe("L'a b c d - e-f");
});

test('folds case, accents and a closing full stop away', () => {
  expect(fold('Lancement du comité citoyen.')).toBe(fold('LANCEMENT DU COMITE\u00A0CITOYEN ;'));
  expect(fold('décomposé')).toBe('decompose');
});

test('finds addresses and telephone numbers in every written form', () => {
  for (const text of [
    'prenom.nom@example.org',
    'PRENOM.NOM@EXAMPLE.ORG',
    "o'neill+x@sub.example.org",
    '01 23 45 67 89',
    '01.23.45.67.89',
    '0123456789',
    '+33 1 23 45 67 89',
    '+33 (0)1 23 45 67 89',
    '0033123456789',
    '+44 20 7946 0958',
  ]) {
    expect(personalDataIn(`voir ${text}, merci`), text).toHaveLength(1);
    expect(withoutPersonalData(`voir ${text}, merci`)).toBe('voir […], merci');
  }
});

test('dates, amounts, article numbers and years are no telephone numbers', () => {
  for (const text of [
    '2021-10-01',
    '90 000 € en 2013',
    '1.5.2021 et 2022',
    'articles 85, 131 et 133',
    '10 000 responsables',
    'n° 2013-676',
    '01/10/2021',
  ]) {
    expect(personalDataIn(text), text).toEqual([]);
  }
});

test('nothing that was stripped can be found again, whatever stands around it', async () => {
  const phone = fc
    .array(fc.integer({ min: 10, max: 99 }), { minLength: 4, maxLength: 4 })
    .map((pairs) => `06 ${pairs.join(' ')}`);
  const address = fc
    .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{1,8}$/))
    .map(([a, b]) => `${a}@${b}.example.org`);
  await fc.assert(
    fc.property(fc.string(), fc.oneof(phone, address), fc.string(), (before, secret, after) => {
      const clean = withoutPersonalData(`${before} ${secret} ${after}`);
      expect(clean).not.toContain(secret);
      expect(personalDataIn(clean)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('a text is known by the hash of salt and text, and is null once it was emptied', () => {
  const salt = '0'.repeat(32);
  const stored = storeText('fait', salt);
  expect(stored.sha256).toBe(sha256Of(`${salt}fait`));
  expect(readText(new Map([[stored.sha256, stored]]), { sha256: stored.sha256 })).toBe('fait');
  const emptied = { ...stored, salt: null, text: null };
  expect(readText(new Map([[stored.sha256, emptied]]), { sha256: stored.sha256 })).toBeNull();
});
