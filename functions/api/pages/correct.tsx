import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import { type InterfaceLanguage, milestoneKeyOf } from '../../../shared/domain/identifiers.ts';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import { type Change, titleIn } from '../../../shared/showing/changes.ts';
import { readingOf } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import type { Correctable } from '../../../shared/usecases/correct-entry.ts';
import { nameOf, type TypedCorrection } from '../forms/correct-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { registerMessages } from '../messages/register.ts';
import { ErrorSummary, TextArea, TextField } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { AsPublished, Recorded, Since, type Telling, Trail } from './log-entry.tsx';
import { Carried, ConfirmOrEdit, PreviewOrBack } from './steps.tsx';

/** What every page of a correction is given. */
export type CorrectFrame = Frame & {
  readonly telling: Telling;
  readonly record: CommitmentRecord;
  /** The entry that was wrong. */
  readonly entry: Change;
  /** Address of this entry's corrections. */
  readonly path: string;
  readonly logPath: string;
};

type About = { readonly one: Correctable; readonly record: CommitmentRecord; readonly telling: Telling };

/** What is corrected, in words: `Le titre du jalon (m1 : Lancement du comité), français` */
const AboutText: FC<About> = ({ one, record, telling: { language, original } }) => {
  const say = registerMessages(language).correct;
  const m = messages[language];
  const milestone = 'milestoneId' in one ? record.commitment.milestones.find(({ id }) => id === one.milestoneId) : undefined;
  return (
    <>
      {say.kind[one.field]}
      {milestone === undefined || one.field === 'word' ? null : (
        <>
          {m.colon}
          <Quoted of={titleIn(milestone.titles, language, original)} m={m} />{' '}
          <span class="key">{milestoneKeyOf(milestone.id)}</span>
        </>
      )}
      {'language' in one ? ` (${m.languages[one.language] ?? one.language})` : null}
    </>
  );
};

const Top: FC<CorrectFrame> = ({ language, logPath, entry, telling }) => {
  const say = registerMessages(language);
  return (
    <>
      <Trail language={language} steps={[{ href: logPath, text: say.common.back }]} />
      <h1>{say.correct.title(entry.seq ?? 0)}</h1>
      <p>{say.correct.lead}</p>
      <Recorded {...telling} change={entry} title={say.correct.entry} />
    </>
  );
};

/** A sheet tells many things: which of them was wrong? */
export const ChooseCorrectionPage: FC<CorrectFrame & { readonly choices: readonly Correctable[] }> = ({ choices, ...props }) => {
  const { language, homeHref, person, record, telling, path, entry } = props;
  const say = registerMessages(language).correct;
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={say.title(entry.seq ?? 0)}>
      <Top {...props} />
      <section class="block" aria-labelledby="which">
        <h2 id="which">{say.which}</h2>
        <p>{say.whichLead}</p>
        <ul class="index">
          {choices.map((one) => (
            <li>
              <a href={`${path}?${new URLSearchParams({ what: nameOf(one) })}`}>
                <AboutText one={one} record={record} telling={telling} />
              </a>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
};

type FormProps = CorrectFrame & {
  readonly one: Correctable;
  readonly typed: TypedCorrection;
  readonly token: string;
  readonly problems: readonly Problem[];
};

/** What stands today, beside the field that changes it. */
const Standing: FC<About> = ({ one, record, telling: { language, original } }) => {
  const say = registerMessages(language).correct;
  const m = messages[language];
  const { state, milestones } = record.commitment;
  const due = one.field === 'published-deadline' ? milestones.find(({ id }) => id === one.milestoneId)?.published.due : undefined;
  if (one.field !== 'published-deadline' && one.field !== 'ogp-id') return null;
  return (
    <p>
      {say.standing}
      {m.colon}
      {one.field === 'ogp-id' ? (
        (state.ogpId?.code ?? say.none)
      ) : due === null || due === undefined ? (
        m.deadline.none
      ) : (
        <>
          <Published date={due} language={original} m={m} />{' '}
          <span class="reading">
            <Words of={readingOf(due, m)} />
          </span>
        </>
      )}
    </p>
  );
};

/** A code of which the dictionary every form shares would say no more than that it is taken. */
const explainCode =
  (language: InterfaceLanguage) =>
  ({ field, code, detail = '' }: Problem): string | null =>
    field === 'ogpId' && code === 'taken' ? registerMessages(language).correct.ogpIdTaken(detail) : null;

const ValueField: FC<FormProps> = ({ one, typed, language, problems }) => {
  const say = registerMessages(language).correct;
  const m = messages[language];
  switch (one.field) {
    case 'word':
      return <p class="note">{say.undo}</p>;
    case 'title':
    case 'milestone-title': {
      const label = say.newTitle(m.languages[one.language] ?? one.language);
      return <TextArea language={language} problems={problems} name="title" label={label} value={typed.title} rows={2} />;
    }
    case 'published-deadline':
      return (
        <TextField
          language={language}
          problems={problems}
          labels={{ due: say.due }}
          name="due"
          label={say.due}
          hint={say.dueHint}
          value={typed.due}
        />
      );
    case 'ogp-id':
      return (
        <>
          <TextField
            language={language}
            problems={problems}
            labels={{ ogpId: say.ogpId }}
            explain={explainCode(language)}
            name="ogpId"
            label={say.ogpId}
            hint={say.ogpIdHint}
            value={typed.ogpId}
          />
          <div class="choice">
            <input
              type="checkbox"
              id="verified"
              name="verified"
              value="yes"
              checked={typed.verified === 'yes'}
              aria-describedby="verified-hint"
            />
            <label for="verified">{say.verified}</label>
            <p class="hint" id="verified-hint">
              {say.verifiedHint}
            </p>
          </div>
        </>
      );
    default:
      return one satisfies never;
  }
};

/** The form of one correction. `since` holds what was written after the page was first shown. */
export const CorrectPage: FC<FormProps & { readonly since: readonly Change[] }> = ({ since, ...props }) => {
  const { language, homeHref, person, one, record, telling, typed, token, problems, entry, path } = props;
  const { correct: say, common } = registerMessages(language);
  const labels = { due: say.due, ogpId: say.ogpId, reason: common.reason };
  const mark = problems.length === 0 ? '' : privateMessages(language).errors.mark;
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={`${mark}${say.title(entry.seq ?? 0)}`}>
      <Top {...props} />
      <Since {...telling} changes={since} />
      <ErrorSummary language={language} problems={problems} labels={labels} explain={explainCode(language)} />
      <section class="block" aria-labelledby="form">
        <h2 id="form">
          <AboutText one={one} record={record} telling={telling} />
        </h2>
        <Standing one={one} record={record} telling={telling} />
        <form method="post" action={path} novalidate>
          <Carried fields={{ token, what: typed.what, basedOn: typed.basedOn }} />
          <ValueField {...props} />
          <TextArea
            language={language}
            problems={problems}
            labels={labels}
            name="reason"
            label={common.reason}
            hint={common.reasonHint}
            value={typed.reason}
            rows={3}
          />
          <PreviewOrBack preview={common.preview} back={{ href: props.logPath, text: common.back }} />
        </form>
      </section>
    </Layout>
  );
};

/** What the public will read, before anything is written. */
export const CorrectPreviewPage: FC<
  CorrectFrame & { readonly typed: TypedCorrection; readonly token: string; readonly after: Change }
> = ({ typed, token, after, language, homeHref, person, telling, path }) => {
  const { correct: say, common } = registerMessages(language);
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={common.previewTitle}>
      <h1>{common.previewTitle}</h1>
      <p>{common.previewLead}</p>
      <AsPublished {...telling} change={after} />
      <form method="post" action={path}>
        <Carried fields={{ token, ...typed }} />
        <ConfirmOrEdit confirm={say.confirm} edit={common.edit} />
      </form>
    </Layout>
  );
};
