import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Day } from '../../../shared/showing/parts/words.tsx';
import type { Campaign } from '../../../shared/usecases/plan-overview.ts';
import type { TypedCampaign } from '../forms/campaign-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { type PlanMailWords, planMailWords } from '../messages/plan-mail.ts';
import { ErrorSummary, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';

type CampaignsProps = Frame & {
  readonly settings: PlanSettings;
  readonly campaigns: readonly Campaign[];
  readonly today: string;
  readonly token: string;
  readonly typed: TypedCampaign;
  readonly problems: readonly Problem[];
  /** What was done, or why it was not: a sentence each. */
  readonly done: string | null;
  readonly refused: string | null;
};

type Words = PlanMailWords['campaigns'];

function stateOf({ opens, closes, confirmedAt }: Campaign, today: string): keyof Words['states'] {
  if (closes < today) return confirmedAt === null ? 'lapsed' : 'over';
  if (confirmedAt === null) return 'waiting';
  return opens > today ? 'ahead' : 'open';
}

/** A problem of a campaign in its own words. */
function explain({ problems: words }: Words): (problem: Problem) => string | null {
  return ({ field, code }) => {
    if (field === 'id') return code === 'taken' ? words.taken : words.id;
    if (field === 'opens') return code === 'not-expected' ? words.afterPlan : words.opens;
    return field === 'closes' ? words.closes : null;
  };
}

type ActionProps = {
  readonly of: Campaign;
  readonly today: string;
  readonly action: string;
  readonly token: string;
  readonly say: Words;
};

const Action: FC<ActionProps> = ({ of, today, action, token, say }) => {
  const state = stateOf(of, today);
  const step = state === 'waiting' ? 'confirm' : state === 'open' && of.opens < today && of.closes > today ? 'close' : null;
  if (step === null) return null;
  return (
    <form method="post" action={action}>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="id" value={of.id} />
      {step === 'close' ? null : (
        <>
          <input type="hidden" name="opens" value={of.opens} />
          <input type="hidden" name="closes" value={of.closes} />
        </>
      )}
      <button type="submit" name="step" value={step} class={step === 'close' ? 'secondary' : undefined}>
        {step === 'close' ? say.close(of.id) : say.confirm(of.id)}
      </button>
    </form>
  );
};

/** Campaigns of a plan with what may be done to each, then a new one. */
export const PlanCampaignsPage: FC<CampaignsProps> = (props) => {
  const { settings, campaigns, today, token, typed, problems, done, refused, ...frame } = props;
  const { language } = frame;
  const say = planMailWords(language).campaigns;
  const m = messages[language];
  const action = `/app/plans/${settings.id}/campaigns`;
  const labels = { id: say.newId, opens: say.opens, closes: say.closes };
  const told = { language, problems, labels, explain: explain(say) };
  const newest = [...campaigns].sort((a, b) => (a.opens === b.opens ? (a.id < b.id ? 1 : -1) : a.opens < b.opens ? 1 : -1));
  const mark = problems.length > 0 || refused !== null ? privateMessages(language).errors.mark : '';
  return (
    <PlanFrame {...frame} settings={settings} title={say.title} mark={mark}>
      {done === null ? null : (
        <section class="saved" aria-labelledby="saved">
          <h2 id="saved">{say.saved}</h2>
          <p>{done}</p>
        </section>
      )}
      {refused === null ? null : <p class="note">{refused}</p>}
      <ErrorSummary {...told} />
      <p>{say.lead}</p>
      <p>
        {say.unconfirmed} {say.asks}
      </p>
      {campaigns.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <table class="stacked">
          <caption class="visually-hidden">{say.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.id}</th>
              <th scope="col">{say.opens}</th>
              <th scope="col">{say.closes}</th>
              <th scope="col">{say.state}</th>
              <th scope="col">{say.action}</th>
            </tr>
          </thead>
          <tbody>
            {newest.map((of) => (
              <tr>
                <th scope="row">{of.id}</th>
                <td data-label={say.opens}>
                  <Day of={of.opens} m={m} />
                </td>
                <td data-label={say.closes}>
                  <Day of={of.closes} m={m} />
                </td>
                <td data-label={say.state}>{say.states[stateOf(of, today)]}</td>
                <td>
                  <Action of={of} today={today} action={action} token={token} say={say} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section class="block">
        <h2>{say.new}</h2>
        <form method="post" action={action}>
          <input type="hidden" name="token" value={token} />
          <TextField
            {...told}
            name="id"
            label={say.newId}
            hint={say.newIdHint}
            value={typed.id}
            maxlength={40}
            autocomplete="off"
          />
          <TextField {...told} name="opens" label={say.opens} hint={say.opensHint} value={typed.opens} type="date" />
          <TextField {...told} name="closes" label={say.closes} hint={say.closesHint} value={typed.closes} type="date" />
          <p class="actions">
            <button type="submit" name="step" value="add">
              {say.add}
            </button>
          </p>
        </form>
      </section>
    </PlanFrame>
  );
};
