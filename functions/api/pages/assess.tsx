import type { FC } from 'hono/jsx';
import { type Assessment, declaredStatusOf, type MilestoneState } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { milestoneKeyOf } from '../../../shared/domain/identifiers.ts';
import type { Texts } from '../../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import { type Change, titleIn } from '../../../shared/showing/changes.ts';
import type { Messages } from '../../../shared/showing/messages/fr.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { AssessmentBlock } from '../../../shared/showing/parts/assessment-block.tsx';
import { DeclaredMark } from '../../../shared/showing/parts/marks.tsx';
import { Quoted } from '../../../shared/showing/parts/words.tsx';
import { type IrmField, irmChoices, type TypedAssessment } from '../forms/assess-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { registerMessages } from '../messages/register.ts';
import { ErrorSummary, Select, TextField } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { AsPublished, Since, type Telling, Trail } from './log-entry.tsx';
import { Carried, ConfirmOrEdit, PreviewOrBack } from './steps.tsx';

/** What every page of an assessment is given. */
export type AssessFrame = Frame & {
  readonly telling: Telling;
  readonly record: CommitmentRecord;
  /** Null: the commitment as a whole. */
  readonly milestone: MilestoneState | null;
  /** Address of this assessment. */
  readonly path: string;
  readonly logPath: string;
};

/** The IRM's values in words, as the public page has them. */
function labelsOf(m: Messages): { readonly [field in IrmField]: { readonly [value: string]: string } } {
  const { completionLabel, yesNo, ambitionLabel, earlyResultsLabel } = m.irm;
  return {
    completion: completionLabel,
    verifiable: yesNo,
    relevant: yesNo,
    ambition: ambitionLabel,
    earlyResults: earlyResultsLabel,
  };
}

const fields: readonly IrmField[] = ['completion', 'verifiable', 'relevant', 'ambition', 'earlyResults'];

/** What is assessed, and what the ministry says of it: beside the assessment, never within it. */
const Subject: FC<AssessFrame> = ({ language, record, milestone, telling: { original } }) => {
  const say = registerMessages(language).assess;
  const m = messages[language];
  const { state, milestones } = record.commitment;
  const declared = milestone === null ? milestones : [milestone];
  return (
    <dl class="facts">
      <div>
        <dt>{say.subject}</dt>
        <dd>
          #{state.number} <Quoted of={titleIn(state.titles, language, original)} m={m} />
          {milestone === null ? null : (
            <span class="block-line">
              <Quoted of={titleIn(milestone.titles, language, original)} m={m} />{' '}
              <span class="key">{milestoneKeyOf(milestone.id)}</span>
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{say.declared}</dt>
        <dd>
          {declared.map((one) => (
            <p>
              {milestone === null ? <span class="key">{milestoneKeyOf(one.id)} </span> : null}
              <DeclaredMark status={declaredStatusOf(one)} m={m} />
            </p>
          ))}
        </dd>
      </div>
    </dl>
  );
};

type FormProps = AssessFrame & {
  readonly typed: TypedAssessment;
  readonly standing: Assessment | null;
  readonly token: string;
  readonly problems: readonly Problem[];
};

const Values: FC<FormProps> = ({ language, typed, problems }) => {
  const say = registerMessages(language).assess;
  const m = messages[language];
  const labels = labelsOf(m);
  return (
    <fieldset class="row">
      <legend>{say.values}</legend>
      <p class="hint">{say.valuesHint}</p>
      {fields.map((field) => (
        <Select
          language={language}
          problems={problems}
          labels={{ completion: say.values }}
          name={field}
          label={m.irm[field]}
          value={typed[field]}
          choices={[
            { value: '', label: say.notGiven },
            ...irmChoices[field].map((value) => ({ value, label: labels[field][value] ?? value })),
          ]}
        />
      ))}
    </fieldset>
  );
};

const Source: FC<FormProps> = ({ language, typed, problems }) => {
  const say = registerMessages(language).assess;
  const own = { language, problems, labels: { title: say.sourceTitle, url: say.url, date: say.date } };
  return (
    <fieldset class="row">
      <legend>{say.source}</legend>
      <p class="hint">{say.sourceHint}</p>
      <TextField {...own} name="title" label={say.sourceTitle} value={typed.title} />
      <TextField {...own} name="url" type="url" label={say.url} hint={say.urlHint} value={typed.url} />
      <TextField {...own} name="date" type="date" label={say.date} value={typed.date} />
    </fieldset>
  );
};

/** The reviewer’s form. `since` holds assessments written after the page was first shown. */
export const AssessPage: FC<FormProps & { readonly since: readonly Change[] }> = ({ since, ...props }) => {
  const { language, homeHref, person, telling, typed, standing, token, problems, path, logPath } = props;
  const { assess: say, common } = registerMessages(language);
  const m = messages[language];
  const labels = { completion: say.values, title: say.sourceTitle, url: say.url, date: say.date };
  const mark = problems.length === 0 ? '' : privateMessages(language).errors.mark;
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={`${mark}${say.title}`}>
      <Trail language={language} steps={[{ href: logPath, text: common.back }]} />
      <h1>{say.title}</h1>
      <Since {...telling} changes={since} />
      <ErrorSummary language={language} problems={problems} labels={labels} />
      <p>{say.lead}</p>
      <Subject {...props} />
      <p class="note">{say.apart}</p>
      <section class="irm" aria-labelledby="standing">
        <h2 id="standing">{say.current}</h2>
        <AssessmentBlock assessment={standing} texts={props.record.texts} m={m} />
        {standing === null ? null : <p class="quiet">{say.prefilled}</p>}
      </section>
      <form method="post" action={path} class="block" novalidate>
        <Carried fields={{ token, basedOn: typed.basedOn }} />
        <Values {...props} />
        <Source {...props} />
        <PreviewOrBack preview={common.preview} back={{ href: logPath, text: common.back }} />
      </form>
    </Layout>
  );
};

/** What the public will read, before anything is written: the values apart, and the line of the log. */
export const AssessPreviewPage: FC<
  AssessFrame & {
    readonly typed: TypedAssessment;
    readonly token: string;
    readonly assessment: Assessment;
    /** Those of the log as it is about to be. */
    readonly texts: Texts;
    readonly after: Change;
  }
> = ({ typed, token, assessment, texts, after, ...props }) => {
  const { language, homeHref, person, telling, path } = props;
  const { assess: say, common } = registerMessages(language);
  const m = messages[language];
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={common.previewTitle}>
      <h1>{common.previewTitle}</h1>
      <p>{common.previewLead}</p>
      <Subject {...props} />
      <section class="irm" aria-labelledby="irm">
        <h2 id="irm">{m.irm.title}</h2>
        <AssessmentBlock assessment={assessment} texts={texts} m={m} />
      </section>
      <div class="block">
        <AsPublished {...telling} change={after} />
      </div>
      <form method="post" action={path}>
        <Carried fields={{ token, ...typed }} />
        <ConfirmOrEdit confirm={say.confirm} edit={common.edit} />
      </form>
    </Layout>
  );
};
