import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { folderOf, pageLanguages } from './addresses.ts';
import { logLines } from './log-lines.ts';
import { dataWords } from './messages/data.ts';
import { irmReport, reportSection } from './pages/irm-report.tsx';
import { perCommitment } from './per-commitment.ts';
import type { PlanView, ShownFile } from './view.ts';
import { type Packed, packed, zipOf } from './zip.ts';

/** What an archive holds of one commitment: it changes with the commitment alone. */
type Part = { readonly log: Packed; readonly sections: { readonly [language in InterfaceLanguage]: string } };

/** Packing a log takes longer than writing it. */
const partOf = perCommitment(
  (view, commitment): Part => ({
    log: packed(`${folderOf(commitment.state.id, view.language, view.language)}log.jsonl`, logLines(commitment)),
    sections: { fr: reportSection(view, commitment, 'fr'), en: reportSection(view, commitment, 'en') },
  }),
);

const reportName = { fr: 'rapport.html', en: 'report.html' } as const;
const readMeName = { fr: 'LISEZ-MOI.txt', en: 'README.txt' } as const;

/** CRLF and a byte-order mark: it is opened where it was unpacked, by whatever opens text there. */
function readMe(view: PlanView, language: InterfaceLanguage): string {
  const lines = dataWords[language].report.readMe.map((line) => line.replaceAll('<plan>', view.state.settings.id));
  return `\uFEFF${[...lines, '', `${view.publicUrl}/`].join('\r\n')}\r\n`;
}

/**
 * Everything a reviewer needs of a plan, in one archive: data, logs, feeds, and a report to print. `published` are the plan's
 * own files, which lie in it at their addresses.
 */
export function irmPack(view: PlanView, published: readonly ShownFile[]): Uint8Array {
  const ofCommitments = view.commitments.map((one) => partOf(view, one));
  return zipOf([
    ...published.map(({ path, body }) => packed(path, body)),
    ...ofCommitments.map(({ log }) => log),
    ...pageLanguages.flatMap((language) => [
      packed(
        reportName[language],
        irmReport(
          view,
          language,
          ofCommitments.map(({ sections }) => sections[language]),
        ),
      ),
      packed(readMeName[language], readMe(view, language)),
    ]),
  ]);
}
