import { type Refused, refused } from '../domain/errors.ts';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope } from './append-change.ts';

/** Confirms a campaign with the days that were read: refused as stale when they are others by now. */
export function confirmCampaign(
  deps: ChangeDeps,
  command: Envelope & { readonly planId: string; readonly id: string; readonly opens: string; readonly closes: string },
): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    const known = current.state.campaigns.find(({ id }) => id === command.id);
    if (known === undefined) return refused('unknown-entry', [{ field: 'id', code: 'unknown' }]);
    if (known.confirmedAt !== null) return refused('invalid', [{ field: 'id', code: 'unchanged' }]);
    if (known.opens !== command.opens || known.closes !== command.closes) return refused('stale');
    if (known.closes < localDay(command.now, current.state.settings.zone)) return refused('closed');
    const campaign = { ...known, confirmedAt: instantText(command.now) };
    return { ok: true, change: { type: 'campaign-planned', data: { campaign } }, texts: [] };
  });
}
