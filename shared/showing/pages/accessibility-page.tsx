import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { accessibilityWords } from '../messages/accessibility.ts';
import { Section } from '../parts/section.tsx';
import type { ShownFile } from '../view.ts';
import { standingFiles } from './standing-page.tsx';

const Statement = ({ language }: { language: InterfaceLanguage }) => {
  const { title, lead, parts } = accessibilityWords[language];
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
    </>
  );
};

/** What was tested for accessibility and how, what is not known, and whom to tell. */
export function accessibilityFiles(publicUrl: string): ShownFile[] {
  return standingFiles(
    {
      name: 'accessibility',
      titleIn: (language) => accessibilityWords[language].title,
      contentIn: (language) => <Statement language={language} />,
    },
    publicUrl,
  );
}
