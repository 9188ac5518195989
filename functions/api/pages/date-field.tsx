import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Words } from '../../../shared/showing/parts/words.tsx';
import { readTypedDate } from '../../../shared/usecases/typed-date.ts';
import { participationMessages } from '../messages/participation.ts';
import { type FieldLabels, TextField } from './fields.tsx';

/** The days a date can mean, in words: `du 1er au 31 octobre 2021`. */
export function readingText(date: FuzzyDate, language: InterfaceLanguage): string {
  const say = participationMessages(language).common;
  const m = messages[language];
  const { from, to, qualifier } = date;
  if (to !== null && (qualifier === 'by' || qualifier === 'before')) return say.until(dayText(to, m));
  if (from !== null && to !== null) {
    return from === to ? say.day(dayText(to, m)) : say.between(dayText(from, m), dayText(to, m));
  }
  if (to !== null) return say.until(dayText(to, m));
  return from === null ? say.noDay : say.since(dayText(from, m));
}

export const Reading: FC<{ readonly date: FuzzyDate; readonly language: InterfaceLanguage }> = ({ date, language }) => (
  <span class="reading">
    <Words of={participationMessages(language).common.read(readingText(date, language))} />
  </span>
);

type DateFieldProps = {
  readonly language: InterfaceLanguage;
  readonly problems: readonly Problem[];
  readonly labels: FieldLabels;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** Dates of the record whose words keep the days they have. */
  readonly known: readonly (FuzzyDate | null)[];
  readonly settings: PlanSettings;
};

/** A date as people write it, with the days it is read as. */
export const DateField: FC<DateFieldProps> = ({ known, settings, ...field }) => {
  const { date } = readTypedDate(field.name, field.value, known, settings);
  const hint = field.hint ?? participationMessages(field.language).common.dateHint;
  return (
    <>
      <TextField {...field} hint={hint} />
      {date === null ? null : (
        <p class="field-reading">
          <Reading date={date} language={field.language} />
        </p>
      )}
    </>
  );
};
