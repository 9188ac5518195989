import { Temporal } from 'temporal-polyfill';
import { type Calendar, calendarFor, isWorkingDay } from '../domain/calendar.ts';
import { deadlineDay } from '../domain/fuzzy-date.ts';
import { defaultReminderPolicy, type ReminderPolicy } from '../domain/plan.ts';
import type { CheckedDeadline, CheckedMail, CheckFinding, CheckReport } from '../domain/plan-check.ts';
import { escalationOf, type PlannedStep, stepsOf } from '../domain/reminder-policy.ts';
import { fold } from '../domain/text.ts';
import { findRecurring } from '../reading/date-grammar.ts';
import type { Draft, DraftCommitment, DraftMilestone } from '../reading/draft.ts';
import { typeset } from '../reading/messages.ts';
import { dayText } from '../showing/dates.ts';
import { messages } from '../showing/messages/messages.ts';

export type CheckOptions = {
  /** ISO 3166-1 code: decides the public holidays. */
  readonly country: string;
  readonly region?: string | null;
  readonly zone: string;
  readonly policy?: ReminderPolicy;
};

type Sheet = { readonly file: string; readonly commitment: DraftCommitment };

/**
 * A check-up for whoever writes plans, from the texts alone: what is read, what may be missing, and the mails that would
 * go out. It states what the text says and accuses nobody.
 */
export function checkPlan(drafts: readonly Draft[], options: CheckOptions): CheckReport {
  const calendar = calendarFor(options.country, options.region ?? null);
  const sheets: Sheet[] = drafts.flatMap(({ source, commitments }) =>
    commitments.map((commitment) => ({ file: source, commitment })),
  );
  return {
    refused: drafts.flatMap(({ source, errors }) => errors.map(({ line, message }) => ({ file: source, line, message }))),
    deadlines: sheets.flatMap(deadlinesOf),
    findings: [
      ...sheets.flatMap((sheet) => [
        ...undated(sheet),
        ...yearsWithoutMilestone(sheet),
        ...recurringPromises(sheet),
        ...beginnings(sheet),
        ...daysOff(sheet, calendar),
      ]),
      ...oneContact(sheets),
      ...drafts.flatMap(readingFindings),
    ].map(({ message, ...finding }) => ({ ...finding, message: { fr: typeset(message.fr, 'fr'), en: message.en } })),
    mails: mailsOf(sheets, options, calendar),
    isLeadAssumed: sheets.some(({ commitment }) => namedContact(commitment) === null),
  };
}

const keyOf = (index: number) => `m${index + 1}`;

function deadlinesOf({ file, commitment }: Sheet): CheckedDeadline[] {
  return commitment.milestones.map(({ line, title, start, due }, index) => ({
    file,
    line,
    commitment: commitment.number,
    milestone: keyOf(index),
    title,
    start,
    due,
  }));
}

function isRepeating({ due }: DraftMilestone): boolean {
  return due?.precision === 'recurring' || due?.precision === 'ongoing';
}

function undated({ file, commitment }: Sheet): CheckFinding[] {
  return commitment.milestones.flatMap(({ line, title, due }, index): CheckFinding[] => {
    if (deadlineDay(due) !== null) return [];
    const said = due === null ? null : due.text;
    return [
      {
        file,
        line,
        code: 'undated',
        commitment: commitment.number,
        milestone: keyOf(index),
        message: {
          fr: `Jalon sans échéance datée : « ${title} »${said === null ? '' : ` (texte : « ${said} »)`}. Aucun rappel ne peut en compter les jours.`,
          en: `Milestone without a dated deadline: “${title}”${said === null ? '' : ` (text: “${said}”)`}. No reminder can count towards it.`,
        },
      },
    ];
  });
}

function yearOf(day: string | null | undefined): number | null {
  return day === null || day === undefined ? null : Number(day.slice(0, 4));
}

/** Years a milestone stands in: from its start to its deadline. */
function yearsOf({ start, due }: DraftMilestone): number[] {
  const last = yearOf(deadlineDay(due));
  if (last === null) return [];
  const first = yearOf(start?.from) ?? yearOf(due?.from) ?? last;
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => Math.min(first, last) + index);
}

function listed(years: readonly number[], and: string): string {
  return years.length < 2 ? years.join('') : `${years.slice(0, -1).join(', ')} ${and} ${years.at(-1)}`;
}

/** Years of the period without a milestone, from the first milestone on: what comes before it is preparation. */
function yearsWithoutMilestone({ file, commitment }: Sheet): CheckFinding[] {
  const [begins, ends] = [yearOf(commitment.period.start?.from), yearOf(commitment.period.end?.to)];
  if (ends === null || commitment.milestones.some(isRepeating)) return [];
  const covered = new Set(commitment.milestones.flatMap(yearsOf));
  const first = covered.size === 0 ? begins : Math.min(...covered);
  if (first === null) return [];
  const years = Array.from({ length: Math.max(0, ends - first + 1) }, (_, index) => first + index).filter(
    (year) => !covered.has(year),
  );
  if (years.length === 0) return [];
  const line = commitment.lines['period'] ?? commitment.lines['number'] ?? 1;
  return [
    {
      file,
      line,
      code: 'year-without-milestone',
      commitment: commitment.number,
      milestone: null,
      message: { fr: `Aucun jalon en ${listed(years, 'et')}.`, en: `No milestone in ${listed(years, 'and')}.` },
    },
  ];
}

const prose = ['objective', 'description', 'contribution', 'relevance'] as const;

/** "Réuni tous les ans" in the prose, while no milestone comes back. */
function recurringPromises({ file, commitment }: Sheet): CheckFinding[] {
  if (
    commitment.milestones.some(
      ({ due, title }) => due?.precision === 'recurring' || findRecurring(title, commitment.language) !== null,
    )
  ) {
    return [];
  }
  const told = prose.flatMap((field) => {
    const paragraphs = (commitment[field] ?? '').split('\n\n');
    return paragraphs.flatMap((text, index) => {
      const found = findRecurring(text, commitment.language);
      const key = index === 0 ? field : `${field}.${index + 1}`;
      const line = commitment.lines[key] ?? commitment.lines[field] ?? 1;
      return found === null ? [] : [{ line, text: wordsAround(text, found.start, found.end) }];
    });
  });
  return told.map(({ line, text }) => ({
    file,
    line,
    code: 'recurring-promise' as const,
    commitment: commitment.number,
    milestone: null,
    message: {
      fr: `« ${text} » : aucun jalon ne porte cette répétition.`,
      en: `“${text}”: no milestone carries this recurrence.`,
    },
  }));
}

/** The recurring words with the word before them: "Réuni tous les ans". */
function wordsAround(text: string, start: number, end: number): string {
  const before = /[\p{L}'’-]+\s*$/u.exec(text.slice(0, start))?.index ?? start;
  return text.slice(before, end);
}

const beginning =
  /^(?:lancement|demarrage|debut|amorcage|initiation|launch(?:ing)?|start(?:ing)?|kick-?off|beginning|initiation)\b/u;

/** The last milestone of a commitment is itself a beginning: what it leads to has no milestone. */
function beginnings({ file, commitment }: Sheet): CheckFinding[] {
  const { milestones } = commitment;
  const last = milestones.reduce((latest, { due }) => {
    const day = deadlineDay(due) ?? '';
    return day > latest ? day : latest;
  }, '');
  const index = milestones.findLastIndex(({ due }) => (deadlineDay(due) ?? '') === last);
  const milestone = milestones[index];
  if (milestone === undefined || !beginning.test(fold(milestone.title))) return [];
  return [
    {
      file,
      line: milestone.line,
      code: 'beginning-as-result',
      commitment: commitment.number,
      milestone: keyOf(index),
      message: {
        fr: `Le dernier jalon est un commencement : « ${milestone.title} ». Aucun jalon ne dit ce qui doit en résulter.`,
        en: `The last milestone is a beginning: “${milestone.title}”. No milestone says what is to come of it.`,
      },
    },
  ];
}

function daysOff({ file, commitment }: Sheet, calendar: Calendar): CheckFinding[] {
  return commitment.milestones.flatMap(({ line, due, title }, index): CheckFinding[] => {
    const day = deadlineDay(due);
    if (day === null || isWorkingDay(day, calendar)) return [];
    const { dayOfWeek } = Temporal.PlainDate.from(day);
    const [french, english] =
      dayOfWeek === 7
        ? ['un dimanche', 'a Sunday']
        : dayOfWeek === 6
          ? ['un samedi', 'a Saturday']
          : ['un jour férié', 'a public holiday'];
    return [
      {
        file,
        line,
        code: 'day-off',
        commitment: commitment.number,
        milestone: keyOf(index),
        message: {
          fr: `L’échéance tombe ${french}, le ${dayText(day, messages.fr)} : « ${title} ».`,
          en: `The deadline falls on ${english}, ${dayText(day, messages.en)}: “${title}”.`,
        },
      },
    ];
  });
}

/** One person named for several promises. The person is not named again. */
function oneContact(sheets: readonly Sheet[]): CheckFinding[] {
  const [first] = sheets;
  const milestones = sheets.reduce((count, { commitment }) => count + commitment.milestones.length, 0);
  const people = sheets.flatMap(({ commitment }) => commitment.contacts.map(({ email, name }) => fold(email ?? name ?? '')));
  const hasEverywhere = sheets.every(({ commitment }) => commitment.contacts.length > 0);
  if (first === undefined || !hasEverywhere || milestones < 2 || new Set(people).size !== 1) return [];
  const { length } = sheets;
  const [french, english] =
    length === 1
      ? [`cet engagement et ses ${milestones} jalons`, `this commitment and its ${milestones} milestones`]
      : [
          `les ${length} engagements et leurs ${milestones} jalons`,
          `all ${length} commitments and their ${milestones} milestones`,
        ];
  return [
    {
      file: first.file,
      line: first.commitment.lines['contacts'] ?? 1,
      code: 'one-contact',
      commitment: length === 1 ? first.commitment.number : null,
      milestone: null,
      message: {
        fr: `Un seul contact pour ${french} : prévoir une suppléance.`,
        en: `One contact for ${english}: a deputy would help.`,
      },
    },
  ];
}

/** What reading had to say, in the language of its source: a date that could mean two things, a milestone told twice. */
function readingFindings({ source, warnings }: Draft): CheckFinding[] {
  const said = new Set(['undated']);
  return warnings
    .filter(({ code }) => !said.has(code))
    .map(({ line, message }) => ({
      file: source,
      line,
      code: 'reading',
      commitment: null,
      milestone: null,
      message: { fr: message, en: message },
    }));
}

type Planned = PlannedStep & {
  readonly to: CheckedMail['to'];
  readonly person: string;
  readonly commitment: string;
  readonly milestone: string;
};

function namedContact({ contacts }: DraftCommitment): string | null {
  return contacts[0]?.email ?? contacts[0]?.name ?? null;
}

/** Whoever gets the mails of a commitment: its contact; where nobody is named, one person for each lead institution. */
function whoAnswers(commitment: DraftCommitment): string {
  const named = namedContact(commitment);
  return named === null ? `institution\n${fold(commitment.leadInstitutions[0] ?? '')}` : `contact\n${fold(named)}`;
}

function plannedFor(sheet: Sheet, options: CheckOptions, calendar: Calendar): Planned[] {
  const policy = options.policy ?? defaultReminderPolicy;
  const { commitment } = sheet;
  const person = whoAnswers(commitment);
  return commitment.milestones.flatMap(({ due }, index) => {
    const day = deadlineDay(due);
    if (day === null) return [];
    const about = { commitment: commitment.number, milestone: keyOf(index) };
    const escalation = escalationOf(day, policy, calendar, options.zone, '');
    return [
      ...stepsOf(day, policy, calendar, options.zone).map((step): Planned => ({ ...step, ...about, to: 'lead', person })),
      ...(escalation === null ? [] : [{ ...escalation, ...about, to: 'poc' as const, person: '' }]),
    ];
  });
}

/** One mail per person and day, in order, if nobody answers. */
function mailsOf(sheets: readonly Sheet[], options: CheckOptions, calendar: Calendar): CheckedMail[] {
  const planned = sheets.flatMap((sheet) => plannedFor(sheet, options, calendar));
  const mails = new Map<string, Planned[]>();
  for (const one of planned) {
    const key = [one.day, one.to, one.person].join('\n');
    mails.set(key, [...(mails.get(key) ?? []), one]);
  }
  return [...mails.values()]
    .flatMap(([first, ...others]): CheckedMail[] => {
      if (first === undefined) return [];
      const items = [first, ...others].map(({ commitment, milestone, step }) => ({ commitment, milestone, step }));
      return [{ on: first.day, at: first.plannedAt, to: first.to, items }];
    })
    .sort((a, b) => (a.at === b.at ? a.to.localeCompare(b.to, 'en') : a.at < b.at ? -1 : 1));
}
