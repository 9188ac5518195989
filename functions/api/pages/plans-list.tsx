import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { lastDayOf, type PlanState } from '../../../shared/domain/plan.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import { planWords } from '../messages/plans.ts';
import { type Frame, Layout } from './layout.tsx';
import { type Shut, ShutLine } from './openid.tsx';
import { planTitle } from './plan-frame.tsx';

type ListProps = Frame & {
  readonly plans: readonly PlanState[];
  readonly shut: Shut;
  /** Somebody who sees every plan there is. */
  readonly seesAll: boolean;
  /** May begin another one: an administrator. */
  readonly mayAdd: boolean;
  readonly now: Temporal.Instant;
};

/** Plans of a coordinator; the way to a new one comes last, because it is rare. */
export const PlansListPage: FC<ListProps> = ({ plans, shut, seesAll, mayAdd, now, ...frame }) => {
  const say = planWords(frame.language).list;
  const m = messages[frame.language];
  const title = seesAll ? say.all : say.title;
  const mailText = ({ settings, mailOnSince }: PlanState): string => {
    const last = lastDayOf(settings);
    if (last !== null && localDay(now, settings.zone) > last) return say.over;
    return mailOnSince === null ? say.off : say.on(dayText(localDay(Temporal.Instant.from(mailOnSince), settings.zone), m));
  };
  return (
    <Layout {...frame} title={title}>
      <h1>{title}</h1>
      <ShutLine language={frame.language} of={shut} next="/app/plans/" />
      {plans.length === 0 ? (
        shut.count > 0 ? null : (
          <p>{say.none}</p>
        )
      ) : (
        <table class="stacked">
          <caption class="visually-hidden">{say.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.plan}</th>
              <th scope="col">{say.period}</th>
              <th scope="col">{say.mail}</th>
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
              <tr>
                <th scope="row">
                  <a href={`/app/plans/${plan.settings.id}/`}>
                    <Quoted of={planTitle(plan.settings, frame.language)} m={m} />
                  </a>
                </th>
                <td data-label={say.period}>
                  <Published date={plan.settings.period} language={plan.settings.languages[0] ?? frame.language} m={m} />
                </td>
                <td data-label={say.mail}>
                  <Words of={mailText(plan)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayAdd ? (
        <p class="actions">
          <a class="button" href="/app/plans/new">
            {say.add}
          </a>
        </p>
      ) : null}
    </Layout>
  );
};
