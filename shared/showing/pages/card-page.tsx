import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import { embedWords } from '../messages/embed.ts';
import { messages } from '../messages/messages.ts';
import { pageHtml } from '../parts/layout.tsx';
import { Tally } from '../parts/tally.tsx';
import { MissedDeadlines } from '../parts/verdict.tsx';
import { Quoted, Words } from '../parts/words.tsx';
import { lastHeard, missedOf, nextDeadline, statusCounts } from '../verdict.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { hrefOf } from './page-links.ts';

/**
 * A commitment in a frame on somebody else's page: what was promised, what the ministry declares, what passed and what comes next. Links
 * leave the frame. The only page that other sites may put into one (headers of the distribution and the local server).
 */
export function cardPage(view: PlanView, commitment: CommitmentView, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = embedWords[language];
  const { state, milestones } = commitment;
  const { settings } = view.state;
  const home = hrefOf(view, state.id, language);
  const counts = statusCounts(milestones);
  const next = nextDeadline(milestones, view.asOf);
  const missed = missedOf(milestones, view.asOf);
  const heard = lastHeard(milestones, settings.zone);
  const plan = titleIn(settings.titles, language, settings.languages[0] ?? language);
  const title = titleIn(state.titles, language, state.language);
  return pageHtml(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${words.cardTitle(state.number)} – ${title.text}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="canonical" href={`${view.publicUrl}${home}`} />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body class="framed">
        <main>
          <p class="panel-key">
            {m.site.name} · <Quoted of={plan} m={m} />
          </p>
          <h1>
            <a href={home} target="_top">
              <span class="key">#{state.number}</span> <Quoted of={title} m={m} />
            </a>
          </h1>
          {milestones.length === 0 ? (
            <p>{m.commitment.noMilestones}</p>
          ) : (
            <>
              <p class="quiet">{words.declared}</p>
              <Tally counts={counts} m={m} />
            </>
          )}
          {missed !== null && (
            <p>
              <MissedDeadlines missed={missed} m={m} />
            </p>
          )}
          <p>
            {next !== null && (
              <>
                <Words of={m.commitment.verdict.next(dayText(next, m))} />{' '}
              </>
            )}
            <Words of={heard === null ? m.commitment.verdict.never : m.commitment.verdict.heard(dayText(heard, m))} />
          </p>
        </main>
      </body>
    </html>,
  );
}
