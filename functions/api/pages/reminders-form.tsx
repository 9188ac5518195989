import type { FC } from 'hono/jsx';
import { reminderPreferences } from '../../../shared/domain/contact.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { MailWishes } from '../../../shared/usecases/tune-mail.ts';
import { boxOf } from '../forms/reminders-form.ts';
import { type ReminderWords, reminderWords } from '../messages/reminders.ts';
import { describedBy, FieldErrors, Select, TextField } from './fields.tsx';

type Chosen = { readonly typed: MailWishes; readonly language: InterfaceLanguage };

type DaysProps = Chosen & { readonly offered: readonly number[]; readonly problems: readonly Problem[] };

const DaysBefore: FC<DaysProps> = ({ offered, typed, problems, language }) => {
  const words = reminderWords(language);
  const say = words.tune;
  const isWrong = problems.some(({ field }) => field === 'daysBefore');
  return (
    <fieldset
      class={isWrong ? 'field has-error' : 'field'}
      id="daysBefore"
      tabindex={-1}
      aria-describedby={describedBy('daysBefore', say.beforeHint, problems)}
    >
      <legend>{say.before}</legend>
      <p class="hint" id="daysBefore-hint">
        {say.beforeHint}
      </p>
      <FieldErrors language={language} problems={problems} name="daysBefore" explain={explainReminders(words)} />
      {offered.map((days) => (
        <div class="choice">
          <input
            type="checkbox"
            id={boxOf(days)}
            name={boxOf(days)}
            value="yes"
            checked={typed.daysBefore?.includes(days) ?? true}
          />
          <label for={boxOf(days)}>{say.daysBefore(days)}</label>
        </div>
      ))}
    </fieldset>
  );
};

const Frequency: FC<Chosen> = ({ typed, language }) => {
  const say = reminderWords(language).tune;
  return (
    <fieldset class="field">
      <legend>{say.frequency}</legend>
      {reminderPreferences.shape.frequency.options.map((value) => (
        <div class="choice">
          <input
            type="radio"
            name="frequency"
            id={`frequency-${value}`}
            value={value}
            checked={typed.frequency === value}
            aria-describedby={`frequency-${value}-hint`}
          />
          <label for={`frequency-${value}`}>{say.frequencies[value]}</label>
          <p class="hint" id={`frequency-${value}-hint`}>
            {say.frequencyHints[value]}
          </p>
        </div>
      ))}
    </fieldset>
  );
};

/** What is wrong with the days or with the end of a pause, in words of its own. */
export function explainReminders({ problems }: ReminderWords): (problem: Problem) => string | null {
  return ({ field, code, detail }) => {
    if (field === 'daysBefore') return code === 'too-many' ? problems.tooManyDays(detail ?? '') : problems.otherDays;
    if (field !== 'pauseUntil') return null;
    switch (code) {
      case 'in-the-past':
        return problems.past;
      case 'not-expected':
        return problems.far;
      case 'too-long':
        return problems.farByLink;
      default:
        return problems.malformed;
    }
  };
}

type FormProps = Chosen & {
  readonly action: string;
  readonly token: string;
  readonly offered: readonly number[];
  readonly problems: readonly Problem[];
  /** For whoever came by the link of a mail and did not sign in. */
  readonly isByLink: boolean;
};

/** Days before a deadline, frequency, language, pause: one form, one button. */
export const RemindersForm: FC<FormProps> = ({ action, token, offered, problems, typed, isByLink, language }) => {
  const words = reminderWords(language);
  const say = words.tune;
  const told = { language, problems, labels: words.labels, explain: explainReminders(words) };
  const languages = interfaceLanguage.options.map((value) => ({ value, label: say.names[value] }));
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" name="token" value={token} />
      {offered.length === 0 ? null : <DaysBefore offered={offered} typed={typed} problems={problems} language={language} />}
      <Frequency typed={typed} language={language} />
      <TextField
        {...told}
        name="pauseUntil"
        type="date"
        label={say.pause}
        hint={isByLink ? say.pauseHintByLink : say.pauseHint}
        value={typed.pauseUntil}
      />
      {isByLink ? (
        <p class="hint">
          <a href="/app/reminders">{say.pauseLonger}</a>
        </p>
      ) : null}
      <Select {...told} name="language" label={say.language} value={typed.language} choices={languages} />
      <p class="actions">
        <button type="submit">{say.save}</button>
      </p>
    </form>
  );
};
