import type { Change } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { Paragraphs } from './words.tsx';

/** What was written beside a change or a declaration, as rows of a list of terms. */
export const DetailRows = ({ of, m }: { of: Change['details']; m: Messages }) => (
  <>
    {of.map(({ label, passage }) => (
      <div>
        <dt>{label}</dt>
        <dd>
          <Paragraphs of={passage} m={m} />
        </dd>
      </div>
    ))}
  </>
);
