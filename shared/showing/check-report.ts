import type { InterfaceLanguage } from '../domain/identifiers.ts';
import type { CheckedDeadline, CheckedMail, CheckReport } from '../domain/plan-check.ts';
import { dayText } from './dates.ts';
import { messages } from './messages/messages.ts';
import { stepWords } from './step-words.ts';

const words = {
  fr: {
    refused: 'Fichiers refusés',
    deadlines: 'Échéances lues',
    findings: 'À regarder',
    none: 'Rien à signaler.',
    mails: (count: number) =>
      count === 1 ? 'Un courriel partirait si personne ne répondait' : `${count} courriels partiraient si personne ne répondait`,
    assumed:
      'Là où aucun contact n’est nommé, on suppose une seule personne par institution responsable, qui reçoit un courriel par jour au plus.',
    noMails: 'Aucun courriel : aucune échéance datée.',
    start: 'début',
    noDate: 'aucune échéance',
    noDay: 'aucun jour retenu',
    to: { lead: 'responsable', poc: 'point de contact' },
    colon: '\u00A0:',
  },
  en: {
    refused: 'Refused files',
    deadlines: 'Deadlines as read',
    findings: 'Worth a look',
    none: 'Nothing to report.',
    mails: (count: number) =>
      count === 1 ? 'One mail would go out if nobody answered' : `${count} mails would go out if nobody answered`,
    assumed: 'Where no contact is named, one person is assumed for each lead institution, who gets one mail a day at most.',
    noMails: 'No mail: no dated deadline.',
    start: 'start',
    noDate: 'no deadline',
    noDay: 'no day held',
    to: { lead: 'lead', poc: 'point of contact' },
    colon: ':',
  },
} as const;

function section(title: string, colon: string, lines: readonly string[]): string[] {
  return [`${title}${colon}`, ...lines.map((line) => `  ${line}`), ''];
}

function deadlineLine(one: CheckedDeadline, language: InterfaceLanguage): string {
  const w = words[language];
  const m = messages[language];
  const { due, start } = one;
  const day = due === null ? w.noDate : `${due.text} → ${due.to === null ? w.noDay : dayText(due.to, m)}`;
  const begins = start === null ? '' : ` (${w.start}${w.colon} ${start.text})`;
  return `${one.file}:${one.line}: [#${one.commitment} ${one.milestone}] ${one.title}${w.colon} ${day}${begins}`;
}

function mailLine({ on, to, items }: CheckedMail, language: InterfaceLanguage): string {
  const w = words[language];
  const told = items
    .map(({ commitment, milestone, step }) => `#${commitment} ${milestone} (${stepWords(step, language)})`)
    .join(', ');
  return `${on} ${w.to[to]}${w.colon} ${told}`;
}

/** The check-up as text for a terminal: deadlines, findings with file and line, mails. */
export function renderCheckReport(report: CheckReport, language: InterfaceLanguage): string {
  const w = words[language];
  const refused = report.refused.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  const findings = report.findings.map(
    ({ file, line, commitment, milestone, message }) =>
      `${file}:${line}: ${commitment === null ? '' : `[#${[commitment, milestone].filter((one) => one !== null).join(' ')}] `}${message[language]}`,
  );
  const mails = report.mails.map((mail) => mailLine(mail, language));
  return [
    ...(refused.length === 0 ? [] : section(w.refused, w.colon, refused)),
    ...section(
      w.deadlines,
      w.colon,
      report.deadlines.length === 0 ? [w.none] : report.deadlines.map((one) => deadlineLine(one, language)),
    ),
    ...section(w.findings, w.colon, findings.length === 0 ? [w.none] : findings),
    ...(mails.length === 0
      ? [w.noMails]
      : section(w.mails(mails.length), w.colon, report.isLeadAssumed ? [w.assumed, ...mails] : mails)),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
