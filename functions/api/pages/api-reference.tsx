import type { FC } from 'hono/jsx';
import { apiMessages } from '../messages/api.ts';
import { type JsonObject, problemNamesOf, rolesOf } from '../v1/document.ts';
import { apiPath, type Operation, sections } from '../v1/operation.ts';
import { type ProblemName, problemStatuses } from '../v1/problem.ts';
import { type Member, membersOf } from '../v1/value-words.ts';
import { type Frame, Layout } from './layout.tsx';

/** An operation with its parts of the OpenAPI document. */
export type ReferenceEntry = {
  readonly operation: Operation;
  /** The schema of the body; null for operations that read. */
  readonly body: JsonObject | null;
  /** Names of the shapes of each answer, or null for one without a name. */
  readonly shapes: readonly { readonly status: string; readonly shape: string | null; readonly isLines: boolean }[];
};

export type Reference = {
  readonly entries: readonly ReferenceEntry[];
  readonly schemas: readonly { readonly name: string; readonly schema: JsonObject }[];
};

type Props = Frame & { readonly reference: Reference };

const Members: FC<Pick<Frame, 'language'> & { readonly members: readonly Member[] }> = ({ language, members }) => {
  const say = apiMessages(language);
  return members.length === 0 ? null : (
    <table class="stacked">
      <caption class="visually-hidden">{say.body}</caption>
      <thead>
        <tr>
          <th scope="col">{say.field}</th>
          <th scope="col">{say.isRequired}</th>
          <th scope="col">{say.type}</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ name, isRequired, value }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td data-label={say.isRequired}>{isRequired ? say.yes : say.no}</td>
            <td data-label={say.type}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Entry: FC<Pick<Frame, 'language'> & { readonly entry: ReferenceEntry }> = ({ language, entry }) => {
  const say = apiMessages(language);
  const { operation, body, shapes } = entry;
  const { id, method, path, who, summary, versioned, example } = operation;
  const roles = rolesOf(who);
  const everyone = who === 'anyone' ? say.anyone : say.signedIn;
  return (
    <section class="block" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{summary[language]}</h3>
      <p>
        <code>
          {method} {apiPath}
          {path}
        </code>
      </p>
      <dl class="facts">
        <div>
          <dt>{say.who}</dt>
          <dd>{roles === null ? everyone : roles.map((role) => say.roles[role]).join(', ')}</dd>
        </div>
        <div>
          <dt>{say.answers}</dt>
          <dd>
            <ul class="plain">
              {shapes.map(({ status, shape, isLines }) => (
                <li>
                  {status}
                  {shape === null ? null : (
                    <>
                      {' '}
                      <a href={`#shape-${shape}`}>{shape}</a>
                    </>
                  )}
                  {isLines ? ` (${say.eachLine})` : null}
                </li>
              ))}
            </ul>
          </dd>
        </div>
        <div>
          <dt>{say.refusals}</dt>
          <dd>
            <code>{problemNamesOf(operation).join(', ')}</code>
          </dd>
        </div>
      </dl>
      {versioned === 'none' ? null : <p>{say.needsVersion[versioned]}</p>}
      {body === null ? null : (
        <>
          <Members language={language} members={membersOf(body, say.types)} />
          <h4>{say.example}</h4>
          <pre class="as-typed">
            <code>{JSON.stringify(example, null, 2)}</code>
          </pre>
        </>
      )}
    </section>
  );
};

const Problems: FC<Pick<Frame, 'language'>> = ({ language }) => {
  const say = apiMessages(language);
  const names = Object.keys(problemStatuses) as ProblemName[];
  return (
    <section class="block" aria-labelledby="problems">
      <h2 id="problems">{say.problems}</h2>
      <p>{say.problemsText}</p>
      <table class="stacked">
        <caption class="visually-hidden">{say.problems}</caption>
        <thead>
          <tr>
            <th scope="col">{say.problem}</th>
            <th scope="col">{say.status}</th>
            <th scope="col">{say.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td data-label={say.status}>{problemStatuses[name]}</td>
              <td data-label={say.meaning}>{say.problemWords[name]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** The reference of the API: every operation with who may, what goes in and what comes out. */
export const ApiReferencePage: FC<Props> = ({ reference, ...frame }) => {
  const { language } = frame;
  const say = apiMessages(language);
  const inSection = sections.map((section) => ({
    section,
    entries: reference.entries.filter(({ operation }) => operation.section === section),
  }));
  return (
    <Layout {...frame} title={say.title} otherLanguage={`${apiPath}/?lang=${language === 'fr' ? 'en' : 'fr'}`}>
      <h1>{say.title}</h1>
      <p class="lede">{say.lede}</p>
      <p>
        <a href={`${apiPath}/openapi.json`}>{say.document}</a>
      </p>
      <section class="block" aria-labelledby="writing">
        <h2 id="writing">{say.writing}</h2>
        <ol>
          {say.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </section>
      <section class="block" aria-labelledby="rules">
        <h2 id="rules">{say.rules}</h2>
        <ul>
          {say.ruleList.map((rule) => (
            <li>{rule}</li>
          ))}
        </ul>
      </section>
      <nav class="block" aria-labelledby="contents">
        <h2 id="contents">{say.contents}</h2>
        {inSection.map(({ section, entries }) => (
          <>
            <h3>
              <a href={`#${section}`}>{say.sections[section]}</a>
            </h3>
            <ul class="index">
              {entries.map(({ operation }) => (
                <li>
                  <a href={`#${operation.id}`}>{operation.summary[language]}</a>
                </li>
              ))}
            </ul>
          </>
        ))}
      </nav>
      {inSection.map(({ section, entries }) => (
        <section class="block" aria-labelledby={section}>
          <h2 id={section}>{say.sections[section]}</h2>
          {entries.map((entry) => (
            <Entry language={language} entry={entry} />
          ))}
        </section>
      ))}
      <Problems language={language} />
      <section class="block" aria-labelledby="shapes">
        <h2 id="shapes">{say.schemas}</h2>
        <p>{say.schemasText}</p>
        {reference.schemas.map(({ name, schema }) => (
          <details id={`shape-${name}`}>
            <summary>{name}</summary>
            <pre class="as-typed">
              <code>{JSON.stringify(schema, null, 2)}</code>
            </pre>
          </details>
        ))}
      </section>
    </Layout>
  );
};
