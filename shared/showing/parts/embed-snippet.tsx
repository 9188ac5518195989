import { folderOf } from '../addresses.ts';
import { embedWords } from '../messages/embed.ts';
import type { Messages } from '../messages/fr.ts';
import type { CommitmentView, PlanView } from '../view.ts';

type Props = { readonly view: PlanView; readonly commitment: CommitmentView; readonly m: Messages };

/** What to copy into another page to show a commitment there, folded away. */
export const EmbedSnippet = ({ view, commitment: { state }, m }: Props) => {
  const words = embedWords[m.language];
  const folder = folderOf(state.id, m.language, view.language);
  const address = `${view.publicUrl}/${folder}`;
  const alt = words.badgeAlt(state.number);
  const codes = [
    { label: words.badge, code: `<a href="${address}"><img src="${address}badge.svg" alt="${alt}"></a>` },
    { label: words.badgeMarkdown, code: `[![${alt}](${address}badge.svg)](${address})` },
    {
      label: words.card,
      code: `<iframe src="${address}card/" title="${m.commitment.name(state.number)}" width="100%" height="340"></iframe>`,
    },
  ];
  return (
    <details class="fold">
      <summary>{words.summary}</summary>
      <p class="quiet">{words.intro}</p>
      <p>
        <a href={`/${folder}badge.svg`}>{words.seeBadge}</a> · <a href={`/${folder}card/`}>{words.seeCard}</a>
      </p>
      {codes.map(({ label, code }) => (
        <>
          <p>{label}</p>
          <code class="sample">{code}</code>
        </>
      ))}
    </details>
  );
};
