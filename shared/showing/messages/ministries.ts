import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of the pages by ministry. */
export type MinistryWords = {
  readonly title: string;
  readonly lead: string;
  /** Where the plan does not publish what ministries are asked. */
  readonly leadWithoutAsks: string;
  readonly caption: string;
  readonly none: string;
  readonly noneMeans: string;
  readonly without: string;
  readonly withoutMeans: string;
  readonly declared: string;
  readonly overdue: string;
  readonly spoke: string;
  /** The same below a number. */
  readonly inTime: string;
  readonly spokeNote: string;
  readonly notYet: string;
  readonly unanswered: string;
  readonly noMilestones: string;
  readonly verdict: (commitments: number, milestones: number) => string;
  readonly overdueTitle: string;
  readonly overdueNote: string;
  readonly noOverdue: string;
  readonly unansweredTitle: string;
  readonly unansweredIntro: string;
  readonly allAnswered: string;
  readonly allAnsweredMeans: string;
  readonly deadline: string;
  readonly milestone: string;
  readonly since: string;
  /** Commitments that went to another lead. */
  readonly former: string;
  readonly formerMeans: string;
  readonly leadsNone: string;
  readonly nowLedBy: string;
  readonly nobodyNamed: string;
  readonly formerMinistries: string;
  readonly formerMinistriesMeans: string;
};

export const ministryWords: { readonly [language in InterfaceLanguage]: MinistryWords } = {
  fr: {
    title: 'Par ministère',
    lead: 'Chaque institution porteuse, avec ses engagements, ce qu’elle en déclare et ce à quoi elle n’a pas répondu. Un engagement porté à plusieurs figure chez chacun.',
    leadWithoutAsks:
      'Chaque institution porteuse, avec ses engagements et ce qu’elle en déclare. Un engagement porté à plusieurs figure chez chacun.',
    caption: 'Institutions porteuses du plan, avec leurs jalons et leurs réponses à temps',
    none: 'Aucune institution porteuse.',
    noneMeans: 'Aucun engagement publié ici ne nomme encore qui le porte.',
    without: 'Sans institution porteuse',
    withoutMeans: 'La fiche de ces engagements ne nomme aucune institution porteuse.',
    declared: 'Jalons par statut déclaré',
    overdue: 'Échéances dépassées',
    spoke: 'Réponses à temps',
    inTime: 'réponses à temps',
    spokeNote:
      'Réponse à temps\u00A0: dans les sept jours autour de l’échéance, ou jalon déclaré réalisé avant. Une échéance compte une fois ces jours passés, ou la réponse donnée.',
    notYet: 'pas encore d’échéance',
    unanswered: 'Sans réponse',
    noMilestones: 'aucun jalon',
    verdict: (commitments, milestones) =>
      `${commitments} engagement${commitments < 2 ? '' : 's'}, ${milestones} jalon${milestones < 2 ? '' : 's'}`,
    overdueTitle: 'Échéances dépassées',
    overdueNote: 'Une échéance dépassée sans déclaration ne veut pas dire que rien n’a été fait.',
    noOverdue: 'Aucune échéance n’est dépassée.',
    unansweredTitle: 'Demandes sans réponse',
    unansweredIntro:
      'Ce qui a été demandé par courriel à la fonction responsable, sans qu’un mot ait suivi. Aucune personne n’est nommée.',
    allAnswered: 'Aucune demande n’attend de réponse.',
    allAnsweredMeans: 'Soit rien n’a encore été demandé, soit un mot a suivi chaque demande.',
    deadline: 'Échéance',
    milestone: 'Jalon',
    since: 'Sans réponse depuis',
    former: 'Engagements portés auparavant',
    formerMeans: 'Ce qui s’est passé jusque-là reste dans les changements et les flux de cette page.',
    leadsNone: 'Ne porte plus aucun engagement de ce plan',
    nowLedBy: 'maintenant porté par',
    nobodyNamed: 'la fiche ne nomme plus d’institution porteuse',
    formerMinistries: 'Anciennes institutions porteuses',
    formerMinistriesMeans:
      'Renommées, ou dont les engagements sont passés à une autre. Leurs pages et leurs flux gardent leur adresse.',
  },
  en: {
    title: 'By ministry',
    lead: 'Every lead institution with its commitments, what it declares about them, and what it has not answered. A commitment with several leads stands with each of them.',
    leadWithoutAsks:
      'Every lead institution with its commitments and what it declares about them. A commitment with several leads stands with each of them.',
    caption: 'Lead institutions of the plan, with their milestones and answers in time',
    none: 'No lead institution.',
    noneMeans: 'No commitment published here names who leads it yet.',
    without: 'Without a lead institution',
    withoutMeans: 'The sheet of these commitments names no lead institution.',
    declared: 'Milestones by declared status',
    overdue: 'Overdue',
    spoke: 'Answered in time',
    inTime: 'answered in time',
    spokeNote:
      'Answered in time: within seven days of the deadline, or declared complete before. A deadline counts once these days are over, or the answer is given.',
    notYet: 'no deadline yet',
    unanswered: 'No answer',
    noMilestones: 'no milestones',
    verdict: (commitments, milestones) =>
      `${commitments} commitment${commitments === 1 ? '' : 's'}, ${milestones} milestone${milestones === 1 ? '' : 's'}`,
    overdueTitle: 'Overdue',
    overdueNote: 'A deadline that passed without a declaration does not mean that nothing was done.',
    noOverdue: 'No deadline has passed.',
    unansweredTitle: 'Asked without an answer',
    unansweredIntro: 'What the responsible role was asked by mail, without a word since. No person is named.',
    allAnswered: 'Nothing asked is waiting for an answer.',
    allAnsweredMeans: 'Either nothing was asked yet, or a word followed every time.',
    deadline: 'Deadline',
    milestone: 'Milestone',
    since: 'No answer since',
    former: 'Commitments it led before',
    formerMeans: 'What happened until then stays in the changes and feeds of this page.',
    leadsNone: 'No longer leads any commitment of this plan',
    nowLedBy: 'now led by',
    nobodyNamed: 'the sheet no longer names a lead institution',
    formerMinistries: 'Former lead institutions',
    formerMinistriesMeans: 'Renamed, or their commitments went to another one. Their pages and feeds keep their addresses.',
  },
};
