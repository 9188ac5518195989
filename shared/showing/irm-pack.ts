import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { folderOf, pageLanguages, rootFolder } from './addresses.ts';
import { planCalendarParts } from './calendar-file.ts';
import type { TextPart } from './deflated-pieces.ts';
import { logLines } from './log-lines.ts';
import { dataWords } from './messages/data.ts';
import { ogpJsonParts } from './ogp-json.ts';
import { irmReport, reportSection } from './pages/irm-report.tsx';
import { perCommitment } from './per-commitment.ts';
import { statusCsvParts } from './status-csv.ts';
import { statusJsonParts } from './status-json.ts';
import type { PlanView, ShownFile } from './view.ts';
import { type Packed, packed, packedParts, zipOf } from './zip.ts';

/** What an archive holds of one commitment: it changes with the commitment alone. */
type Part = { readonly log: Packed; readonly sections: { readonly [language in InterfaceLanguage]: TextPart } };

/** Packing a log takes longer than writing it. */
const partOf = perCommitment(
  (view, commitment): Part => ({
    log: packed(`${folderOf(commitment.state.id, view.language, view.language)}log.jsonl`, logLines(commitment)),
    sections: { fr: { text: reportSection(view, commitment, 'fr') }, en: { text: reportSection(view, commitment, 'en') } },
  }),
);

const reportName = { fr: 'rapport.html', en: 'report.html' } as const;
const readMeName = { fr: 'LISEZ-MOI.txt', en: 'README.txt' } as const;

/** CRLF and a byte-order mark: it is opened where it was unpacked, by whatever opens text there. */
function readMe(view: PlanView, language: InterfaceLanguage): string {
  const { title, files, lines } = dataWords[language].report.readMe;
  const names = {
    plan: view.state.settings.id,
    method: `/${rootFolder('method', language, view)}`,
    data: `/${rootFolder('data', language, view)}`,
  };
  const named = (text: string): string =>
    Object.entries(names).reduce((told, [name, value]) => told.replaceAll(`<${name}>`, value), text);
  const width = Math.max(...files.map(({ name }) => named(name).length));
  const held = files.map(({ name, about }) => `${named(name).padEnd(width)}   ${about}`);
  return `\uFEFF${[title, '', ...held, '', ...lines.map(named), '', `${view.publicUrl}/`].join('\r\n')}\r\n`;
}

function report(view: PlanView, language: InterfaceLanguage, sections: readonly TextPart[]): Packed {
  const { before, after } = irmReport(view, language);
  return packedParts(reportName[language], [{ text: before }, ...sections, { text: after }]);
}

/** The parts of those files that say something of each commitment, a few kilobytes each; null for all others. */
function partsOf(view: PlanView, path: string): readonly TextPart[] | null {
  const { commitments } = view;
  for (const language of pageLanguages) {
    const folder = folderOf(view.state.settings.id, language, view.language);
    if (path === `${folder}calendar.ics`) return planCalendarParts(view, language);
  }
  switch (path.slice(folderOf(view.state.settings.id, view.language, view.language).length)) {
    case 'status.json':
      return statusJsonParts(view);
    case 'status.csv':
      return statusCsvParts([{ view, commitments }]);
    case 'ogp.json':
      return ogpJsonParts(view);
    default:
      return null;
  }
}

/**
 * Everything a reviewer needs of a plan, in one archive: data, logs, calendars, counts, and a report to print. `published` are the plan's
 * own files, which lie in it at their addresses; but not its feeds: they tell the newest of what the logs hold whole, and would be most of it.
 */
export function irmPack(view: PlanView, published: readonly ShownFile[]): Uint8Array {
  const ofCommitments = view.commitments.map((one) => partOf(view, one));
  return zipOf([
    ...published.flatMap(({ path, body }) => {
      if (/\/feed\.(?:atom|json)$/.test(path)) return [];
      const parts = partsOf(view, path);
      return parts === null ? packed(path, body) : packedParts(path, parts);
    }),
    ...ofCommitments.map(({ log }) => log),
    ...pageLanguages.flatMap((language) => [
      report(
        view,
        language,
        ofCommitments.map(({ sections }) => sections[language]),
      ),
      packed(readMeName[language], readMe(view, language)),
    ]),
  ]);
}
