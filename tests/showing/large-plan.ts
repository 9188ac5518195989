import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aCommitment, aDate, aDeclared, andThen, aText } from '../builders.ts';
import { view } from './health-plan.ts';

const subjects = [
  'Ouvrir les données de la commande publique',
  'Associer les citoyens à l’évaluation des politiques de santé et d’autonomie',
  'Publier les algorithmes qui décident de situations individuelles',
  'Rendre lisibles les budgets des collectivités',
  'Accompagner les associations dans l’usage des données d’intérêt général, dans tous les territoires',
  'Former les agents à la participation',
];
const steps = ['Lancement des travaux', 'Première version publiée', 'Concertation avec les usagers', 'Bilan et généralisation'];
const months = ['mars', 'juin', 'septembre', 'décembre', 'février', 'octobre', 'mai'];

const reason = aText('Le marché public a pris du retard.');

/** What became of the milestones of one commitment, varied by its number alone. */
function changesOf(id: string, index: number, milestones: number): CommitmentChange[] {
  const of = (key: number): string => `${id}/m${key}`;
  return [
    ...(index % 4 === 3 ? [] : [aDeclared(of(1), { status: 'complete', completedOn: '2021-09-20' })]),
    ...(index % 3 === 0 && milestones > 1
      ? [
          {
            type: 'deadline-revised' as const,
            data: { milestoneId: of(2), due: aDate(`${months[index % 7]} 2023`), reason: { sha256: reason.sha256 } },
          },
        ]
      : []),
    ...(index % 2 === 0 && milestones > 1 ? [aDeclared(of(2), { status: index % 4 === 0 ? 'limited' : 'substantial' })] : []),
    ...(index % 11 === 5 && milestones > 2
      ? [{ type: 'withdrawn' as const, data: { milestoneId: of(3), reason: { sha256: reason.sha256 } } }]
      : []),
  ];
}

/** A commitment of a large plan: its milestones lie between its third month and its `years`-th year. */
export function oneOfMany(index: number, milestones: number, years: number): CommitmentRecord {
  const number = String(index + 1);
  const record = aCommitment({
    number,
    title: `${subjects[index % subjects.length]} (${number})`,
    leadInstitutions: [`Ministère d’exemple ${1 + (index % 9)}`],
    milestones: Array.from({ length: milestones }, (_, at) => ({
      title: `${steps[at % steps.length]} ${at + 1}`,
      due:
        index % 7 === 6 && at === milestones - 1
          ? { text: 'En continu', precision: 'ongoing' as const, from: null, to: null }
          : aDate(
              `${months[(index + at * 3) % months.length]} ${2021 + Math.min(years - 1, Math.floor((at * years) / milestones))}`,
            ),
    })),
  });
  return changesOf(record.log.length === 0 ? '' : `fr-2021-2023/${number}`, index, milestones).reduce(
    (soFar, change) => andThen(soFar, change, { texts: [reason] }),
    record,
  );
}

/** A plan of many commitments on a day in its second year. */
export function largePlan(commitments: number, milestones: number, years = 3, asOf = '2022-11-05'): PlanView {
  return view(
    Array.from({ length: commitments }, (_, index) => oneOfMany(index, milestones, years)),
    asOf,
    [],
  );
}
