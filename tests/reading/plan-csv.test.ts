import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codes, milestonesOf, readAs } from './read.ts';

const header = 'number,title,milestone,start,due,institution,title_en,milestone_en';
const csv = (...rows: string[]) => readAs([header, ...rows, ''].join('\n'), 'plan.csv', { language: 'fr' });

describe('a plan as a table', () => {
  it('makes one commitment of the rows of a number, one milestone of each row, each with its line', () => {
    const { commitments, errors, kind } = csv(
      '1,Ouvrir,"Publier\nle guide",janvier 2022,juin 2022,Ministère A,Open,Publish the guide',
      '1,,Bilan,,d’ici fin 2023,"Ministère A; Ministère B",,',
      '#2,Fermer,,,,Ministère A,Close,',
    );
    expect({ errors, kind }).toEqual({ errors: [], kind: 'commitments' });
    expect(commitments).toMatchObject([
      {
        number: '1',
        title: 'Ouvrir',
        language: 'fr',
        translations: { en: 'Open' },
        leadInstitutions: ['Ministère A', 'Ministère B'],
        milestones: [
          {
            title: 'Publier le guide',
            translations: { en: 'Publish the guide' },
            start: { from: '2022-01-01' },
            due: { to: '2022-06-30' },
            line: 2,
          },
          { title: 'Bilan', due: { to: '2023-12-31' }, line: 4 },
        ],
      },
      { number: '2', milestones: [], lines: { number: 5 } },
    ]);
  });

  it.each([
    [
      'semicolons, a byte-order mark and CRLF',
      '\uFEFFnumber;title;milestone;start;due;institution\r\n1;A;"B;C";;juin 2022;M\r\n',
    ],
    ['columns in another order, one unknown', 'due,number,title,note,milestone,start,institution\njuin 2022,1,A,x,"B;C",,M\n'],
    ['capitals and spaces in the header', ' Number , TITLE,Milestone,start,due,institution\n1,A,B;C,,juin 2022,M\n'],
  ])('reads %s', (_, text) => {
    const { commitments, errors } = readAs(text, 'plan.csv', { language: 'fr' });
    expect(errors).toEqual([]);
    expect(commitments.flatMap(milestonesOf)).toEqual(['B;C → juin 2022']);
  });

  it('keeps a bracket that a title or a name ends with, and drops what takes no room in either', () => {
    const [read] = csv('1,C & <b>Co</b>,Étape <x>,,juin 2022,Ministère <x>; Direc\u00ADtion\u200B (ex-,,').commitments;
    expect([read?.title, read?.milestones[0]?.title]).toEqual(['C & <b>Co</b>', 'Étape <x>']);
    expect(read?.leadInstitutions).toEqual(['Ministère <x>', 'Direction (ex']);
    expect(csv('1,Titre :,Étape \u2013,,juin 2022,Ministère\u00A0;,,').commitments).toMatchObject([
      { title: 'Titre', milestones: [{ title: 'Étape' }], leadInstitutions: ['Ministère'] },
    ]);
  });

  it('is known by its header, whatever its name', () => {
    expect(readAs(`${header}\n1,A,B,,juin 2022,M,,\n`, 'file.txt').kind).toBe('commitments');
  });

  it('takes a range as start and due, and a start as no deadline', () => {
    const { commitments } = csv('1,A,B,,de mars à juin 2022,M,,', '1,,C,,à partir de juin 2022,M,,');
    expect(commitments.flatMap(milestonesOf)).toEqual(['B | mars → juin 2022', 'C | à partir de juin 2022']);
  });

  it.each([
    ['a missing column', ['number,title,milestone,start,due'], '1 missing-column'],
    ['an impossible date', [header, '1,A,B,,31/02/2022,M,,'], '2 impossible-date'],
    ['a number that is none', [header, 'x,A,B,,,M,,'], '2 bad-number'],
    ['two titles for one number', [header, '1,A,B,,,M,,', '1,Z,C,,,M,,'], '3 title-differs'],
    ['no title at all', [header, '1,,B,,,M,,'], '2 no-title'],
    ['no row', [header], '1 empty'],
    ['a quotation mark left open', [header, '1,A,"B,,,M,,'], '2 bad-csv'],
  ])('refuses %s, with its line', (_, rows, expected) => {
    const { commitments, errors } = readAs(`${rows.join('\n')}\n`, 'plan.csv', { language: 'fr' });
    expect(codes(errors)).toContain(expected);
    expect(commitments).toEqual([]);
  });

  it('S10: removes exactly one guarding apostrophe, so that what was exported comes back', () => {
    const dangerous = fc.tuple(
      fc.constantFrom('', ' ', '\u00A0'),
      fc.constantFrom('=', '+', '@', "'"),
      fc.stringMatching(/^[a-z]{1,8}$/u),
    );
    fc.assert(
      fc.property(dangerous, ([space, sign, word]) => {
        const title = `${space}${sign}${word}`;
        const { commitments } = csv(`1,"'${title}",B,,juin 2022,M,,`);
        expect(commitments[0]?.title).toBe(title.trim());
      }),
    );
    expect(csv("1,'ouvert',B,,juin 2022,M,,").commitments[0]?.title).toBe("'ouvert'");
  });

  it('tells a milestone twice once, and warns with both lines when its date differs', () => {
    const { commitments, warnings } = csv('1,A,B,,juin 2022,M,,', '1,A,B,,juin 2022,M,,', '1,A,B,,mai 2023,M,,');
    expect(commitments.flatMap(milestonesOf)).toEqual(['B → juin 2022']);
    expect(warnings).toMatchObject([{ line: 2, code: 'told-twice', message: expect.stringContaining('ligne 4') }]);
  });
});

describe('a plan as its status.csv tells it', () => {
  const columns = 'plan,number,language,title,title_fr,lead_institutions,problem,problem_fr,milestone,milestone_title';
  const dates = 'due_text,due_precision,due_from,due_to,due_qualifier,due_ambiguity,declared,missing_from_source';
  const table = (...rows: string[]) => readAs([`${columns},${dates}`, ...rows, ''].join('\n'), 'status.csv', { language: 'fr' });
  const october = 'Octobre 2021,month,2021-10-01,2021-10-31,,,,';

  it('takes a date as it was read, and says so where its words read differently', () => {
    const { commitments, warnings, errors } = table(
      'p,1,fr,A,,M,,,m1,B,Octobre 2021,month,2021-10-01,2021-11-30,by,,,',
      `p,1,fr,A,,M,,,m2,B,${october}`,
    );
    expect(errors).toEqual([]);
    expect(codes(warnings)).toEqual(['2 words-and-days-differ']);
    expect(commitments[0]?.milestones.map(({ title, due }) => [title, due?.to, due?.qualifier])).toEqual([
      ['B', '2021-11-30', 'by'],
      ['B', '2021-10-31', undefined],
    ]);
  });

  it('reads a date that somebody added in words alone', () => {
    const { commitments } = table('p,1,fr,A,,M,,,,Nouveau,d’ici fin 2023,,,,,,,');
    expect(commitments[0]?.milestones[0]?.due).toMatchObject({ to: '2023-12-31', precision: 'part-of-year', qualifier: 'by' });
  });

  it.each([
    ['days in the wrong order', `p,1,fr,A,,M,,,m1,B,Octobre 2021,month,2021-10-31,2021-10-01,,,,`, '2 out-of-bounds'],
    ['a precision nobody knows', `p,1,fr,A,,M,,,m1,B,Octobre 2021,moon,2021-10-01,2021-10-31,,,,`, '2 out-of-bounds'],
    ['a language that is none', `p,1,French,A,,M,,,m1,B,${october}`, '2 out-of-bounds'],
    ['a text in a language without a title', `p,1,en,A,,M,,Le problème,m1,B,${october}`, '2 no-title'],
  ])('refuses %s', (_, row, expected) => {
    expect(codes(table(row).errors)).toContain(expected);
  });

  it('refuses a table of several plans, whose numbers would meet', () => {
    const { errors, commitments } = table(`p,1,fr,A,,M,,,m1,B,${october}`, `q,1,fr,A,,M,,,m1,B,${october}`);
    expect([codes(errors), commitments]).toEqual([['3 several-plans'], []]);
  });

  it('reads a commitment in its own language, and its texts in others as translations of it', () => {
    const { commitments, errors } = table(`p,1,en,A,Un,M,A problem,Un problème,m1,B,${october}`);
    expect(errors).toEqual([]);
    expect(commitments.map(({ language, title, problem }) => [language, title, problem])).toEqual([
      ['en', 'A', 'A problem'],
      ['fr', 'Un', 'Un problème'],
    ]);
  });

  it('says what it does not take up: words of others, and that a missing milestone is told again', () => {
    const { warnings, errors } = table('p,1,fr,A,,M,,,m1,B,Octobre 2021,month,2021-10-01,2021-10-31,,,complete,yes');
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      { line: 1, code: 'not-read-back', message: expect.stringContaining('declared') },
      { line: 2, code: 'told-again' },
    ]);
  });
});
