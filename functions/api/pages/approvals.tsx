import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { deadlineOf } from '../../../shared/domain/commitment.ts';
import { type FuzzyDate, localDay } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Words } from '../../../shared/showing/parts/words.tsx';
import type { SeenApproval } from '../../../shared/usecases/read-approvals.ts';
import { type ApprovalWords, approvalWords } from '../messages/approvals.ts';
import { privateMessages } from '../messages/messages.ts';
import { peopleWords } from '../messages/people.ts';
import { type Frame, Layout } from './layout.tsx';
import { scopeText } from './people-parts.tsx';
import { PlanFrame } from './plan-frame.tsx';
import { ruleDifferences } from './waiting-rules.tsx';

export type ApprovalDone = keyof Omit<ApprovalWords['done'], 'title'>;
export type ApprovalRefusal = keyof Omit<ApprovalWords['refused'], 'title'>;

type ApprovalsProps = Frame & {
  readonly settings: PlanSettings;
  readonly seen: readonly SeenApproval[];
  readonly provider: string | null;
  readonly tokenFor: (path: string) => string;
  readonly done: ApprovalDone | null;
  readonly refusal: ApprovalRefusal | null;
  /** Whoever coordinates the plan finds the way back to it; a ministry does not see its pages. */
  readonly isCoordinating: boolean;
};

type OfOne = {
  readonly one: SeenApproval;
  readonly settings: PlanSettings;
  readonly language: InterfaceLanguage;
  /** Name of the provider of OpenID Connect; null where there is none. */
  readonly provider: string | null;
  readonly tokenFor: (path: string) => string;
};

/** What differs: a name for it, how it stands, and how it would. */
type Difference = { readonly label: string; readonly now: string; readonly after: string };

/** A date as it was written, with the day it was read as where that says more. */
function dateText(date: FuzzyDate | null, language: InterfaceLanguage): string {
  const say = approvalWords(language);
  if (date === null || date.to === null) return date?.text ?? say.undated;
  const day = dayText(date.to, messages[language]);
  return date.precision === 'day' ? day : `${date.text} (${day})`;
}

function differencesOf({ one, language, provider }: Pick<OfOne, 'one' | 'language' | 'provider'>): readonly Difference[] {
  const { subject } = one;
  const { change } = one.approval;
  const say = approvalWords(language);
  const role = peopleWords(language).role;
  const name = subject?.kind === 'person' ? subject.contact.name : say.empty;
  switch (change.kind) {
    case 'deadline': {
      const due = subject?.kind === 'milestone' ? deadlineOf(subject.milestone).due : null;
      return [{ label: say.deadline, now: dateText(due, language), after: dateText(change.due, language) }];
    }
    case 'confirm-contact': {
      const all = subject?.kind === 'person' ? subject.people.assignments : [];
      return all
        .filter(({ id }) => change.assignments.includes(id))
        .map((held) => ({
          label: `${name}, ${role[held.role]}, ${scopeText(held, language)}`,
          now: say.unconfirmed,
          after: say.confirmed,
        }));
    }
    case 'reassign-role': {
      const numbers = change.commitments.map((number) => `#${number}`).join(', ');
      return [{ label: `${role[change.role]}, ${numbers}`, now: say.somebodyElse, after: name }];
    }
    case 'edit-contact': {
      const known = subject?.kind === 'person' ? subject.contact : null;
      const fields = Object.keys(say.fields) as readonly (keyof typeof say.fields)[];
      return fields.flatMap((field) => {
        const after = change.changes[field];
        return after === undefined
          ? []
          : [{ label: say.fields[field], now: known?.[field] ?? say.empty, after: after ?? say.empty }];
      });
    }
    case 'end-role':
      return [{ label: `${role[change.role]}, ${name}`, now: say.held, after: say.ended }];
    case 'set-mailbox': {
      const now = subject?.kind === 'mailbox' ? subject.address : null;
      return [{ label: say.mailbox, now: now ?? say.empty, after: change.address }];
    }
    case 'weaken-rules':
      return subject?.kind === 'rules' ? ruleDifferences(change, subject.settings, language, provider) : [];
    default:
      return change satisfies never;
  }
}

/** The milestone or the person a change is about, in words. */
function aboutText({ subject }: SeenApproval, language: InterfaceLanguage): string | null {
  if (subject?.kind === 'person') return subject.contact.name;
  if (subject?.kind !== 'milestone') return null;
  const { number, language: original } = subject.commitment.state;
  return `#${number} ${titleIn(subject.milestone.titles, language, original).text}`;
}

const Buttons: FC<OfOne> = ({ one, settings, language, tokenFor }) => {
  const say = approvalWords(language);
  const path = `/app/plans/${settings.id}/approvals/${one.approval.id}`;
  const about = say.about(
    [say.kind[one.approval.change.kind], aboutText(one, language)].filter((part) => part !== null).join(', '),
  );
  const mayApprove = !one.isMine && !one.isStale;
  return (
    <form method="post" action={path} class="actions">
      <input type="hidden" name="token" value={tokenFor(path)} />
      {mayApprove ? (
        <button type="submit" name="verdict" value="approve">
          {say.approve}
          <span class="visually-hidden">{about}</span>
        </button>
      ) : null}
      <button type="submit" name="verdict" value="refuse" class="secondary">
        {one.isMine ? say.withdraw : say.refuse}
        <span class="visually-hidden">{about}</span>
      </button>
    </form>
  );
};

/** The person a change is about, as whoever confirms it vouches for them: an address is who answers for a ministry. */
const PersonSeen: FC<{ readonly subject: SeenApproval['subject'] }> = ({ subject }) => {
  if (subject?.kind !== 'person') return null;
  const { name, email, function: held, organisation } = subject.contact;
  const unit = [held, organisation].filter((part) => part !== null).join(', ');
  return (
    <p>
      {name}
      {unit === '' ? null : <span class="reading">{unit}</span>}
      <span class="reading">{email}</span>
    </p>
  );
};

const One: FC<OfOne> = (props) => {
  const { one, settings, language } = props;
  const say = approvalWords(language);
  const m = messages[language];
  const { approval, proposer } = one;
  const what = say.kind[approval.change.kind];
  const about = aboutText(one, language);
  const dayOf = (at: string): string => dayText(localDay(Temporal.Instant.from(at), settings.zone), m);
  return (
    <li class="card">
      <h3>{what}</h3>
      {about === null || one.subject?.kind === 'person' ? null : <p>{about}</p>}
      <PersonSeen subject={one.subject} />
      {one.isStale ? <p class="note">{say.stale}</p> : null}
      <table class="stacked">
        <caption class="visually-hidden">{say.caption(what)}</caption>
        <thead>
          <tr>
            <th scope="col">{say.field}</th>
            <th scope="col">{say.now}</th>
            <th scope="col">{say.after}</th>
          </tr>
        </thead>
        <tbody>
          {differencesOf(props).map(({ label, now, after }) => (
            <tr>
              <th scope="row">{label}</th>
              <td data-label={say.now}>
                <Words of={now} />
              </td>
              <td data-label={say.after}>
                <strong>
                  <Words of={after} />
                </strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {'reason' in approval.change && approval.change.reason !== null ? (
        <p class="as-typed">
          {say.reason}
          {m.colon}
          {approval.change.reason}
        </p>
      ) : null}
      <p class="hint">
        <Words of={say.proposedBy(proposer?.name ?? say.commandLine, dayOf(approval.at))} />
        {', '}
        <Words of={say.expires(dayOf(approval.expiresAt))} />
      </p>
      <Buttons {...props} />
    </li>
  );
};

/** Changes that wait for a second person: what would change, who proposed it, and one step to confirm or refuse. */
export const ApprovalsPage: FC<ApprovalsProps> = (props) => {
  const { settings, seen, provider, tokenFor, done, refusal, isCoordinating, ...frame } = props;
  const { language } = frame;
  const say = approvalWords(language);
  const sections = [
    { id: 'waiting', heading: say.waiting, lead: null, items: seen.filter(({ isMine }) => !isMine) },
    { id: 'mine', heading: say.mine, lead: say.mineLead, items: seen.filter(({ isMine }) => isMine) },
  ].filter(({ items }) => items.length > 0);
  const mark = refusal === null ? '' : privateMessages(language).errors.mark;
  const content = (
    <>
      {done === null ? null : (
        <section class="saved" aria-labelledby="done" tabindex={-1} autofocus>
          <h2 id="done">{say.done.title}</h2>
          <p>{say.done[done]}</p>
        </section>
      )}
      {refusal === null ? null : (
        <section class="error-summary" aria-labelledby="refused" tabindex={-1} autofocus>
          <h2 id="refused">{say.refused.title}</h2>
          <p>{say.refused[refusal]}</p>
        </section>
      )}
      <p>{seen.length === 0 ? say.none : say.lead}</p>
      {sections.map(({ id, heading, lead, items }) => (
        <section class="block" aria-labelledby={id}>
          <h2 id={id}>{heading}</h2>
          {lead === null ? null : <p>{lead}</p>}
          <ul class="cards">
            {items.map((one) => (
              <One one={one} settings={settings} language={language} provider={provider} tokenFor={tokenFor} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
  return isCoordinating ? (
    <PlanFrame {...frame} settings={settings} title={say.title} mark={mark}>
      {content}
    </PlanFrame>
  ) : (
    <Layout {...frame} title={`${mark}${say.title}`}>
      <h1>{say.title}</h1>
      {content}
    </Layout>
  );
};
