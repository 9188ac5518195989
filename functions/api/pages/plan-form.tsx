import type { Child, FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import { approvalPolicyOptions, type PlanSettings } from '../../../shared/domain/plan.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Words } from '../../../shared/showing/parts/words.tsx';
import { type PlanField, type TypedPlan, titleFields } from '../forms/plan-form.ts';
import { explainPlan, labelsOf, type PlanLabels } from '../forms/plan-form-labels.ts';
import { privateMessages } from '../messages/messages.ts';
import { type PlanFormWords, planFormWords, ruleNames } from '../messages/plan-form.ts';
import { ErrorSummary, Select, TextArea, TextField } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';
import { RulesProposed, type WaitingRules, WaitingRulesList } from './waiting-rules.tsx';

/** One field as it is recorded and as it was typed. */
export type Difference = { readonly field: PlanField; readonly recorded: string; readonly yours: string };

type FormProps = Frame & {
  readonly token: string;
  readonly typed: TypedPlan;
  readonly problems: readonly Problem[];
  /** The plan that is set; null for a new one. */
  readonly settings: PlanSettings | null;
  /** Name of the provider of OpenID Connect; null where there is none. */
  readonly provider: string | null;
  /** Settings that differ between the record and the form, when somebody else changed them meanwhile. */
  readonly difference?: readonly Difference[];
  /** Weaker rules that wait for a second person. */
  readonly waiting?: readonly WaitingRules[];
  /** What this form just proposed instead of doing it, and the entry of what it did. */
  readonly proposed?: { readonly saved: number | null } | null;
};

type PartProps = Pick<FormProps, 'typed' | 'problems' | 'settings' | 'provider' | 'language'> & {
  readonly say: PlanFormWords;
  readonly labels: PlanLabels;
};

/** Fields that may stay folded away. */
const folded: readonly string[] = [
  ...['closesOn', 'announcedCommitments', 'ogpLabel', 'fiscalYearStartsInMonth', 'daysBefore', 'afterDeadline'],
  ...['monthlyOverdue', 'escalateAfterDays', 'plannedHour', 'windowOpens', 'windowCloses', 'publishAsks', 'approval', 'signIn'],
];

const Differences: FC<Pick<PartProps, 'say' | 'labels'> & { readonly of: readonly Difference[] }> = ({ of, say, labels }) => (
  <section>
    <h2>{say.stale}</h2>
    <p>{say.staleText}</p>
    <table class="stacked">
      <caption class="visually-hidden">{say.staleCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.setting}</th>
          <th scope="col">{say.recorded}</th>
          <th scope="col">{say.yours}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ field, recorded, yours }) => (
          <tr>
            <th scope="row">{labels[field]}</th>
            <td data-label={say.recorded}>{recorded === '' ? say.empty : recorded}</td>
            <td data-label={say.yours}>{yours === '' ? say.empty : yours}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** What every field of this form is given. */
function fieldOf({ typed, problems, language, say, labels }: PartProps, name: PlanField) {
  return { name, label: labels[name], value: typed[name], problems, language, labels, explain: explainPlan(say, labels) };
}

const MainFields: FC<PartProps> = (part) => {
  const { say, settings, typed, language } = part;
  const m = messages[language];
  const known = settings?.period;
  const isKnown = known !== undefined && typed.period === known.text && known.from !== null && known.to !== null;
  const titles = titleFields.filter((_, place) => place < Math.max(2, typed.languages.split(',').length));
  return (
    <>
      {settings === null ? (
        <TextField {...fieldOf(part, 'id')} hint={say.idHint} maxlength={60} autocomplete="off" />
      ) : (
        <p>{say.idFixed(settings.id)}</p>
      )}
      <TextField {...fieldOf(part, 'languages')} hint={say.languagesHint} autocomplete="off" />
      {titles.map((name, place) => (
        <TextField {...fieldOf(part, name)} hint={place === 0 ? say.titleHint : say.otherTitleHint} />
      ))}
      <TextField {...fieldOf(part, 'country')} hint={say.countryHint} maxlength={2} autocomplete="off" />
      <TextField {...fieldOf(part, 'region')} hint={say.regionHint} maxlength={10} autocomplete="off" />
      <TextField {...fieldOf(part, 'zone')} hint={say.zoneHint} autocomplete="off" />
      <TextField {...fieldOf(part, 'period')} hint={say.periodHint} autocomplete="off" />
      {isKnown ? (
        <p class="hint">
          <Words of={say.periodRead(dayText(known.from ?? '', m), dayText(known.to ?? '', m))} />
        </p>
      ) : null}
      {settings === null ? (
        <TextField {...fieldOf(part, 'mailbox')} hint={say.mailboxHint} type="email" autocomplete="off" />
      ) : null}
    </>
  );
};

const Group: FC<{ readonly title: string; readonly children?: Child }> = ({ title, children }) => (
  <fieldset>
    <legend>{title}</legend>
    {children}
  </fieldset>
);

const MoreFields: FC<PartProps> = (part) => {
  const { say, language, settings, provider, typed } = part;
  const names = ruleNames(language, provider);
  const answers = [
    { value: 'yes', label: say.yes },
    { value: 'no', label: say.no },
  ];
  const months = messages[language].months.map((label, index) => ({ value: String(index + 1), label }));
  const isOffered = (value: string, known: string | undefined) => value !== 'openid' || provider !== null || known === 'openid';
  const approvals = approvalPolicyOptions.filter((one) => isOffered(one, settings?.approval) || typed.approval === one);
  const ways = (['code', 'openid'] as const).filter((one) => isOffered(one, settings?.signIn) || typed.signIn === one);
  return (
    <>
      <Group title={say.calendar}>
        <TextField {...fieldOf(part, 'closesOn')} hint={say.closesOnHint} type="date" />
        <TextField {...fieldOf(part, 'announcedCommitments')} />
        <TextField {...fieldOf(part, 'ogpLabel')} />
        <Select {...fieldOf(part, 'fiscalYearStartsInMonth')} choices={months} />
      </Group>
      <Group title={say.reminders}>
        <TextField {...fieldOf(part, 'daysBefore')} hint={say.daysBeforeHint} />
        <Select {...fieldOf(part, 'afterDeadline')} choices={answers} />
        <TextField {...fieldOf(part, 'monthlyOverdue')} />
        <TextField {...fieldOf(part, 'escalateAfterDays')} hint={say.escalateHint} />
        <TextField {...fieldOf(part, 'plannedHour')} />
        <TextField {...fieldOf(part, 'windowOpens')} />
        <TextField {...fieldOf(part, 'windowCloses')} />
      </Group>
      <Group title={say.rules}>
        <Select {...fieldOf(part, 'publishAsks')} choices={answers} />
        <Select
          {...fieldOf(part, 'approval')}
          hint={say.approvalHint}
          choices={approvals.map((value) => ({ value, label: names.approval[value] }))}
        />
        <Select
          {...fieldOf(part, 'signIn')}
          hint={names.signInHint}
          choices={ways.map((value) => ({ value, label: names.signIn[value] }))}
        />
      </Group>
    </>
  );
};

/** A new plan, or the settings of one: few fields in sight, the rest folded until something in it is wrong. */
export const PlanFormPage: FC<FormProps> = ({ token, typed, problems, settings, provider, ...told }) => {
  const { difference = [], waiting = [], proposed = null, ...frame } = told;
  const say = planFormWords(frame.language);
  const labels = labelsOf(say, typed);
  const part: PartProps = { typed, problems, settings, provider, language: frame.language, say, labels };
  const isFolded = ![...problems, ...difference].some(({ field }) => folded.includes(field));
  const mark = problems.length > 0 ? privateMessages(frame.language).errors.mark : '';
  const title = settings === null ? say.newTitle : say.editTitle;
  const action = settings === null ? '/app/plans/new' : `/app/plans/${settings.id}/settings`;
  const form = (
    <>
      {proposed === null ? null : <RulesProposed language={frame.language} saved={proposed.saved} />}
      <p>{settings === null ? say.newLead : say.editLead}</p>
      {settings === null ? null : (
        <WaitingRulesList settings={settings} language={frame.language} waiting={waiting} provider={provider} />
      )}
      <ErrorSummary language={frame.language} problems={problems} labels={labels} explain={explainPlan(say, labels)} />
      {difference.length === 0 ? null : <Differences of={difference} say={say} labels={labels} />}
      <form method="post" action={action}>
        <input type="hidden" name="token" value={token} />
        {settings === null ? null : <input type="hidden" name="basedOn" value={typed.basedOn} />}
        <MainFields {...part} />
        <details open={isFolded ? undefined : true} class="more">
          <summary>{say.more}</summary>
          <MoreFields {...part} />
        </details>
        {settings === null ? null : <TextArea {...fieldOf(part, 'reason')} hint={say.reasonHint} rows={2} />}
        <p class="actions">
          <button type="submit">{settings === null ? say.create : say.save}</button>
          {settings === null ? null : <a href={`/app/plans/${settings.id}/`}>{say.back}</a>}
        </p>
      </form>
    </>
  );
  return settings === null ? (
    <Layout {...frame} title={`${mark}${title}`}>
      <h1>{title}</h1>
      {form}
    </Layout>
  ) : (
    <PlanFrame {...frame} settings={settings} title={title} mark={mark}>
      {form}
    </PlanFrame>
  );
};
