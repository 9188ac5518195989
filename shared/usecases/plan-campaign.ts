import { Temporal } from 'temporal-polyfill';
import { type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { campaign, lastDayOf } from '../domain/plan.ts';
import { publicTextProblems } from '../domain/public-text.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope } from './append-change.ts';

/** How long a campaign lasts when nobody says otherwise. */
const defaultDays = 30;

/** Records a reporting campaign, or confirms one: its mails go out once it is confirmed and the plan's mail is on. */
export function planCampaign(
  deps: ChangeDeps,
  command: Envelope & {
    readonly planId: string;
    readonly id: string;
    readonly opens: string;
    /** Null: 30 days after it opens. */
    readonly closes: string | null;
    readonly confirmed: boolean;
    /** Refuses an id that a campaign of the plan has already; otherwise the same id again replaces it. */
    readonly mustBeNew?: boolean;
  },
): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    const opens = campaign.shape.opens.safeParse(command.opens);
    if (!opens.success) return refused('invalid', [{ field: 'opens', code: 'malformed' }]);
    const closes = command.closes ?? Temporal.PlainDate.from(opens.data).add({ days: defaultDays }).toString();
    const read = campaign.safeParse({
      id: command.id,
      opens: opens.data,
      closes,
      confirmedAt: command.confirmed ? instantText(command.now) : null,
    });
    if (!read.success) return schemaRefusal(read.error);
    const named = publicTextProblems('id', command.id, 40);
    if (named.length > 0) return refused('invalid', named);
    const isKnown = current.state.campaigns.some(({ id }) => id === command.id);
    if (command.mustBeNew === true && isKnown) return refused('exists-already', [{ field: 'id', code: 'taken' }]);
    if (closes <= opens.data) return refused('invalid', [{ field: 'closes', code: 'malformed' }]);
    const last = lastDayOf(current.state.settings);
    if (last !== null && opens.data > last) return refused('closed', [{ field: 'opens', code: 'not-expected', detail: last }]);
    return { ok: true, change: { type: 'campaign-planned', data: { campaign: read.data } }, texts: [] };
  });
}
