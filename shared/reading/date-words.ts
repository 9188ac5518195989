import { phrases } from './date-tokens.ts';

const frenchMonths = [
  ['janvier', 'janv'],
  ['fevrier', 'fevr', 'fev'],
  ['mars'],
  ['avril', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil'],
  ['aout'],
  ['septembre'],
  ['octobre'],
  ['novembre'],
  ['decembre'],
] as const;

const englishMonths = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sep'],
  ['october'],
  ['november'],
  ['december'],
] as const;

/** The same short form in both languages. */
const sharedMonths: readonly (readonly [string, number])[] = [
  ['sept', 9],
  ['oct', 10],
  ['nov', 11],
  ['dec', 12],
];

/** `french` marks names that no English text uses, `short` those that are abbreviations. */
export type MonthName = { readonly month: number; readonly french: boolean; readonly short: boolean };

function names(list: readonly (readonly string[])[], french: boolean): [string, MonthName][] {
  return list.flatMap((forms, index) =>
    forms.map((form, place): [string, MonthName] => [form, { month: index + 1, french, short: place > 0 }]),
  );
}

/** Folded month names and abbreviations, both languages: English months occur in French pages. */
export const monthNames: ReadonlyMap<string, MonthName> = new Map([
  ...names(frenchMonths, true),
  ...names(englishMonths, false),
  ...sharedMonths.map(([form, month]): [string, MonthName] => [form, { month, french: false, short: true }]),
]);

export const weekdays = new Set([
  ...['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
]);

export const seasons: ReadonlyMap<string, 'spring' | 'summer' | 'autumn' | 'winter'> = new Map([
  ['printemps', 'spring'],
  ['ete', 'summer'],
  ['automne', 'autumn'],
  ['hiver', 'winter'],
  ['spring', 'spring'],
  ['summer', 'summer'],
  ['autumn', 'autumn'],
  ['fall', 'autumn'],
  ['winter', 'winter'],
]);

export const ordinals: ReadonlyMap<string, number> = new Map([
  ...(['premier', 'premiere', 'first'] as const).map((one) => [one, 1] as const),
  ...(['deuxieme', 'second', 'seconde'] as const).map((one) => [one, 2] as const),
  ...(['troisieme', 'third'] as const).map((one) => [one, 3] as const),
  ...(['quatrieme', 'fourth'] as const).map((one) => [one, 4] as const),
]);

/** Endings of a written ordinal: 1er, 2e, 2nd, 3rd. */
export const ordinalEndings = new Set(['er', 're', 'ere', 'e', 'eme', 'me', 'nd', 'nde', 'st', 'rd', 'th']);

/** Words that attach a date to a sentence and are no part of its text. */
export const leads = phrases(
  ...[
    'en',
    'au',
    'aux',
    'à',
    'à la',
    "à l'",
    'le',
    'la',
    "l'",
    'les',
    'dans',
    'dans le',
    'pour',
    'pour le',
    'pour la',
    "pour l'",
  ],
  ...['en date du', 'ce', 'cet', 'cette', "dans l'"],
  ...['in', 'in the', 'on', 'on the', 'at', 'at the', 'the', 'for', 'for the', 'around'],
);

/** Articles and prepositions inside an expression, after a qualifier or a connector. */
export const articles = phrases(
  ...[
    'le',
    'la',
    "l'",
    'les',
    'au',
    'à',
    'en',
    'à la',
    "à l'",
    'du',
    'de',
    "d'",
    'de la',
    "de l'",
    'the',
    'in',
    'in the',
    'on',
    'at the',
  ],
);

export const links = phrases('de', "d'", 'du', 'of', 'of the year', "de l'année", "de l'an", 'of year', ',');

export const byWords = phrases(
  ...[
    "d'ici",
    "d'ici à",
    "d'ici au",
    "d'ici aux",
    'au plus tard',
    "jusqu'à",
    "jusqu'au",
    "jusqu'en",
    "jusqu'aux",
    'au plus tard pour',
  ],
  ...[
    'by',
    'no later than',
    'not later than',
    'until',
    'till',
    'up to',
    'by no later than',
    'at the latest by',
    'at the latest in',
  ],
);
export const beforeWords = phrases('avant', 'before', 'prior to');
export const fromWords = phrases(
  ...['à partir', "à partir d'", 'à compter', "à compter d'", 'dès', 'depuis'],
  ...['from', 'starting', 'starting from', 'starting in', 'starting on', 'beginning in', 'as of', 'as from', 'since', 'from the'],
);
export const duringWords = phrases(
  ...['courant', 'au cours', 'dans le courant', 'pendant', 'durant', 'au courant'],
  ...['during', 'throughout', 'in the course of', 'over the course of', 'in the course of the', 'during the'],
);
export const latestSuffixes = phrases('au plus tard', 'at the latest', 'dernier délai');
export const earliestSuffixes = phrases('au plus tôt', 'at the earliest');

export const rangeOpeners = phrases('de', 'du', "d'", 'from', 'from the', 'entre', 'entre le', 'between', 'between the');
export const rangeConnectors = phrases(
  ...['à', 'au', 'à la', "à l'", '-', '>', '->', "jusqu'à", "jusqu'au", "jusqu'en", "jusqu'à la"],
  ...['to', 'to the', 'until', 'until the', 'through', 'till'],
);
export const orWords = phrases('ou', 'or', 'ou en', 'or in');
/** Conjunctions alone, as before "en cours". */
export const conjunctions = phrases('et', 'and', ',', 'puis', 'then', ';', ', puis', ', then');
export const andWords = phrases(
  'et',
  'and',
  ',',
  '&',
  'puis',
  'then',
  'et en',
  'and in',
  ', puis',
  ', then',
  'ainsi que',
  "ainsi qu'en",
  ';',
  ', et',
  ', and',
);

export const earlyWords = phrases(
  'début',
  'en début',
  'le début',
  'au début',
  'early',
  'early in',
  'beginning',
  'the beginning',
  'start',
  'the start',
);
export const midWords = phrases('mi', 'mi-', 'milieu', 'le milieu', 'mid', 'mid-', 'middle', 'the middle');
export const lateWords = phrases('fin', 'la fin', 'en fin', 'late', 'late in', 'end', 'the end', 'year-end');
export const rentreeWords = phrases(
  ...['rentrée', 'la rentrée', 'rentrée scolaire', 'la rentrée scolaire'],
  ...[
    'start of the school year',
    'the start of the school year',
    'beginning of the school year',
    'the beginning of the school year',
  ],
);
/** The year by name: "l'année 2023". */
export const yearNames = phrases(
  ...[
    'année',
    "l'année",
    'an',
    "l'an",
    'année civile',
    "l'année civile",
    'the year',
    'year',
    'calendar year',
    'the calendar year',
  ],
);
export const fiscalNames = phrases(
  ...['exercice', "l'exercice", 'exercice financier', "l'exercice financier", 'exercice budgétaire', "l'exercice budgétaire"],
  ...['année financière', "l'année financière", 'année budgétaire', "l'année budgétaire", 'année fiscale', "l'année fiscale"],
  ...['fiscal year', 'the fiscal year', 'financial year', 'the financial year', 'fy', 'budget year'],
);
export const quarterNames = phrases('trimestre', 'quarter');
export const semesterNames = phrases('semestre', 'half-year', 'half year', 'half', 'semester', 'half of the year');

/** Wordings with no end in the calendar. They never get a guessed day. */
export const ongoingWords = phrases(
  ...[
    'en cours',
    'en continu',
    'en continue',
    'continu',
    'continue',
    'de manière continue',
    'de façon continue',
    'permanent',
    'permanente',
  ],
  ...['en permanence', 'cont', "au fil de l'eau", 'tout au long du plan', "tout au long de l'engagement"],
  ...['ongoing', 'on-going', 'continuous', 'continuously', 'continuing', 'throughout the plan', 'on a continuous basis'],
);
export const recurringWords = phrases(
  ...[
    'chaque année',
    'chaque an',
    'chaque mois',
    'chaque trimestre',
    'chaque semestre',
    'chaque semaine',
    'chaque printemps',
    'chaque automne',
  ],
  ...[
    'tous les ans',
    'tous les mois',
    'tous les trimestres',
    'tous les semestres',
    'tous les deux ans',
    'tous les six mois',
    'tous les trois mois',
  ],
  ...[
    'toutes les semaines',
    'toutes les années',
    'fois par an',
    'fois par année',
    'fois par mois',
    'fois par trimestre',
    'fois par semestre',
    'fois par semaine',
  ],
  ...[
    'every year',
    'each year',
    'every month',
    'each month',
    'every quarter',
    'each quarter',
    'every six months',
    'every two years',
    'every week',
  ],
  ...[
    'times a year',
    'twice a year',
    'once a year',
    'times per year',
    'twice per year',
    'once per year',
    'on an annual basis',
    'on a yearly basis',
  ],
  ...[
    'annually',
    'biannually',
    'semi-annually',
    'biennially',
    'quarterly',
    'monthly',
    'weekly',
    'yearly',
    'twice yearly',
    'annuellement',
  ],
);
/** Adjectives that say "recurring" only where a date is expected: "rapport annuel" is a title. */
export const recurringAdjectives = phrases(
  ...[
    'annuel',
    'annuelle',
    'annuels',
    'annuelles',
    'mensuel',
    'mensuelle',
    'trimestriel',
    'trimestrielle',
    'semestriel',
    'semestrielle',
  ],
  ...[
    'biannuel',
    'biannuelle',
    'bisannuel',
    'bisannuelle',
    'biennal',
    'hebdomadaire',
    'annual',
    'biannual',
    'biennial',
    'récurrent',
    'recurring',
  ],
);
export const eventWords = phrases(
  ...[
    "à l'occasion",
    "à l'issue",
    'après',
    'lors',
    'suite à',
    'suite au',
    'suite aux',
    'une fois',
    'dès que',
    'à la suite',
    'à la publication',
    'avant',
  ],
  ...['on the occasion', 'after', 'following', 'upon', 'when', 'once', 'at the time of', 'before', 'prior to'],
  ...[
    "fin de l'engagement",
    "à la fin de l'engagement",
    'fin du plan',
    'à la fin du plan',
    "à l'entrée en vigueur",
    'end of the plan',
    'at the end of the commitment',
  ],
);
export const unknownWords = phrases(
  ...[
    'bientôt',
    'prochainement',
    'à terme',
    'à venir',
    'à définir',
    'à déterminer',
    'à préciser',
    'non défini',
    'non définie',
    'dès que possible',
  ],
  ...[
    'soon',
    'shortly',
    'in due course',
    'to be defined',
    'to be determined',
    'to be confirmed',
    'tbd',
    'tbc',
    'as soon as possible',
  ],
);
