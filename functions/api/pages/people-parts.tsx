import type { Child, FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { lastDayBefore } from '../../../shared/domain/asked-of-me.ts';
import type { Assignment } from '../../../shared/domain/contact.ts';
import type { Refused } from '../../../shared/domain/errors.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type InterfaceLanguage, milestoneKeyOf, numberOf } from '../../../shared/domain/identifiers.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Day } from '../../../shared/showing/parts/words.tsx';
import { type PeopleWords, peopleWords } from '../messages/people.ts';

/** What was just done, told once on top of the page it leads to. */
export type PeopleDone = keyof Omit<PeopleWords['done'], 'title'>;
const outcomes: readonly string[] = Object.keys(peopleWords('fr').done).filter((key) => key !== 'title');

/** What an address says was done; null for anything else. */
export function doneFrom(text: string | undefined): PeopleDone | null {
  return text !== undefined && outcomes.includes(text) ? asDone(text) : null;
}

/** The caller has found it among the names of outcomes. */
function asDone(text: string): PeopleDone {
  return text as PeopleDone;
}

/** A rule that was hit and belongs to no field; null when the problems speak for themselves. */
export type RuleHit = keyof Omit<PeopleWords['refused'], 'title'>;
const rules: readonly RuleHit[] = ['admin-only', 'other-plan', 'last-poc'];

export function ruleOf({ reason, problems }: Pick<Refused, 'reason' | 'problems'>): RuleHit | null {
  // Other roles than were seen: the page shows them as they now are.
  if (reason === 'stale') return 'moved';
  return rules.find((rule) => problems.some(({ detail }) => detail === rule)) ?? null;
}

type Told = { readonly language: InterfaceLanguage };

export const Done: FC<Told & { readonly done: PeopleDone | null; readonly children?: Child }> = ({
  language,
  done,
  children,
}) => {
  const say = peopleWords(language).done;
  return done === null ? null : (
    <section class="saved" aria-labelledby="done" tabindex={-1} autofocus>
      <h2 id="done">{say.title}</h2>
      <p>{say[done]}</p>
      {children}
    </section>
  );
};

export const Rule: FC<Told & { readonly rule: RuleHit | null }> = ({ language, rule }) => {
  const say = peopleWords(language).refused;
  return rule === null ? null : (
    <section class="error-summary" aria-labelledby="refused" tabindex={-1} autofocus>
      <h2 id="refused">{say.title}</h2>
      <p>{say[rule]}</p>
    </section>
  );
};

/** Form tokens by the path they are sent to. */
export type TokenFor = (path: string) => string;

type TakeBacksProps = Told & {
  readonly assignments: readonly Assignment[];
  /** Of the colleague. */
  readonly name: string;
  readonly tokenFor: TokenFor;
};

/** One button for each milestone that is in a colleague's hands. */
export const TakeBacks: FC<TakeBacksProps> = ({ assignments, name, language, tokenFor }) => {
  const say = peopleWords(language);
  const held = [...new Set(assignments.flatMap(({ role, milestoneId }) => (role === 'colleague' ? (milestoneId ?? []) : [])))];
  return (
    <>
      {held.sort().map((id) => (
        <form method="post" action={`/app/${id}/take-back`}>
          <input type="hidden" name="token" value={tokenFor(`/app/${id}/take-back`)} />
          <button type="submit" class="secondary">
            {say.takeBack(`#${numberOf(id)} ${milestoneKeyOf(id)}`)}
            <span class="visually-hidden">{say.takeBackFrom(name)}</span>
          </button>
        </form>
      ))}
    </>
  );
};

export const DayAt: FC<Told & { readonly at: string; readonly zone: string }> = ({ language, at, zone }) => (
  <Day of={localDay(Temporal.Instant.from(at), zone)} m={messages[language]} />
);

/** `#28, #29`, the whole plan, or the one milestone of a colleague. */
export function scopeText({ commitments, milestoneId }: Assignment, language: InterfaceLanguage): string {
  const say = peopleWords(language);
  if (milestoneId !== null) return say.onlyMilestone(`#${numberOf(milestoneId)} ${milestoneKeyOf(milestoneId)}`);
  return commitments === null ? say.whole : commitments.map((number) => `#${number}`).join(', ');
}

/** Since when, and until when where it is known. */
export const Dates: FC<Told & { readonly of: Assignment; readonly zone: string }> = ({ of, ...told }) => {
  const say = peopleWords(told.language);
  return (
    <>
      {say.since} <DayAt {...told} at={of.since} />
      {of.until === null ? null : (
        <>
          {' '}
          {say.until} <Day of={lastDayBefore(of.until, told.zone)} m={messages[told.language]} />
        </>
      )}
    </>
  );
};
