import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { CorrectionKind } from '../forms/correct-form.ts';

/** What the pages about a log say: reading it, correcting, deleting texts, assessing, taking everything along. */
type RegisterMessages = {
  readonly common: {
    readonly preview: string;
    readonly edit: string;
    readonly back: string;
    readonly publicPage: string;
    readonly saved: string;
    readonly savedText: (seq: number) => string;
    readonly reason: string;
    readonly reasonHint: string;
    readonly previewTitle: string;
    readonly previewLead: string;
    readonly asPublished: string;
    readonly stale: string;
    readonly staleText: string;
    readonly staleSince: string;
  };
  readonly log: {
    readonly commitment: (number: string) => string;
    readonly lead: string;
    readonly planTitle: string;
    readonly planLead: string;
    readonly plan: string;
    readonly caption: string;
    readonly actions: string;
    readonly assess: string;
    readonly assessCommitment: string;
    readonly answer: string;
    readonly deadline: string;
    readonly title: string;
    readonly correct: string;
    readonly redact: string;
    /** What a link is about, after its word, for those who hear it alone. */
    readonly ofChange: (seq: number) => string;
    readonly ofTitle: (title: string) => string;
  };
  readonly correct: {
    readonly title: (seq: number) => string;
    readonly lead: string;
    readonly entry: string;
    readonly which: string;
    readonly whichLead: string;
    readonly kind: { readonly [kind in CorrectionKind]: string };
    readonly undo: string;
    readonly newTitle: (language: string) => string;
    readonly due: string;
    readonly dueHint: string;
    readonly ogpId: string;
    readonly ogpIdHint: string;
    readonly ogpIdTaken: (number: string) => string;
    readonly verified: string;
    readonly verifiedHint: string;
    readonly standing: string;
    readonly none: string;
    readonly confirm: string;
    readonly nothing: string;
    readonly nothingText: string;
    readonly done: string;
    readonly doneText: string;
    readonly second: string;
    readonly secondText: string;
    readonly secondLink: string;
  };
  readonly redact: {
    readonly title: (seq: number) => string;
    readonly lead: string;
    readonly stays: string;
    readonly backups: string;
    readonly texts: string;
    readonly textsHint: string;
    readonly evidence: (number: number) => string;
    readonly ownTitle: string;
    readonly titleOfStep: (number: number) => string;
    readonly titleOfLink: (number: number) => string;
    readonly titleOfReport: string;
    readonly function: string;
    readonly organisation: string;
    readonly body: string;
    readonly minutes: string;
    readonly organiser: string;
    readonly participants: string;
    readonly method: (number: number) => string;
    readonly deliverable: (number: number) => string;
    readonly publisher: string;
    readonly author: string;
    readonly followUp: string;
    readonly purpose: string;
    readonly alsoIn: (changes: string) => string;
    readonly sameWordsIn: (changes: string) => string;
    readonly reasonHint: string;
    readonly check: string;
    readonly sureTitle: string;
    readonly sureLead: string;
    readonly gone: (count: number) => string;
    readonly sure: string;
    readonly unsure: string;
    readonly confirm: string;
    readonly nothing: string;
    readonly nothingText: string;
  };
  readonly assess: {
    readonly title: string;
    readonly lead: string;
    readonly apart: string;
    readonly subject: string;
    readonly declared: string;
    readonly current: string;
    readonly values: string;
    readonly valuesHint: string;
    readonly notGiven: string;
    readonly source: string;
    readonly sourceHint: string;
    readonly sourceTitle: string;
    readonly url: string;
    readonly urlHint: string;
    readonly date: string;
    readonly prefilled: string;
    readonly confirm: string;
  };
  readonly export: {
    readonly title: string;
    readonly lead: string;
    readonly holds: string;
    readonly list: readonly string[];
    readonly lacks: string;
    readonly lacksList: readonly string[];
    readonly warning: string;
    readonly download: string;
    readonly format: (size: string) => string;
    readonly tooLarge: string;
    readonly tooLargeText: (size: string) => string;
    readonly again: string;
  };
};

const fr: RegisterMessages = {
  common: {
    preview: 'Prévisualiser',
    edit: 'Modifier',
    back: 'Revenir au journal',
    publicPage: 'Voir la page publique',
    saved: 'C’est enregistré',
    savedText: (seq) => `C’est le changement ${seq} de ce journal. La page publique est mise à jour dans l’instant.`,
    reason: 'Motif',
    reasonHint: 'Une phrase suffit. Elle sera publique\u00A0: ni adresse électronique, ni numéro de téléphone.',
    previewTitle: 'Vérifier avant de publier',
    previewLead: 'Rien n’est encore enregistré. Voici ce que le public lira.',
    asPublished: 'Tel que le public le verra',
    stale: 'Le journal a changé entre-temps',
    staleText: 'Rien n’est enregistré, et rien de ce que vous avez écrit n’est perdu. Lisez ce qui est nouveau, puis continuez.',
    staleSince: 'Ce qui est nouveau',
  },
  log: {
    commitment: (number) => `Engagement ${number}`,
    lead: 'Tout ce qui est arrivé à cet engagement, du plus récent au plus ancien. Rien n’est effacé\u00A0: une erreur se corrige par une nouvelle entrée.',
    planTitle: 'Journal du plan',
    planLead: 'Tout ce qui est arrivé au plan lui-même, du plus récent au plus ancien.',
    plan: 'Le plan',
    caption: 'Jalons de l’engagement\u00A0: ce que déclare le ministère, ce que juge l’IRM et ce que vous pouvez faire',
    actions: 'Actions',
    assess: 'Évaluer',
    assessCommitment: 'Évaluer l’engagement',
    answer: 'Déclarer',
    deadline: 'Échéance',
    title: 'Journal',
    correct: 'Corriger',
    redact: 'Supprimer un texte',
    ofChange: (seq) => `\u00A0: changement ${seq}`,
    ofTitle: (title) => `\u00A0: ${title}`,
  },
  correct: {
    title: (seq) => `Corriger le changement ${seq}`,
    lead: 'Ce changement reste dans le journal. Votre correction s’y ajoute, avec son motif, et c’est elle qui compte.',
    entry: 'Ce qui est enregistré',
    which: 'Que faut-il corriger\u00A0?',
    whichLead: 'Choisissez une chose à la fois.',
    kind: {
      word: 'Annuler ce changement',
      title: 'Le titre de l’engagement',
      'milestone-title': 'Le titre du jalon',
      'published-deadline': 'La lecture de l’échéance publiée',
      'ogp-id': 'Le code PGO',
    },
    undo: 'Ce changement ne comptera plus\u00A0: le jalon redevient ce qu’il était sans lui.',
    newTitle: (language) => `Le bon titre (${language})`,
    due: 'La bonne lecture',
    dueHint: 'Comme on l’écrit\u00A0: octobre 2021, T2 2022, 31 décembre 2021. Le texte publié, lui, ne change pas.',
    ogpId: 'Code PGO',
    ogpIdHint: 'Deux lettres et quatre chiffres, comme FR0078. Laissé vide\u00A0: aucun code.',
    ogpIdTaken: (number) =>
      `Code PGO\u00A0: l’engagement ${number} de ce plan porte déjà ce code, vérifié. Corrigez-le d’abord s’il s’y trouve par erreur.`,
    verified: 'J’ai vérifié ce code sur le site du PGO',
    verifiedHint: 'Un code non vérifié est montré comme tel.',
    standing: 'Aujourd’hui',
    none: 'aucun',
    confirm: 'Confirmer et publier la correction',
    nothing: 'Rien à corriger ici',
    nothingText:
      'Ce changement est déjà corrigé, ou il se corrige autrement\u00A0: une nouvelle déclaration, une nouvelle évaluation, un autre responsable.',
    done: 'C’est déjà corrigé',
    doneText: 'Quelqu’un a corrigé ce changement entre-temps. Rien de plus n’est enregistré.',
    second: 'Annuler ce changement déplacerait l’échéance',
    secondText:
      'Dans ce plan, une seconde personne confirme tout changement d’échéance. Remettez l’échéance à sa date sur sa page, et faites confirmer ce changement.',
    secondLink: 'Remettre l’échéance à sa date',
  },
  redact: {
    title: (seq) => `Supprimer un texte du changement ${seq}`,
    lead: 'Seulement pour un texte qui n’aurait jamais dû être public, par exemple une donnée personnelle. Ce qui est faux se corrige.',
    stays:
      'Restent publics\u00A0: la date, le rôle, les titres, les adresses web, les valeurs choisies, et le motif de la suppression. Le journal reste vérifiable.',
    backups:
      'Le texte disparaît aussitôt du registre et du site. Une copie peut rester dans les sauvegardes (35\u00A0jours au plus), dans le fichier de données d’une installation d’essai, et chez qui l’a recopié.',
    texts: 'Textes à supprimer',
    textsHint: 'Ils seront supprimés mot pour mot, tels que vous les voyez.',
    evidence: (number) => `Intitulé de la preuve ${number}`,
    ownTitle: 'Titre',
    titleOfStep: (number) => `Titre de l’étape ${number}`,
    titleOfLink: (number) => `Intitulé du lien ${number}`,
    titleOfReport: 'Titre du rapport cité',
    function: 'Fonction de la personne responsable',
    organisation: 'Service de la personne responsable',
    body: 'Instance réunie',
    minutes: 'Intitulé du compte rendu',
    organiser: 'Organisateur',
    participants: 'Participants',
    method: (number) => `Méthode ${number}`,
    deliverable: (number) => `Livrable ${number}`,
    publisher: 'Éditeur',
    author: 'Auteur',
    followUp: 'Suites données',
    purpose: 'But',
    alsoIn: (changes) => `Ce texte figure aussi au changement ${changes}\u00A0: il y disparaîtra également.`,
    sameWordsIn: (changes) => `Les mêmes mots figurent aussi au changement ${changes}\u00A0: supprimez-les là aussi.`,
    reasonHint: 'Une phrase, publique. Ne répétez pas ce que vous supprimez.',
    check: 'Vérifier la suppression',
    sureTitle: 'Supprimer pour toujours',
    sureLead: 'Rien n’est encore supprimé. Personne ne pourra revenir en arrière.',
    gone: (count) => (count < 2 ? 'Ce texte sera supprimé' : `Ces ${count} textes seront supprimés`),
    sure: 'Je confirme\u00A0: la suppression est définitive',
    unsure: 'Cochez la case pour confirmer\u00A0: la suppression est définitive.',
    confirm: 'Supprimer pour toujours',
    nothing: 'Aucun texte à supprimer',
    nothingText: 'Ce changement ne contient pas de texte libre, ou son texte est déjà supprimé.',
  },
  assess: {
    title: 'Évaluation de l’IRM',
    lead: 'Reportez ici ce que dit votre rapport publié, dans ses propres mots. Laissez vide ce qu’il ne dit pas.',
    apart:
      'Votre évaluation est montrée à part\u00A0: elle ne change rien à ce que le ministère déclare, et le ministère ne peut pas y toucher.',
    subject: 'Évalué',
    declared: 'Ce que déclare le ministère',
    current: 'Évaluation inscrite aujourd’hui',
    values: 'Valeurs',
    valuesHint: 'Au moins une.',
    notGiven: '– (non donnée)',
    source: 'Source',
    sourceHint: 'Le rapport où chacun peut lire ces valeurs.',
    sourceTitle: 'Titre du rapport',
    url: 'Adresse web du rapport',
    urlHint: 'Commence par https://',
    date: 'Date du rapport',
    prefilled: 'Le formulaire est prérempli avec la dernière évaluation inscrite.',
    confirm: 'Confirmer et publier l’évaluation',
  },
  export: {
    title: 'Tout exporter',
    lead: 'Un seul fichier, avec tout ce que ce plan contient. Sa forme est documentée et porte un numéro de version.',
    holds: 'Ce qu’il contient',
    list: [
      'les réglages du plan, ses campagnes, réunions, démarches de participation et documents',
      'chaque engagement et ses jalons, avec le journal complet et ses textes',
      'les dates auxquelles les ministères ont été interrogés',
      'les personnes de ce plan\u00A0: rôles, dates, et tout ce qui est conservé sur elles',
      'la boîte aux lettres des réponses',
      'ce qui attend\u00A0: changements à confirmer, propositions, réponses en préparation',
    ],
    lacks: 'Ce qu’il ne contient pas',
    lacksList: [
      'ni codes de connexion, ni sessions, ni navigateurs mémorisés, ni clés des liens de désabonnement',
      'ni rôles dans d’autres plans',
      'ni textes supprimés\u00A0: ils n’existent plus',
      'ni suivi technique des envois, effacé au bout de 400\u00A0jours',
    ],
    warning: 'Ce fichier contient des adresses et des numéros de téléphone\u00A0: conservez-le en lieu sûr.',
    download: 'Télécharger l’export',
    format: (size) => `JSON, ${size}`,
    tooLarge: 'Cet export est trop grand pour le navigateur',
    tooLargeText: (size) =>
      `Il pèse ${size}. Rien n’est perdu\u00A0: demandez à qui administre Jalon de lancer cette commande, avec --stack et le nom de l’installation\u00A0: elle écrit le même fichier.`,
    again: 'Revenir à l’export',
  },
};

const en: RegisterMessages = {
  common: {
    preview: 'Preview',
    edit: 'Edit',
    back: 'Back to the log',
    publicPage: 'See the public page',
    saved: 'Saved',
    savedText: (seq) => `It is change ${seq} of this log. The public page is being updated now.`,
    reason: 'Reason',
    reasonHint: 'One sentence is enough. It will be public: no email address, no telephone number.',
    previewTitle: 'Check before publishing',
    previewLead: 'Nothing is saved yet. This is what the public will read.',
    asPublished: 'As the public will see it',
    stale: 'The log changed meanwhile',
    staleText: 'Nothing was saved, and nothing you wrote is lost. Read what is new, then go on.',
    staleSince: 'What is new',
  },
  log: {
    commitment: (number) => `Commitment ${number}`,
    lead: 'Everything that happened to this commitment, newest first. Nothing is erased: a mistake is mended by a new entry.',
    planTitle: 'Log of the plan',
    planLead: 'Everything that happened to the plan itself, newest first.',
    plan: 'The plan',
    caption: 'Milestones of the commitment: what the ministry declares, what the IRM finds and what you can do',
    actions: 'Act',
    assess: 'Assess',
    assessCommitment: 'Assess the commitment',
    answer: 'Declare',
    deadline: 'Deadline',
    title: 'Log',
    correct: 'Correct',
    redact: 'Delete a text',
    ofChange: (seq) => `: change ${seq}`,
    ofTitle: (title) => `: ${title}`,
  },
  correct: {
    title: (seq) => `Correct change ${seq}`,
    lead: 'This change stays in the log. Your correction is added to it, with its reason, and is what counts.',
    entry: 'What is recorded',
    which: 'What needs correcting?',
    whichLead: 'Choose one thing at a time.',
    kind: {
      word: 'Undo this change',
      title: 'The title of the commitment',
      'milestone-title': 'The title of the milestone',
      'published-deadline': 'The reading of the published deadline',
      'ogp-id': 'The OGP code',
    },
    undo: 'This change will no longer count: the milestone stands as it did without it.',
    newTitle: (language) => `The right title (${language})`,
    due: 'The right reading',
    dueHint: 'In the plan’s language, as one writes it: octobre 2021, T2 2022, 31 décembre 2021. The published text stays.',
    ogpId: 'OGP code',
    ogpIdHint: 'Two letters and four digits, like FR0078. Left empty: no code.',
    ogpIdTaken: (number) =>
      `OGP code: commitment ${number} of this plan has this code already, checked. Correct that one first if it has it by mistake.`,
    verified: 'I have checked this code on the OGP’s site',
    verifiedHint: 'An unverified code is shown as such and is never a key.',
    standing: 'Today',
    none: 'none',
    confirm: 'Confirm and publish the correction',
    nothing: 'Nothing to correct here',
    nothingText:
      'This change is corrected already, or it is mended in another way: a new declaration, a new assessment, another person in charge.',
    done: 'It is corrected already',
    doneText: 'Somebody corrected this change meanwhile. Nothing more was saved.',
    second: 'Undoing this change would move the deadline',
    secondText:
      'In this plan a second person confirms every change of a deadline. Move it back on its own page, and have that confirmed.',
    secondLink: 'Move the deadline back',
  },
  redact: {
    title: (seq) => `Delete a text of change ${seq}`,
    lead: 'Only for a text that should never have been public, such as personal data. What is wrong is corrected instead.',
    stays:
      'These stay public: the date, the role, titles, web addresses, chosen values, and the reason of the deletion. The log can still be verified.',
    backups:
      'The text is gone from the record and the site at once. A copy may stay in backups (35\u00A0days at most), in the data file of a trial installation, and with whoever copied it.',
    texts: 'Texts to delete',
    textsHint: 'They are deleted word for word, as you see them.',
    evidence: (number) => `Title of evidence ${number}`,
    ownTitle: 'Title',
    titleOfStep: (number) => `Title of step ${number}`,
    titleOfLink: (number) => `Title of link ${number}`,
    titleOfReport: 'Title of the report',
    function: 'Function of the responsible person',
    organisation: 'Unit of the responsible person',
    body: 'Who met',
    minutes: 'Title of the minutes',
    organiser: 'Organiser',
    participants: 'Participants',
    method: (number) => `Method ${number}`,
    deliverable: (number) => `Deliverable ${number}`,
    publisher: 'Publisher',
    author: 'Author',
    followUp: 'What followed',
    purpose: 'Purpose',
    alsoIn: (changes) => `This text also stands in change ${changes}: it goes from there too.`,
    sameWordsIn: (changes) => `The same words also stand in change ${changes}: delete them there too.`,
    reasonHint: 'One sentence, public. Do not repeat what you delete.',
    check: 'Check the deletion',
    sureTitle: 'Delete for ever',
    sureLead: 'Nothing is deleted yet. Nobody can undo this.',
    gone: (count) => (count < 2 ? 'This text will be deleted' : `These ${count} texts will be deleted`),
    sure: 'I confirm: this is for ever',
    unsure: 'Tick the box to confirm: this is for ever.',
    confirm: 'Delete for ever',
    nothing: 'No text to delete',
    nothingText: 'This change holds no free text, or its text is deleted already.',
  },
  assess: {
    title: 'IRM assessment',
    lead: 'Record here what your published report says, in its own words. Leave empty what it does not say.',
    apart: 'Your assessment is shown apart: it changes nothing the ministry declares, and the ministry cannot write it.',
    subject: 'Assessed',
    declared: 'What the ministry declares',
    current: 'Assessment recorded today',
    values: 'Values',
    valuesHint: 'At least one.',
    notGiven: '– (not given)',
    source: 'Source',
    sourceHint: 'The report where anyone can read these values.',
    sourceTitle: 'Title of the report',
    url: 'Web address of the report',
    urlHint: 'Starts with https://',
    date: 'Date of the report',
    prefilled: 'The form is filled in with the last assessment recorded.',
    confirm: 'Confirm and publish the assessment',
  },
  export: {
    title: 'Take everything along',
    lead: 'One file with everything this plan holds. Its shape is documented and carries a version number.',
    holds: 'What it holds',
    list: [
      'the plan’s settings, its campaigns, meetings, participation processes and documents',
      'every commitment and its milestones, with the whole log and its texts',
      'the dates on which the ministries were asked',
      'the people of this plan: roles, dates, and everything kept about them',
      'the mailbox for answers',
      'what is waiting: changes to confirm, proposals, answers being drafted',
    ],
    lacks: 'What it does not hold',
    lacksList: [
      'sign-in codes, sessions, remembered browsers, keys of unsubscribe links',
      'roles in other plans',
      'deleted texts: they no longer exist',
      'the technical trail of mails, erased after 400\u00A0days',
    ],
    warning: 'This file holds addresses and telephone numbers: keep it in a safe place.',
    download: 'Download the export',
    format: (size) => `JSON, ${size}`,
    tooLarge: 'This export is too large for a browser',
    tooLargeText: (size) =>
      `It weighs ${size}. Nothing is lost: ask whoever runs Jalon to run this command, with --stack and the name of the installation: it writes the same file.`,
    again: 'Back to the export',
  },
};

const registers: { readonly [language in InterfaceLanguage]: RegisterMessages } = { fr, en };

export function registerMessages(language: InterfaceLanguage): RegisterMessages {
  return registers[language];
}
