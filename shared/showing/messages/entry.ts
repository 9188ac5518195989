import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of a commitment's past states and of its long history, and what its page and its milestones' pages add to the rest. */
export type EntryWords = {
  /** Within a heading and a title: a commitment after so many changes. */
  readonly after: (seq: number) => string;
  readonly lead: string;
  readonly maybeNot: string;
  readonly toCurrent: string;
  readonly neighbours: string;
  readonly previous: (seq: number) => string;
  readonly next: (seq: number) => string;
  readonly changed: string;
  readonly factsThen: string;
  readonly askedThen: string;
  readonly irmThen: string;
  readonly proof: string;
  readonly proofIntro: string;
  readonly hash: string;
  readonly previousHash: string;
  readonly log: string;
  readonly history: {
    readonly title: string;
    readonly lead: string;
    readonly stretch: (first: number, last: number) => string;
    readonly newestOf: (shown: number, of: number) => string;
    readonly all: string;
    readonly pages: string;
    readonly older: string;
    readonly newer: string;
  };
  readonly moreEvidence: (n: number) => string;
  readonly milestonePages: string;
  readonly movedBefore: string;
  readonly source: string;
};

export const entryWords: { readonly [language in InterfaceLanguage]: EntryWords } = {
  fr: {
    after: (seq) => `état après le changement ${seq}`,
    lead: 'Voici l’engagement tel que le registre le montrait juste après ce changement\u00A0:',
    maybeNot: 'Cette page montre le passé, non l’état d’aujourd’hui. Un texte supprimé depuis l’est ici aussi.',
    toCurrent: 'Voir l’état actuel',
    neighbours: 'Changements voisins',
    previous: (seq) => `Changement ${seq}`,
    next: (seq) => `Changement ${seq}`,
    changed: 'Ce que ce changement a apporté',
    factsThen: 'En bref, à cette date',
    askedThen: 'Demandes au ministère jusque-là',
    irmThen: 'Évaluation de l’IRM à cette date',
    proof: 'Preuve d’intégrité',
    proofIntro: 'L’empreinte couvre ce changement et, par l’empreinte précédente, tous ceux d’avant.',
    hash: 'Empreinte de ce changement',
    previousHash: 'Empreinte précédente',
    log: 'Journal vérifiable (JSON Lines)',
    history: {
      title: 'Historique complet',
      lead: 'Tous les changements de l’engagement, demandes comprises, du plus récent au plus ancien sur chaque page.',
      stretch: (first, last) => (first === last ? `Changement ${first}` : `Changements ${first} à ${last}`),
      newestOf: (shown, of) => `Les ${shown} derniers sur ${of}.`,
      all: 'Historique complet',
      pages: 'Pages de l’historique',
      older: 'Plus anciens',
      newer: 'Plus récents',
    },
    moreEvidence: (n) => (n < 2 ? `${n} autre preuve` : `${n} autres preuves`),
    milestonePages: 'Jalons voisins',
    movedBefore: 'Reporté auparavant',
    source: 'Lu dans',
  },
  en: {
    after: (seq) => `as it stood after change ${seq}`,
    lead: 'This is the commitment as the record showed it right after this change:',
    maybeNot: 'This page shows the past, not how it stands today. A text that was removed since is removed here, too.',
    toCurrent: 'See how it stands now',
    neighbours: 'Changes next to this one',
    previous: (seq) => `Change ${seq}`,
    next: (seq) => `Change ${seq}`,
    changed: 'What this change brought',
    factsThen: 'In brief, at that date',
    askedThen: 'Asked of the ministry until then',
    irmThen: 'IRM assessment at that date',
    proof: 'Proof of integrity',
    proofIntro: 'The hash covers this change and, through the previous hash, every one before it.',
    hash: 'Hash of this change',
    previousHash: 'Previous hash',
    log: 'Verifiable log (JSON Lines)',
    history: {
      title: 'Complete history',
      lead: 'Every change of the commitment, questions to the ministry included, newest first on each page.',
      stretch: (first, last) => (first === last ? `Change ${first}` : `Changes ${first} to ${last}`),
      newestOf: (shown, of) => `The newest ${shown} of ${of}.`,
      all: 'Complete history',
      pages: 'Pages of the history',
      older: 'Older',
      newer: 'Newer',
    },
    moreEvidence: (n) => (n < 2 ? `${n} more item of evidence` : `${n} more items of evidence`),
    milestonePages: 'Neighbouring milestones',
    movedBefore: 'Moved before',
    source: 'Read in',
  },
};
