import type { ShownEvidence } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { Day, Quoted } from './words.tsx';

/** Links to evidence: what it is, where it leads, its kind and date. */
export const EvidenceList = ({ evidence, language, m }: { evidence: readonly ShownEvidence[]; language: string; m: Messages }) =>
  evidence.length === 0 ? null : (
    <ul class="evidence">
      {evidence.map(({ href, host, title, kind, date }) => {
        const label = title === null ? m.evidence.redacted : <Quoted of={{ text: title, language }} m={m} />;
        return (
          <li>
            {href === null ? (
              <span>{label}</span>
            ) : (
              <a href={href} rel="noopener nofollow ugc">
                {label} <span class="host">({host})</span>
              </a>
            )}{' '}
            <span class="quiet">
              {kind}
              {date !== null && (
                <>
                  , <Day of={date} m={m} />
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
