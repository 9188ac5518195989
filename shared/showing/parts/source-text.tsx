import { inLanguage, type ProseField, proseField } from '../../domain/commitment.ts';
import { readText } from '../../domain/text.ts';
import type { Messages } from '../messages/fr.ts';
import { plainLine, plainText } from '../plain-text.ts';
import type { CommitmentView } from '../view.ts';
import { Section } from './section.tsx';
import { Paragraphs } from './words.tsx';

/** What the official text says, field by field, with the line of the document each was read from. */
export const SourceText = ({ commitment: { state, texts }, m }: { commitment: CommitmentView; m: Messages }) => {
  const shown = proseField.options.flatMap((field: ProseField) => {
    const found = inLanguage(state.prose[field] ?? {}, m.language, state.language);
    if (found === null) return [];
    const text = readText(texts, found.value);
    const source = state.sources.find(({ language }) => language === found.language);
    // Lines are kept for the sheet of the commitment's own language; another sheet's would be wrong here.
    const line = found.language === state.language ? state.lines[field] : undefined;
    return [{ field, text, language: found.language, source, line }];
  });
  if (shown.length === 0) return null;
  // Where one field was read within another, the whole says it all.
  const isWithin = (one: (typeof shown)[number]): boolean =>
    shown.some(
      (other) =>
        other !== one &&
        one.text !== null &&
        other.text !== null &&
        one.line !== undefined &&
        one.line === other.line &&
        one.text.length < other.text.length &&
        other.text.includes(one.text.trim()),
    );
  return (
    <Section id="source" title={m.commitment.source} intro={m.commitment.sourceIntro}>
      {shown
        .filter((one) => !isWithin(one))
        .map(({ field, text, language, source, line }) => (
          <section class="prose">
            <h3>{m.commitment.prose[field]}</h3>
            {text === null ? (
              <p>{m.change.redactedText}</p>
            ) : (
              <blockquote>
                <Paragraphs of={{ text: plainText(text), language }} m={m} />
              </blockquote>
            )}
            {source !== undefined && line !== undefined && <p class="quiet">{m.commitment.line(plainLine(source.name), line)}</p>}
          </section>
        ))}
    </Section>
  );
};
