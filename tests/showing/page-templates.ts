import type { InterfaceLanguage } from '../../shared/domain/identifiers.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { irmReport, reportSection } from '../../shared/showing/pages/irm-report.tsx';
import type { PlanView } from '../../shared/showing/view.ts';
import { aDeclared, andThen, aText } from '../builders.ts';
import { answered, view } from './health-plan.ts';
import { siteOf, stages, type TextFile } from './stages.ts';

const plan = 'fr-2021-2023';

/** Every kind of page there is, by where it lies; written into the languages' folders alike. */
const templates: { readonly [template: string]: RegExp } = {
  home: /^$/,
  newest: /^changes\/$/,
  method: /^method\/$/,
  data: /^data\/$/,
  accessibility: /^accessibility\/$/,
  service: /^service\/$/,
  'not-found': /^404\.html$/,
  plan: /^P\/$/,
  overdue: /^P\/overdue\/(?:\d+\/)?$/,
  'due-soon': /^P\/due-soon\/(?:\d+\/)?$/,
  'no-word': /^P\/no-word\/(?:\d+\/)?$/,
  evidence: /^P\/evidence\/(?:\d+\/)?$/,
  ministries: /^P\/ministries\/$/,
  ministry: /^P\/ministries\/[a-z0-9-]+\/$/,
  timeline: /^P\/timeline\/(?:\d+\/)?$/,
  months: /^P\/changes\/$/,
  month: /^P\/changes\/\d{4}-\d{2}\/(?:\d+\/)?$/,
  'plan-history': /^P\/history\/\d+\/$/,
  ogp: /^P\/ogp\/$/,
  corrections: /^P\/corrections\/$/,
  around: /^P\/around\/$/,
  'plan-service': /^P\/service\/$/,
  process: /^P\/process-[a-z0-9-]+\/$/,
  meeting: /^P\/meeting-[a-z0-9-]+\/$/,
  document: /^P\/document-[a-z0-9-]+\/$/,
  commitment: /^P\/\d+\/$/,
  milestone: /^P\/\d+\/m\d+\/$/,
  entry: /^P\/\d+\/log\/\d+\/$/,
  'commitment-history': /^P\/\d+\/history\/\d+\/$/,
  card: /^P\/\d+\/card\/$/,
  report: /^report\.html$/,
};

/** Names of every kind of page. */
export const templateNames: readonly string[] = Object.keys(templates);

/**
 * What kind of page lies there.
 * @throws RangeError for a page of no kind, or of two: a new one is to be named here, so that it is looked at, too
 */
export function templateOf(path: string): string {
  const place = path
    .replace(/^en\//, '')
    .replace(/index\.html$/, '')
    .replace(`${plan}/`, 'P/');
  const [found, ...others] = templateNames.filter((name) => templates[name]?.test(place) === true);
  if (found === undefined || others.length > 0)
    throw new RangeError(`${path} is of ${found === undefined ? 'no kind' : 'two kinds'}`);
  return found;
}

/** A commitment that more was said about than its own page tells. */
export function muchDeclared(): CommitmentRecord {
  const title = aText('Rapport mensuel');
  return Array.from({ length: 30 }, (_, index) => index).reduce(
    (record, index) =>
      andThen(
        record,
        aDeclared('fr-2021-2023/28/m2', {
          status: index % 2 === 0 ? 'limited' : 'substantial',
          evidence: [
            { url: `https://www.example.org/${index}.pdf`, title: { sha256: title.sha256 }, kind: 'report', date: null },
          ],
        }),
        { at: `2021-12-${String(1 + index).padStart(2, '0')}T09:00:00Z`, texts: [title] },
      ),
    answered(),
  );
}

/** The samples of all pages, and one whose history fills pages of its own. */
const samples: readonly { readonly name: string; readonly view: PlanView }[] = [
  ...stages,
  { name: 'with a long history', view: view([muchDeclared()], '2022-01-15') },
];

export type SamplePage = { readonly template: string; readonly sample: string; readonly path: string; readonly html: string };

/** The report in the archive for reviewers is a page, too. */
export function reportOf(shown: PlanView, language: InterfaceLanguage): string {
  const sections = shown.commitments.map((one) => reportSection(shown, one, language));
  const { before, after } = irmReport(shown, language);
  return [before, ...sections, after].join('');
}

const isEnglish = ({ path }: TextFile): boolean => path.startsWith('en/');

/** Every page of every sample in one language; a page that samples have in common, once. */
export function pagesIn(language: InterfaceLanguage): SamplePage[] {
  const all = samples.flatMap(({ name, view: shown }) => {
    const pages = siteOf(shown)
      .filter((file) => file.path.endsWith('.html') && isEnglish(file) === (language === 'en'))
      .map(({ path, body }) => ({ template: templateOf(path), sample: name, path, html: body }));
    return [...pages, { template: 'report', sample: name, path: 'report.html', html: reportOf(shown, language) }];
  });
  return [...new Map(all.map((page) => [`${page.path}\n${page.html}`, page])).values()];
}

/** Of each kind the page that has most to say. */
export function fullestOfEach(pages: readonly SamplePage[]): SamplePage[] {
  return templateNames.flatMap((template) => {
    const [fullest] = pages.filter((page) => page.template === template).sort((a, b) => b.html.length - a.html.length);
    return fullest === undefined ? [] : [fullest];
  });
}
