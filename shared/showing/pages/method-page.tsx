import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { position } from '../../domain/position.ts';
import type { SiteHome } from '../addresses.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { methodWords } from '../messages/method.ts';
import { CompletionMark, DeclaredMark, PositionMark } from '../parts/marks.tsx';
import { Section } from '../parts/section.tsx';
import { Day, Words } from '../parts/words.tsx';
import { statusCodes } from '../verdict.ts';
import { verifyRecipe } from '../verify-recipe.ts';
import type { ShownFile } from '../view.ts';
import { standingFiles } from './standing-page.tsx';

type Props = { readonly m: Messages };

/** Signs or terms, each with its meaning. */
const Meanings = ({ items }: { items: readonly { readonly term: Child; readonly means: Child }[] }) => (
  <dl class="facts">
    {items.map(({ term, means }) => (
      <div>
        <dt>{term}</dt>
        <dd>{means}</dd>
      </div>
    ))}
  </dl>
);

const Sentences = ({ items }: { items: readonly string[] }) => (
  <ul>
    {items.map((item) => (
      <li>
        <Words of={item} />
      </li>
    ))}
  </ul>
);

const completions = ['no-evidence', 'not-started', 'limited', 'substantial', 'complete', 'pending', 'no-data'] as const;

const Legend = ({ m }: Props) => {
  const { declared, position: positions, evidence, freshness, asked, irm } = methodWords[m.language];
  return (
    <>
      <Section id="declared" title={declared.title} intro={declared.intro}>
        <Meanings
          items={statusCodes.map((code) => ({
            term: <DeclaredMark status={code === 'none' ? null : code} m={m} />,
            means:
              code === 'complete'
                ? `${m.declared.sentence.complete} ${m.declared.completeWithoutEvidence}`
                : m.declared.sentence[code],
          }))}
        />
        <p>{declared.note}</p>
      </Section>
      <Section id="position" title={positions.title} intro={positions.intro}>
        <Meanings
          items={position.options.map((one) => ({ term: <PositionMark position={one} m={m} />, means: positions.means[one] }))}
        />
      </Section>
      <Section id="evidence" title={evidence.title} intro={evidence.intro}>
        <Meanings items={evidence.items} />
      </Section>
      <Section id="freshness" title={freshness.title} intro={freshness.intro}>
        <Meanings items={freshness.items} />
      </Section>
      <Section id="asked" title={asked.title}>
        <Sentences items={asked.items} />
      </Section>
      <Section id="irm" title={irm.title} intro={irm.intro}>
        <ul class="plain">
          {completions.map((completion) => (
            <li>
              <CompletionMark completion={completion} m={m} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
};

const Dates = ({ m }: Props) => {
  const { dates } = methodWords[m.language];
  return (
    <Section id="dates" title={dates.title} intro={dates.intro}>
      <table class="stacked">
        <caption class="visually-hidden">{dates.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{dates.published}</th>
            <th scope="col">{dates.held}</th>
            <th scope="col">{dates.because}</th>
          </tr>
        </thead>
        <tbody>
          {dates.examples.map(({ precision, text, day }) => (
            <tr>
              <th scope="row">
                <Words of={text} />
              </th>
              <td data-label={dates.held}>{day === null ? dates.none : <Day of={day} m={m} />}</td>
              <td data-label={dates.because}>{m.deadline.because[precision] === '' ? '–' : m.deadline.because[precision]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sentences items={dates.rules} />
    </Section>
  );
};

const Method = ({ language }: { language: InterfaceLanguage }) => {
  const m = messages[language];
  const { title, lead, computed, verify, never } = methodWords[language];
  return (
    <>
      <h1>{title}</h1>
      <p class="lede">{lead}</p>
      <Legend m={m} />
      <Dates m={m} />
      <Section id="computed" title={computed.title} intro={computed.intro}>
        <Meanings items={computed.items} />
      </Section>
      <Section id="verify" title={verify.title}>
        <Sentences items={verify.items} />
        <h3>{verify.recipe.title}</h3>
        <p>{verify.recipe.intro}</p>
        <Sentences items={verify.recipe.items} />
        <p>{verify.recipe.run}</p>
        <pre>
          <code>{verifyRecipe}</code>
        </pre>
      </Section>
      <Section id="never" title={never.title}>
        <Sentences items={never.items} />
      </Section>
    </>
  );
};

/** The legend of signs, how dates are read, what is computed from what, how to verify, and what Jalon never does. */
export function methodFiles(home: SiteHome): ShownFile[] {
  return standingFiles(
    {
      name: 'method',
      titleIn: (language) => methodWords[language].title,
      contentIn: (language) => <Method language={language} />,
    },
    home,
  );
}
