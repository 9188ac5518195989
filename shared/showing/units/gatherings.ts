import type { Json } from '../../domain/canonical-json.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { isToCome } from '../../domain/meeting-days.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { fileTypes } from '../file-types.ts';
import { headlinesOf } from '../gathering-titles.ts';
import { citationsOf, type Gathering, type Related, surroundingsOf } from '../gatherings.ts';
import { messages } from '../messages/messages.ts';
import { documentPage } from '../pages/document-page.tsx';
import { meetingPage } from '../pages/meeting-page.tsx';
import { processPage } from '../pages/process-page.tsx';
import { basisOf, keyOf, type SiteUnit } from '../site-unit.ts';
import type { CommitmentView, PlanView } from '../view.ts';

/** The page of each meeting, participation process and cited document. */
export function gatheringUnits(view: PlanView): SiteUnit[] {
  return surroundingsOf(view).all.map((one) => gatheringUnit(view, one));
}

function gatheringUnit(view: PlanView, gathering: Gathering): SiteUnit {
  const { id } = gathering.item;
  const folders = pageLanguages.map((language) => ({
    language,
    folder: `${folderOf(view.state.settings.id, language, view.language)}${id}/`,
  }));
  return {
    name: id,
    key: keyOf({ basis: basisOf(view), gathering: madeOf(view, gathering) }),
    places: folders.map(({ folder }) => folder),
    files: () =>
      folders.map(({ language, folder }) => ({
        path: `${folder}index.html`,
        body: pageOf(view, gathering, language),
        contentType: fileTypes.page,
      })),
  };
}

function pageOf(view: PlanView, { kind, item }: Gathering, language: InterfaceLanguage): string {
  switch (kind) {
    case 'meeting':
      return meetingPage(view, item, language);
    case 'process':
      return processPage(view, item, language);
    default:
      return documentPage(view, item, language);
  }
}

/** Everything its pages show: itself, those it is tied to by their titles, and its entries. */
function madeOf(view: PlanView, gathering: Gathering): Json {
  const { byId, citedBy, related, entries } = surroundingsOf(view);
  const { id } = gathering.item;
  const tied = [...citationsOf(gathering).flatMap((one) => byId.get(one) ?? []), ...(citedBy.get(id) ?? [])];
  return {
    own: [gathering.item, namesOf(view, gathering)],
    isToCome: gathering.kind === 'meeting' && isToCome(gathering.item, view.asOf),
    tied: tied.map((one) => namesOf(view, one)),
    related: (related.get(id) ?? []).map(relatedName),
    // An entry says which of its texts were removed.
    entries: (entries.get(id) ?? []).map((one) => one.madeOf()),
  };
}

/** How others show it: its title in each language, its kind and its date. */
function namesOf(view: PlanView, { kind, item }: Gathering): Json {
  const headlines = pageLanguages.map((language) => headlinesOf(view, messages[language]).get(item.id) ?? null);
  return [kind, item.id, headlines, kind === 'document' ? item.title : item.titles, kind === 'meeting' ? item.date : null];
}

function relatedName({ by, commitment: { state, milestones }, milestoneId }: Related): Json {
  const milestone = milestones.find(({ id }) => id === milestoneId);
  return [by, milestoneId ?? state.id, state.number, state.language, (milestone ?? state).titles];
}

/** What the page of a commitment shows of what is around it. */
export function aroundCommitment(view: PlanView, commitment: CommitmentView): Json {
  return (surroundingsOf(view).around.get(commitment) ?? []).map((one) => namesOf(view, one));
}
