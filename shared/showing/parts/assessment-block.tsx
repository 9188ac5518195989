import type { Assessment } from '../../domain/commitment.ts';
import { readText, type Texts } from '../../domain/text.ts';
import { safeLink } from '../links.ts';
import type { Messages } from '../messages/fr.ts';
import { plainLine } from '../plain-text.ts';
import { CompletionMark } from './marks.tsx';
import { Day } from './words.tsx';

/** The reviewer's values, apart from everything the ministry says, each as the reviewer printed it. */
export const AssessmentBlock = ({ assessment, texts, m }: { assessment: Assessment | null; texts: Texts; m: Messages }) => {
  if (assessment === null) return <p>{m.irm.none}</p>;
  const { completion, verifiable, relevant, ambition, earlyResults, source } = assessment;
  const link = safeLink(source.url);
  const title = plainLine(readText(texts, source.title) ?? m.evidence.redacted);
  const values = [
    { label: m.irm.verifiable, value: verifiable === null ? null : m.irm.yesNo[verifiable] },
    { label: m.irm.relevant, value: relevant === null ? null : m.irm.yesNo[relevant] },
    { label: m.irm.ambition, value: ambition === null ? null : m.irm.ambitionLabel[ambition] },
    { label: m.irm.earlyResults, value: earlyResults === null ? null : m.irm.earlyResultsLabel[earlyResults] },
  ];
  return (
    <dl class="facts">
      {completion !== null && (
        <div>
          <dt>{m.irm.completion}</dt>
          <dd>
            <CompletionMark completion={completion} m={m} />
          </dd>
        </div>
      )}
      {values
        .filter(({ value }) => value !== null)
        .map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      <div>
        <dt>{m.irm.source}</dt>
        <dd>
          {link === null ? (
            title
          ) : (
            <a href={link.href} rel="noopener nofollow ugc">
              {title} <span class="host">({link.host})</span>
            </a>
          )}
          , <Day of={source.date} m={m} />
        </dd>
      </div>
    </dl>
  );
};
