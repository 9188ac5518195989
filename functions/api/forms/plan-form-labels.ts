import type { Problem } from '../../../shared/domain/errors.ts';
import type { PlanFormWords } from '../messages/plan-form.ts';
import type { PlanField, TypedPlan } from './plan-form.ts';

export type PlanLabels = { readonly [field in PlanField]: string };

/** What each field is called, for its label and for what is wrong with it. Further titles are named by their languages. */
export function labelsOf(say: PlanFormWords, typed: TypedPlan): PlanLabels {
  const codes = typed.languages.split(/[\s,;]+/u).filter((code) => code !== '');
  const title = (place: number): string => (codes[place] === undefined ? say.otherTitle(place + 1) : say.titleIn(codes[place]));
  return { ...say, 'titles.0': say.title, 'titles.1': title(1), 'titles.2': title(2), 'titles.3': title(3), basedOn: '' };
}

const numbers: readonly string[] = [
  ...['announcedCommitments', 'fiscalYearStartsInMonth', 'monthlyOverdue', 'escalateAfterDays', 'plannedHour'],
  ...['windowOpens', 'windowCloses'],
];
const ownWords = ['country', 'region', 'period', 'mailbox', 'daysBefore', 'languages'] as const;

/** What is wrong with a field of this form, where the dictionary every form shares would speak of something else. */
export function explainPlan(say: PlanFormWords, labels: PlanLabels): (problem: Problem) => string | null {
  const words = say.problems;
  const known: { readonly [field: string]: string } = labels;
  return ({ field, code, detail = '' }) => {
    const label = known[field] ?? field;
    if (code === 'unchanged') return words.unchanged;
    if (code === 'personal-data' || code === 'too-long' || code === 'forbidden-character') return null;
    if (field === 'zone') return code === 'unknown' ? words.zone : detail === '' ? words.noZone : words.zoneOf(detail);
    if (field === 'windowCloses' && detail === '') return words.window;
    if (field === 'plannedHour' && code === 'not-expected') return words.plannedHour;
    if (numbers.includes(field)) {
      const [from = 0, to = 0] = detail.split(' ').map(Number);
      return words.number(label, from, to);
    }
    if (code === 'required') return words.required(label);
    if (field === 'id') return code === 'taken' ? words.taken : words.id;
    if (detail === 'second-person') return words.second(label);
    if (field === 'languages' && detail === 'addresses') return words.addresses;
    if (field === 'approval' || field === 'signIn') return words.openid(label);
    if (field.startsWith('titles.')) return words.languages;
    const own = ownWords.find((one) => one === field);
    return own === undefined ? null : words[own];
  };
}
