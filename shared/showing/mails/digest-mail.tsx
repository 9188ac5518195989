import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { mailMessages } from '../messages/mail.ts';
import type { ShownDigest, ShownSection } from './digest-view.ts';
import { htmlDocument, MailFrame } from './mail-frame.tsx';
import type { Passage, ShownLine } from './shown-line.ts';

function Text({ of }: { of: Passage }) {
  return <span lang={of.lang}>{of.text}</span>;
}

function Item({ line, isPast, language }: { line: ShownLine; isPast: boolean; language: InterfaceLanguage }) {
  const say = mailMessages[language];
  return (
    <div class={isPast ? 'item past' : 'item'}>
      <p class="title">
        <Text of={line.title} />
      </p>
      {line.number === null ? null : (
        <p class="of">
          {line.commitment === null ? `#${line.number}` : `#${line.number} · `}
          {line.commitment === null ? null : <Text of={line.commitment} />}
        </p>
      )}
      <ul class="facts">
        {line.due === null ? null : (
          <li>
            {`${say.deadline}${say.colon}`}
            <strong>{line.due.text}</strong>
            {line.due.day}
          </li>
        )}
        {line.facts.map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
    </div>
  );
}

function Section({ section, isFirst, language }: { section: ShownSection; isFirst: boolean; language: InterfaceLanguage }) {
  return (
    <>
      {isFirst ? <h1>{section.heading}</h1> : <h2>{section.heading}</h2>}
      {section.explained === '' ? null : <p class="note">{section.explained}</p>}
      {section.lines.map((line) => (
        <Item line={line} isPast={section.isPast} language={language} />
      ))}
      {section.more === '' ? null : <p>{section.more}</p>}
    </>
  );
}

/** The HTML part of a digest: the same words as its text part, and one button. */
export function digestHtml(shown: ShownDigest): string {
  const { language, subject, sections, button, underButton, why, links, small } = shown;
  return htmlDocument(
    <MailFrame
      language={language}
      title={subject}
      foot={
        <>
          {why.map((reason) => (
            <p>{reason}</p>
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
      }
    >
      <p>{mailMessages[language].hello}</p>
      {sections.map((section, index) => (
        <Section section={section} isFirst={index === 0} language={language} />
      ))}
      <p>
        <a class="button" href={button.href}>
          {button.label}
        </a>
      </p>
      <p class="under">{underButton.join(' ')}</p>
    </MailFrame>,
  );
}
