import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { mailMessages } from '../messages/mail.ts';
import type { ShownDigest, ShownSection } from './digest-view.ts';
import { htmlDocument, MailFrame } from './mail-frame.tsx';
import type { ShownLine, ShownPart } from './shown-line.ts';
import { Words } from './words.tsx';

const Part: FC<{ readonly of: ShownPart; readonly colon: string }> = ({ of: { title, due }, colon }) => (
  <li>
    <Words of={title} />
    {due === null ? null : colon}
    {due === null ? null : <Words of={due} />}
  </li>
);

type ItemProps = { readonly line: ShownLine; readonly isPast: boolean; readonly language: InterfaceLanguage };

const Item: FC<ItemProps> = ({ line, isPast, language }) => {
  const say = mailMessages[language];
  return (
    <div class={isPast ? 'item past' : 'item'}>
      <p class="title">
        <Words of={line.title} />
      </p>
      {line.number === null ? null : (
        <p class="of">
          {line.commitment === null ? `#${line.number}` : `#${line.number} · `}
          {line.commitment === null ? null : <Words of={line.commitment} />}
        </p>
      )}
      <ul class="facts">
        {line.due === null ? null : (
          <li>
            {`${say.deadline}${say.colon}`}
            <strong>
              <Words of={line.due.text} />
            </strong>
            {line.due.day}
          </li>
        )}
        {line.facts.map((fact) => (
          <li>
            <Words of={fact} />
          </li>
        ))}
      </ul>
      {line.parts.length === 0 ? null : (
        <>
          <p class="heads">{`${say.openParts}${say.colon.trimEnd()}`}</p>
          <ul class="parts">
            {line.parts.map((part) => (
              <Part of={part} colon={say.colon} />
            ))}
          </ul>
        </>
      )}
      {line.why === '' ? null : <p class="why">{line.why}</p>}
    </div>
  );
};

type SectionProps = { readonly section: ShownSection; readonly isFirst: boolean; readonly language: InterfaceLanguage };

const Section: FC<SectionProps> = ({ section, isFirst, language }) => (
  <>
    {isFirst ? <h1>{section.heading}</h1> : <h2>{section.heading}</h2>}
    {section.explained === '' ? null : <p class="note">{section.explained}</p>}
    {section.lines.map((line) => (
      <Item line={line} isPast={section.isPast} language={language} />
    ))}
    {section.more === '' ? null : <p class="more">{section.more}</p>}
  </>
);

const Foot: FC<{ readonly of: ShownDigest }> = ({ of: { why, links, small } }) => (
  <>
    {why.map((reason) => (
      <p>
        <Words of={reason} />
      </p>
    ))}
    <p class="links">
      {links.map(({ label, href }) => (
        <>
          <a href={href}>{label}</a>{' '}
        </>
      ))}
    </p>
    <p>
      {small.map((text, index) => (
        <>
          {index === 0 ? null : <br />}
          {text}
        </>
      ))}
    </p>
  </>
);

/** The one button, in a cell of its own. */
const Button: FC<{ readonly of: ShownDigest }> = ({ of: { button, underButton } }) => (
  <>
    <table role="presentation" class="act">
      <tbody>
        <tr>
          <td>
            <a class="button" href={button.href}>
              {button.label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
    <p class="under">{underButton.join(' ')}</p>
  </>
);

/** The HTML part of a digest: the same words as its text part, and one button. */
export function digestHtml(shown: ShownDigest): string {
  const { language, subject, sender, repeat, sections, isLong } = shown;
  return htmlDocument(
    <MailFrame language={language} title={subject} foot={<Foot of={shown} />}>
      <p>{mailMessages[language].hello}</p>
      <p class="note">
        <Words of={sender} />
      </p>
      {repeat === '' ? null : <p class="repeat">{repeat}</p>}
      {isLong ? <Button of={shown} /> : null}
      {sections.map((section, index) => (
        <Section section={section} isFirst={index === 0} language={language} />
      ))}
      {isLong ? null : <Button of={shown} />}
    </MailFrame>,
  );
}
