import type { Messages } from '../messages/fr.ts';
import { planViewWords } from '../messages/plan-views.ts';

type Props = {
  /** From 1. */
  readonly page: number;
  /** The last page that lists anything. */
  readonly last: number;
  readonly hrefOf: (page: number) => string;
  /** What the ways back and on are called. */
  readonly words: { readonly back: string; readonly on: string };
  readonly m: Messages;
};

/** From one page of a list to the pages beside it; nothing where there is but one. */
export const Pager = ({ page, last, hrefOf, words, m }: Props) =>
  last < 2 && page === 1 ? null : (
    <nav class="pager" aria-label={planViewWords[m.language].pages}>
      {page > 1 && (
        <a rel="prev" href={hrefOf(Math.min(page - 1, last))}>
          {words.back}
        </a>
      )}
      {page < last && (
        <a rel="next" href={hrefOf(page + 1)}>
          {words.on}
        </a>
      )}
    </nav>
  );
