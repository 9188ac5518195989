import { type DataField, type DataTable, type FieldType, field } from './data-field.ts';

/** A count; `measure` is its name in counts.csv, where it is a row. */
function counted(name: string, type: FieldType, fr: string, en: string, measure?: string): DataField {
  return field(name, type, 'computed', fr, en, measure === undefined ? {} : { csv: [measure] });
}

const byPlan: DataTable = {
  id: 'ogp',
  title: { fr: 'Indicateurs pour les normes du PGO\u00A0: ogp/counts.json', en: 'Counts for the OGP standards: ogp/counts.json' },
  fields: [
    field('plan', 'code', 'coordination', 'Identifiant du plan', 'Id of the plan'),
    counted(
      'asked',
      'object',
      'Ce que les normes demandent\u00A0: jours de mise à jour (updates) et réunions avec la société civile (meetingsWithCivilSociety) en douze mois, mois entre deux réunions (monthsBetweenMeetings)',
      'What the standards ask for: days with an update (updates) and meetings with civil society (meetingsWithCivilSociety) in twelve months, months between two meetings (monthsBetweenMeetings)',
    ),
    counted('from', 'day', 'Premier jour des douze mois comptés', 'First day of the twelve months counted'),
    counted('to', 'day', 'Dernier jour, celui où les données sont arrêtées', 'Last day, the one the data is of'),
    counted('commitments', 'list', 'Un élément par engagement, ci-dessous', 'One item a commitment, below'),
    counted('meetings', 'object', 'Réunions, ci-dessous', 'Meetings, below'),
    counted('processes', 'object', 'Participation, ci-dessous', 'Participation, below'),
    counted('total', 'object', 'Tous les engagements ensemble, ci-dessous', 'All commitments together, below'),
  ],
};

const byCommitment: DataTable = {
  id: 'ogp-commitments',
  title: {
    fr: 'Indicateurs\u00A0: chaque engagement (commitments\u00A0; dans counts.csv, la mesure)',
    en: 'Counts: each commitment (commitments; in counts.csv the measure)',
  },
  fields: [
    field('id', 'code', 'coordination', 'Identifiant de l’engagement', 'Id of the commitment'),
    counted('milestones', 'number', 'Jalons', 'Milestones', 'milestones'),
    counted(
      'updateDays',
      'number',
      'Jours de la période où le ministère s’est exprimé\u00A0; plusieurs mots d’un jour comptent une fois',
      'Days of the period on which the ministry spoke; several words of a day count once',
      'update-days',
    ),
    counted('overdue', 'number', 'Jalons dont l’échéance est dépassée', 'Overdue milestones', 'milestones-overdue'),
    counted(
      'withEvidence',
      'number',
      'Jalons dont la déclaration en vigueur cite une preuve',
      'Milestones whose declaration in force names evidence',
      'milestones-with-evidence',
    ),
    counted('complete', 'number', 'Jalons déclarés réalisés', 'Milestones declared complete', 'milestones-complete'),
    counted(
      'completeWithEvidence',
      'number',
      'Ceux d’entre eux qui citent une preuve',
      'Those of them with evidence',
      'milestones-complete-with-evidence',
    ),
    counted(
      'completeWithReason',
      'number',
      'Ceux sans preuve publique, avec le motif',
      'Those without public evidence, with the reason',
      'milestones-complete-with-reason',
    ),
    counted('lastWord', 'day', 'Jour de la dernière nouvelle du ministère', 'Day the ministry was last heard', 'last-word'),
  ],
};

const ofMeetings: DataTable = {
  id: 'ogp-meetings',
  title: { fr: 'Indicateurs\u00A0: réunions (meetings)', en: 'Counts: meetings (meetings)' },
  fields: [
    counted('held', 'number', 'Réunions tenues', 'Meetings held', 'meetings-held'),
    counted('withMinutes', 'number', 'Avec un compte rendu public', 'With public minutes', 'meetings-with-minutes'),
    counted('undated', 'number', 'Tenues, sans jour publié', 'Held, without a published day', 'meetings-without-a-day'),
    counted('recent', 'number', 'Tenues dans la période', 'Held in the period', 'meetings-held-in-period'),
    counted(
      'recentWithCivilSociety',
      'number',
      'Celles d’entre elles avec la société civile',
      'Those of them with civil society',
      'meetings-with-civil-society-in-period',
    ),
    counted('last', 'day', 'Jour de la dernière', 'Day of the last one', 'last-meeting'),
    counted(
      'monthsSince',
      'number',
      'Mois entiers écoulés depuis\u00A0; null sans réunion datée',
      'Whole months since; null without a dated meeting',
      'months-since-last-meeting',
    ),
    field(
      'years',
      'list',
      'computed',
      'Par année civile\u00A0: année (year), tenues (held), dont avec la société civile (withCivilSociety)',
      'By calendar year (year): held (held), of which with civil society (withCivilSociety)',
      { csv: ['meetings-held-in-year', 'meetings-with-civil-society-in-year'] },
    ),
  ],
};

const ofProcesses: DataTable = {
  id: 'ogp-processes',
  title: { fr: 'Indicateurs\u00A0: participation (processes)', en: 'Counts: participation (processes)' },
  fields: [
    counted('recorded', 'number', 'Démarches inscrites', 'Processes recorded', 'participation-processes'),
    counted(
      'withFollowUp',
      'number',
      'Celles dont une suite est publiée',
      'Those with a published follow-up',
      'participation-processes-with-follow-up',
    ),
    counted(
      'awaited',
      'number',
      'Celles dont la suite est attendue',
      'Those whose follow-up is awaited',
      'participation-processes-awaiting-follow-up',
    ),
    counted(
      'notOwed',
      'number',
      'Celles sans suite, dont la coordination dit qu’aucune n’est due',
      'Those without follow-up of which the coordination says that none is owed',
      'participation-processes-owing-no-follow-up',
    ),
  ],
};

const inTotal: DataTable = {
  id: 'ogp-total',
  title: { fr: 'Indicateurs\u00A0: tous les engagements (total)', en: 'Counts: all commitments (total)' },
  fields: [
    counted('updatedAsAsked', 'number', 'Engagements mis à jour deux jours ou plus', 'Commitments updated on two days or more'),
    counted('updatedOnce', 'number', 'Mis à jour un jour', 'Updated on one day'),
    counted('notUpdated', 'number', 'Sans mise à jour', 'Without an update'),
    counted('milestones', 'number', 'Jalons', 'Milestones'),
    counted('overdue', 'number', 'Jalons dont l’échéance est dépassée', 'Overdue milestones'),
    counted('withEvidence', 'number', 'Jalons avec au moins une preuve', 'Milestones with at least one item of evidence'),
    counted('complete', 'number', 'Jalons déclarés réalisés', 'Milestones declared complete'),
    counted('completeWithEvidence', 'number', 'Réalisés avec preuve', 'Complete with evidence'),
    counted(
      'completeWithReason',
      'number',
      'Réalisés sans preuve publique, motif donné',
      'Complete without public evidence, reason given',
    ),
    counted('completeBare', 'number', 'Réalisés sans preuve ni motif', 'Complete without evidence or reason'),
  ],
};

const inCsv: DataTable = {
  id: 'ogp-csv',
  title: { fr: 'Indicateurs\u00A0: colonnes de ogp/counts.csv', en: 'Counts: columns of ogp/counts.csv' },
  fields: [
    field(null, 'code', 'computed', 'Numéro de la norme', 'Number of the standard', { csv: ['standard'] }),
    field(null, 'code', 'computed', 'Ce qui est compté, nommé ci-dessus', 'What is counted, as named above', {
      csv: ['measure'],
    }),
    field(null, 'code', 'coordination', 'L’engagement ou le plan', 'The commitment or the plan', { csv: ['subject'] }),
    field(null, 'text', 'computed', 'Le nombre ou le jour', 'The number or the day', { csv: ['value'] }),
    field(null, 'number', 'computed', 'Ce que la norme demande', 'What the standard asks for', { csv: ['asked'] }),
    field(null, 'day', 'computed', 'Premier jour compté', 'First day counted', { csv: ['from'] }),
    field(null, 'day', 'computed', 'Dernier jour compté', 'Last day counted', { csv: ['to'] }),
  ],
};

/** Every value of a plan's counts for the OGP standards, as JSON and as CSV. */
export const countTables: readonly DataTable[] = [byPlan, byCommitment, ofMeetings, ofProcesses, inTotal, inCsv];
