import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../shared/domain/plan-check.ts';
import { readSources } from '../../shared/reading/read-sources.ts';
import { checkPlan } from '../../shared/usecases/check-plan.ts';
import { hasSources, sourceBytes, whySkipped } from '../reading/shared-files.ts';

type File = { readonly name: string; readonly bytes: Uint8Array };

const file = (text: string, name = 'a.md'): File => ({ name, bytes: new TextEncoder().encode(text) });
const check = (...files: File[]) => checkPlan(readSources(files).drafts, { country: 'FR', zone: 'Europe/Paris' });

const sheet = (parts: {
  milestones?: string;
  period?: string;
  text?: string;
  contact?: string;
  number?: number;
}) => `Engagement ${parts.number ?? 1} : Titre

Date de début et de fin de l'engagement

${parts.period ?? '1er janvier 2022 – 31 décembre 2022'}

Quel est l'engagement ?

Premier paragraphe.

${parts.text ?? 'Second paragraphe.'}

Jalons

${parts.milestones ?? '- Bilan → novembre 2022'}

Informations de contact

${parts.contact ?? 'Bureau A'}
`;

const codes = ({ findings }: CheckReport) =>
  findings
    .filter(({ code }) => code !== 'reading')
    .map((one) => `${one.line} ${one.code}${one.milestone === null ? '' : ` ${one.milestone}`}`);

const texts = ({ findings }: CheckReport) => findings.map(({ message }) => message.fr.replaceAll('\u00A0', ' '));

describe('the check-up of a plan', () => {
  it('has nothing to say of a plan that holds together', () => {
    const report = check(file(sheet({})));
    expect(codes(report)).toEqual([]);
    expect(report.deadlines).toMatchObject([
      { file: 'a.md', line: 15, commitment: '1', milestone: 'm1', title: 'Bilan', due: { to: '2022-11-30' } },
    ]);
  });

  it('names undated milestones, those of an ambiguous winter included', () => {
    const report = check(file(sheet({ milestones: '- Sans date\n- Bilan → hiver 2022\n- Suivi → mars 2022' })));
    expect(codes(report)).toEqual(['15 undated m1', '16 undated m2']);
  });

  it.each([
    ['1er janvier 2020 – décembre 2024', '- A – Début : mai 2021 → Fin : mai 2022', 'Aucun jalon en 2023 et 2024.'],
    ['2021-2023', '- A → mai 2021\n- B → mai 2023', 'Aucun jalon en 2022.'],
    ['2022 – 2024', '- Sans date', 'Aucun jalon en 2022, 2023 et 2024.'],
  ])('names years of %s without a milestone, from the first milestone on', (period, milestones, expected) => {
    expect(texts(check(file(sheet({ period, milestones }))))).toContain(expected);
  });

  it('misses no year where a milestone goes on or comes back', () => {
    const report = check(file(sheet({ period: '2022 – 2024', milestones: '- A → mai 2022\n- B → en continu' })));
    expect(codes(report)).toEqual(['16 undated m2']);
  });

  it('names a recurring promise at its own line, unless a milestone carries it', () => {
    const text = 'Le comité est réuni tous les ans.';
    const report = check(file(sheet({ text })));
    expect(codes(report)).toEqual(['11 recurring-promise']);
    expect(texts(report)[0]).toContain('« réuni tous les ans »');
    expect(
      codes(check(file(sheet({ text, milestones: '- Réunion du comité → chaque année\n- Bilan → novembre 2022' })))),
    ).toEqual(['15 undated m1']);
  });

  it('names a beginning only where it is the last milestone', () => {
    expect(codes(check(file(sheet({ milestones: '- Bilan → mars 2022\n- Lancement du site → novembre 2022' }))))).toEqual([
      '16 beginning-as-result m2',
    ]);
    expect(codes(check(file(sheet({ milestones: '- Lancement du site → mars 2022\n- Bilan → novembre 2022' }))))).toEqual([]);
    expect(codes(check(file(sheet({ milestones: '- Lancement du site → novembre 2022\n- Bilan → novembre 2022' }))))).toEqual([]);
  });

  it.each([
    ['31 octobre 2021', 'un dimanche'],
    ['25 décembre 2021', 'un samedi'],
    ['6 juin 2022', 'un jour férié'],
  ])('says that %s is %s', (due, said) => {
    const report = check(file(sheet({ period: '2021 – 2022', milestones: `- Bilan → ${due}\n- Suivi → novembre 2022` })));
    expect(texts(report).some((text) => text.includes(`L’échéance tombe ${said}`))).toBe(true);
  });

  it('names one contact for everything, and never by name', () => {
    const contact = 'Ada Exemple, directrice\n\nada@example.org';
    const two = check(file(sheet({ contact })), file(sheet({ contact, number: 2 }), 'b.md'));
    expect(codes(two)).toEqual(['19 one-contact']);
    expect(JSON.stringify(two)).not.toMatch(/Ada|example\.org/u);
    const other = 'Bob Exemple\n\nbob@example.org';
    expect(codes(check(file(sheet({ contact })), file(sheet({ contact: other, number: 2 }), 'b.md')))).toEqual([]);
  });

  it('passes on what reading warned of and what it refused', () => {
    const report = check(
      file(sheet({ milestones: '- Publier un bilan en juin 2022', contact: 'Ada Exemple' })),
      file('lettre', 'b.md'),
    );
    expect(report.findings.filter(({ code }) => code === 'reading')).toMatchObject([{ file: 'a.md', line: 15 }]);
    expect(report.refused).toMatchObject([{ file: 'b.md', line: 1 }]);
  });

  it('gathers the mails of one person and day, those to the point of contact apart', () => {
    const { mails } = check(file(sheet({ milestones: '- A → octobre 2021\n- B → septembre 2021' })));
    expect(
      mails
        .filter(({ on }) => on < '2021-11-03')
        .map(({ on, to, items }) => [on, to, items.map(({ milestone, step }) => `${milestone}${step}`)]),
    ).toEqual([
      ['2021-08-31', 'lead', ['m2-30']],
      ['2021-09-23', 'lead', ['m2-7']],
      ['2021-09-29', 'lead', ['m2-1']],
      ['2021-10-01', 'lead', ['m1-30', 'm2+1wd']],
      ['2021-10-22', 'lead', ['m1-7']],
      ['2021-10-29', 'lead', ['m1-1']],
      ['2021-11-02', 'lead', ['m1+1wd', 'm2overdue-2021-11']],
      ['2021-11-02', 'poc', ['m2escalation']],
    ]);
    expect(mails[0]?.at).toBe('2021-08-31T07:00:00Z');
  });

  it('counts the mails of commitments without a contact as one person’s for each lead institution, and says so', () => {
    const csv = (...institutions: string[]) =>
      file(
        [
          'number,title,milestone,start,due,institution',
          ...institutions.map((one, index) => `${index + 1},Titre,Bilan,,31 mars 2027,${one}`),
        ].join('\n'),
        'plan.csv',
      );
    const leadMails = (report: CheckReport) => report.mails.filter(({ to }) => to === 'lead').length;
    const alone = check(csv('Ville'));
    expect(leadMails(alone)).toBeGreaterThan(5);
    expect(leadMails(check(csv('Ville', 'ville')))).toBe(leadMails(alone));
    expect(leadMails(check(csv('Ville', 'Région')))).toBe(2 * leadMails(alone));
    expect(alone.isLeadAssumed).toBe(true);
    expect(check(file(sheet({ contact: 'Ada Exemple, ada@example.org' }))).isLeadAssumed).toBe(false);
  });
});

describe.skipIf(!hasSources)(`the check-up of the two first sheets${whySkipped}`, () => {
  const seed = (name: string): File => ({ name, bytes: sourceBytes(`seeds/${name}`) });

  it('finds exactly what a careful reader finds', () => {
    const report = check(seed('engagement-28.txt'), seed('engagement-29.txt'));
    expect(report.deadlines.map(({ commitment, line, due }) => [commitment, line, due?.to])).toEqual([
      ['28', 36, '2021-10-31'],
      ['28', 38, '2021-12-31'],
      ['29', 41, '2021-09-30'],
      ['29', 43, '2021-12-31'],
    ]);
    expect(report.findings.map(({ file: name, line, code, milestone }) => [name, line, code, milestone])).toEqual([
      ['engagement-28.txt', 5, 'year-without-milestone', null],
      ['engagement-28.txt', 21, 'recurring-promise', null],
      ['engagement-28.txt', 36, 'day-off', 'm1'],
      ['engagement-29.txt', 7, 'year-without-milestone', null],
      ['engagement-29.txt', 43, 'beginning-as-result', 'm2'],
      ['engagement-28.txt', 45, 'one-contact', null],
    ]);
    expect(texts(report)[0]).toBe('Aucun jalon en 2022 et 2023.');
    expect(texts(report)[3]).toBe('Aucun jalon en 2022.');
    expect(report.mails.filter(({ to }) => to === 'poc').map(({ on }) => on)).toEqual(['2021-11-02', '2021-12-01', '2022-02-01']);
    expect(report.mails.filter(({ to }) => to === 'lead')).toHaveLength(17);
  });
});
