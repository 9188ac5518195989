import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { lastDayBefore } from '../../../shared/domain/asked-of-me.ts';
import type { Assignment, Contact } from '../../../shared/domain/contact.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { particularsOf } from '../../../shared/domain/particulars.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Day } from '../../../shared/showing/parts/words.tsx';
import { type HeldRole, unconfirmedOf } from '../../../shared/usecases/read-people.ts';
import { seenRolesText } from '../forms/people-form.ts';
import { peopleWords } from '../messages/people.ts';
import { Dates, DayAt, scopeText, TakeBacks, type TokenFor } from './people-parts.tsx';

type OfRow = {
  readonly held: HeldRole;
  readonly language: InterfaceLanguage;
  readonly settings: PlanSettings;
  readonly now: string;
  readonly tokenFor: TokenFor;
  readonly mayEditGuests: boolean;
};

type Told = Pick<OfRow, 'held' | 'language' | 'settings'>;

/** Since when somebody vouched for it: one line where it was one day, else a line for each with what it holds for. */
const Confirmation: FC<Told> = ({ held, language, settings }) => {
  const say = peopleWords(language);
  const waiting = unconfirmedOf(held);
  const scopes = (some: readonly Assignment[]): string =>
    some.length === held.assignments.length ? '' : say.onlyFor(some.map((one) => scopeText(one, language)).join(', '));
  const confirmed = held.assignments.filter((one) => !waiting.includes(one));
  const dayOf = ({ confirmedAt, since }: Assignment): string =>
    localDay(Temporal.Instant.from(confirmedAt ?? since), settings.zone);
  const days = [...new Set(confirmed.map(dayOf))].sort();
  return (
    <>
      {waiting.length === 0 ? null : (
        <p>
          <strong>{say.waiting}</strong>
          {scopes(waiting)}
        </p>
      )}
      {days.map((day) => (
        <p>
          {say.confirmedOn} <Day of={day} m={messages[language]} />
          {scopes(confirmed.filter((one) => dayOf(one) === day))}
        </p>
      ))}
    </>
  );
};

const Scopes: FC<Told> = ({ held, language, settings }) => (
  <>
    {held.assignments.map((one) => (
      <p>
        {scopeText(one, language)}
        <span class="reading hint">
          <Dates language={language} zone={settings.zone} of={one} />
        </span>
      </p>
    ))}
  </>
);

function isPaused({ pausedUntil }: Contact, now: string): boolean {
  return pausedUntil !== null && pausedUntil > now;
}

/** Whether mail reaches them. Of another plan's person only where they are waited for, and neither why nor until when. */
const MailState: FC<OfRow> = ({ held, language, settings, now, mayEditGuests }) => {
  const say = peopleWords(language);
  const { contact, isGuest, assignments } = held;
  const told = { language, zone: settings.zone };
  if (isGuest && !mayEditGuests) {
    const isSilent = contact.suppressed !== null || isPaused(contact, now);
    const isWaitedFor = assignments.some(({ confirmedAt }) => confirmedAt !== null);
    return isSilent && isWaitedFor ? <p>{say.guestSilent}</p> : null;
  }
  return (
    <>
      {contact.suppressed === null ? null : (
        <p>
          {say.stoppedSince} <DayAt {...told} at={contact.suppressed.at} /> ({say.stopped[contact.suppressed.reason]})
        </p>
      )}
      {contact.pausedUntil !== null && isPaused(contact, now) ? (
        <p>
          {say.paused} <Day of={lastDayBefore(contact.pausedUntil, settings.zone)} m={messages[language]} />
        </p>
      ) : null}
    </>
  );
};

const State: FC<OfRow> = (props) => {
  const { held, language, settings } = props;
  const say = peopleWords(language);
  const { standIns } = held;
  return (
    <>
      <Confirmation held={held} language={language} settings={settings} />
      <MailState {...props} />
      {standIns.map(({ numbers, contacts }) => (
        <p class="hint">
          {standIns.length === 1 ? say.standIn : say.standInFor(numbers.map((number) => `#${number}`).join(', '))}{' '}
          {contacts.length === 0 ? say.nobody : contacts.map(({ name }) => name).join(', ')}
        </p>
      ))}
    </>
  );
};

const Actions: FC<OfRow> = ({ held, language, settings, now, tokenFor, mayEditGuests }) => {
  const say = peopleWords(language);
  const { contact, assignments, isGuest } = held;
  const base = `/app/plans/${settings.id}/people/${contact.id}`;
  const mayEdit = !isGuest || mayEditGuests;
  const isSilent = contact.suppressed !== null || isPaused(contact, now);
  const toConfirm = unconfirmedOf(held).filter(({ role }) => role !== 'colleague');
  return (
    <>
      {toConfirm.length > 0 ? (
        <form method="post" action={`${base}/confirm`}>
          <input type="hidden" name="token" value={tokenFor(`${base}/confirm`)} />
          <input type="hidden" name="assignments" value={seenRolesText(toConfirm)} />
          <input type="hidden" name="particulars" value={particularsOf(contact)} />
          <button type="submit">
            {say.confirm}
            <span class="visually-hidden">{say.confirmName(contact.name)}</span>
          </button>
        </form>
      ) : null}
      <TakeBacks assignments={assignments} name={contact.name} language={language} tokenFor={tokenFor} />
      {isSilent && mayEdit ? (
        <form method="post" action={`${base}/resume-mail`}>
          <input type="hidden" name="token" value={tokenFor(`${base}/resume-mail`)} />
          <button type="submit" class="secondary">
            {say.resume}
            <span class="visually-hidden">{say.confirmName(contact.name)}</span>
          </button>
          <p class="hint">{say.resumeHint[contact.suppressed?.reason ?? 'paused']}</p>
        </form>
      ) : null}
      <p>
        <a href={base}>
          {mayEdit ? say.edit : say.see}
          <span class="visually-hidden">{say.confirmName(contact.name)}</span>
        </a>
      </p>
    </>
  );
};

/** One person in one role: which commitments, how mail reaches them, and what to do about it. */
export const PersonRow: FC<OfRow> = (props) => {
  const { held, language } = props;
  const say = peopleWords(language);
  const { contact, alsoAs, isGuest } = held;
  const unit = [contact.function, contact.organisation].filter((part) => part !== null).join(', ');
  return (
    <tr>
      <th scope="row">
        {contact.name}
        {unit === '' ? null : <span class="reading">{unit}</span>}
        <span class="reading">{contact.email}</span>
        {isGuest ? <span class="reading hint">{say.guest}</span> : null}
        {alsoAs.length === 0 ? null : (
          <span class="reading hint">{say.alsoAs(alsoAs.map((role) => say.role[role]).join(', '))}</span>
        )}
      </th>
      <td data-label={say.commitments}>
        <Scopes {...props} />
      </td>
      <td data-label={say.state}>
        <State {...props} />
      </td>
      <td data-label={say.action}>
        <Actions {...props} />
      </td>
    </tr>
  );
};
