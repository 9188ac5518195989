import type { Json } from '../../domain/canonical-json.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { calendarFile } from '../calendar-file.ts';
import { downloadsOf, subscriptions } from '../downloads.ts';
import { ministrySubject, newestFeed } from '../feeds/subject.ts';
import { fileTypes } from '../file-types.ts';
import { messages } from '../messages/messages.ts';
import { everyMinistryOf, type Ministry, ministryFolder } from '../ministries.ts';
import { ministryFacts } from '../ministry-facts.ts';
import { type MinistryWithFacts, ministriesPage } from '../pages/ministries-page.tsx';
import { ministryPage } from '../pages/ministry-page.tsx';
import { basisOf, keyOf, type SiteUnit, stateOf } from '../site-unit.ts';
import type { CommitmentView, PlanView, ShownFile } from '../view.ts';
import { archiveUnits } from './months.ts';

/** The page of all ministries of a plan, and what there is of each. */
export function ministryUnits(view: PlanView): SiteUnit[] {
  return [
    allUnit(view),
    ...everyMinistryOf(view).flatMap((ministry) => [
      ministryUnit(view, ministry),
      ...archiveUnits(view, ministrySubject(view, ministry)),
    ]),
  ];
}

function statesOf(view: PlanView, commitments: readonly CommitmentView[]) {
  return commitments.map((one) => stateOf(one, view.asOf, view.state.settings.zone));
}

function withFacts(view: PlanView, ministry: Ministry): MinistryWithFacts {
  return { ministry, facts: ministryFacts(ministry.commitments, view.asOf, view.state.settings.zone) };
}

function allUnit(view: PlanView): SiteUnit {
  const folders = pageLanguages.map((language) => ({
    language,
    folder: `${folderOf(view.state.settings.id, language, view.language)}ministries/`,
  }));
  return {
    name: 'ministries',
    key: keyOf({ basis: basisOf(view), dataDay: view.dataDay, commitments: statesOf(view, view.commitments) }),
    places: folders.map(({ folder }) => `${folder}index.html`),
    files: () => {
      const ministries = everyMinistryOf(view).map((ministry) => withFacts(view, ministry));
      return folders.map(({ language, folder }) => ({
        path: `${folder}index.html`,
        body: ministriesPage(view, ministries, language),
        contentType: fileTypes.page,
      }));
    },
  };
}

/** What is still told of commitments a ministry led: what happened until then, and who leads them now. */
function madeOfFormer(view: PlanView, ministry: Ministry): Json {
  if (ministry.former.length === 0) return null;
  const former = new Set(ministry.former.map(({ state }) => state.id));
  return {
    commitments: ministry.former.map(({ state: { id, titles, leadInstitutions } }) => ({ id, titles, leadInstitutions })),
    recorded: ministrySubject(view, ministry).recorded.flatMap(({ subject, madeOf }) => (former.has(subject) ? [madeOf()] : [])),
  };
}

/** One ministry: it changes with its own commitments and, but for the day of the plan's data, with no other. */
function ministryUnit(view: PlanView, ministry: Ministry): SiteUnit {
  return {
    name: `ministries/${ministry.slug}`,
    key: keyOf({
      basis: basisOf(view),
      // Of one that leads nothing any more there is no position to tell.
      dataDay: ministry.commitments.length === 0 ? null : view.dataDay,
      name: ministry.name,
      numbers: ministry.commitments.map(({ state }) => state.number),
      commitments: statesOf(view, ministry.commitments),
      former: madeOfFormer(view, ministry),
    }),
    places: pageLanguages.map((language) => ministryFolder(view, ministry.slug, language)),
    files: () => filesOf(view, ministry),
  };
}

function filesOf(view: PlanView, ministry: Ministry): ShownFile[] {
  const subject = ministrySubject(view, ministry);
  const part = { view, commitments: ministry.commitments, meetings: false };
  const shown = withFacts(view, ministry);
  return pageLanguages.flatMap((language) => {
    const m = messages[language];
    const folder = ministryFolder(view, ministry.slug, language);
    const files = subscriptions(
      folder,
      newestFeed(view, subject, language),
      calendarFile(m.calendar.name(subject.name(m)), language, [part]),
    );
    const downloads = downloadsOf(files, folder, folder, language);
    const page = ministryPage(view, shown, subject.recorded, language, downloads);
    return [...files, { path: `${folder}index.html`, body: page, contentType: fileTypes.page }];
  });
}
