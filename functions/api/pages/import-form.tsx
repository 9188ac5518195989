import type { FC } from 'hono/jsx';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { type FilesProblem, importMessages } from '../messages/import.ts';
import { privateMessages } from '../messages/messages.ts';
import { TextArea } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';

export const importPath = (planId: string): string => `/app/plans/${planId}/import`;

type ImportFormProps = Frame & {
  readonly settings: PlanSettings;
  readonly token: string;
  readonly text: string;
  readonly problem: FilesProblem | null;
};

/** Files or a text, to be read. */
export const ImportFormPage: FC<ImportFormProps> = ({ settings, token, text, problem, ...frame }) => {
  const { language } = frame;
  const say = importMessages(language);
  const { mark } = privateMessages(language).errors;
  return (
    <PlanFrame {...frame} settings={settings} title={say.title} {...(problem === null ? {} : { mark })}>
      {problem === null ? null : (
        <section class="error-summary" aria-labelledby="error-summary" tabindex={-1} autofocus>
          <h2 id="error-summary">{say.nothingYet}</h2>
          <ul>
            <li>
              <a href="#files">{say.problem[problem]}</a>
            </li>
          </ul>
        </section>
      )}
      <p>{say.lead}</p>
      <form method="post" action={importPath(settings.id)} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="token" value={token} />
        <div class={problem === null ? 'field' : 'field has-error'}>
          <label for="files">{say.files}</label>
          <p class="hint" id="files-hint">
            {say.filesHint}
          </p>
          {problem === null ? null : (
            <p class="field-error" id="files-error">
              {say.problem[problem]}
            </p>
          )}
          <input
            id="files"
            name="files"
            type="file"
            multiple
            accept=".txt,.md,.markdown,.html,.htm,.csv,text/plain,text/markdown,text/html,text/csv"
            aria-invalid={problem === null ? undefined : 'true'}
            aria-describedby={problem === null ? 'files-hint' : 'files-hint files-error'}
          />
        </div>
        <TextArea language={language} problems={[]} name="text" label={say.text} hint={say.textHint} value={text} rows={8} />
        <p class="actions">
          <button type="submit" name="step" value="read">
            {say.read}
          </button>
        </p>
      </form>
    </PlanFrame>
  );
};
