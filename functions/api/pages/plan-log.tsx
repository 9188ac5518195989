import type { FC } from 'hono/jsx';
import type { Change } from '../../../shared/showing/changes.ts';
import { registerMessages } from '../messages/register.ts';
import { type EntryOffers, entryActions } from './commitment-log.tsx';
import { type Frame, Layout } from './layout.tsx';
import { Entries, Saved, type Telling, Trail } from './log-entry.tsx';

type PlanLogProps = Frame & {
  readonly telling: Telling;
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly planTitle: string;
  readonly planPath: string;
  readonly publicPath: string;
  readonly entryOffers: (change: Change) => EntryOffers;
  readonly savedSeq: number | null;
};

/** Everything that happened to the plan itself. */
export const PlanLogPage: FC<PlanLogProps> = (props) => {
  const { language, homeHref, person, telling, changes, planTitle, planPath, publicPath, entryOffers, savedSeq } = props;
  const { log: say, common } = registerMessages(language);
  return (
    <Layout language={language} homeHref={homeHref} person={person} title={`${say.planTitle} – ${planTitle}`}>
      <Trail language={language} steps={[{ href: planPath, text: planTitle }]} />
      <h1>{say.planTitle}</h1>
      <Saved language={language} seq={savedSeq} publicPath={publicPath} />
      <p class="actions">
        <a href={publicPath}>{common.publicPage}</a>
      </p>
      <section class="block" aria-labelledby="log">
        <h2 id="log">{say.title}</h2>
        <p class="quiet">{say.planLead}</p>
        <Entries {...telling} changes={changes} actions={entryActions(language, entryOffers)} />
      </section>
    </Layout>
  );
};
