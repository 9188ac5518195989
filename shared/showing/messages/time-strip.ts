import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** What is told of a row that cannot be seen. Every count is of milestones. */
export type StripTold = {
  /** Counted by declared status, `1 réalisé, 2 sans déclaration`. */
  readonly statuses: string;
  readonly total: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly moved: number;
  readonly overdue: number;
  readonly undated: number;
};

/** Words of the time strip, on the plan's page, its own page and a commitment's. */
export type TimeStripWords = {
  readonly title: string;
  readonly intro: string;
  readonly pageTitle: string;
  readonly pageIntro: string;
  readonly more: string;
  readonly asTable: string;
  /** From one page of the table to the one before and after. */
  readonly back: string;
  readonly on: string;
  readonly tableCaption: string;
  /** Three letters or so, for the months with which quarters begin. */
  readonly months: { readonly [month: number]: string };
  readonly asOf: (day: string) => string;
  readonly undated: string;
  readonly published: string;
  readonly expected: string;
  readonly same: string;
  readonly moved: string;
  readonly overdue: string;
  readonly crowd: string;
  readonly begins: string;
  readonly delivered: string;
  readonly asked: string;
  /** In the table: how often a ministry was asked about a milestone, from the line's day to the last one. */
  readonly askedTimes: (count: number, last: string) => string;
  readonly nothing: string;
  readonly row: (told: StripTold) => string;
  readonly milestone: (told: { status: string; due: string | null; isOverdue: boolean; asked: number }) => string;
};

const s = (count: number): string => (count < 2 ? '' : 's');
const plural = (count: number): string => (count === 1 ? '' : 's');

export const timeStripWords: { readonly [language in InterfaceLanguage]: TimeStripWords } = {
  fr: {
    title: 'Les jalons dans le temps',
    intro: 'Une ligne par engagement, un signe par jalon à la date attendue. Le signe dit ce que le ministère a déclaré.',
    pageTitle: 'Frise des jalons',
    pageIntro: 'Tous les jalons du plan à leur date, puis les mêmes dates en tableau.',
    more: 'Voir la frise en grand et son tableau',
    asTable: 'Les mêmes dates en tableau',
    back: 'Jalons précédents',
    on: 'Jalons suivants',
    tableCaption: 'Jalons dans l’ordre des engagements\u00A0: échéances, statut déclaré et position',
    months: { 4: 'avr.', 7: 'juil.', 10: 'oct.' },
    asOf: (day) => `données au ${day}`,
    undated: 'sans date',
    published: 'Échéance publiée',
    expected: 'Date attendue',
    same: 'inchangée',
    moved: 'échéance publiée, déplacée depuis',
    overdue: 'échéance dépassée',
    crowd: 'et d’autres jalons à la même date',
    begins: 'début publié',
    delivered: 'livré selon le ministère',
    asked: 'demande au ministère',
    askedTimes: (count, last) => `${count} demandes au ministère, la dernière le ${last}`,
    nothing: 'Aucun jalon n’a de date.',
    row: ({ statuses, total, first, last, moved, overdue, undated }) =>
      [
        `${total} jalon${s(total)}\u00A0: ${statuses}`,
        first === null || last === null ? null : first === last ? `attendu${s(total)} le ${first}` : `du ${first} au ${last}`,
        moved === 0 ? null : `${moved} échéance${s(moved)} déplacée${s(moved)}`,
        overdue === 0 ? null : `${overdue} échéance${s(overdue)} dépassée${s(overdue)}`,
        undated === 0 ? null : `${undated} sans date`,
      ]
        .filter((part) => part !== null)
        .join('\u00A0; '),
    milestone: ({ status, due, isOverdue, asked }) =>
      [
        status,
        due === null ? 'sans date' : `attendu le ${due}`,
        isOverdue ? 'échéance dépassée' : null,
        asked === 0 ? null : `demandé ${asked} fois`,
      ]
        .filter((part) => part !== null)
        .join('\u00A0; '),
  },
  en: {
    title: 'The milestones in time',
    intro: 'One line per commitment, one sign per milestone on its expected date. The sign is what the ministry declared.',
    pageTitle: 'Timeline of milestones',
    pageIntro: 'Every milestone of the plan on its date, then the same dates as a table.',
    more: 'See the large timeline and its table',
    asTable: 'The same dates as a table',
    back: 'Milestones before',
    on: 'Milestones after',
    tableCaption: 'Milestones in the order of commitments: deadlines, declared status and position',
    months: { 4: 'Apr', 7: 'Jul', 10: 'Oct' },
    asOf: (day) => `data as of ${day}`,
    undated: 'undated',
    published: 'Published deadline',
    expected: 'Expected date',
    same: 'unchanged',
    moved: 'published deadline, moved since',
    overdue: 'overdue',
    crowd: 'and more milestones on that date',
    begins: 'published start',
    delivered: 'delivered, says the ministry',
    asked: 'ministry asked',
    askedTimes: (count, last) => `The ministry was asked ${count} times, last on ${last}`,
    nothing: 'No milestone has a date.',
    row: ({ statuses, total, first, last, moved, overdue, undated }) =>
      [
        `${total} milestone${plural(total)}: ${statuses}`,
        first === null || last === null ? null : first === last ? `expected on ${first}` : `from ${first} to ${last}`,
        moved === 0 ? null : `${moved} deadline${plural(moved)} moved`,
        overdue === 0 ? null : `${overdue} overdue`,
        undated === 0 ? null : `${undated} undated`,
      ]
        .filter((part) => part !== null)
        .join('; '),
    milestone: ({ status, due, isOverdue, asked }) =>
      [
        status,
        due === null ? 'undated' : `expected on ${due}`,
        isOverdue ? 'overdue' : null,
        asked === 0 ? null : `asked ${asked === 1 ? 'once' : `${asked} times`}`,
      ]
        .filter((part) => part !== null)
        .join('; '),
  },
};
