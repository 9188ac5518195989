import { pageLanguages, rootFolder, type SiteHome } from '../addresses.ts';
import { dataTables, leftOut, serviceTable } from '../data-dictionary.ts';
import { countTables } from '../data-dictionary-counts.ts';
import type { DataTable } from '../data-field.ts';
import { fileTypes } from '../file-types.ts';
import { type DataWords, dataWords, type FileWords, type RootFile } from '../messages/data.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import type { ShownFile } from '../view.ts';
import { homeHref } from './page-links.ts';

type Language = Messages['language'];

const tables = [...dataTables, ...countTables, serviceTable];

const dataFolder = (language: Language, home: SiteHome): string => rootFolder('data', language, home);

const Codes = ({ names }: { names: readonly string[] }) => (
  <>
    {names.map((name, place) => (
      <>
        {place === 0 ? '' : ', '}
        <code>{name}</code>
      </>
    ))}
  </>
);

const Sentences = ({ title, items }: { title: string; items: readonly string[] }) => (
  <section>
    <h2>{title}</h2>
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  </section>
);

type FileProps = { file: FileWords; words: DataWords; language: Language; home: SiteHome };

/** A file by its name, what is in it, and where the one of all plans lies. */
const File = ({ file, words, language, home }: FileProps) => {
  const { name, about, ofAllPlans = [] } = file;
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        {about}
        {ofAllPlans.length > 0 && (
          <span class="block-line">
            {words.files.ofAllPlans}{' '}
            {ofAllPlans.map((one, place) => (
              <>
                {place === 0 ? '' : ', '}
                <a href={rootHref(one, language, home)}>
                  <code>{rootHref(one, language, home)}</code>
                </a>
              </>
            ))}
          </span>
        )}
      </dd>
    </>
  );
};

/** What tells the day or the words of a page is written in each language, data once. */
function rootHref({ name, isInLanguages }: RootFile, language: Language, home: SiteHome): string {
  return `/${isInLanguages ? rootFolder('', language, home) : ''}${name}`;
}

/** The fields of one table, folded: together they are as long as sixty screens of a telephone. Paper has them all. */
const Fields = ({ table, language, words }: { table: DataTable; language: Language; words: DataWords }) => {
  const { columns } = words;
  const hasJson = table.fields.some(({ json }) => json !== null);
  const hasColumns = table.fields.some(({ csv }) => csv.length > 0);
  const hasReadBack = table.fields.some(({ isReadBack }) => isReadBack);
  return (
    <details class="fold printed">
      <summary>
        {table.title[language]} <span class="quiet">{words.fields(table.fields.length)}</span>
      </summary>
      <div class="scroll">
        <table class="stacked terms" id={table.id}>
          <caption class="visually-hidden">{table.title[language]}</caption>
          <thead>
            <tr>
              {hasJson && <th scope="col">{columns.json}</th>}
              {hasColumns && <th scope="col">{columns.csv}</th>}
              <th scope="col">{columns.type}</th>
              <th scope="col">{columns.meaning}</th>
              <th scope="col">{columns.origin}</th>
              {hasReadBack && <th scope="col">{columns.readBack}</th>}
            </tr>
          </thead>
          <tbody>
            {table.fields.map(({ json, csv, type, meaning, origin, isReadBack }) => (
              <tr>
                {json !== null && (
                  <th scope="row">
                    <code>{json}</code>
                  </th>
                )}
                {hasColumns && json === null && (
                  <th scope="row">
                    <Codes names={csv} />
                  </th>
                )}
                {hasColumns && json !== null && (
                  <td data-label={columns.csv}>
                    <Codes names={csv} />
                  </td>
                )}
                <td data-label={columns.type}>{words.types[type]}</td>
                <td data-label={columns.meaning}>{meaning[language]}</td>
                <td data-label={columns.origin}>{words.origins[origin]}</td>
                {hasReadBack && (
                  <td data-label={columns.readBack}>{csv.length === 0 ? '' : isReadBack ? words.yes : words.no}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

/** What the data is: files, rules, what is read back, and the meaning of every field. It depends on no record. */
export function dataPage(home: SiteHome, language: Language): string {
  const m = messages[language];
  const words = dataWords[language];
  return pageHtml(
    <Layout
      m={m}
      title={`${words.title} – ${m.site.name}`}
      home={home}
      folders={{ fr: dataFolder('fr', home), en: dataFolder('en', home) }}
      crumbs={[{ href: homeHref(language, home), text: m.site.home }]}
      hasFeeds={false}
    >
      <h1>{words.title}</h1>
      <p class="lede">{words.lede}</p>
      <section>
        <h2>{words.files.title}</h2>
        <p>
          {words.files.where} <a href={homeHref(language, home)}>{m.site.followed}</a>
        </p>
        <dl>
          {words.files.list.map((file) => (
            <File file={file} words={words} language={language} home={home} />
          ))}
        </dl>
      </section>
      <Sentences title={words.rules.title} items={words.rules.items} />
      <section>
        <h2>{words.back.title}</h2>
        <p>{words.back.text}</p>
        <p>{words.back.notRead}</p>
      </section>
      <Sentences title={words.decidim.title} items={words.decidim.items} />
      <section>
        <h2>{words.dictionary}</h2>
        {tables.map((table) => (
          <Fields table={table} language={language} words={words} />
        ))}
      </section>
      <section>
        <h2>{words.leftOut.title}</h2>
        <dl>
          {Object.entries(leftOut).map(([name, why]) => (
            <>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{why[language]}</dd>
            </>
          ))}
        </dl>
      </section>
    </Layout>,
  );
}

/** The page in each language. */
export function dataPages(home: SiteHome): ShownFile[] {
  return pageLanguages.map((language) => ({
    path: `${dataFolder(language, home)}index.html`,
    body: dataPage(home, language),
    contentType: fileTypes.page,
  }));
}
