import type { Spot } from './date-spot.ts';
import { type At, isMark, type Token } from './date-tokens.ts';

type Tokens = readonly Token[];
export type SpotAt = At<Spot>;
/** One way of writing a date; `null`: it is not written so here. */
export type Form = (tokens: Tokens, index: number, language: string) => SpotAt | null;

/** Years a plan may speak of; other numbers are counts. */
export const firstYear = 1900;
export const lastYear = 2199;

/** Four digits that are a year: no count, no name, no percentage. */
export function yearAt(tokens: Tokens, index: number): At<number> | null {
  const token = tokens[index];
  if (token?.kind !== 'number' || token.text.length !== 4) return null;
  const after = tokens[index + 1];
  // "2022G", "2000 €", "2021%": a count or a name.
  if (after?.kind === 'word' && after.glued) return null;
  if (isMark(after, '%', '€', '$', '°')) return null;
  const value = Number(token.text);
  return value < firstYear || value > lastYear ? null : { value, next: index + 1 };
}

function isGluedMark(tokens: Tokens, index: number, ...texts: string[]): boolean {
  const mark = tokens[index];
  return isMark(mark, ...texts) && mark?.glued === true && tokens[index + 1]?.glued === true;
}

/** `2022-12-31`, `31/12/2022`, `10/2021`, `2021-10`, `2026-27`. */
export const numeric: Form = (tokens, index, language) => {
  const first = tokens[index];
  if (first?.kind !== 'number' || !isGluedMark(tokens, index + 1, '-', '/', '.')) return null;
  const second = tokens[index + 2];
  if (second?.kind !== 'number') return null;
  const separator = tokens[index + 1]?.text;
  const third =
    tokens[index + 3]?.text === separator && isGluedMark(tokens, index + 3, '-', '/', '.') ? tokens[index + 4] : undefined;
  if (third?.kind === 'number') return threeNumbers(tokens, index, language);
  // "13.2022" is as likely an article number as a month.
  if (separator === '.' && first.text.length !== 2) return null;
  if (first.text.length <= 2 && second.text.length === 4) {
    const year = yearAt(tokens, index + 2);
    if (year === null) return null;
    return {
      value: { unit: 'month', month: Number(first.text), atEnd: false, during: false, year: year.value },
      next: index + 3,
    };
  }
  if (first.text.length !== 4 || second.text.length !== 2 || separator === '.') return null;
  return yearAndTwoDigits(tokens, index);
};

function threeNumbers(tokens: Tokens, index: number, language: string): SpotAt | null {
  const [a, b, c] = [tokens[index]?.text ?? '', tokens[index + 2]?.text ?? '', tokens[index + 4]?.text ?? ''];
  const next = index + 5;
  if (a.length === 4 && b.length <= 2 && c.length <= 2) {
    const year = Number(a);
    if (year < firstYear || year > lastYear) return null;
    return { value: { unit: 'day', day: Number(c), month: Number(b), year }, next };
  }
  const year = yearAt(tokens, index + 4)?.value;
  if (a.length > 2 || b.length > 2 || year === undefined) return null;
  const [first, second] = [Number(a), Number(b)];
  if (language === 'en' && first !== second && first <= 12 && second <= 12) {
    return { value: { unit: 'unclear', code: 'day-or-month', year }, next };
  }
  const monthFirst = language === 'en' && second > 12 && first <= 12;
  const [day, month] = monthFirst ? [second, first] : [first, second];
  return { value: { unit: 'day', day, month, year }, next };
}

function yearAndTwoDigits(tokens: Tokens, index: number): SpotAt | null {
  const year = Number(tokens[index]?.text);
  if (year < firstYear || year > lastYear) return null;
  const short = Number(tokens[index + 2]?.text);
  const next = index + 3;
  const follows = (year + 1) % 100 === short;
  if (follows && short >= 1 && short <= 12) return { value: { unit: 'unclear', code: 'month-or-years', year }, next };
  const last = year - (year % 100) + short + (short < year % 100 && short < 50 && year % 100 > 50 ? 100 : 0);
  if (follows || (short > 12 && last > year)) return { value: { unit: 'years', last: follows ? year + 1 : last, year }, next };
  return { value: { unit: 'month', month: short, atEnd: false, during: false, year }, next };
}

/** `2026/2027`; `2026-2027` and `2026 – 2027` are ranges of two spots. */
export const slashedYears: Form = (tokens, index) => {
  const first = yearAt(tokens, index);
  if (first === null || !isGluedMark(tokens, index + 1, '/')) return null;
  const last = yearAt(tokens, index + 2);
  return last === null ? null : { value: { unit: 'years', last: last.value, year: first.value }, next: last.next };
};
