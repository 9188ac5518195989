import type { FC } from 'hono/jsx';
import { type Assignment, type Contact, type ContactRole, isStanding } from '../../../shared/domain/contact.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { editOf, givenRole, seenRolesText, type TypedEdit, type TypedPerson } from '../forms/people-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { type PeopleWords, peopleWords } from '../messages/people.ts';
import { ErrorSummary, Select, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { Dates, Done, type PeopleDone, Rule, type RuleHit, scopeText, TakeBacks, type TokenFor } from './people-parts.tsx';
import { PlanFrame } from './plan-frame.tsx';

type Particulars = Omit<TypedEdit, 'version'>;

function labelsOf({ form }: PeopleWords): { readonly [field: string]: string } {
  const { role, name, email, function: held, organisation, organisationNumber, language, commitments } = form;
  return { role, name, email, function: held, organisation, organisationNumber, language, commitments };
}

type FieldsProps = {
  readonly language: InterfaceLanguage;
  readonly problems: readonly Problem[];
  readonly typed: Particulars;
  readonly emailHint: string;
};

const ParticularsFields: FC<FieldsProps> = ({ language, problems, typed, emailHint }) => {
  const say = peopleWords(language).form;
  const told = { language, problems, labels: labelsOf(peopleWords(language)) };
  const choices = interfaceLanguage.options.map((value) => ({ value, label: say.languages[value] }));
  return (
    <>
      <TextField {...told} name="name" label={say.name} value={typed.name} maxlength={200} />
      <TextField {...told} name="email" label={say.email} hint={emailHint} type="email" value={typed.email} maxlength={254} />
      <TextField {...told} name="function" label={say.function} hint={say.functionHint} value={typed.function} maxlength={500} />
      <TextField
        {...told}
        name="organisation"
        label={say.organisation}
        hint={say.organisationHint}
        value={typed.organisation}
        maxlength={500}
      />
      <TextField
        {...told}
        name="organisationNumber"
        label={say.organisationNumber}
        hint={say.organisationNumberHint}
        value={typed.organisationNumber}
        maxlength={40}
      />
      <Select {...told} name="language" label={say.language} value={typed.language} choices={choices} />
    </>
  );
};

type AddPersonProps = Frame & {
  readonly settings: PlanSettings;
  readonly token: string;
  readonly typed: TypedPerson;
  readonly numbers: readonly string[];
  readonly mayAppointAdmins: boolean;
  readonly problems: readonly Problem[];
  readonly rule: RuleHit | null;
};

/** A person to be given a role: unconfirmed until somebody vouches for them. */
export const AddPersonPage: FC<AddPersonProps> = (props) => {
  const { settings, token, typed, numbers, mayAppointAdmins, problems, rule, ...frame } = props;
  const { language } = frame;
  const words = peopleWords(language);
  const say = words.form;
  const told = { language, problems, labels: labelsOf(words) };
  const base = `/app/plans/${settings.id}/people`;
  const roles = givenRole.options.filter((role) => role !== 'admin' || mayAppointAdmins);
  const mark = problems.length > 0 || rule !== null ? privateMessages(language).errors.mark : '';
  return (
    <PlanFrame {...frame} settings={settings} title={say.title} mark={mark}>
      <Rule language={language} rule={rule} />
      {rule === null ? <ErrorSummary {...told} /> : null}
      <p>{say.lead}</p>
      <form method="post" action={`${base}/new`}>
        <input type="hidden" name="token" value={token} />
        <Select
          {...told}
          name="role"
          label={say.role}
          value={typed.role}
          choices={roles.map((value) => ({ value, label: words.role[value] }))}
        />
        <TextField
          {...told}
          name="commitments"
          label={say.commitments}
          hint={say.commitmentsHint(numbers.map((number) => `#${number}`).join(', '))}
          value={typed.commitments}
        />
        <ParticularsFields language={language} problems={problems} typed={typed} emailHint={say.emailHint} />
        <p class="actions">
          <button type="submit">{say.add}</button>
          <a href={base}>{say.cancel}</a>
        </p>
      </form>
    </PlanFrame>
  );
};

/** Fields that differ between the record and what was typed, when both moved. */
function differences(now: Contact, typed: TypedEdit): readonly (keyof Particulars)[] {
  const { version: _, ...recorded } = editOf(now);
  const fields: readonly (keyof Particulars)[] = ['name', 'email', 'function', 'organisation', 'organisationNumber', 'language'];
  return fields.filter((field) => recorded[field] !== typed[field]);
}

const Stale: FC<{ readonly language: InterfaceLanguage; readonly contact: Contact; readonly typed: TypedEdit }> = ({
  language,
  contact,
  typed,
}) => {
  const words = peopleWords(language);
  const say = words.stale;
  const labels = labelsOf(words);
  const now = editOf(contact);
  const changed = differences(contact, typed);
  return (
    <section class="error-summary" aria-labelledby="stale" tabindex={-1} autofocus>
      <h2 id="stale">{say.title}</h2>
      <p>{say.text}</p>
      {changed.length === 0 ? null : (
        <table class="stacked">
          <caption class="visually-hidden">{say.title}</caption>
          <thead>
            <tr>
              <th scope="col">{say.field}</th>
              <th scope="col">{say.now}</th>
              <th scope="col">{say.yours}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((field) => (
              <tr>
                <th scope="row">{labels[field]}</th>
                <td data-label={say.now}>{now[field] === '' ? say.empty : now[field]}</td>
                <td data-label={say.yours}>{typed[field] === '' ? say.empty : typed[field]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

type GuestProps = { readonly language: InterfaceLanguage; readonly contact: Contact; readonly base: string };

/** Somebody whose particulars another plan keeps: by name, function and address, and no more. */
const Guest: FC<GuestProps> = ({ language, contact, base }) => {
  const words = peopleWords(language);
  const labels = labelsOf(words);
  return (
    <>
      <p>{words.page.guestLead}</p>
      <table class="stacked">
        <caption class="visually-hidden">{words.page.guestCaption}</caption>
        <tbody>
          {(['name', 'email', 'function', 'organisation'] as const).map((field) => (
            <tr>
              <th scope="row">{labels[field]}</th>
              <td>{contact[field] ?? words.stale.empty}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="actions">
        <a href={base}>{words.form.cancel}</a>
      </p>
    </>
  );
};

type RolesProps = {
  readonly language: InterfaceLanguage;
  readonly settings: PlanSettings;
  readonly contact: Contact;
  readonly assignments: readonly Assignment[];
  readonly tokenFor: TokenFor;
  readonly now: string;
};

const Roles: FC<RolesProps> = ({ language, settings, contact, assignments, tokenFor, now }) => {
  const words = peopleWords(language);
  const say = words.page;
  const action = `/app/plans/${settings.id}/people/${contact.id}/end-role`;
  const standing = assignments.filter((one) => isStanding(one, now));
  const heldAs = (role: ContactRole): readonly Assignment[] => standing.filter((one) => one.role === role);
  const ending = givenRole.options.filter((role) => heldAs(role).length > 0);
  const colleague = heldAs('colleague');
  return (
    <section class="block" aria-labelledby="roles">
      <h2 id="roles">{say.roles}</h2>
      <table class="stacked">
        <caption class="visually-hidden">{say.rolesCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.form.role}</th>
            <th scope="col">{words.commitments}</th>
            <th scope="col">{words.dates}</th>
          </tr>
        </thead>
        <tbody>
          {assignments.map((one) => (
            <tr>
              <th scope="row">{words.role[one.role]}</th>
              <td data-label={words.commitments}>{scopeText(one, language)}</td>
              <td data-label={words.dates}>
                <Dates of={one} zone={settings.zone} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {colleague.length === 0 ? null : (
        <>
          <p class="hint">{words.takeBackWho}</p>
          <TakeBacks assignments={colleague} name={contact.name} language={language} tokenFor={tokenFor} />
        </>
      )}
      {ending.map((role) => (
        <details>
          <summary>{say.end(words.role[role])}</summary>
          {role === 'lead' ? <p>{say.endLead}</p> : null}
          <p>{say.endText}</p>
          <form method="post" action={action}>
            <input type="hidden" name="token" value={tokenFor(action)} />
            <input type="hidden" name="role" value={role} />
            <input type="hidden" name="assignments" value={seenRolesText(heldAs(role))} />
            <button type="submit" class="secondary">
              {say.endButton}
            </button>
          </form>
        </details>
      ))}
    </section>
  );
};

type PersonProps = Frame & {
  readonly settings: PlanSettings;
  readonly contact: Contact;
  /** Theirs in this plan, the newest first. */
  readonly assignments: readonly Assignment[];
  readonly now: string;
  /** Particulars are changed by the plan that keeps them, and by administrators. */
  readonly mayEdit: boolean;
  readonly tokenFor: TokenFor;
  readonly typed: TypedEdit;
  readonly isStale: boolean;
  readonly problems: readonly Problem[];
  readonly rule: RuleHit | null;
  readonly done: PeopleDone | null;
};

/** One person of a plan: what is known of them, and their roles in it. */
export const PersonPage: FC<PersonProps> = (props) => {
  const { settings, contact, assignments, now, mayEdit, tokenFor, typed, isStale, problems, rule, done, ...frame } = props;
  const { language } = frame;
  const words = peopleWords(language);
  const base = `/app/plans/${settings.id}/people`;
  const path = `${base}/${contact.id}`;
  const isRefused = problems.length > 0 || rule !== null || isStale;
  return (
    <PlanFrame {...frame} settings={settings} title={contact.name} mark={isRefused ? privateMessages(language).errors.mark : ''}>
      <Done language={language} done={done} />
      <Rule language={language} rule={rule} />
      {isStale && mayEdit ? <Stale language={language} contact={contact} typed={typed} /> : null}
      {rule === null ? <ErrorSummary language={language} problems={problems} labels={labelsOf(words)} /> : null}
      <section aria-labelledby="known">
        <h2 id="known">{words.page.known}</h2>
        {mayEdit ? (
          <>
            <p>{words.page.knownLead}</p>
            <form method="post" action={path}>
              <input type="hidden" name="token" value={tokenFor(path)} />
              <input type="hidden" name="version" value={typed.version} />
              <ParticularsFields language={language} problems={problems} typed={typed} emailHint={words.page.addressHint} />
              <p class="actions">
                <button type="submit">{words.page.save}</button>
                <a href={base}>{words.form.cancel}</a>
              </p>
            </form>
          </>
        ) : (
          <Guest language={language} contact={contact} base={base} />
        )}
      </section>
      <Roles {...{ language, settings, contact, assignments, tokenFor, now }} />
    </PlanFrame>
  );
};
