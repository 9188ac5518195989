import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of what other sites show of a commitment: its badge and its card. */
export type EmbedWords = {
  /** The right half of a badge: milestones declared complete, out of all. */
  readonly complete: (complete: number, total: number) => string;
  /** The same for a screen reader, with whose word it is. */
  readonly badgeTitle: (number: string, complete: number, total: number) => string;
  /** What stands in for the picture of a badge in another page; no count, which would grow old there. */
  readonly badgeAlt: (number: string) => string;
  readonly noMilestones: string;
  readonly cardTitle: (number: string) => string;
  readonly declared: string;
  readonly summary: string;
  readonly intro: string;
  readonly badge: string;
  readonly badgeMarkdown: string;
  readonly card: string;
  readonly seeBadge: string;
  readonly seeCard: string;
};

export const embedWords: { readonly [language in InterfaceLanguage]: EmbedWords } = {
  fr: {
    complete: (complete, total) => `${complete} réalisé${complete < 2 ? '' : 's'} sur ${total}`,
    badgeTitle: (number, complete, total) =>
      `Engagement ${number}\u00A0: ${complete} jalon${complete < 2 ? '' : 's'} déclaré${complete < 2 ? '' : 's'} réalisé${complete < 2 ? '' : 's'} sur ${total}`,
    badgeAlt: (number) => `Engagement ${number}\u00A0: jalons réalisés`,
    noMilestones: 'aucun jalon',
    cardTitle: (number) => `Carte de l’engagement ${number}`,
    declared: 'Jalons, déclarés par le ministère',
    summary: 'Montrer cet engagement sur un autre site',
    intro: 'Le badge et la carte se mettent à jour d’eux-mêmes. Ils ne demandent ni script ni compte.',
    badge: 'Badge (HTML)',
    badgeMarkdown: 'Badge (Markdown)',
    card: 'Carte (HTML)',
    seeBadge: 'Voir le badge',
    seeCard: 'Voir la carte',
  },
  en: {
    complete: (complete, total) => `${complete} of ${total} complete`,
    badgeTitle: (number, complete, total) =>
      `Commitment ${number}: ${complete} of ${total} milestone${total === 1 ? '' : 's'} declared complete`,
    badgeAlt: (number) => `Commitment ${number}: milestones complete`,
    noMilestones: 'no milestone',
    cardTitle: (number) => `Card of commitment ${number}`,
    declared: 'Milestones, as declared by the ministry',
    summary: 'Show this commitment on another site',
    intro: 'Badge and card renew themselves. They need neither script nor account.',
    badge: 'Badge (HTML)',
    badgeMarkdown: 'Badge (Markdown)',
    card: 'Card (HTML)',
    seeBadge: 'See the badge',
    seeCard: 'See the card',
  },
};
