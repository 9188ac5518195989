import type { Assessment, ProseField, Word } from '../../domain/commitment.ts';
import type { Precision } from '../../domain/fuzzy-date.ts';
import type { Actor, CitedDocument, DeclaredStatus, EvidenceKind } from '../../domain/plan.ts';
import type { Position } from '../../domain/position.ts';
import { changeFr } from './change-words.ts';

type Labels<Code extends string> = { readonly [code in Code]: string };
type Irm<Field extends keyof Assessment> = Labels<Extract<Assessment[Field], string>>;

const nothing = 'Aucune déclaration';

/** Everything the public site says in French, apart from what the government wrote. The wording of the labels is fixed. */
export const fr = {
  language: 'fr' as 'fr' | 'en',
  months: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  languages: { fr: 'français', en: 'anglais' } as { readonly [code: string]: string },
  /** `day` of the month, then month and year as they follow it. */
  dayOfMonth: (day: number) => (day === 1 ? '1er' : String(day)),
  onDay: (day: string) => `le ${day}`,
  onDays: (days: string) => `les ${days}`,
  fromTo: (first: string, last: string) => `du ${first} au ${last}`,
  quarterOf: (quarter: number, year: string) => `${quarter === 1 ? '1er' : `${quarter}e`}\u00A0trimestre ${year}`,
  halfOf: (half: number, year: string) => `${half === 1 ? '1er' : `${half}e`}\u00A0semestre ${year}`,
  atTime: (day: string, hour: number, minute: string) => `${day} à ${hour}\u00A0h\u00A0${minute}`,
  and: (list: readonly string[]) => (list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} et ${list.at(-1)}`),
  colon: '\u00A0: ',
  quoted: (text: string) => `«\u00A0${text}\u00A0»`,
  fileSize: (kilobytes: number) => `${kilobytes}\u00A0Ko`,

  site: {
    name: 'Jalon',
    tagline: 'Registre public des promesses d’un gouvernement ouvert',
    skip: 'Aller au contenu',
    breadcrumb: 'Fil d’Ariane',
    home: 'Accueil',
    languages: 'Langues',
    inOtherLanguage: 'English',
    about:
      'Jalon suit ce qu’un gouvernement a promis publiquement\u00A0: ce qui a été promis, quand le ministère a été interrogé, ce qu’il a répondu et où personne n’a répondu. Chaque changement est daté, permanent et vérifiable.',
    publishedWith: 'Publié avec Jalon, un logiciel libre sous licence Apache 2.0.',
    notFound: 'Page introuvable',
    notFoundText:
      'Cette adresse ne mène à aucune page. Les adresses publiées ne changent pas\u00A0: vérifiez qu’elle est entière.',
    toHome: 'Revenir à l’accueil',
    followed: 'Engagements suivis',
    noPlan: 'Aucun plan n’est encore publié ici.',
    /** Said of what is shown in another language than the page's, which is one of the plan's. */
    untranslated: {
      plan: (language: string) => `Le gouvernement n’a pas publié le titre de ce plan en français. Il est montré en ${language}.`,
      titles: (language: string) => `Le gouvernement n’a pas publié ces titres en français. Ils sont montrés en ${language}.`,
      title: (language: string) => `Ce titre n’a pas été publié en français. Il est montré en ${language}.`,
      commitment: (language: string) =>
        `Le gouvernement n’a pas publié cet engagement en français. Il est montré en ${language}.`,
      milestone: (language: string) => `Le gouvernement n’a pas publié ce jalon en français. Il est montré en ${language}.`,
    },
    /** The same where nobody said that the plan would be in the language of the page. */
    isIn: {
      plan: (language: string) => `Le titre de ce plan est en ${language}.`,
      titles: (language: string) => `Ces titres sont en ${language}.`,
      title: (language: string) => `Ce titre est en ${language}.`,
      commitment: (language: string) => `Cet engagement est en ${language}.`,
      milestone: (language: string) => `Ce jalon est en ${language}.`,
    },
    head: (seq: number) => `Empreinte du journal (entrée ${seq})`,
    planHead: 'Empreinte du plan',
    verifyHint: 'Qui la conserve peut prouver plus tard que le passé n’a pas été réécrit.',
  },

  declared: {
    byMinistry: 'Déclaré par le ministère',
    label: {
      none: nothing,
      'not-started': 'Non commencé',
      limited: 'Limité',
      substantial: 'Substantiel',
      complete: 'Réalisé',
      withdrawn: 'Retiré',
    } satisfies Labels<DeclaredStatus | 'none'>,
    sentence: {
      none: 'Le ministère n’a encore rien déclaré.',
      'not-started': 'Aucun travail n’a commencé.',
      limited: 'Des travaux ont commencé\u00A0; rien n’est encore livré.',
      substantial: 'Bien avancé, pas achevé\u00A0: le livrable manque encore.',
      complete: 'Livré, preuve à l’appui.',
      withdrawn: 'Abandonné, motif public.',
    } satisfies Labels<DeclaredStatus | 'none'>,
    undone: 'Ce que le ministère avait déclaré a été annulé.',
    completeWithoutEvidence: 'Livré, sans preuve publique\u00A0: motif.',
    on: (day: string) => `Déclaré le ${day}.`,
    completedOn: 'Livré le',
    done: 'Ce qui a été fait',
    difficulties: 'Difficultés',
    noEvidenceReason: 'Motif de l’absence de preuve publique',
    note: 'Précision',
    reason: 'Motif',
  },

  position: {
    title: 'Position',
    label: {
      upcoming: 'À venir',
      'due-soon': 'Échéance proche',
      overdue: 'Échéance dépassée',
      'on-time': 'Réalisé dans les délais',
      late: 'Réalisé en retard',
      none: 'Sans échéance datée',
    } satisfies Labels<Position>,
    /** A withdrawn milestone has no deadline to keep, whatever day was published. */
    withdrawn: 'Sans objet',
    since: (day: string) => `depuis le ${day}`,
    notNothing: 'Cela ne veut pas dire que rien n’a été fait.',
    delivered: (day: string) => `livré le ${day}`,
  },

  deadline: {
    title: 'Échéance publiée',
    start: 'Début publié',
    none: 'Aucune échéance publiée',
    retained: (day: string) => `échéance retenue\u00A0: ${day} inclus`,
    because: {
      day: '',
      month: 'dernier jour du mois',
      season: 'dernier jour de la saison',
      quarter: 'dernier jour du trimestre',
      semester: 'dernier jour du semestre',
      'part-of-year': 'dernier jour de la période',
      year: 'dernier jour de l’année',
      range: 'dernier jour de la période',
      recurring: 'récurrent\u00A0: aucun jour retenu',
      ongoing: 'en continu\u00A0: aucun jour retenu',
      event: 'lié à un événement\u00A0: aucun jour retenu',
      unknown: 'aucun jour ne peut en être tiré',
    } satisfies Labels<Precision>,
    eve: 'veille de la date publiée',
    ambiguous: 'lecture à confirmer',
    revised: (from: string, to: string) => `Reporté du ${from} au ${to}`,
    broughtForward: (from: string, to: string) => `Avancé du ${from} au ${to}`,
    dated: (to: string) => `Échéance attendue\u00A0: ${to}`,
    earlier: 'Publiée auparavant',
    expected: 'Nouvelle date attendue',
    missing: 'La dernière version du document ne mentionne plus ce jalon.',
  },

  evidence: {
    title: 'Preuves',
    count: (n: number) => `${n} preuve${n < 2 ? '' : 's'}`,
    reasoned: 'Pas de preuve publique\u00A0: motif',
    none: 'Aucune preuve',
    redacted: 'titre supprimé',
    kind: {
      report: 'rapport',
      minutes: 'compte rendu',
      page: 'page',
      dataset: 'jeu de données',
      'official-text': 'texte officiel',
      other: 'autre',
    } satisfies Labels<EvidenceKind>,
  },

  freshness: {
    title: 'Fraîcheur',
    recent: (day: string) => `Dernière nouvelle le ${day}`,
    stale: (day: string) => `Sans nouvelle depuis le ${day}`,
    never: 'Aucune nouvelle reçue',
    lastWord: (said: string) => `dernier mot\u00A0: ${said}`,
    said: {
      declared: 'déclaration',
      'nothing-to-report': 'rien à signaler',
      withdrawn: 'retrait',
      'deadline-revised': 'échéance révisée',
    } satisfies Labels<Word['said']['kind']>,
  },

  asked: {
    title: 'Demandes au ministère',
    intro: 'Dates auxquelles la fonction responsable a été interrogée par courriel. Aucune personne n’est nommée.',
    none: 'Aucune demande n’a encore été envoyée.',
    asked: (days: string) => `Demandé ${days}`,
    answered: (day: string) => `Répondu le ${day}`,
    answeredAgain: (day: string) => `Répondu de nouveau le ${day}`,
    undone: (day: string, by: string) => `réponse annulée le ${day} ${by}`,
    undoneBy: {
      lead: 'par la fonction responsable',
      deputy: 'par la suppléance au ministère',
      colleague: 'par la fonction désignée au ministère',
      poc: 'par la coordination nationale',
      reviewer: 'par l’IRM',
      admin: 'par l’administration du registre',
      system: 'automatiquement',
    } satisfies Labels<Actor['role']>,
    silent: 'sans réponse',
    silentSince: (day: string) => `Sans réponse depuis le ${day}`,
    inAll: (count: number, span: string) => `Et ${count} demande${count < 2 ? '' : 's'} au ministère, ${span}.`,
    escalated: (days: string) => `Signalé à la coordination nationale ${days}`,
    campaign: 'L’engagement dans son ensemble',
    of: (role: string) => `Fonction interrogée\u00A0: ${role}`,
    to: (role: string) => `Signalé à\u00A0: ${role}`,
  },

  irm: {
    title: 'Évaluation de l’IRM',
    intro:
      'Le mécanisme d’évaluation indépendant (IRM) du Partenariat pour un gouvernement ouvert juge de son côté. Ses valeurs sont citées telles quelles et ne changent rien à ce que le ministère déclare.',
    none: 'Aucune évaluation n’est inscrite ici.',
    source: 'Source',
    completion: 'Réalisation',
    verifiable: 'Vérifiable',
    relevant: 'Pertinent',
    ambition: 'Ambition',
    earlyResults: 'Premiers résultats',
    completionLabel: {
      'no-evidence': 'Aucune preuve disponible',
      'not-started': 'Non commencé',
      limited: 'Limité',
      substantial: 'Substantiel',
      complete: 'Complet',
      pending: 'Examen de l’IRM en attente',
      'no-data': 'Pas de données de l’IRM',
    } satisfies Irm<'completion'>,
    yesNo: { yes: 'Oui', no: 'Non' } satisfies Irm<'verifiable'>,
    ambitionLabel: {
      unclear: 'Incertain',
      modest: 'Modeste',
      substantial: 'Substantiel',
      low: 'Faible',
    } satisfies Irm<'ambition'>,
    earlyResultsLabel: {
      'no-notable': 'Sans résultat notable',
      moderate: 'Modérés',
      significant: 'Significatifs',
      'no-data': 'Pas de données de l’IRM',
    } satisfies Irm<'earlyResults'>,
  },

  change: changeFr,

  commitment: {
    name: (number: string) => `Engagement ${number}`,
    facts: 'En bref',
    ministry: 'Ministère porteur',
    supporting: 'Autres acteurs associés',
    responsible: 'Fonction responsable',
    period: 'Période publiée',
    endHeld: (day: string) => `fin retenue\u00A0: ${day}`,
    ogpCode: 'Code PGO',
    unverified: 'non vérifié',
    milestones: 'Jalons',
    milestonesCaption:
      'Jalons de l’engagement\u00A0: échéance publiée, statut déclaré par le ministère, position calculée et preuves',
    milestone: 'Jalon',
    noMilestones: 'Le texte publié ne contient aucun jalon.',
    source: 'Ce que dit le texte publié',
    sourceIntro: 'Extraits du document officiel, avec le numéro de la ligne où chacun commence.',
    line: (name: string, line: number) => `${name}, ligne ${line}`,
    prose: {
      objective: 'Objectif',
      problem: 'Le problème public',
      description: 'L’engagement',
      contribution: 'Comment il contribue à résoudre le problème',
      relevance: 'Pourquoi il est pertinent pour un gouvernement ouvert',
    } satisfies Labels<ProseField>,
    timeline: 'Chronologie',
    timelineTitle: (number: string) => `Chronologie de l’engagement ${number}`,
    timelineDescription: (count: number, first: string, last: string) =>
      `${count} dates, du ${first} au ${last}. Le tableau qui suit dit la même chose.`,
    timelineDate: 'Date',
    timelineFact: 'Fait',
    legend: { due: 'échéance', moved: 'échéance publiée, révisée depuis', delivered: 'livré', asked: 'demande' },
    begins: 'Début',
    ends: 'Fin de l’engagement',
    starts: 'Début de l’engagement',
    due: 'Échéance',
    dueBefore: 'Échéance publiée, révisée depuis',
    delivered: 'Livré selon le ministère',
    askedOn: 'Demande au ministère',
    verdict: {
      allComplete: (n: number) => (n < 2 ? 'Son jalon est déclaré réalisé.' : `Ses ${n} jalons sont déclarés réalisés.`),
      milestones: (n: number) => (n < 2 ? `${n} jalon` : `${n} jalons`),
      counted: {
        none: (n) => `${n} sans déclaration`,
        'not-started': (n) => `${n} non commencé${n < 2 ? '' : 's'}`,
        limited: (n) => `${n} limité${n < 2 ? '' : 's'}`,
        substantial: (n) => `${n} substantiel${n < 2 ? '' : 's'}`,
        complete: (n) => `${n} réalisé${n < 2 ? '' : 's'}`,
        withdrawn: (n) => `${n} retiré${n < 2 ? '' : 's'}`,
      } satisfies { [code in DeclaredStatus | 'none']: (n: number) => string },
      overdue: (n: number) => `${n} échéance${n < 2 ? '' : 's'} dépassée${n < 2 ? '' : 's'}`,
      overdueSince: (n: number, day: string) => (n < 2 ? `depuis le ${day}` : `dont la plus ancienne depuis le ${day}`),
      next: (day: string) => `Prochaine échéance\u00A0: ${day}.`,
      heard: (day: string) => `Dernière nouvelle du ministère le ${day}.`,
      never: 'Aucune nouvelle du ministère.',
    },
    uncovered: (years: string) => `Aucun jalon en ${years}.`,
  },

  milestone: {
    facts: 'Ce qui est promis',
    word: 'Ce que dit le ministère',
    group: 'Groupe',
    of: (number: string) => `Jalon de l’engagement ${number}`,
    anchor: 'Voir dans l’historique de l’engagement',
    unchanged: 'Rien n’a changé sur ce jalon depuis qu’il a été lu.',
  },

  plan: {
    period: 'Période publiée',
    asOf: (day: string) => `Données arrêtées au ${day}`,
    /** Of how many that were announced; null where nobody said. */
    followed: (followed: number, announced: number | null) => {
      const all = `${followed} engagement${followed < 2 ? '' : 's'}`;
      if (announced !== null && followed >= announced) return all;
      const here = `${all} suivi${followed < 2 ? '' : 's'} ici`;
      return announced === null ? here : `${here} sur ${announced} annoncé${announced < 2 ? '' : 's'}`;
    },
    counts: 'Statuts déclarés',
    countsNote: 'Les statuts ne s’additionnent pas\u00A0: «\u00A0substantiel\u00A0» n’est pas «\u00A0réalisé\u00A0».',
    spoke: (spoke: number, of: number) =>
      `Réponse dans les sept jours autour de l’échéance, ou jalon déclaré réalisé avant\u00A0: ${spoke} jalon${spoke < 2 ? '' : 's'} sur\u00A0${of}.`,
    commitments: 'Engagements',
    commitmentsCaption: 'Engagements suivis, avec leur ministère et la prochaine échéance',
    commitment: 'Engagement',
    ministry: 'Ministère',
    progress: 'Jalons réalisés',
    xOfY: (x: number, y: number) => (y === 0 ? '0' : `${x} sur ${y}`),
    next: 'Prochaine échéance',
    noNext: 'aucune',
    lastWord: 'Dernière nouvelle',
    noCommitments: 'Aucun engagement n’est encore publié.',
    meetings: 'Réunions',
    held: 'tenue',
    announced: 'annoncée',
    toCome: 'à venir',
    noTrace: 'sans trace publique',
    processes: 'Participation',
    organiser: 'Organisateur',
    methods: 'Méthodes',
    participants: 'Participants',
    deliverables: 'Livrables',
    followUp: 'Suites données',
    awaited: 'suite attendue',
    notOwed: 'aucune suite due, selon la coordination',
    documents: 'Documents cités',
    documentKind: {
      'press-release': 'communiqué de presse',
      article: 'article',
      plan: 'plan',
      report: 'rapport',
      other: 'document',
    } satisfies Labels<CitedDocument['kind']>,
    service: 'Fonctionnement du suivi',
    serviceIntro:
      'Jalon ne recalcule les positions de ce plan que lorsque son calendrier le demande. Ce jour ne fait pas partie du registre.',
    positionsOn: 'Positions calculées pour le',
    unknown: 'pas encore',
    history: 'Historique du plan lui-même',
  },

  downloads: {
    title: 'S’abonner et télécharger',
    atom: 'Flux Atom',
    jsonFeed: 'Flux JSON Feed',
    calendar: 'Calendrier des échéances (iCalendar)',
    statusJson: 'État des jalons (JSON)',
    statusCsv: 'État des jalons (CSV)',
    log: 'Journal vérifiable (JSON Lines)',
  },

  feed: {
    title: (of: string) => `Changements\u00A0: ${of}`,
    all: 'Changements de tous les plans suivis',
  },

  calendar: {
    name: (of: string) => `Échéances\u00A0: ${of}`,
    all: 'Échéances des plans suivis',
    declared: (label: string) => `Déclaré par le ministère\u00A0: ${label}`,
    published: (text: string) => `Échéance publiée\u00A0: ${text}`,
  },
};

/** The shape every language fills. */
export type Messages = typeof fr;
