import type { Child, FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Change } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { ChangeBody, WhenAndWho } from '../../../shared/showing/parts/history.tsx';
import { Quoted } from '../../../shared/showing/parts/words.tsx';
import { registerMessages } from '../messages/register.ts';
import { type Frame, Notice } from './layout.tsx';

/** How a log is told: in the reader's language, in the plan's zone, its own texts in the language of the content. */
export type Telling = { readonly language: InterfaceLanguage; readonly zone: string; readonly original: string };

type EntryProps = Telling & {
  readonly change: Change;
  /** What can be done about it. */
  readonly children?: Child;
};

/** One change in the words of the public page. */
const Entry: FC<EntryProps> = ({ change, language, zone, original, children }) => {
  const m = messages[language];
  return (
    <>
      <h3>
        {m.change.kind[change.kind]}
        {change.about !== null && (
          <>
            {' – '}
            <Quoted of={change.about} m={m} />
          </>
        )}
      </h3>
      <p class="quiet">
        <WhenAndWho change={change} zone={zone} m={m} />
        {change.seq === null ? null : <> · {m.change.number(change.seq)}</>}
      </p>
      <ChangeBody change={change} language={original} m={m} />
      {children}
    </>
  );
};

/** Changes as the public page tells them, each under its anchor. */
export const Entries: FC<
  Telling & { readonly changes: readonly Change[]; readonly actions?: (change: Change) => Child | null }
> = ({ changes, actions, ...telling }) => (
  <ol class="history">
    {changes.map((change) => (
      <li class="change" id={`seq-${change.seq}`}>
        <Entry {...telling} change={change}>
          {actions?.(change)}
        </Entry>
      </li>
    ))}
  </ol>
);

/** Where this page is, from the list of milestones or plans downwards. */
export const Trail: FC<{
  readonly language: InterfaceLanguage;
  readonly steps: readonly { readonly href: string; readonly text: string }[];
}> = ({ language, steps }) => (
  <nav class="crumbs" aria-label={messages[language].site.breadcrumb}>
    <ol>
      {steps.map(({ href, text }) => (
        <li>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ol>
  </nav>
);

/** A confirmation that was just written. */
export const Saved: FC<{ readonly language: InterfaceLanguage; readonly seq: number | null; readonly publicPath: string }> = ({
  language,
  seq,
  publicPath,
}) => {
  const say = registerMessages(language).common;
  return seq === null ? null : (
    <div class="saved" role="status">
      <h2>{say.saved}</h2>
      <p>
        {say.savedText(seq)} <a href={publicPath}>{say.publicPage}</a>
      </p>
    </div>
  );
};

/** Somebody else wrote meanwhile: what is new, above the form that keeps everything typed. */
export const Since: FC<Telling & { readonly changes: readonly Change[] }> = ({ changes, ...telling }) => {
  const say = registerMessages(telling.language).common;
  return changes.length === 0 ? null : (
    <section class="note" aria-labelledby="since">
      <h2 id="since">{say.stale}</h2>
      <p role="alert">{say.staleText}</p>
      <p>{say.staleSince}</p>
      <Entries {...telling} changes={changes} />
    </section>
  );
};

/** What the public will read of a change that is not written yet. */
export const AsPublished: FC<Telling & { readonly change: Change }> = ({ change, ...telling }) => (
  <section class="as-published" aria-labelledby="as-published">
    <h2 id="as-published">{registerMessages(telling.language).common.asPublished}</h2>
    <Entry {...telling} change={change} />
  </section>
);

/** Why there is nothing to do here, and the way back to the log. */
export const BackToLog: FC<
  Frame & {
    readonly title: string;
    readonly text: string;
    readonly logPath: string;
    readonly link?: { readonly href: string; readonly text: string };
  }
> = ({ logPath, link, ...notice }) => (
  <Notice {...notice}>
    {link === undefined ? null : (
      <p>
        <a href={link.href}>{link.text}</a>
      </p>
    )}
    <p>
      <a href={logPath}>{registerMessages(notice.language).common.back}</a>
    </p>
  </Notice>
);

/** One change by itself: what a page is about. */
export const Recorded: FC<Telling & { readonly change: Change; readonly title: string }> = ({ change, title, ...telling }) => (
  <section class="as-published" aria-labelledby="recorded">
    <h2 id="recorded">{title}</h2>
    <Entry {...telling} change={change} />
  </section>
);
