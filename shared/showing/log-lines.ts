import { canonicalJson } from '../domain/canonical-json.ts';
import { textsOf } from '../domain/change-log.ts';
import type { StoredText } from '../domain/text.ts';
import type { CommitmentLog, PlanLog } from './view.ts';

/**
 * A log as anyone can verify it, one line an entry: `{"entry": …, "texts": […]}`, the entry in the canonical form it was hashed in,
 * and beside it every text it refers to with its salt. A redacted text has neither.
 */
export function logLines({ log, texts, published }: CommitmentLog | PlanLog): string {
  return (published ?? log)
    .map((entry) => {
      const beside: StoredText[] = [...new Set(textsOf(entry))].map(
        (sha256) => texts.get(sha256) ?? { sha256, salt: null, text: null },
      );
      return `${canonicalJson({ entry, texts: beside })}\n`;
    })
    .join('');
}
