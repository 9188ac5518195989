import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { PlanViewName } from '../plan-views.ts';

/** Words of the plan's overview and of its fixed views. */
export type PlanViewWords = {
  readonly view: {
    readonly [name in PlanViewName]: {
      readonly title: string;
      readonly lead: string;
      readonly caption: string;
      /** An empty list, and what it means. */
      readonly none: string;
      readonly noneMeans: string;
    };
  };
  /** The view on silence where a plan publishes no asks. */
  readonly withoutAsks: {
    readonly lead: string;
    readonly never: string;
    readonly since: (day: string) => string;
    readonly change: string;
    readonly intro: string;
    readonly none: string;
    readonly noneMeans: string;
  };
  /** The two parts of the view on silence. */
  readonly unanswered: { readonly title: string; readonly intro: string };
  readonly unheard: {
    readonly title: string;
    readonly intro: string;
    readonly caption: string;
  };
  readonly milestone: string;
  readonly deadline: string;
  readonly asked: string;
  readonly notAsked: string;
  readonly askedAbout: string;
  readonly moreEvidence: (n: number) => string;
  readonly page: (page: number, pages: number) => string;
  readonly emptyPage: string;
  readonly emptyPageMeans: string;
  readonly pages: string;
  /** How many follow-ups a participation process has. */
  readonly followed: (n: number) => string;
  readonly declaredOn: string;
  readonly newer: string;
  readonly older: string;
  readonly previous: string;
  readonly next: string;
  readonly overview: {
    /** Labels below a number. */
    readonly overdue: (n: number) => string;
    readonly dueSoon: (n: number) => string;
    readonly dueSoonNote: string;
    /** `hasWhole`: among them is a commitment that was asked about as a whole. */
    readonly unanswered: (n: number, hasWhole: boolean) => string;
    readonly unheard: (n: number) => string;
    readonly ministries: (n: number) => string;
    readonly onThisPage: string;
    readonly nextDeadlines: string;
    readonly noNext: string;
    readonly noNextMeans: string;
    readonly allSoon: string;
    readonly allDeadlines: string;
    readonly allChanges: string;
    readonly around: string;
    readonly aroundAll: string;
    readonly aroundLead: string;
    readonly aroundNone: string;
    readonly aroundNoneMeans: string;
    readonly corrections: string;
  };
};

export const planViewWords: { readonly [language in InterfaceLanguage]: PlanViewWords } = {
  fr: {
    view: {
      overdue: {
        title: 'Échéances dépassées',
        lead: 'Jalons dont l’échéance est passée et que le ministère n’a déclarés ni réalisés ni retirés, la plus ancienne en premier. Cela ne veut pas dire que rien n’a été fait\u00A0: le statut déclaré le dit, s’il y en a un.',
        caption: 'Jalons dont l’échéance est dépassée\u00A0: échéance, statut déclaré, preuves et dernière nouvelle',
        none: 'Aucune échéance n’est dépassée.',
        noneMeans:
          'Tout jalon dont l’échéance est passée est déclaré réalisé ou retiré. Un jalon sans échéance datée ne figure jamais ici.',
      },
      'due-soon': {
        title: 'Échéances proches',
        lead: 'Jalons dont l’échéance tombe dans les trente jours et qui ne sont déclarés ni réalisés ni retirés, la plus proche en premier.',
        caption: 'Jalons dont l’échéance est proche\u00A0: échéance, statut déclaré, preuves et dernière nouvelle',
        none: 'Aucune échéance ne tombe dans les trente jours.',
        noneMeans: 'Les échéances plus lointaines sont sur la frise et dans le calendrier.',
      },
      'no-word': {
        title: 'Sans réponse',
        lead: 'Ce qui a été demandé par courriel à la fonction responsable sans qu’un mot ait suivi, puis les jalons dont le ministère n’a encore rien dit. «\u00A0Rien à signaler\u00A0» est une réponse, et un report d’échéance par le ministère aussi. Aucune personne n’est nommée.',
        caption: 'Demandes sans réponse\u00A0: échéance, statut déclaré, preuves, dernière nouvelle et jours des demandes',
        none: 'Aucune demande n’attend de réponse.',
        noneMeans: 'Chaque demande a été suivie d’un mot, et le ministère s’est exprimé sur chaque jalon.',
      },
      evidence: {
        title: 'Preuves',
        lead: 'Les jalons que le ministère déclare réalisés, avec leurs preuves ou le motif de leur absence, et les preuves de ce qui est en cours. La dernière déclaration en premier.',
        caption: 'Jalons réalisés ou en cours avec leurs preuves et le jour de la déclaration',
        none: 'Aucune preuve n’est publiée.',
        noneMeans: 'Le ministère n’a encore déclaré aucun jalon réalisé, ni donné de preuve de ce qui est en cours.',
      },
    },
    withoutAsks: {
      lead: 'Les jalons dont le ministère n’a encore rien dit. «\u00A0Rien à signaler\u00A0» est une réponse.',
      never: 'Ce plan ne publie pas les demandes faites aux ministères\u00A0: ce qui reste sans réponse ne se voit donc pas ici.',
      since: (day) =>
        `Depuis le ${day}, les demandes faites aux ministères ne sont plus publiées\u00A0: ce qui reste sans réponse ne se voit donc plus ici.`,
      change: 'Voir ce changement',
      intro: 'Le ministère ne s’est pas encore exprimé sur ces jalons.',
      none: 'Le ministère s’est exprimé sur chaque jalon.',
      noneMeans: 'Aucun jalon ouvert n’est sans nouvelle.',
    },
    unanswered: {
      title: 'Demandé, sans réponse',
      intro: 'Le plus long silence en premier.',
    },
    unheard: {
      title: 'Aucune nouvelle reçue',
      intro: 'Le ministère ne s’est pas encore exprimé sur ces jalons, et rien ne lui a encore été demandé à leur sujet.',
      caption: 'Jalons dont le ministère n’a encore rien dit, avec leur échéance',
    },
    milestone: 'Jalon',
    deadline: 'Échéance',
    asked: 'Demandes',
    notAsked: 'aucune',
    askedAbout: 'L’engagement dans son ensemble',
    moreEvidence: (n) => `${n} autre${n < 2 ? '' : 's'} preuve${n < 2 ? '' : 's'}`,
    page: (page, pages) => `page ${page} sur ${pages}`,
    emptyPage: 'Cette page est vide pour le moment.',
    emptyPageMeans: 'La liste tient sur les pages précédentes.',
    pages: 'Pages de la liste',
    followed: (n) => `${n} suite${n < 2 ? '' : 's'} donnée${n < 2 ? '' : 's'}`,
    declaredOn: 'Déclaré le',
    newer: 'Plus récent',
    older: 'Plus ancien',
    previous: 'Plus urgent',
    next: 'Suite',
    overview: {
      overdue: (n) => (n < 2 ? 'échéance dépassée' : 'échéances dépassées'),
      dueSoon: (n) => (n < 2 ? 'échéance proche' : 'échéances proches'),
      dueSoonNote: 'dans les trente jours',
      unanswered: (n, hasWhole) =>
        `${n < 2 ? 'jalon' : 'jalons'}${hasWhole ? ` ou ${n < 2 ? 'engagement' : 'engagements'}` : ''} sans réponse`,
      unheard: (n) => (n < 2 ? 'jalon sans nouvelle' : 'jalons sans nouvelle'),
      ministries: (n) => (n < 2 ? 'institution porteuse' : 'institutions porteuses'),
      onThisPage: 'Sur cette page',
      nextDeadlines: 'Prochaines échéances',
      noNext: 'Aucune échéance à venir.',
      noNextMeans: 'Aucun jalon ouvert n’a d’échéance datée encore à venir.',
      allSoon: 'Toutes les échéances proches',
      allDeadlines: 'Toutes les échéances, sur la frise',
      allChanges: 'Tous les changements, par mois',
      around: 'Réunions, participation, documents',
      aroundAll: 'Tout voir',
      aroundLead:
        'Qui s’est réuni, quelles démarches de participation ont eu lieu et ce qui les a suivies, quels documents le registre cite.',
      aroundNone: 'Rien n’est encore inscrit.',
      aroundNoneMeans: 'Ni réunion, ni démarche de participation, ni document cité pour ce plan.',
      corrections: 'Corrections et suppressions',
    },
  },
  en: {
    view: {
      overdue: {
        title: 'Overdue',
        lead: 'Milestones past their deadline which the ministry has declared neither complete nor withdrawn, the oldest first. This does not mean that nothing was done: the declared status says so, where there is one.',
        caption: 'Overdue milestones: deadline, declared status, evidence and last word',
        none: 'No deadline has passed.',
        noneMeans:
          'Every milestone past its deadline is declared complete or withdrawn. One without a dated deadline never stands here.',
      },
      'due-soon': {
        title: 'Due soon',
        lead: 'Milestones due within thirty days that are declared neither complete nor withdrawn, the nearest first.',
        caption: 'Milestones due soon: deadline, declared status, evidence and last word',
        none: 'No deadline falls within thirty days.',
        noneMeans: 'Later deadlines are on the timeline and in the calendar.',
      },
      'no-word': {
        title: 'No answer',
        lead: 'What the responsible role was asked by mail without a word since, then the milestones of which the ministry has not spoken yet. “Nothing to report” is an answer, and so is a deadline that the ministry moves. No person is named.',
        caption: 'Requests without an answer: deadline, declared status, evidence, last word and days of asking',
        none: 'Nothing asked is waiting for an answer.',
        noneMeans: 'A word followed every request, and the ministry has spoken of every milestone.',
      },
      evidence: {
        title: 'Evidence',
        lead: 'Milestones that the ministry declares complete, with their evidence or the reason why there is none, and evidence of what is under way. The latest declaration first.',
        caption: 'Milestones complete or under way, with their evidence and the day of the declaration',
        none: 'No evidence is published.',
        noneMeans: 'The ministry has declared no milestone complete yet, nor given evidence of what is under way.',
      },
    },
    withoutAsks: {
      lead: 'Milestones of which the ministry has not spoken yet. “Nothing to report” is an answer.',
      never: 'This plan does not publish what ministries are asked: what stays without an answer cannot be seen here.',
      since: (day) =>
        `Since ${day}, what ministries are asked is no longer published: what stays without an answer can no longer be seen here.`,
      change: 'See this change',
      intro: 'The ministry has not spoken of these milestones yet.',
      none: 'The ministry has spoken of every milestone.',
      noneMeans: 'No open milestone has never been heard of.',
    },
    unanswered: {
      title: 'Asked, no answer',
      intro: 'The longest silence first.',
    },
    unheard: {
      title: 'Never heard',
      intro: 'The ministry has not spoken of these milestones yet, and was not asked about them yet.',
      caption: 'Milestones of which the ministry has not spoken yet, with their deadline',
    },
    milestone: 'Milestone',
    deadline: 'Deadline',
    asked: 'Asked',
    notAsked: 'not asked',
    askedAbout: 'The commitment as a whole',
    moreEvidence: (n) => `${n} more item${n === 1 ? '' : 's'} of evidence`,
    page: (page, pages) => `page ${page} of ${pages}`,
    emptyPage: 'This page is empty at the moment.',
    emptyPageMeans: 'The list ends on an earlier page.',
    pages: 'Pages of the list',
    followed: (n) => `${n} follow-up${n === 1 ? '' : 's'}`,
    declaredOn: 'Declared on',
    newer: 'Newer',
    older: 'Older',
    previous: 'More urgent',
    next: 'Further on',
    overview: {
      overdue: (n) => (n === 1 ? 'overdue milestone' : 'overdue milestones'),
      dueSoon: (n) => (n === 1 ? 'milestone due soon' : 'milestones due soon'),
      dueSoonNote: 'within thirty days',
      unanswered: (n, hasWhole) =>
        `${n === 1 ? 'milestone' : 'milestones'}${hasWhole ? ` or ${n === 1 ? 'commitment' : 'commitments'}` : ''} without an answer`,
      unheard: (n) => (n === 1 ? 'milestone never heard of' : 'milestones never heard of'),
      ministries: (n) => (n === 1 ? 'lead institution' : 'lead institutions'),
      onThisPage: 'On this page',
      nextDeadlines: 'Next deadlines',
      noNext: 'No deadline to come.',
      noNextMeans: 'No open milestone has a dated deadline that is still to come.',
      allSoon: 'Everything due soon',
      allDeadlines: 'All deadlines, on the timeline',
      allChanges: 'All changes, by month',
      around: 'Meetings, participation, documents',
      aroundAll: 'See all',
      aroundLead: 'Who met, which participation took place and what followed it, which documents the record cites.',
      aroundNone: 'Nothing is recorded yet.',
      aroundNoneMeans: 'No meeting, no participation process and no cited document for this plan.',
      corrections: 'Corrections and redactions',
    },
  },
};
