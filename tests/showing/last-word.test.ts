import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { freshnessOf, spokeInTime } from '../../shared/domain/freshness.ts';
import { isAnswered } from '../../shared/domain/reminder-policy.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { askedRounds } from '../../shared/showing/asked.ts';
import { irmReport, reportSection } from '../../shared/showing/pages/irm-report.tsx';
import type { PlanView } from '../../shared/showing/view.ts';
import { silenceOf } from '../../shared/usecases/silent-milestones.ts';
import { aDeclared, anActor, andThen, aText } from '../builders.ts';
import { allAsks, answered, asked, assessed, committee, pilot, view } from './health-plan.ts';
import { elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const zone = 'Europe/Paris';
const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const [note, mistake] = [aText('Le comité se réunit en décembre.'), aText('Déclaré sur le mauvais jalon.')];

/** The second milestone of 28, of which nothing is declared, got an answer all the same. */
function nothingToReport(): CommitmentRecord {
  return andThen(
    committee(),
    { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/28/m2', note: { sha256: note.sha256 } } },
    { at: '2021-11-05T12:00:00Z', texts: [note] },
  );
}

/** The lead answered for the first milestone of 29 on 1 October; the coordination undid that on 5 November. */
function undone(): CommitmentRecord {
  const said = andThen(
    pilot(),
    aDeclared('fr-2021-2023/29/m1', { status: 'complete', completedOn: '2021-09-30', noEvidenceReason: { sha256: note.sha256 } }),
    { at: '2021-10-01T12:00:00Z', texts: [note] },
  );
  return andThen(
    said,
    {
      type: 'corrected',
      data: { corrects: 2, reason: { sha256: mistake.sha256 }, change: { field: 'word', milestoneId: 'fr-2021-2023/29/m1' } },
    },
    { at: '2021-11-05T12:00:00Z', actor: anActor('poc'), texts: [mistake] },
  );
}

const before = allAsks.filter(({ on }) => on <= '2021-10-01');
const page = (shown: PlanView, path: string): string => plain(bodyOf(siteOf(shown), path));

describe('an answer that declares nothing', () => {
  const shown = view([nothingToReport(), pilot()], '2021-11-15');

  it('stands with its milestone on the page of the commitment, in both languages', () => {
    expect(page(shown, 'fr-2021-2023/28/index.html')).toContain('Dernière nouvelle le 5 novembre 2021 : rien à signaler');
    expect(page(shown, 'en/fr-2021-2023/28/index.html')).toContain('Last heard on 5 November 2021: nothing to report');
    // Its first milestone was never heard of, which stands there as well.
    expect(page(shown, 'fr-2021-2023/28/index.html')).toContain('Aucune déclarationAucune nouvelle reçue');
  });

  it('stands with its note on the page of the milestone and in the report for reviewers', () => {
    const report = plain(reportSection(shown, shown.commitments[0] ?? expect.fail(), 'fr'));
    for (const told of [page(shown, 'fr-2021-2023/28/m2/index.html'), report]) {
      expect(told).toContain('Dernière nouvelle le 5 novembre 2021 : rien à signaler');
      expect(told).toContain('Le comité se réunit en décembre.');
    }
  });

  it('is not told twice where the last word is what is declared', () => {
    const html = page(view([answered()], '2021-11-15'), 'fr-2021-2023/28/index.html');
    expect(html).toContain('Déclaré le 12 novembre 2021.');
    expect(html).not.toContain('Dernière nouvelle le 12 novembre 2021 : déclaration');
  });
});

describe('the report for reviewers', () => {
  it('writes every day out, in its own language', () => {
    const shown = view([assessed(), undone()], '2024-07-01');
    for (const language of ['fr', 'en'] as const) {
      const { before: head, after } = irmReport(shown, language);
      const told = [head, ...shown.commitments.map((one) => reportSection(shown, one, language)), after].map(plain).join(' ');
      expect(told).toContain(language === 'fr' ? 'Réalisé, 12 novembre 2021' : 'Complete, 12 November 2021');
      // The date of the second milestone was typed as a bare day.
      expect(told).not.toMatch(/\d{4}-\d{2}-\d{2}/u);
    }
  });

  it('does not say that nobody was asked where a plan keeps its requests to itself', () => {
    const open = view([committee()], '2021-11-15', []);
    const { settings } = open.state;
    const hidden = { ...open, state: { ...open.state, settings: { ...settings, publishAsks: false } } };
    const [commitment] = open.commitments;
    if (commitment === undefined) throw new Error('no commitment');
    expect(plain(reportSection(open, commitment, 'fr'))).toContain('Aucune demande');
    expect(plain(reportSection(hidden, commitment, 'fr'))).not.toContain('Aucune demande');
  });

  it('says which commitment it shows in another language', () => {
    const shown = view([committee()], '2021-11-15');
    const [commitment] = shown.commitments;
    if (commitment === undefined) throw new Error('no commitment');
    expect(plain(reportSection(shown, commitment, 'en'))).toContain('not published this commitment in English');
    expect(plain(reportSection(shown, commitment, 'fr'))).not.toContain('n’a pas publié');
  });
});

describe('an answer that was undone', () => {
  const told = 'Répondu le 1er octobre 2021, réponse annulée le 5 novembre 2021 par la coordination nationale.';
  const shown = view([committee(), undone()], '2021-11-15', before);
  const [milestone] = undone().commitment.milestones;
  if (milestone === undefined) throw new Error('no milestone');

  it('is told with who undid it, and its milestone stands nowhere as silent', () => {
    expect(page(shown, 'fr-2021-2023/29/m1/index.html')).toContain(told);
    expect(page(shown, 'fr-2021-2023/29/m1/index.html')).toContain(
      'Dernière nouvelle le 1er octobre 2021 : déclaration, réponse annulée',
    );
    expect(page(shown, 'en/fr-2021-2023/29/index.html')).toContain(
      'Answered on 1 October 2021, answer undone on 5 November 2021 by the national coordination.',
    );
    for (const path of ['', '29/', '29/m1/', 'no-word/', 'ministries/', 'overdue/']) {
      expect(page(shown, `fr-2021-2023/${path}index.html`), path).not.toContain('Sans réponse depuis le 23 septembre');
    }
    const silent = elements(treeOf(bodyOf(siteOf(shown), 'fr-2021-2023/no-word/index.html')), 'tr').map(textIn);
    expect(silent.filter((row) => row.includes('Haute-Garonne'))).toEqual([]);
    expect(
      silenceOf(shown.state, undone().commitment.state, milestone, before, Temporal.Instant.from('2021-11-15T12:00:00Z')),
    ).toBeNull();
  });

  it('declares nothing any more, and reminders ask again as if it had never been', () => {
    expect(page(shown, 'fr-2021-2023/29/m1/index.html')).toContain('Déclaré par le ministère : Aucune déclaration.');
    expect(isAnswered(milestone, 'overdue-2021-12', zone)).toBe(false);
    expect(page(shown, 'fr-2021-2023/29/m1/index.html')).toContain('Ce que le ministère avait déclaré a été annulé.');
    expect(page(shown, 'fr-2021-2023/29/m1/index.html')).not.toContain('encore rien déclaré');
    expect(page(shown, 'fr-2021-2023/29/index.html')).toContain('Ce que le ministère avait déclaré a été annulé.');
  });

  it('was spoken when it was spoken', () => {
    expect(freshnessOf(milestone, '2021-11-15', zone)).toEqual({ kind: 'recent', since: '2021-10-01' });
    expect(spokeInTime(milestone, '2021-11-15', zone)).toBe(true);
  });

  it('leaves what was asked after it without an answer', () => {
    const rounds = askedRounds([...before, asked(milestone.id, '2021-11-08', 'overdue-2021-11')], [milestone], zone);
    expect(rounds.map(({ days, answeredOn, undoneBy }) => [days.at(-1), answeredOn, undoneBy])).toEqual([
      ['2021-10-01', '2021-10-01', 3],
      ['2021-11-08', null, null],
    ]);
  });

  it('is followed by the answer given again, where nobody had to ask for it', () => {
    const again = andThen(undone(), aDeclared(milestone.id, { status: 'limited' }), { at: '2021-11-06T12:00:00Z' });
    const html = page(view([committee(), again], '2021-11-15', before), 'fr-2021-2023/29/m1/index.html');
    expect(html).toContain(`${told} Répondu de nouveau le 6 novembre 2021.`);
  });
});
