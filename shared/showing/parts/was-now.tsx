import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';

const words = { fr: { was: 'avant', now: 'maintenant' }, en: { was: 'was', now: 'now' } } as const;

type Props = {
  /** Null where nothing stood before. */
  readonly was: Child | null;
  readonly now: Child;
  readonly language: InterfaceLanguage;
};

/** What something was and what it became, in one line; the arrow is for the eye, the words for a screen reader. */
export const WasNow = ({ was, now, language }: Props) => (
  <p class="was-now">
    {was !== null && (
      <>
        <span class="visually-hidden">{words[language].was} </span>
        <span class="was">{was}</span> <span aria-hidden="true">→</span>{' '}
      </>
    )}
    <span class="visually-hidden">{words[language].now} </span>
    <strong>{now}</strong>
  </p>
);
