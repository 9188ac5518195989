import type { Messages } from '../messages/fr.ts';
import { type StatusCode, statusCodes } from '../verdict.ts';
import { StatusMark } from './marks.tsx';

/** `1 réalisé`, `3 sans déclaration`: milestones per declared status, those above none; statuses are never summed. */
export const Tally = ({ counts, m }: { counts: ReadonlyMap<StatusCode, number>; m: Messages }) => (
  <ul class="tally">
    {statusCodes.flatMap((code) => {
      const count = counts.get(code) ?? 0;
      return count === 0
        ? []
        : [
            <li>
              <StatusMark status={code}>{m.commitment.verdict.counted[code](count)}</StatusMark>
            </li>,
          ];
    })}
  </ul>
);
