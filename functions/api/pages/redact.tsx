import type { FC } from 'hono/jsx';
import { proseField } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Change } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import type { RedactableText } from '../../../shared/usecases/redact-texts.ts';
import { type TypedRedaction, textFieldOf } from '../forms/redact-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { registerMessages } from '../messages/register.ts';
import { ErrorSummary, FieldErrors, TextArea } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { AsPublished, Recorded, type Telling, Trail } from './log-entry.tsx';
import { Carried, ConfirmOrEdit, PreviewOrBack } from './steps.tsx';

/** What every page of a redaction is given. */
export type RedactFrame = Frame & {
  readonly telling: Telling;
  readonly entry: Change;
  readonly texts: readonly RedactableText[];
  readonly typed: TypedRedaction;
  readonly problems: readonly Problem[];
  readonly token: string;
  readonly path: string;
  readonly logPath: string;
};

/** Names that say it all. */
const ownNames = ['function', 'organisation', 'body', 'organiser', 'participants', 'publisher', 'author'] as const;

/** What a text is, from where it stands in its entry: `Ce qui a été fait`, `Intitulé de la preuve 2`. */
export function labelOf({ path }: Pick<RedactableText, 'path'>, language: InterfaceLanguage): string {
  const say = registerMessages(language).redact;
  const m = messages[language];
  const names = path.filter((name) => !/^\d+$/.test(name));
  const has = (name: string): boolean => names.includes(name);
  const place = Number(path.find((name) => /^\d+$/.test(name)) ?? '0') + 1;
  const field = proseField.options.find(has);
  if (field !== undefined) return m.commitment.prose[field];
  if (has('titles')) return has('steps') ? say.titleOfStep(place) : say.ownTitle;
  if (has('title')) {
    if (has('links')) return say.titleOfLink(place);
    if (has('minutes')) return say.minutes;
    if (has('document')) return say.ownTitle;
    return has('source') ? say.titleOfReport : say.evidence(place);
  }
  if (has('methods')) return say.method(place);
  if (has('deliverables')) return say.deliverable(place);
  const own = ownNames.find(has);
  if (own !== undefined) return say[own];
  if (has('done')) return m.declared.done;
  if (has('difficulties')) return m.declared.difficulties;
  if (has('noEvidenceReason')) return m.declared.noEvidenceReason;
  if (has('note')) return m.declared.note;
  if (has('followUp')) return say.followUp;
  return has('purpose') ? say.purpose : m.declared.reason;
}

type TextProps = { readonly one: RedactableText; readonly telling: Telling };

/** A text word for word, with the other places it stands in. */
const TextToGo: FC<TextProps> = ({ one, telling: { language, original } }) => {
  const say = registerMessages(language).redact;
  const { and } = messages[language];
  return (
    <>
      <p class="as-typed" lang={original === language ? undefined : original}>
        {one.text}
      </p>
      {one.alsoIn.length === 0 ? null : <p class="hint">{say.alsoIn(and(one.alsoIn.map(String)))}</p>}
      {one.sameWordsIn.length === 0 ? null : <p class="hint">{say.sameWordsIn(and(one.sameWordsIn.map(String)))}</p>}
    </>
  );
};

const Texts: FC<RedactFrame> = ({ language, telling, texts, typed, problems }) => {
  const say = registerMessages(language).redact;
  const isWrong = problems.some(({ field }) => field === 'texts');
  return (
    <fieldset class={isWrong ? 'field has-error' : 'field'} id="texts" tabindex={-1}>
      <legend>{say.texts}</legend>
      <p class="hint">{say.textsHint}</p>
      <FieldErrors language={language} problems={problems} labels={{ texts: say.texts }} name="texts" />
      {texts.map((one) => {
        const name = textFieldOf(one);
        return (
          <>
            <div class="choice">
              <input type="checkbox" id={name} name={name} value="yes" checked={typed.texts.includes(one.sha256)} />
              <label for={name}>{labelOf(one, language)}</label>
            </div>
            <TextToGo one={one} telling={telling} />
          </>
        );
      })}
    </fieldset>
  );
};

/** Which texts of an entry go, and why. */
export const RedactPage: FC<RedactFrame> = (props) => {
  const { language, homeHref, person, telling, entry, typed, problems, token, path, logPath } = props;
  const { redact: say, common } = registerMessages(language);
  const labels = { texts: say.texts, reason: common.reason };
  const title = say.title(entry.seq ?? 0);
  const mark = problems.length === 0 ? '' : privateMessages(language).errors.mark;
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={`${mark}${title}`}>
      <Trail language={language} steps={[{ href: logPath, text: common.back }]} />
      <h1>{title}</h1>
      <ErrorSummary language={language} problems={problems} labels={labels} />
      <p>{say.lead}</p>
      <p class="note">{say.stays}</p>
      <Recorded {...telling} change={entry} title={registerMessages(language).correct.entry} />
      <form method="post" action={path} class="block" novalidate>
        <Carried fields={{ token }} />
        <Texts {...props} />
        <TextArea
          language={language}
          problems={problems}
          labels={labels}
          name="reason"
          label={common.reason}
          hint={say.reasonHint}
          value={typed.reason}
          rows={3}
        />
        <PreviewOrBack preview={say.check} back={{ href: logPath, text: common.back }} />
      </form>
    </Layout>
  );
};

/** The exact texts that go for ever, what the public will read instead, and a word to say that one means it. */
export const RedactPreviewPage: FC<RedactFrame & { readonly after: Change; readonly isUnsure: boolean }> = ({
  after,
  isUnsure,
  ...props
}) => {
  const { language, homeHref, person, telling, texts, typed, token, path } = props;
  const { redact: say, common } = registerMessages(language);
  const going = texts.filter(({ sha256 }) => typed.texts.includes(sha256));
  const carried = Object.fromEntries(going.map((one) => [textFieldOf(one), 'yes']));
  const mark = isUnsure ? privateMessages(language).errors.mark : '';
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={`${mark}${say.sureTitle}`}>
      <h1>{say.sureTitle}</h1>
      {isUnsure ? (
        <section class="error-summary" aria-labelledby="error-summary" tabindex={-1} autofocus>
          <h2 id="error-summary">{privateMessages(language).errors.summary}</h2>
          <p>
            <a href="#sure">{say.unsure}</a>
          </p>
        </section>
      ) : null}
      <p>{say.sureLead}</p>
      <section class="block" aria-labelledby="going">
        <h2 id="going">{say.gone(going.length)}</h2>
        {going.map((one) => (
          <>
            <h3>{labelOf(one, language)}</h3>
            <TextToGo one={one} telling={telling} />
          </>
        ))}
      </section>
      <AsPublished {...telling} change={after} />
      <form method="post" action={path} class="block">
        <p class="note">{say.backups}</p>
        <Carried fields={{ token, reason: typed.reason, ...carried }} />
        <div class={isUnsure ? 'choice has-error' : 'choice'}>
          <input type="checkbox" id="sure" name="sure" value="yes" aria-invalid={isUnsure ? 'true' : undefined} />
          <label for="sure">{say.sure}</label>
        </div>
        <ConfirmOrEdit confirm={say.confirm} edit={common.edit} />
      </form>
    </Layout>
  );
};
