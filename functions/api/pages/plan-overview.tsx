import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { lastDayOf, type PlanSettings } from '../../../shared/domain/plan.ts';
import { folderOf } from '../../../shared/showing/addresses.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { dayText, timeText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Fact } from '../../../shared/showing/parts/fact.tsx';
import { Published, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import type { PlanOverview } from '../../../shared/usecases/plan-overview.ts';
import { planWords } from '../messages/plans.ts';
import { type Frame, Layout } from './layout.tsx';
import { planTitle } from './plan-frame.tsx';
import { livingCampaigns, type Task, tasksOf } from './plan-tasks.ts';

type OverviewProps = Frame & {
  readonly overview: PlanOverview;
  /** What was just done, in a sentence; null when nothing was. */
  readonly done: string | null;
};

type PartProps = { readonly overview: PlanOverview; readonly language: InterfaceLanguage };

const Tasks: FC<{ readonly tasks: readonly Task[]; readonly nothing: string }> = ({ tasks, nothing }) =>
  tasks.length === 0 ? (
    <p>{nothing}</p>
  ) : (
    <ul class="index">
      {tasks.map(({ href, link, lines }) => (
        <li>
          <a href={href}>{link}</a>
          {lines.map((line) => (
            <p class="hint">
              <Words of={line} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  );

const MailFact: FC<PartProps> = ({ overview, language }) => {
  const say = planWords(language).overview;
  const m = messages[language];
  const { settings, mailOnSince } = overview.plan.state;
  const last = lastDayOf(settings);
  if (overview.isOver && last !== null) return <Words of={say.closed(dayText(last, m))} />;
  if (mailOnSince === null) return <>{say.mailOffText}</>;
  const { mode, breaker } = overview.gate;
  const shut = breaker !== null ? say.breaker : mode === 'off' ? say.gateOff : mode === 'sandbox' ? say.gateSandbox : null;
  return (
    <>
      <Words of={say.mailOn(dayText(localDay(Temporal.Instant.from(mailOnSince), settings.zone), m))} />
      {shut === null ? null : <p>{shut}</p>}
    </>
  );
};

const NextMails: FC<PartProps> = ({ overview, language }) => {
  const say = planWords(language).overview;
  if (overview.nextMails.length === 0) return <>{say.nextNone}</>;
  return (
    <>
      <ul class="plain">
        {overview.nextMails.map(({ day, contact, milestoneIds, commitmentIds }) => (
          <li>
            <Words of={say.nextMail(dayText(day, messages[language]), contact.name, milestoneIds.length, commitmentIds.length)} />
          </li>
        ))}
      </ul>
      <span class="reading">{say.nextNote}</span>
    </>
  );
};

function campaignLines({ overview, language }: PartProps): readonly string[] {
  const say = planWords(language).overview;
  const m = messages[language];
  return livingCampaigns(overview.campaigns, overview.today).map(({ id, opens, closes, confirmedAt }) => {
    if (confirmedAt === null) return say.campaignWaiting(id);
    return opens > overview.today ? say.campaignAhead(id, dayText(opens, m)) : say.campaignOpen(id, dayText(closes, m));
  });
}

const Standing: FC<PartProps> = ({ overview, language }) => {
  const say = planWords(language).overview;
  const m = messages[language];
  const { settings, mailOnSince } = overview.plan.state;
  const { period, zone } = settings;
  const moment = (at: string | null): string => (at === null ? say.never : timeText(at, zone, m));
  const campaigns = campaignLines({ overview, language });
  return (
    <dl class="facts">
      <Fact name={say.period}>
        <Published date={period} language={settings.languages[0] ?? language} m={m} />
        {period.from === null || period.to === null ? null : (
          <span class="reading">
            <Words of={say.periodDays(dayText(period.from, m), dayText(period.to, m))} />
          </span>
        )}
      </Fact>
      <Fact name={say.content}>{say.contentText(overview.commitments, overview.milestones)}</Fact>
      <Fact name={say.mail}>
        <MailFact overview={overview} language={language} />
      </Fact>
      {mailOnSince === null ? null : (
        <Fact name={say.next}>
          <NextMails overview={overview} language={language} />
        </Fact>
      )}
      <Fact name={say.campaigns}>
        {campaigns.length === 0
          ? say.campaignNone
          : campaigns.map((line) => (
              <p>
                <Words of={line} />
              </p>
            ))}
      </Fact>
      <Fact name={say.lastImport}>
        <Words of={moment(overview.lastImportAt)} />
      </Fact>
      <Fact name={say.lastRun}>
        <Words of={moment(overview.lastRunAt)} />
      </Fact>
      {overview.approvals.mine === 0 ? null : (
        <Fact name={say.links.approvals}>{say.approvals.mine(overview.approvals.mine)}</Fact>
      )}
    </dl>
  );
};

/** Every commitment, with the way to its log: where its deadlines are moved, and its entries corrected and redacted. */
const Commitments: FC<PartProps> = ({ overview, language }) => {
  const say = planWords(language).overview;
  if (overview.followed.length === 0) return null;
  return (
    <details class="block">
      <summary>{say.followed(overview.followed.length)}</summary>
      <ul class="index">
        {overview.followed.map(({ id, number, titles, language: original }) => (
          <li>
            <a href={`/app/${id}/`}>
              #{number} <Quoted of={titleIn(titles, language, original)} m={messages[language]} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Pages of a plan, in the order in which a coordinator comes to need them. */
const sections = [
  'people',
  'import',
  'proposals',
  'approvals',
  'mail',
  'silent',
  'campaigns',
  'check',
  'meetings',
  'processes',
  'documents',
  'settings',
  'log',
  'export',
] as const;

/** The public page, in the reader's language; pages of the plan's own first language have no prefix. */
export function publicPlanPath({ id, languages }: PlanSettings, language: InterfaceLanguage): string {
  const spoken = languages.flatMap((code) => interfaceLanguage.safeParse(code).data ?? []);
  return `/${folderOf(id, language, spoken[0] ?? 'en')}`;
}

/** One plan: what waits for its coordinator today, how it stands, and the way to everything else. */
export const PlanOverviewPage: FC<OverviewProps> = ({ overview, done, ...frame }) => {
  const { language } = frame;
  const words = planWords(language);
  const say = words.overview;
  const { settings } = overview.plan.state;
  const title = planTitle(settings, language);
  return (
    <Layout {...frame} title={title.text}>
      <nav class="crumbs" aria-label={words.crumbs}>
        <ol>
          <li>
            <a href="/app/plans/">{words.plans}</a>
          </li>
        </ol>
      </nav>
      <h1>
        <Quoted of={title} m={messages[language]} />
      </h1>
      {done === null ? null : (
        <section class="saved" aria-labelledby="saved">
          <h2 id="saved">{say.saved}</h2>
          <p>{done}</p>
        </section>
      )}
      <section>
        <h2>{say.today}</h2>
        <Tasks tasks={tasksOf(overview, language)} nothing={say.nothing} />
      </section>
      <section class="block">
        <h2>{say.standing}</h2>
        <Standing overview={overview} language={language} />
      </section>
      <Commitments overview={overview} language={language} />
      <nav class="block" aria-labelledby="sections">
        <h2 id="sections">{say.sections}</h2>
        <ul class="index">
          {sections.map((name) => (
            <li>
              <a href={`/app/plans/${settings.id}/${name}`}>{say.links[name]}</a>
            </li>
          ))}
          <li>
            <a href={publicPlanPath(settings, language)}>{say.publicPage}</a>
          </li>
        </ul>
      </nav>
    </Layout>
  );
};
