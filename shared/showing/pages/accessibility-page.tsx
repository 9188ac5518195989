import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { SiteHome } from '../addresses.ts';
import { accessibilityWords } from '../messages/accessibility.ts';
import { Section } from '../parts/section.tsx';
import type { ShownFile } from '../view.ts';
import { standingFiles } from './standing-page.tsx';

/** Where a barrier can be reported. */
const Whom = ({ language, home }: { language: InterfaceLanguage; home: SiteHome }) => {
  const { whom, contactPage, noContactPage } = accessibilityWords[language].tell;
  const { contactUrl = null } = home;
  if (contactUrl === null)
    return (
      <>
        {whom} {noContactPage}
      </>
    );
  return (
    <>
      {whom}{' '}
      <a href={contactUrl}>
        {contactPage} <span class="host">({new URL(contactUrl).hostname})</span>
      </a>
    </>
  );
};

const Statement = ({ language, home }: { language: InterfaceLanguage; home: SiteHome }) => {
  const { title, lead, parts, tell } = accessibilityWords[language];
  return (
    <>
      <h1>{title}</h1>
      <p class="lede">{lead}</p>
      {parts.map((part) => (
        <Section id={part.id} title={part.title}>
          <ul>
            {part.items.map((item) => (
              <li>{item}</li>
            ))}
          </ul>
        </Section>
      ))}
      <Section id="tell" title={tell.title}>
        <ul>
          <li>
            <Whom language={language} home={home} />
          </li>
          <li>{tell.what}</li>
        </ul>
      </Section>
    </>
  );
};

/** What was tested for accessibility and how, what is not known, and whom to tell. */
export function accessibilityFiles(home: SiteHome): ShownFile[] {
  return standingFiles(
    {
      name: 'accessibility',
      titleIn: (language) => accessibilityWords[language].title,
      contentIn: (language) => <Statement language={language} home={home} />,
    },
    home,
  );
}
