import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of the pages that tell what changed: by month, in the plan's own log, and what was corrected. */
export type ChangePageWords = {
  readonly months: {
    readonly title: string;
    readonly lead: string;
    readonly caption: string;
    readonly none: string;
    readonly noneMeans: string;
    readonly month: string;
    readonly entries: string;
    readonly commitments: string;
  };
  readonly month: {
    readonly count: (n: number) => string;
    readonly stretch: (first: number, last: number) => string;
    readonly around: string;
    readonly older: string;
    readonly newer: string;
    readonly olderHere: string;
    readonly newerHere: string;
    readonly feeds: string;
    readonly plan: string;
    readonly moreEvidence: (n: number) => string;
  };
  readonly history: {
    readonly stretch: (first: number, last: number) => string;
    readonly lead: string;
    readonly pages: string;
    readonly older: string;
    readonly newer: string;
  };
  readonly corrections: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly noneMeans: string;
    readonly corrected: string;
    readonly correctedIntro: string;
    readonly noCorrection: string;
    readonly redacted: string;
    readonly redactedIntro: string;
    readonly noRedaction: string;
    readonly earlier: string;
    readonly earlierPage: (first: number, last: number) => string;
    readonly newest: string;
  };
};

export const changePageWords: { readonly [language in InterfaceLanguage]: ChangePageWords } = {
  fr: {
    months: {
      title: 'Ce qui a changé, par mois',
      lead: 'Tout ce qui est arrivé au plan et à ses engagements, demandes comprises. Chaque mois a sa page et ses flux\u00A0; un mois écoulé ne change plus, sauf si un texte en est supprimé.',
      caption: 'Mois où quelque chose a changé, avec le nombre de changements',
      none: 'Rien n’a encore changé.',
      noneMeans: 'Le premier changement ouvrira la page de son mois.',
      month: 'Mois',
      entries: 'Changements',
      commitments: 'Engagements concernés',
    },
    month: {
      count: (n) => `${n} changement${n < 2 ? '' : 's'}, le plus récent en premier.`,
      stretch: (first, last) => `Changements ${first} à ${last} de ce mois, le plus récent en premier.`,
      around: 'Autres mois',
      older: 'Mois précédent',
      newer: 'Mois suivant',
      olderHere: 'Plus tôt ce mois-ci',
      newerHere: 'Plus tard ce mois-ci',
      feeds: 'Les changements de ce mois',
      plan: 'le plan',
      moreEvidence: (n) => `${n} autre${n < 2 ? '' : 's'} preuve${n < 2 ? '' : 's'}`,
    },
    history: {
      stretch: (first, last) => (first === last ? `Changement ${first}` : `Changements ${first} à ${last}`),
      lead: 'Le journal du plan\u00A0: réglages, contacts confirmés, campagnes, réunions, participation, documents. Chaque engagement a le sien sur sa page.',
      pages: 'Pages de l’historique',
      older: 'Plus ancien',
      newer: 'Plus récent',
    },
    corrections: {
      title: 'Corrections et suppressions',
      lead: 'Rien n’est effacé en silence. Une correction s’ajoute au registre et l’entrée corrigée y reste\u00A0; une suppression retire un texte pour toujours et dit pourquoi, et le journal reste vérifiable. Un document publié dans une nouvelle version n’est pas une correction\u00A0: il est lu de nouveau et inscrit comme un import.',
      none: 'Aucune correction, aucune suppression à ce jour.',
      noneMeans: 'Chaque valeur publiée pour ce plan est telle qu’elle a été inscrite.',
      corrected: 'Corrections',
      correctedIntro: 'La valeur d’avant, celle qui vaut maintenant, qui l’a corrigée et pourquoi.',
      noCorrection: 'Aucune correction à ce jour.',
      redacted: 'Suppressions de textes',
      redactedIntro: 'Ce qui a été retiré n’est pas montré\u00A0; où, quand, par qui et pourquoi restent publics.',
      noRedaction: 'Aucune suppression à ce jour.',
      earlier: 'Corrections et suppressions plus anciennes',
      earlierPage: (first, last) => `Corrections et suppressions ${first} à ${last}`,
      newest: 'Les plus récentes',
    },
  },
  en: {
    months: {
      title: 'What changed, by month',
      lead: 'Everything that happened to the plan and its commitments, requests included. Each month has its page and its feeds; a month that is over no longer changes, unless a text is redacted from it.',
      caption: 'Months in which something changed, with the number of changes',
      none: 'Nothing has changed yet.',
      noneMeans: 'The first change will open the page of its month.',
      month: 'Month',
      entries: 'Changes',
      commitments: 'Commitments concerned',
    },
    month: {
      count: (n) => `${n} change${n === 1 ? '' : 's'}, the newest first.`,
      stretch: (first, last) => `Changes ${first} to ${last} of this month, the newest first.`,
      around: 'Other months',
      older: 'Month before',
      newer: 'Month after',
      olderHere: 'Earlier this month',
      newerHere: 'Later this month',
      feeds: 'The changes of this month',
      plan: 'the plan',
      moreEvidence: (n) => `${n} more item${n === 1 ? '' : 's'} of evidence`,
    },
    history: {
      stretch: (first, last) => (first === last ? `Change ${first}` : `Changes ${first} to ${last}`),
      lead: 'The log of the plan: settings, confirmed contacts, campaigns, meetings, participation, documents. Each commitment has its own on its page.',
      pages: 'Pages of the history',
      older: 'Older',
      newer: 'Newer',
    },
    corrections: {
      title: 'Corrections and redactions',
      lead: 'Nothing is erased in silence. A correction is added to the record and the corrected entry stays in it; a redaction removes a text for ever and says why, and the log can still be verified. A document published in a new version is no correction: it is read again and recorded as an import.',
      none: 'No correction and no redaction so far.',
      noneMeans: 'Every value published for this plan is as it was recorded.',
      corrected: 'Corrections',
      correctedIntro: 'The value before, the one that holds now, who corrected it and why.',
      noCorrection: 'No correction so far.',
      redacted: 'Redacted texts',
      redactedIntro: 'What was removed is not shown; where, when, by whom and why stay public.',
      noRedaction: 'No redaction so far.',
      earlier: 'Earlier corrections and redactions',
      earlierPage: (first, last) => `Corrections and redactions ${first} to ${last}`,
      newest: 'The newest',
    },
  },
};
