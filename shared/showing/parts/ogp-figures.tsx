import type { Messages } from '../messages/fr.ts';
import { ogpCountWords } from '../messages/ogp-counts.ts';
import { ogpCountsOf, summedCounts } from '../ogp-counts.ts';
import type { PlanView } from '../view.ts';
import type { Stat } from './stats.tsx';
import { Day } from './words.tsx';

/** What is counted for OGP's standards. */
export type OgpTopic = 'updates' | 'evidence' | 'meetings' | 'processes';

/** The counts of a plan with their labels: of one standard after the other, those of all commitments together. */
export function ogpFigures(view: PlanView, m: Messages): { readonly [topic in OgpTopic]: readonly Stat[] } {
  const words = ogpCountWords[m.language];
  const counts = ogpCountsOf(view);
  const { meetings, processes } = counts;
  const total = summedCounts(counts);
  const figure = (count: number): string => String(count);
  return {
    updates: [
      { figure: figure(total.updatedAsAsked), label: words.updates.twoOrMore },
      { figure: figure(total.updatedOnce), label: words.updates.one },
      { figure: figure(total.notUpdated), label: words.updates.none },
    ],
    evidence: [
      { figure: m.plan.xOfY(total.withEvidence, total.milestones), label: words.evidence.milestones },
      { figure: m.plan.xOfY(total.completeWithEvidence, total.complete), label: words.evidence.completeWith },
      { figure: figure(total.completeWithReason), label: words.evidence.completeReasoned },
      { figure: figure(total.completeBare), label: words.evidence.completeBare },
    ],
    meetings: [
      { figure: figure(meetings.recent), label: words.meetings.recent },
      { figure: figure(meetings.recentWithCivilSociety), label: words.meetings.recentWithCivilSociety },
      {
        figure: meetings.last === null ? words.meetings.never : <Day of={meetings.last} m={m} />,
        label: words.meetings.last,
        ...(meetings.monthsSince === null ? {} : { note: words.meetings.monthsSince(meetings.monthsSince) }),
      },
      { figure: figure(meetings.held), label: words.meetings.held },
      { figure: figure(meetings.withMinutes), label: words.meetings.withMinutes },
      ...(meetings.undated === 0 ? [] : [{ figure: figure(meetings.undated), label: words.meetings.undated }]),
    ],
    processes: [
      { figure: figure(processes.recorded), label: words.processes.recorded },
      { figure: figure(processes.withFollowUp), label: words.processes.withFollowUp },
      { figure: figure(processes.awaited), label: words.processes.awaited },
      ...(processes.notOwed === 0 ? [] : [{ figure: figure(processes.notOwed), label: words.processes.notOwed }]),
    ],
  };
}
