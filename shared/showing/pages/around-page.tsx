import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { messages } from '../messages/messages.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { DocumentLines, MeetingLines, ProcessLines } from '../parts/around-lines.tsx';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';
import type { PlanView } from '../view.ts';
import { planPartHtml } from './plan-part.tsx';

/** What surrounds a plan's commitments: every meeting, participation process and cited document, each with its page. */
export function aroundPage(view: PlanView, language: InterfaceLanguage): string {
  const m = messages[language];
  const { overview, followed } = planViewWords[language];
  const { meetings, processes, documents } = view.state;
  return planPartHtml({
    view,
    language,
    part: 'around',
    title: overview.around,
    current: null,
    children: (
      <>
        <h1>{overview.around}</h1>
        <p class="lede">{overview.aroundLead}</p>
        {meetings.length + processes.length + documents.length === 0 && (
          <Empty title={overview.aroundNone}>{overview.aroundNoneMeans}</Empty>
        )}
        {meetings.length > 0 && (
          <Section id="meetings" title={m.plan.meetings}>
            <MeetingLines view={view} m={m} />
          </Section>
        )}
        {processes.length > 0 && (
          <Section id="processes" title={m.plan.processes}>
            <ProcessLines view={view} m={m} followed={followed} />
          </Section>
        )}
        {documents.length > 0 && (
          <Section id="documents" title={m.plan.documents}>
            <DocumentLines view={view} m={m} />
          </Section>
        )}
      </>
    ),
  });
}
