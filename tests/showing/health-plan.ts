import type { Ask } from '../../shared/domain/ledger.ts';
import { reminderId } from '../../shared/domain/ledger.ts';
import type { CommitmentRecord, PlanRecord } from '../../shared/ports.ts';
import { type PlanSource, type PlanView, planView } from '../../shared/showing/view.ts';
import { aCommitment, aDate, aDeclared, anActor, anAsk, andThen, aPlan, aRef, aText } from '../builders.ts';

export const publicUrl = 'https://jalon.example.org';

const problem = aText(
  'Le numérique en santé touche aux données les plus personnelles.\n\nSa régulation doit naître d’un débat auquel les citoyens prennent part.',
);
const objective = aText('Prendre en compte la contribution directe de citoyens.');

const ministry = {
  leadInstitutions: ['Ministère des solidarités et de la santé'],
  responsible: [{ function: 'direction du numérique en santé', organisation: 'Ministère des solidarités et de la santé' }],
};

/** Commitment 28 of the ministry of health as imported, from the facts. */
export function committee(): CommitmentRecord {
  return aCommitment({
    ...ministry,
    number: '28',
    title: 'Pérenniser la participation citoyenne à la politique du numérique en santé',
    ogpId: { code: 'FR0078', verified: true },
    period: {
      start: { text: '1er janvier 2020', precision: 'day', from: '2020-01-01', to: '2020-01-01' },
      end: aDate('décembre 2023'),
    },
    prose: { problem: { fr: { sha256: problem.sha256 } }, objective: { fr: { sha256: objective.sha256 } } },
    lines: { title: 2, problem: 10, objective: 24 },
    texts: [problem, objective],
    milestones: [
      { title: 'Lancement du comité citoyen', start: 'Janvier 2021', due: 'Octobre 2021', line: 34 },
      { title: 'Publication de l’avis de comité citoyen', due: 'Décembre 2021', line: 36 },
    ],
  });
}

export function pilot(): CommitmentRecord {
  return aCommitment({
    ...ministry,
    number: '29',
    title:
      'Faciliter la coopération entre les citoyens engagés et les agents publics : mécénat de compétences, immersions, ambassadeurs',
    ogpId: { code: 'FR0079', verified: false },
    period: {
      start: { text: '1er septembre 2021', precision: 'day', from: '2021-09-01', to: '2021-09-01' },
      end: { text: '31 décembre 2022', precision: 'day', from: '2022-12-31', to: '2022-12-31' },
    },
    milestones: [
      { title: 'Lancement du pilote Haute-Garonne', due: 'Septembre 2021', line: 30 },
      { title: 'Démarrage de généralisation nationale', due: 'Décembre 2021', line: 32 },
    ],
  });
}

export function asked(subjectId: string, on: string, step: string, role: Ask['role'] = 'lead'): Ask {
  const rid = reminderId({ subjectId, effectiveDate: '2021-10-31', step, recipientId: `p-${role}${'0'.repeat(14)}` });
  return anAsk({ subjectId, rid, on, at: `${on}T08:00:00Z`, step, role });
}

export const allAsks: readonly Ask[] = [
  asked('fr-2021-2023/29/m1', '2021-09-23', '-7'),
  asked('fr-2021-2023/29/m1', '2021-09-29', '-1'),
  asked('fr-2021-2023/29/m1', '2021-10-01', '+1wd'),
  asked('fr-2021-2023/28/m1', '2021-10-01', '-30'),
  asked('fr-2021-2023/28/m1', '2021-10-22', '-7'),
  asked('fr-2021-2023/28/m1', '2021-10-29', '-1'),
  asked('fr-2021-2023/29/m1', '2021-11-02', 'overdue-2021-11'),
  asked('fr-2021-2023/28/m1', '2021-11-02', '+1wd'),
  asked('fr-2021-2023/29/m1', '2021-11-02', 'escalation', 'poc'),
];

const done = aText('Le comité a été réuni pour la première fois ; ses vingt membres ont été tirés au sort.');
const minutes = aText('Compte rendu de la première séance');
const late = aText('Le recrutement a demandé un mois de plus que prévu.');
const moveReason = aText('L’avis sera publié après une séance supplémentaire.');

/** Lead declares the first milestone of 28 complete on 12 November, after a revised deadline of its second. */
export function answered(): CommitmentRecord {
  const revised = andThen(
    committee(),
    {
      type: 'deadline-revised',
      data: { milestoneId: 'fr-2021-2023/28/m2', due: aDate('2022-02-15'), reason: { sha256: moveReason.sha256 } },
    },
    { at: '2021-11-05T09:30:00Z', texts: [moveReason] },
  );
  return andThen(
    revised,
    aDeclared('fr-2021-2023/28/m1', {
      status: 'complete',
      done: { sha256: done.sha256 },
      difficulties: { sha256: late.sha256 },
      completedOn: '2021-11-10',
      evidence: [
        {
          url: 'https://www.example.org/comite/compte-rendu.pdf',
          title: { sha256: minutes.sha256 },
          kind: 'minutes',
          date: '2021-11-10',
        },
      ],
    }),
    { at: '2021-11-12T16:34:00Z', texts: [done, minutes, late] },
  );
}

/** The reviewer's word on 28, years later. */
export function assessed(): CommitmentRecord {
  return andThen(
    answered(),
    {
      type: 'assessed',
      data: {
        milestoneId: null,
        assessment: {
          completion: 'limited',
          verifiable: 'yes',
          relevant: 'yes',
          ambition: 'low',
          earlyResults: 'no-data',
          source: { title: aRef('Rapport de résultats de l’IRM'), url: 'https://irm.example.org/rapport', date: '2024-06-01' },
        },
      },
    },
    { at: '2024-06-03T10:00:00Z', actor: anActor('reviewer') },
  );
}

/** The plan they belong to, its mail on since 15 September 2021. */
export function healthPlan(): PlanRecord {
  return aPlan({
    titles: { fr: 'Plan d’action national 2021-2023', en: 'National action plan 2021-2023' },
    announcedCommitments: 59,
    mailOnSince: '2021-09-15T07:00:00Z',
  });
}

/** The plan with the given commitments on a local day. */
export function source(commitments: readonly CommitmentRecord[], asOf: string, asks: readonly Ask[] = allAsks): PlanSource {
  return {
    plan: healthPlan(),
    commitments,
    asks,
    positionsOn: asOf,
    asOf,
    publicUrl,
  };
}

export function view(commitments: readonly CommitmentRecord[], asOf: string, asks: readonly Ask[] = allAsks): PlanView {
  const folded = planView(source(commitments, asOf, asks));
  if (folded === null) throw new Error('a plan without a log');
  return folded;
}
