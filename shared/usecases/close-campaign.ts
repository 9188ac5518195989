import { type Refused, refused } from '../domain/errors.ts';
import { localDay } from '../domain/fuzzy-date.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope } from './append-change.ts';

/** Closes an open campaign early: today is its last day. On the day it opens there is nothing to close yet. */
export function closeCampaign(
  deps: ChangeDeps,
  command: Envelope & { readonly planId: string; readonly id: string },
): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    const known = current.state.campaigns.find(({ id }) => id === command.id);
    if (known === undefined) return refused('unknown-entry', [{ field: 'id', code: 'unknown' }]);
    const today = localDay(command.now, current.state.settings.zone);
    if (known.closes <= today) return refused('invalid', [{ field: 'closes', code: 'unchanged' }]);
    if (known.opens >= today) return refused('invalid', [{ field: 'opens', code: 'in-the-future' }]);
    const campaign = { ...known, closes: today };
    return { ok: true, change: { type: 'campaign-planned', data: { campaign } }, texts: [] };
  });
}
