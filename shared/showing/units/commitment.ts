import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { calendarFile } from '../calendar-file.ts';
import { titleIn } from '../changes.ts';
import { downloadsOf, subscriptions } from '../downloads.ts';
import { commitmentFeed } from '../feeds/subject.ts';
import { fileTypes } from '../file-types.ts';
import { logLines } from '../log-lines.ts';
import { messages } from '../messages/messages.ts';
import { commitmentPage } from '../pages/commitment-page.tsx';
import { milestonePage } from '../pages/milestone-page.tsx';
import { basisOf, keyOf, type SiteUnit, stateOf } from '../site-unit.ts';
import { statusCsv } from '../status-csv.ts';
import { commitmentStatusJson } from '../status-json.ts';
import type { CommitmentView, PlanView, ShownFile } from '../view.ts';
import { embedFiles } from './embeds.ts';
import { aroundCommitment } from './gatherings.ts';

/** One commitment: its page and those of its milestones, its feeds, calendar, exports and log. */
export function commitmentUnit(view: PlanView, commitment: CommitmentView): SiteUnit {
  const { id, number } = commitment.state;
  return {
    name: number,
    key: keyOf({
      basis: basisOf(view),
      commitment: stateOf(commitment, view.asOf, view.state.settings.zone),
      around: aroundCommitment(view, commitment),
    }),
    places: pageLanguages.map((language) => folderOf(id, language, view.language)),
    files: () => filesOf(view, commitment),
  };
}

function filesOf(view: PlanView, commitment: CommitmentView): ShownFile[] {
  const { state } = commitment;
  const part = { view, commitments: [commitment], meetings: false };
  const data = folderOf(state.id, view.language, view.language);
  const files = [
    { path: `${data}log.jsonl`, body: logLines(commitment), contentType: fileTypes.log },
    { path: `${data}status.json`, body: commitmentStatusJson(view, commitment), contentType: fileTypes.json },
    { path: `${data}status.csv`, body: statusCsv([part]), contentType: fileTypes.csv },
    ...pageLanguages.flatMap((language) => {
      const m = messages[language];
      const name = `${m.commitment.name(state.number)}, ${titleIn(state.titles, language, state.language).text}`;
      return subscriptions(
        folderOf(state.id, language, view.language),
        commitmentFeed(view, commitment, language),
        calendarFile(m.calendar.name(name), language, [part]),
      );
    }),
  ];
  return [
    ...files,
    ...embedFiles(view, commitment),
    ...pageLanguages.flatMap((language) => pagesOf(view, commitment, language, files)),
  ];
}

function pagesOf(
  view: PlanView,
  commitment: CommitmentView,
  language: InterfaceLanguage,
  files: readonly ShownFile[],
): ShownFile[] {
  const { id } = commitment.state;
  const folder = folderOf(id, language, view.language);
  const downloads = downloadsOf(files, folder, folderOf(id, view.language, view.language), language);
  return [
    {
      path: `${folder}index.html`,
      body: commitmentPage(view, commitment, language, downloads),
      contentType: fileTypes.page,
    },
    ...commitment.milestones.map((milestone) => ({
      path: `${folderOf(milestone.id, language, view.language)}index.html`,
      body: milestonePage(view, commitment, milestone, language),
      contentType: fileTypes.page,
    })),
  ];
}
