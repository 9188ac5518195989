import type { FC } from 'hono/jsx';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { registerMessages } from '../messages/register.ts';
import { type Frame, Layout } from './layout.tsx';
import { Trail } from './log-entry.tsx';

type ExportProps = Frame & {
  readonly planId: string;
  readonly planTitle: string;
  readonly planPath: string;
  /** Address of the file; null when it is too large to be answered here. */
  readonly filePath: string | null;
  /** Size of the file, rounded up. */
  readonly kilobytes: number;
};

const Items: FC<{ readonly of: readonly string[] }> = ({ of }) => (
  <ul>
    {of.map((text) => (
      <li>{text}</li>
    ))}
  </ul>
);

/** What is in the export, then the export. */
export const ExportPage: FC<ExportProps> = ({ planId, planTitle, planPath, filePath, kilobytes, ...frame }) => {
  const say = registerMessages(frame.language).export;
  const size = messages[frame.language].fileSize(kilobytes);
  return (
    <Layout {...frame} title={`${say.title} – ${planTitle}`}>
      <Trail language={frame.language} steps={[{ href: planPath, text: planTitle }]} />
      <h1>{say.title}</h1>
      <p>{say.lead}</p>
      {filePath === null ? (
        <section class="note" aria-labelledby="too-large">
          <h2 id="too-large">{say.tooLarge}</h2>
          <p>{say.tooLargeText(size)}</p>
          <ExportCommand planId={planId} />
        </section>
      ) : (
        <p class="actions">
          <a class="button" href={filePath} download={`${planId}.json`}>
            {say.download} ({say.format(size)})
          </a>
        </p>
      )}
      <p class="note">{say.warning}</p>
      <section class="block" aria-labelledby="holds">
        <h2 id="holds">{say.holds}</h2>
        <Items of={say.list} />
      </section>
      <section class="block" aria-labelledby="lacks">
        <h2 id="lacks">{say.lacks}</h2>
        <Items of={say.lacksList} />
      </section>
    </Layout>
  );
};

/** The command that writes an export no browser can be given. */
export const ExportCommand: FC<{ readonly planId: string }> = ({ planId }) => (
  <p>
    <code>{`jalon export --plan ${planId} --out ${planId}.json`}</code>
  </p>
);
