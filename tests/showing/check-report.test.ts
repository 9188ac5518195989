import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../shared/domain/plan-check.ts';
import { renderCheckReport } from '../../shared/showing/check-report.ts';

const october = { text: 'Octobre 2021', precision: 'month', from: '2021-10-01', to: '2021-10-31' } as const;
const report: CheckReport = {
  refused: [],
  deadlines: [
    { file: 'a.md', line: 3, commitment: '28', milestone: 'm1', title: 'Ouvrir', start: null, due: october },
    { file: 'a.md', line: 4, commitment: '28', milestone: 'm2', title: 'Suivre', start: october, due: null },
  ],
  findings: [
    {
      file: 'a.md',
      line: 5,
      code: 'one-contact',
      commitment: null,
      milestone: null,
      message: { fr: 'Un seul contact.', en: 'One contact.' },
    },
    {
      file: 'a.md',
      line: 3,
      code: 'day-off',
      commitment: '28',
      milestone: 'm1',
      message: { fr: 'Un dimanche.', en: 'A Sunday.' },
    },
  ],
  mails: [
    { on: '2021-10-01', at: '2021-10-01T07:00:00Z', to: 'lead', items: [{ commitment: '28', milestone: 'm1', step: '-30' }] },
  ],
  isLeadAssumed: false,
};

describe('the check-up as text', () => {
  it('tells deadlines, findings with file and line, and mails, in French', () => {
    expect(renderCheckReport(report, 'fr').replaceAll('\u00A0', '~')).toBe(`Échéances lues~:
  a.md:3: [#28 m1] Ouvrir~: Octobre 2021 → 31~octobre 2021
  a.md:4: [#28 m2] Suivre~: aucune échéance (début~: Octobre 2021)

À regarder~:
  a.md:5: Un seul contact.
  a.md:3: [#28 m1] Un dimanche.

Un courriel partirait si personne ne répondait~:
  2021-10-01 responsable~: #28 m1 (30~jours avant)
`);
  });

  it('says above the mails who is supposed to get them where nobody is named', () => {
    const [fr, en] = (['fr', 'en'] as const).map((language) => renderCheckReport({ ...report, isLeadAssumed: true }, language));
    expect(fr?.replaceAll('\u00A0', '~')).toContain(
      'Un courriel partirait si personne ne répondait~:\n  Là où aucun contact n’est nommé, on suppose une seule personne par institution',
    );
    expect(en).toContain('  Where no contact is named, one person is assumed for each lead institution');
  });

  it('says in English when there is nothing to say', () => {
    const text = renderCheckReport(
      { refused: [{ file: 'b.md', line: 1, message: 'No.' }], deadlines: [], findings: [], mails: [], isLeadAssumed: true },
      'en',
    );
    expect(text).toBe(
      'Refused files:\n  b.md:1: No.\n\nDeadlines as read:\n  Nothing to report.\n\nWorth a look:\n  Nothing to report.\n\nNo mail: no dated deadline.\n',
    );
  });
});
