import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Words of the counts for the standards of the Open Government Partnership. */
export type OgpCountWords = {
  readonly title: string;
  readonly lead: string;
  readonly period: string;
  readonly standard: (told: string, count: number) => string;
  readonly byCommitment: string;
  readonly rule: string;
  readonly asked: string;
  readonly updates: {
    readonly title: string;
    readonly asks: string;
    readonly rule: string;
    readonly caption: string;
    readonly days: string;
    readonly twoOrMore: string;
    readonly one: string;
    readonly none: string;
    readonly withEvidence: string;
    readonly complete: string;
    readonly overdue: string;
  };
  readonly evidence: {
    readonly title: string;
    readonly asks: string;
    readonly rule: string;
    readonly milestones: string;
    readonly completeWith: string;
    readonly completeReasoned: string;
    readonly completeBare: string;
  };
  readonly meetings: {
    readonly title: string;
    readonly asks: string;
    readonly rule: string;
    readonly held: string;
    readonly withMinutes: string;
    readonly undated: string;
    readonly recent: string;
    readonly recentWithCivilSociety: string;
    readonly last: string;
    readonly never: string;
    readonly monthsSince: (months: number) => string;
    readonly byYear: string;
    readonly year: string;
    readonly ofWhich: string;
    readonly all: string;
  };
  readonly processes: {
    readonly title: string;
    readonly asks: string;
    readonly rule: string;
    readonly recorded: string;
    readonly withFollowUp: string;
    readonly awaited: string;
    readonly notOwed: string;
  };
  readonly site: { readonly title: string; readonly asks: string; readonly rule: string };
  readonly notVerified: string;
  readonly downloads: { readonly title: string; readonly csv: string; readonly json: string };
};

export const ogpCountWords: { readonly [language in InterfaceLanguage]: OgpCountWords } = {
  fr: {
    title: 'Indicateurs pour les normes du PGO',
    lead: 'Ce que demandent les normes de participation et de cocréation du Partenariat pour un gouvernement ouvert (PGO, en anglais OGP), et ce que ce registre permet de compter. Des nombres et des dates, aucun jugement\u00A0: juger appartient au mécanisme d’évaluation indépendant (IRM).',
    period: 'Douze mois comptés',
    standard: (told, count) => `${count < 2 ? 'Norme' : 'Normes'} ${told}`,
    byCommitment: 'Par engagement',
    rule: 'Règle de calcul',
    asked: 'Ce que la norme demande',
    updates: {
      title: 'Mises à jour par engagement',
      asks: 'Un registre public des preuves, mis à jour au moins deux fois par an.',
      rule: 'Jours où le ministère a déclaré un statut, signalé qu’il n’avait rien à ajouter, révisé une échéance ou retiré un jalon, au cours des douze mois. Plusieurs mots le même jour comptent une fois\u00A0; un mot annulé par une correction ne compte plus.',
      caption:
        'Pour chaque engagement\u00A0: jours de mise à jour sur douze mois, preuves, échéances dépassées et dernière nouvelle',
      days: 'Mises à jour en 12 mois',
      twoOrMore: 'Mis à jour deux jours ou plus',
      one: 'Mis à jour un jour',
      none: 'Sans mise à jour',
      withEvidence: 'Jalons avec preuve',
      complete: 'Réalisés avec preuve',
      overdue: 'Échéances dépassées',
    },
    evidence: {
      title: 'Preuves',
      asks: 'Un registre lié aux preuves de la mise en œuvre.',
      rule: 'Une preuve est un lien avec un titre, que chacun peut ouvrir. Comptent les preuves de la déclaration en vigueur.',
      milestones: 'Jalons avec au moins une preuve',
      completeWith: 'Jalons réalisés avec preuve',
      completeReasoned: 'Réalisés sans preuve publique, motif donné',
      completeBare: 'Réalisés sans preuve ni motif',
    },
    meetings: {
      title: 'Réunions',
      asks: 'Le forum se réunit au moins tous les six mois (1.1). Au moins deux réunions par an avec la société civile présentent les résultats et recueillent les avis (5.1).',
      rule: 'Comptent les réunions inscrites ici comme tenues. Une réunion dont seule une période est publiée compte à son dernier jour\u00A0; les mois écoulés sont des mois entiers.',
      held: 'Réunions tenues',
      withMinutes: 'Avec un compte rendu public',
      undated: 'Sans jour publié',
      recent: 'Tenues en 12 mois',
      recentWithCivilSociety: 'Tenues en 12 mois avec la société civile',
      last: 'Dernière réunion',
      never: 'aucune',
      monthsSince: (months) =>
        months === 0 ? 'il y a moins d’un mois' : `${months} mois entier${months < 2 ? '' : 's'} écoulé${months < 2 ? '' : 's'}`,
      byYear: 'Réunions tenues par année civile',
      year: 'Année',
      ofWhich: 'Dont avec la société civile',
      all: 'Toutes les réunions',
    },
    processes: {
      title: 'Participation et devoir de suite',
      asks: 'Ouvrir l’élaboration au public (3.1), puis répondre de façon motivée aux contributions reçues (4.1).',
      rule: 'Une démarche de participation a une suite dès qu’une suite au moins est inscrite. Sinon, la suite est attendue, sauf si la coordination dit de chaque étape qu’aucune n’est due.',
      recorded: 'Démarches inscrites',
      withFollowUp: 'Avec une suite publiée',
      awaited: 'Suite attendue',
      notOwed: 'Aucune suite due, selon la coordination',
    },
    site: {
      title: 'Un site public',
      asks: 'Un site ou une page du gouvernement ouvert, accessible à tous.',
      rule: 'Ces pages se lisent sans compte et sans script\u00A0; tout ce qu’elles montrent se télécharge.',
    },
    notVerified: 'L’intitulé exact des normes 3.1 et 4.1 n’a pas été vérifié.',
    downloads: { title: 'Télécharger les indicateurs', csv: 'Indicateurs (CSV)', json: 'Indicateurs (JSON)' },
  },
  en: {
    title: 'Counts for the OGP standards',
    lead: 'What the Participation and Co-creation Standards of the Open Government Partnership (OGP) ask for, and what this record lets anyone count. Numbers and dates, and no verdict: judging belongs to the Independent Reporting Mechanism (IRM).',
    period: 'Twelve months counted',
    standard: (told, count) => `${count === 1 ? 'Standard' : 'Standards'} ${told}`,
    byCommitment: 'By commitment',
    rule: 'Rule behind the number',
    asked: 'What the standard asks',
    updates: {
      title: 'Updates per commitment',
      asks: 'A public repository of evidence, updated at least twice a year.',
      rule: 'Days of the twelve months on which the ministry declared a status, said that it had nothing to report, moved a deadline or withdrew a milestone. Several words on one day count once; a word that a correction undid no longer counts.',
      caption:
        'For each commitment: days with an update in twelve months, evidence, overdue milestones and when the ministry was last heard',
      days: 'Updates in 12 months',
      twoOrMore: 'Updated on two days or more',
      one: 'Updated on one day',
      none: 'Without an update',
      withEvidence: 'Milestones with evidence',
      complete: 'Complete with evidence',
      overdue: 'Overdue',
    },
    evidence: {
      title: 'Evidence',
      asks: 'A repository linked to evidence of implementation.',
      rule: 'Evidence is a link with a title that anyone can open. The evidence of the declaration in force counts.',
      milestones: 'Milestones with at least one item of evidence',
      completeWith: 'Complete milestones with evidence',
      completeReasoned: 'Complete without public evidence, reason given',
      completeBare: 'Complete without evidence or reason',
    },
    meetings: {
      title: 'Meetings',
      asks: 'The forum meets at least every six months (1.1). At least two meetings a year with civil society present results and take comments (5.1).',
      rule: 'Meetings that are recorded here as held count. One of which only a period is published counts on its last day; months since are whole months.',
      held: 'Meetings held',
      withMinutes: 'With public minutes',
      undated: 'Without a published day',
      recent: 'Held in 12 months',
      recentWithCivilSociety: 'Held in 12 months with civil society',
      last: 'Last meeting',
      never: 'none',
      monthsSince: (months) => (months === 0 ? 'less than a month ago' : `${months} whole month${months === 1 ? '' : 's'} since`),
      byYear: 'Meetings held by calendar year',
      year: 'Year',
      ofWhich: 'Of which with civil society',
      all: 'All meetings',
    },
    processes: {
      title: 'Participation and what followed',
      asks: 'Reach out before the plan is written (3.1), then give a reasoned response to contributions (4.1).',
      rule: 'A participation process has a follow-up once at least one is recorded. Otherwise it is awaited, unless the coordination says of every step that none is owed.',
      recorded: 'Processes recorded',
      withFollowUp: 'With a published follow-up',
      awaited: 'Follow-up awaited',
      notOwed: 'No follow-up owed, says the coordination',
    },
    site: {
      title: 'A public site',
      asks: 'An open government site or page that everyone can reach.',
      rule: 'These pages can be read without an account and without a script; all they show can be downloaded.',
    },
    notVerified: 'The exact titles of standards 3.1 and 4.1 have not been verified.',
    downloads: { title: 'Download the counts', csv: 'Counts (CSV)', json: 'Counts (JSON)' },
  },
};
