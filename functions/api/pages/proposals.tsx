import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanState } from '../../../shared/domain/plan.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import { readText, type Texts } from '../../../shared/domain/text.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import { plainLine } from '../../../shared/showing/plain-text.ts';
import { participationMessages } from '../messages/participation.ts';
import { proposalMessages } from '../messages/proposals.ts';
import { readingText } from './date-field.tsx';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';

export const proposalsPath = (planId: string): string => `/app/plans/${planId}/proposals`;

type In = { readonly plan: PlanState; readonly texts: Texts; readonly language: InterfaceLanguage };

/** The title of the document, or of the participation process, that a proposal comes from. */
export function sourceTitle(
  { plan: { documents, processes }, texts }: Pick<In, 'plan' | 'texts'>,
  { documentId, source }: Proposal,
): string {
  const document = documents.find(({ id }) => id === documentId)?.title;
  const process = Object.values(processes.find(({ id }) => id === documentId)?.titles ?? {})[0];
  return plainLine(readText(texts, document ?? process ?? null) ?? source.name);
}

/** The source line itself, and where a year or a day came from that it lacks. */
export const Quote: FC<In & { readonly told: Proposal }> = ({ plan, told, language }) => {
  const say = proposalMessages(language);
  const own = plan.settings.languages[0] ?? language;
  return (
    <>
      <blockquote>
        <p>
          <strong>{say.quote(told.line)}</strong>{' '}
          <Quoted of={{ text: plainLine(told.quote), language: own }} m={messages[language]} />
        </p>
      </blockquote>
      {told.reason === null ? null : (
        <p class="quiet">
          {say.reason} {told.reason}
        </p>
      )}
    </>
  );
};

const Waiting: FC<In & { readonly told: Proposal }> = ({ plan, texts, told, language }) => {
  const say = proposalMessages(language);
  const { kind: kinds, common } = participationMessages(language);
  const m = messages[language];
  const own = plan.settings.languages[0] ?? language;
  return (
    <li class="card" id={told.id}>
      <h3>
        <Quoted of={{ text: plainLine(told.title), language: own }} m={m} />
      </h3>
      <p class="hint">{kinds[told.kind]}</p>
      <dl class="facts">
        <div>
          <dt>{say.asWritten}</dt>
          <dd>{told.date === null ? common.noDate : <Published date={told.date} language={own} m={m} />}</dd>
        </div>
        {told.date === null ? null : (
          <div>
            <dt>{say.proposed}</dt>
            <dd>
              <Words of={readingText(told.date, language)} />
            </dd>
          </div>
        )}
      </dl>
      <Quote plan={plan} texts={texts} told={told} language={language} />
      <p class="actions">
        <a class="button" href={`${proposalsPath(plan.settings.id)}/${told.id}`}>
          {say.judge}
          <span class="visually-hidden">{common.about(plainLine(told.title))}</span>
        </a>
      </p>
    </li>
  );
};

const Judged: FC<In & { readonly judged: readonly Proposal[] }> = ({ plan, texts, judged, language }) => {
  const say = proposalMessages(language);
  const { common } = participationMessages(language);
  const own = plan.settings.languages[0] ?? language;
  return (
    <details class="block">
      <summary>{say.judged(judged.length)}</summary>
      <table class="stacked">
        <caption class="visually-hidden">{say.judgedCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.event}</th>
            <th scope="col">{say.verdict}</th>
            <th scope="col">{common.actions}</th>
          </tr>
        </thead>
        <tbody>
          {judged.map((told) => (
            <tr>
              <th scope="row">
                <Quoted of={{ text: plainLine(told.title), language: own }} m={messages[language]} />
                <span class="group">{sourceTitle({ plan, texts }, told)}</span>
              </th>
              <td data-label={say.verdict}>{say.state[told.state]}</td>
              <td data-label={common.actions}>
                <a href={`${proposalsPath(plan.settings.id)}/${told.id}`}>
                  {say.look}
                  <span class="visually-hidden">{common.about(plainLine(told.title))}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

type ProposalsProps = Frame & {
  readonly plan: PlanState;
  readonly texts: Texts;
  readonly proposals: readonly Proposal[];
  /** The proposal that was just judged. */
  readonly done: Proposal | null;
};

/** What documents tell and nobody has judged yet, document by document; what was judged is folded away. */
export const ProposalsPage: FC<ProposalsProps> = ({ plan, texts, proposals, done, ...frame }) => {
  const { language } = frame;
  const say = proposalMessages(language);
  const waiting = proposals.filter(({ state }) => state === 'waiting');
  const judged = proposals.filter(({ state }) => state !== 'waiting');
  const documents = [...new Set(waiting.map(({ documentId }) => documentId))];
  return (
    <PlanFrame {...frame} settings={plan.settings} title={say.title}>
      {done === null ? null : (
        <section class="saved" aria-labelledby="done" tabindex={-1} autofocus>
          <h2 id="done">{say.done[done.state]}</h2>
          <p>
            {say.doneText[done.state]} {say.left(waiting.length)}
          </p>
        </section>
      )}
      <p>{waiting.length === 0 ? say.none : say.lead(waiting.length)}</p>
      {waiting.length === 0 ? (
        <p>
          <a href={`/app/plans/${plan.settings.id}/import`}>{say.importLink}</a>
        </p>
      ) : null}
      {documents.map((documentId) => {
        const own = waiting.filter((told) => told.documentId === documentId);
        const [first] = own;
        return (
          <section class="block" aria-labelledby={documentId}>
            <h2 id={documentId}>{say.from(first === undefined ? documentId : sourceTitle({ plan, texts }, first))}</h2>
            <ul class="cards">
              {own
                .toSorted((a, b) => a.line - b.line)
                .map((told) => (
                  <Waiting plan={plan} texts={texts} told={told} language={language} />
                ))}
            </ul>
          </section>
        );
      })}
      {judged.length === 0 ? null : <Judged plan={plan} texts={texts} judged={judged} language={language} />}
    </PlanFrame>
  );
};
