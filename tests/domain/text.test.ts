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
    '01/23/45/67/89',
    '01·23·45·67·89',
    '01 - 23 - 45 - 67 - 89',
    '01\u201123\u201145\u201167\u201189',
    '01 – 23 – 45 – 67 – 89',
    '01—23—45—67—89',
    '０１ ２３ ４５ ６７ ８９',
    '٠١ ٢٣ ٤٥ ٦٧ ٨٩',
    '०१ २३ ४५ ६७ ८९',
    '𝟘𝟙 𝟚𝟛 𝟜𝟝 𝟞𝟟 𝟠𝟡',
    '33 1 23 45 67 89',
    '33 (0) 1 23 45 67 89',
    '00 33 1 23 45 67 89',
    '+ 33 1 23 45 67 89',
    '01 23\n45 67 89',
    '030/1234567',
    '202-555-0143',
    '202 555 0143',
    '202.555.0143',
    '(202) 555-0143',
    '1-202-555-0143',
    '+1 (202) 555-0143',
    'x (at) example.org',
    'x [at] example.org',
    'x(arobase)example(point)org',
    'x [at] example [dot] org',
    'x arobase example.org',
    'x @ example.org',
    'x＠example.org',
    'x\u200B@example.org',
  ]) {
    expect(personalDataIn(`voir ${text}, merci`), text).toHaveLength(1);
    expect(withoutPersonalData(`voir ${text}, merci`)).toBe('voir […], merci');
  }
});

test('a year before a telephone number makes no month of its first pair', () => {
  expect(withoutPersonalData('ville-2027-2028-01-99-00-45-05')).toBe('ville-2027-2028-[…]');
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
    '01/10/2021 - 31/12/2021',
    '01.10.2021-31.12.2021',
    '2021-01-10/2022-01-10',
    '2021-01-10 2022-01-10',
    '01/2021 – 12/2021',
    '10 000 000 000 €',
    '10.000.000.000',
    '0.123456789',
    'n° 2014-1662 du 30 décembre 2014',
    'décisions 2013-676, 2014-1662 et 2016-1088',
    '2013 - 2014 - 2015 - 2016',
    '552100554',
    '552 100 554',
    '20210001234',
    'dossier 345678-2014',
    `0012345678${'abcdef'.repeat(9)}`,
    'https://example.org/2021/01/10/05/22/33',
    'https://example.org/200/300/2014',
    'https://example.org/01/02/03/04/05',
    '- 0\n- 12\n- 34\n- 56\n- 78',
    'voir @compte et (at) rien',
    'de 8 à 10 (at) home',
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

test('nothing can be found in what was stripped, for any text of telephones and addresses', async () => {
  const piece = fc.constantFrom(...'0123456789+()/.-@ \n·–＠x[]'.split(''), '33', '2021-10-01', '(at)', 'example.org', '[…]');
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.property(text, (written) => {
      expect(personalDataIn(withoutPersonalData(written))).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
});

test('what stands around an address or a number stays as it was written', () => {
  const around = '«\u00A0l’été — ½\u00A0» ';
  expect(withoutPersonalData(`${around}０１·２３·４５·６７·８９${around}x＠example.org ${around}`)).toBe(
    `${around}[…]${around}[…] ${around}`,
  );
});

test('a megabyte of anything is looked through at once', () => {
  for (const piece of [
    'a',
    '0',
    '1',
    '@',
    'a@',
    '+',
    '+1 ',
    '0 ',
    '10 000 ',
    '(at)',
    ' ',
    '\n',
    'a.',
    'x@a.',
    '202-',
    'f0',
    '2021-',
  ]) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    // Time of the processor, not of the clock: others may be at work on this machine.
    const start = process.cpuUsage();
    withoutPersonalData(text);
    expect(process.cpuUsage(start).user / 1e3, piece).toBeLessThan(3_000);
  }
});

test('a text is known by the hash of salt and text, and is null once it was emptied', () => {
  const salt = '0'.repeat(32);
  const stored = storeText('fait', salt);
  expect(stored.sha256).toBe(sha256Of(`${salt}fait`));
  expect(readText(new Map([[stored.sha256, stored]]), { sha256: stored.sha256 })).toBe('fait');
  const emptied = { ...stored, salt: null, text: null };
  expect(readText(new Map([[stored.sha256, emptied]]), { sha256: stored.sha256 })).toBeNull();
});
