import type { Child, FC } from 'hono/jsx';
import { declaredStatusOf, type MilestoneState } from '../../../shared/domain/commitment.ts';
import { milestoneKeyOf } from '../../../shared/domain/identifiers.ts';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import { type Change, titleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { AssessmentBlock } from '../../../shared/showing/parts/assessment-block.tsx';
import { CompletionMark, DeclaredMark } from '../../../shared/showing/parts/marks.tsx';
import { Quoted } from '../../../shared/showing/parts/words.tsx';
import { registerMessages } from '../messages/register.ts';
import { type Frame, Layout } from './layout.tsx';
import { Entries, Saved, type Telling, Trail } from './log-entry.tsx';

/** What can be done about one milestone: addresses, null for what this person may not do. */
export type MilestoneOffers = {
  readonly answer: string | null;
  readonly deadline: string | null;
  readonly assess: string | null;
};

/** What can be done about one entry. */
export type EntryOffers = { readonly correct: string | null; readonly redact: string | null };

type LogProps = Frame & {
  readonly telling: Telling;
  readonly record: CommitmentRecord;
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly planTitle: string;
  /** Address of the plan's own pages, for those who run it. */
  readonly planPath: string | null;
  readonly publicPath: string;
  readonly assessPath: string | null;
  readonly milestoneOffers: (milestone: MilestoneState) => MilestoneOffers;
  readonly entryOffers: (change: Change) => EntryOffers;
  readonly savedSeq: number | null;
};

/** A link with what it is about, for those who hear it by itself. */
const Offer: FC<{ readonly href: string | null; readonly text: string; readonly about: string }> = ({ href, text, about }) =>
  href === null ? null : (
    <a href={href}>
      {text}
      <span class="visually-hidden">{about}</span>
    </a>
  );

const Milestones: FC<LogProps> = ({ record, language, telling, milestoneOffers }) => {
  const say = registerMessages(language).log;
  const m = messages[language];
  const rows = record.commitment.milestones.map((milestone) => ({ milestone, offers: milestoneOffers(milestone) }));
  const hasOffers = rows.some(({ offers }) => Object.values(offers).some((href) => href !== null));
  return (
    <table class="stacked">
      <caption class="visually-hidden">{say.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.commitment.milestone}</th>
          <th scope="col">{m.declared.byMinistry}</th>
          <th scope="col">{m.irm.title}</th>
          {hasOffers ? <th scope="col">{say.actions}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ milestone, offers }) => {
          const title = titleIn(milestone.titles, language, telling.original);
          const completion = milestone.assessment?.completion ?? null;
          const about = say.ofTitle(title.text);
          return (
            <tr id={milestoneKeyOf(milestone.id)}>
              <th scope="row">
                <Quoted of={title} m={m} /> <span class="key">{milestoneKeyOf(milestone.id)}</span>
              </th>
              <td data-label={m.declared.byMinistry}>
                <DeclaredMark status={declaredStatusOf(milestone)} m={m} />
              </td>
              <td data-label={m.irm.title}>
                {completion === null ? m.change.noAssessment : <CompletionMark completion={completion} m={m} />}
              </td>
              {hasOffers ? (
                <td data-label={say.actions}>
                  <ul class="plain">
                    {[
                      { href: offers.answer, text: say.answer },
                      { href: offers.deadline, text: say.deadline },
                      { href: offers.assess, text: say.assess },
                    ]
                      .filter(({ href }) => href !== null)
                      .map((one) => (
                        <li>
                          <Offer {...one} about={about} />
                        </li>
                      ))}
                  </ul>
                </td>
              ) : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

/** Links under an entry of a log; nothing where nothing can be done. */
export function entryActions(
  language: Frame['language'],
  offersOf: (change: Change) => EntryOffers,
): (change: Change) => Child | null {
  const say = registerMessages(language).log;
  return (change) => {
    const { correct, redact } = offersOf(change);
    const about = say.ofChange(change.seq ?? 0);
    return correct === null && redact === null ? null : (
      <p class="actions">
        <Offer href={correct} text={say.correct} about={about} />
        <Offer href={redact} text={say.redact} about={about} />
      </p>
    );
  };
}

/** One commitment for those who answer for it, assess it or run its plan: what can be done now, then everything that happened. */
export const CommitmentLogPage: FC<LogProps> = (props) => {
  const { language, homeHref, person, record, telling, changes, planTitle, planPath, publicPath, assessPath, savedSeq } = props;
  const say = registerMessages(language).log;
  const { common } = registerMessages(language);
  const m = messages[language];
  const { state } = record.commitment;
  const title = titleIn(state.titles, language, telling.original);
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={`${say.commitment(state.number)} – ${title.text}`}>
      {planPath === null ? null : <Trail language={language} steps={[{ href: planPath, text: planTitle }]} />}
      <h1>
        <span class="number">{say.commitment(state.number)}</span> <Quoted of={title} m={m} />
      </h1>
      <Saved language={language} seq={savedSeq} publicPath={publicPath} />
      <p class="actions">
        {assessPath === null ? null : (
          <a class="button" href={assessPath}>
            {say.assessCommitment}
          </a>
        )}
        <a href={publicPath}>{common.publicPage}</a>
      </p>
      <section class="block" aria-labelledby="milestones">
        <h2 id="milestones">{m.commitment.milestones}</h2>
        <Milestones {...props} />
      </section>
      <section class="block irm" aria-labelledby="irm">
        <h2 id="irm">{m.irm.title}</h2>
        <AssessmentBlock assessment={state.assessment} texts={record.texts} m={m} />
      </section>
      <section class="block" aria-labelledby="log">
        <h2 id="log">{say.title}</h2>
        <p class="quiet">{say.lead}</p>
        <Entries {...telling} changes={changes} actions={entryActions(language, props.entryOffers)} />
      </section>
    </Layout>
  );
};
