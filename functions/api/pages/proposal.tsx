import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanState } from '../../../shared/domain/plan.ts';
import {
  maybeTheSame,
  type Proposal,
  proposalKind,
  type RecordedEvent,
  recordedEvents,
} from '../../../shared/domain/proposal.ts';
import type { Texts } from '../../../shared/domain/text.ts';
import { typedTitleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { newProcess, type ProposalFields } from '../forms/proposal-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { participationMessages } from '../messages/participation.ts';
import { proposalMessages } from '../messages/proposals.ts';
import { DateField } from './date-field.tsx';
import { ErrorSummary, Select, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';
import { proposalsPath, Quote, sourceTitle } from './proposals.tsx';
import { languageName, markOf, OwedField, type Shown, ShownWhy, TitleFields, YesNo } from './record-form.tsx';

type Props = {
  readonly plan: PlanState;
  readonly texts: Texts;
  readonly told: Proposal;
  readonly token: string;
  readonly typed: ProposalFields;
  readonly problems: readonly Problem[];
  readonly shown: Shown;
  /** Somebody else judged it meanwhile. */
  readonly isStale: boolean;
};
type InLanguage = { readonly language: InterfaceLanguage };

function labelsOf(language: InterfaceLanguage, languages: readonly string[]): { readonly [field: string]: string } {
  const { common, meetings, processes } = participationMessages(language);
  const say = proposalMessages(language).one;
  return {
    ...Object.fromEntries(languages.map((code) => [`titles.${code}`, common.titleIn(languageName(code, language))])),
    kind: say.kind,
    date: common.date,
    state: say.stateLabel,
    body: meetings.body,
    withCivilSociety: meetings.withCivilSociety,
    followUpOwed: processes.followUpOwed,
    process: say.process,
    processTitle: say.processTitle,
    sameAs: say.sameAs,
  };
}

const Carried: FC<{ readonly token: string; readonly told: Proposal }> = ({ token, told }) => (
  <>
    <input type="hidden" name="token" value={token} />
    <input type="hidden" name="version" value={String(told.version)} />
  </>
);

function eventText({ titles, kind, date }: RecordedEvent, { plan, texts, language }: Props & InLanguage): string {
  const { kind: kinds } = participationMessages(language);
  const { text } = typedTitleIn(titles, texts, plan.settings.languages[0] ?? language, messages[language]);
  return [text, kinds[kind], ...(date === null ? [] : [date.text])].join(', ');
}

/** Two documents may tell one event: it is recorded once, with both as its sources. */
const SameForm: FC<Props & InLanguage & { readonly action: string }> = (props) => {
  const { plan, told, token, problems, action, language } = props;
  const say = proposalMessages(language).one;
  const likely = maybeTheSame(plan, told);
  const others = recordedEvents(plan).filter(({ id }) => likely.every((one) => one.id !== id));
  const choices = [...likely, ...others].map((one) => ({ value: one.id, label: eventText(one, props) }));
  if (choices.length === 0) return null;
  const form = (
    <form method="post" action={action}>
      <Carried token={token} told={told} />
      <Select
        language={language}
        problems={problems}
        labels={labelsOf(language, [])}
        name="sameAs"
        label={say.sameAs}
        hint={say.sameText}
        value={likely[0]?.id ?? ''}
        choices={likely.length > 0 ? choices : [{ value: '', label: say.chooseProcess }, ...choices]}
      />
      <p class="actions">
        <button type="submit" name="step" value="same">
          {say.sameButton}
        </button>
      </p>
    </form>
  );
  return likely.length > 0 ? (
    <section class="block" aria-labelledby="same">
      <h2 id="same">{say.same}</h2>
      {form}
    </section>
  ) : (
    <details class="block" open={problems.some(({ field }) => field === 'sameAs')}>
      <summary>{say.same}</summary>
      {form}
    </details>
  );
};

/** Fields that only a meeting has, and only a step; those of the other kind are folded away. */
const meetingNames: readonly string[] = ['body', 'withCivilSociety'];
const stepNames: readonly string[] = ['process', 'processTitle', 'followUpOwed'];

const ProposalForm: FC<Props & InLanguage & { readonly action: string }> = (props) => {
  const { plan, texts, told, token, typed, problems, action, language } = props;
  const { common, meetings, kind: kinds } = participationMessages(language);
  const say = proposalMessages(language).one;
  const { settings } = plan;
  const own = settings.languages[0] ?? language;
  const field = { language, problems, labels: labelsOf(language, settings.languages) };
  const isMeeting = typed.kind === 'meeting';
  const known = plan.processes.map(({ id, titles }) => ({
    value: id,
    label: typedTitleIn(titles, texts, own, messages[language]).text,
  }));
  const meetingFields = (
    <>
      <TextField {...field} name="body" label={meetings.body} hint={meetings.bodyHint} value={typed.body} />
      <YesNo
        {...field}
        name="withCivilSociety"
        label={meetings.withCivilSociety}
        hint={meetings.withCivilSocietyHint}
        value={typed.withCivilSociety}
      />
    </>
  );
  const stepFields = (
    <>
      <Select
        {...field}
        name="process"
        label={say.process}
        hint={say.processHint}
        value={typed.process}
        choices={[{ value: '', label: say.chooseProcess }, ...known, { value: newProcess, label: say.newProcess }]}
      />
      <TextField {...field} name="processTitle" label={say.processTitle} hint={say.processTitleHint} value={typed.processTitle} />
      <OwedField {...field} name="followUpOwed" value={typed.followUpOwed} />
    </>
  );
  return (
    <form method="post" action={action} novalidate>
      <Carried token={token} told={told} />
      <input type="hidden" name="datesRead" value={typed.datesRead} />
      <Select
        {...field}
        name="kind"
        label={say.kind}
        hint={say.kindHint}
        value={typed.kind}
        choices={proposalKind.options.map((value) => ({ value, label: kinds[value] }))}
      />
      <p class="hint">{say.titlesHint}</p>
      <TitleFields {...field} name="titles" languages={settings.languages} titles={typed.titles} redacted={[]} />
      <DateField
        {...field}
        name="date"
        label={`${common.date} ${common.optional}`}
        value={typed.date}
        known={[told.date]}
        settings={settings}
      />
      <Select
        {...field}
        name="state"
        label={say.stateLabel}
        hint={say.stateHint}
        value={typed.state}
        choices={(['announced', 'held', 'unknown'] as const).map((value) => ({ value, label: say.states[value] }))}
      />
      {isMeeting ? meetingFields : stepFields}
      <details class="more" open={problems.some(({ field: name }) => (isMeeting ? stepNames : meetingNames).includes(name))}>
        <summary>{isMeeting ? say.ifStep : say.ifMeeting}</summary>
        {isMeeting ? stepFields : meetingFields}
      </details>
      <p class="hint">{common.publicNotice}</p>
      <p class="actions">
        <button type="submit" name="step" value="confirm">
          {say.confirm}
        </button>
        <button type="submit" name="step" value="reject" class="secondary">
          {say.reject}
        </button>
        <a href={proposalsPath(settings.id)}>{say.back}</a>
      </p>
    </form>
  );
};

/** Where a confirmed proposal is mended: its meeting, or the process its step stands in. */
function recordedAt(plan: PlanState, { became }: Proposal): string | null {
  const base = `/app/plans/${plan.settings.id}`;
  if (plan.meetings.some(({ id }) => id === became)) return `${base}/meetings/${became}`;
  const process = plan.processes.find(({ steps = [] }) => steps.some(({ id }) => id === became));
  return process === undefined ? null : `${base}/processes/${process.id}`;
}

const Settled: FC<Props & InLanguage & { readonly action: string }> = ({ plan, told, token, action, language }) => {
  const say = proposalMessages(language).one;
  const place = recordedAt(plan, told);
  return (
    <>
      <p>{told.state === 'confirmed' ? say.confirmed : say.rejected}</p>
      {told.state === 'confirmed' ? (
        <p>
          <a href={place ?? proposalsPath(plan.settings.id)}>{place === null ? say.back : say.confirmedLink}</a>
        </p>
      ) : (
        <form method="post" action={action}>
          <Carried token={token} told={told} />
          <p class="actions">
            <button type="submit" name="step" value="reopen">
              {say.reopen}
            </button>
            <a href={proposalsPath(plan.settings.id)}>{say.back}</a>
          </p>
        </form>
      )}
    </>
  );
};

/** One proposal beside its source line: to be confirmed, mended or set aside. */
export const ProposalPage: FC<Frame & Props> = ({ person, ...rest }) => {
  const { plan, texts, told, language, problems, shown, isStale } = rest;
  const say = proposalMessages(language).one;
  const action = `${proposalsPath(plan.settings.id)}/${told.id}`;
  const isWaiting = told.state === 'waiting';
  const hasLikely = isWaiting && maybeTheSame(plan, told).length > 0;
  return (
    <PlanFrame
      language={language}
      homeHref={rest.homeHref}
      person={person}
      settings={plan.settings}
      title={say.title}
      mark={isStale ? privateMessages(language).errors.mark : markOf(language, problems, shown)}
    >
      {isStale ? (
        <section class="error-summary" aria-labelledby="stale" tabindex={-1} autofocus>
          <h2 id="stale">{say.stale}</h2>
          <p>{say.staleText}</p>
        </section>
      ) : null}
      <ShownWhy shown={shown} language={language} />
      {problems.some(({ field }) => field === 'document') ? <p role="alert">{say.unknownDocument}</p> : null}
      {problems.some(({ field, code }) => field === 'kind' && code === 'not-expected') ? (
        <p role="alert">{say.kindFixed}</p>
      ) : null}
      <ErrorSummary
        language={language}
        problems={problems.filter(({ field, code }) => field !== 'document' && code !== 'not-expected')}
        labels={labelsOf(language, plan.settings.languages)}
      />
      <p class="lede">{told.title}</p>
      <p class="quiet">
        {sourceTitle({ plan, texts }, told)} ({say.source(told.source.name, told.line)})
      </p>
      <Quote plan={plan} texts={texts} told={told} language={language} />
      {isWaiting ? (
        <>
          <p>{say.lead}</p>
          {hasLikely ? <SameForm {...rest} action={action} /> : null}
          {hasLikely ? <h2>{say.form}</h2> : null}
          <ProposalForm {...rest} action={action} />
          {hasLikely ? null : <SameForm {...rest} action={action} />}
        </>
      ) : (
        <Settled {...rest} action={action} />
      )}
    </PlanFrame>
  );
};
