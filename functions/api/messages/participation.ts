import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { CitedDocument, Meeting } from '../../../shared/domain/plan.ts';
import type { ProposalKind } from '../../../shared/domain/proposal.ts';
import { type ProcessWords, processWords } from './process-words.ts';

type Labels<Code extends string> = { readonly [code in Code]: string };

/** What the pages about meetings, participation processes, documents and proposals say. */
export type ParticipationMessages = {
  readonly languages: { readonly [code: string]: string | undefined };
  readonly common: {
    readonly plan: string;
    readonly trail: string;
    readonly publicPage: string;
    readonly optional: string;
    readonly actions: string;
    readonly edit: string;
    readonly about: (title: string) => string;
    readonly save: string;
    readonly cancel: string;
    readonly date: string;
    readonly dateHint: string;
    readonly noDate: string;
    readonly read: (reading: string) => string;
    readonly day: (day: string) => string;
    readonly between: (from: string, to: string) => string;
    readonly until: (day: string) => string;
    readonly since: (day: string) => string;
    readonly noDay: string;
    readonly checkDates: string;
    readonly checkDatesText: string;
    readonly titleIn: (language: string) => string;
    readonly saved: string;
    readonly savedText: string;
    readonly unchanged: string;
    readonly unchangedText: string;
    readonly stale: string;
    readonly staleText: string;
    readonly staleNow: string;
    readonly staleYours: string;
    readonly staleAgain: string;
    readonly taken: string;
    readonly takenText: string;
    readonly publicNotice: string;
    readonly yes: string;
    readonly no: string;
    readonly none: string;
    readonly redacted: string;
    readonly redactedKept: string;
    /** Of a list of lines. */
    readonly redactedLines: string;
    readonly documents: string;
    readonly document: (number: number) => string;
    readonly documentHint: string;
    readonly removeHint: string;
    readonly line: string;
    readonly field: string;
    readonly empty: string;
  };
  readonly meetings: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly caption: string;
    readonly meeting: string;
    readonly state: string;
    readonly stateLabel: Labels<Meeting['state']>;
    readonly minutes: string;
    readonly noMinutes: string;
    readonly add: string;
    readonly editTitle: string;
    readonly body: string;
    readonly bodyHint: string;
    readonly withCivilSociety: string;
    readonly withCivilSocietyHint: string;
    readonly minutesHint: string;
    readonly url: string;
    readonly urlHint: string;
    readonly minutesTitle: string;
    readonly minutesDate: string;
  };
  readonly processes: ProcessWords;
  readonly kind: Labels<ProposalKind>;
  readonly documents: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly caption: string;
    readonly document: string;
    readonly kind: string;
    readonly kindLabel: Labels<CitedDocument['kind']>;
    readonly publisher: string;
    readonly author: string;
    readonly authorHint: string;
    readonly add: string;
    readonly editTitle: string;
    readonly titleField: string;
    readonly url: string;
    readonly noAddress: string;
    readonly importInstead: string;
    readonly importLink: string;
  };
};

const french: ParticipationMessages = {
  languages: { fr: 'français', en: 'anglais', de: 'allemand', es: 'espagnol', it: 'italien', pt: 'portugais', nl: 'néerlandais' },
  common: {
    plan: 'Plans',
    trail: 'Fil d’Ariane',
    publicPage: 'Voir la page publique du plan',
    optional: '(facultatif)',
    actions: 'Actions',
    edit: 'Modifier',
    about: (title) => `\u00A0: ${title}`,
    save: 'Enregistrer et publier',
    cancel: 'Revenir à la liste',
    date: 'Date',
    dateHint: 'Comme vous l’écririez\u00A0: 12 octobre 2021, octobre 2021, fin 2021, T2 2022.',
    noDate: 'sans date',
    read: (reading) => `Date lue\u00A0: ${reading}`,
    day: (day) => `le ${day}`,
    between: (from, to) => `du ${from} au ${to}`,
    until: (day) => `jusqu’au ${day}`,
    since: (day) => `à partir du ${day}`,
    noDay: 'aucun jour ne peut en être tiré\u00A0; elle sera publiée telle quelle',
    checkDates: 'Vérifiez les dates',
    checkDatesText: 'Rien n’est encore enregistré. Sous chaque date figurent les jours lus\u00A0: si c’est juste, enregistrez.',
    titleIn: (language) => `Intitulé en ${language}`,
    saved: 'C’est enregistré',
    savedText: 'La page publique du plan est mise à jour dans l’instant.',
    unchanged: 'Rien à enregistrer',
    unchangedText: 'Tout était déjà inscrit ainsi. Rien n’a changé.',
    stale: 'Cette fiche a changé entre-temps',
    staleText:
      'Quelqu’un d’autre l’a modifiée pendant que vous la remplissiez. Rien de votre texte n’est perdu\u00A0: comparez, puis enregistrez à nouveau.',
    staleNow: 'Ce qui est inscrit',
    staleYours: 'Ce que vous avez écrit',
    staleAgain: 'Reprendre votre texte',
    taken: 'Déjà inscrit',
    takenText: 'Une fiche de même intitulé figure déjà dans la liste. Modifiez-la, ou changez l’intitulé.',
    publicNotice: 'Tout ce que vous écrivez ici sera public. N’y mettez ni adresse électronique ni numéro de téléphone.',
    yes: 'Oui',
    no: 'Non',
    none: 'Aucun',
    redacted: 'texte supprimé',
    redactedKept: 'Ce texte a été supprimé du registre. Laissé vide, il le reste.',
    redactedLines: 'Des lignes ont été supprimées du registre, elles gardent leur place.',
    documents: 'Documents qui en parlent',
    document: (number) => `Document ${number}`,
    documentHint: 'Parmi les documents cités par ce plan.',
    removeHint: 'Une ligne vidée disparaît de la page publique\u00A0; le journal en garde la trace.',
    line: 'Ligne',
    field: 'Champ',
    empty: '(vide)',
  },
  meetings: {
    title: 'Réunions',
    lead: 'Les séances d’un forum, d’un conseil ou d’un groupe de travail. Une réunion passée sans compte rendu est publiée comme «\u00A0sans trace publique\u00A0».',
    none: 'Aucune réunion n’est encore inscrite.',
    caption: 'Réunions du plan, avec leur date et leur compte rendu',
    meeting: 'Réunion',
    state: 'État',
    stateLabel: { announced: 'annoncée', held: 'tenue' },
    minutes: 'Compte rendu',
    noMinutes: 'manquant',
    add: 'Inscrire une réunion',
    editTitle: 'Modifier une réunion',
    body: 'Instance qui se réunit',
    bodyHint: 'Par exemple\u00A0: forum du plan, conseil, groupe de travail.',
    withCivilSociety: 'Réunion avec la société civile',
    withCivilSocietyHint: 'Oui si les résultats y sont présentés et discutés avec elle.',
    minutesHint: 'Un lien public que chacun peut ouvrir.',
    url: 'Adresse web du compte rendu',
    urlHint: 'Commence par https://',
    minutesTitle: 'Intitulé du compte rendu',
    minutesDate: 'Date du compte rendu',
  },
  processes: processWords.fr,
  kind: {
    meeting: 'réunion',
    call: 'appel à candidatures ou à contributions',
    consultation: 'consultation',
    workshop: 'atelier',
    'working-group': 'groupe de travail',
    deliverable: 'livrable',
    roadmap: 'feuille de route',
  },
  documents: {
    title: 'Documents cités',
    lead: 'Le registre cite un document par son titre, sa date et son adresse. Il n’en publie pas le texte.',
    none: 'Aucun document n’est encore cité.',
    caption: 'Documents cités par le plan',
    document: 'Document',
    kind: 'Nature',
    kindLabel: {
      'press-release': 'communiqué de presse',
      article: 'article',
      plan: 'plan',
      report: 'rapport',
      other: 'autre',
    },
    publisher: 'Éditeur',
    author: 'Auteur',
    authorHint: 'Tel que le document le signe.',
    add: 'Citer un document',
    editTitle: 'Modifier un document cité',
    titleField: 'Titre',
    url: 'Adresse web',
    noAddress: 'Aucune',
    importInstead:
      'Vous avez le texte du document\u00A0? Importez-le\u00A0: les événements datés qu’il annonce vous seront proposés.',
    importLink: 'Importer un document',
  },
};

const english: ParticipationMessages = {
  languages: { fr: 'French', en: 'English', de: 'German', es: 'Spanish', it: 'Italian', pt: 'Portuguese', nl: 'Dutch' },
  common: {
    plan: 'Plans',
    trail: 'Breadcrumb',
    publicPage: 'See the public page of the plan',
    optional: '(optional)',
    actions: 'Actions',
    edit: 'Edit',
    about: (title) => `: ${title}`,
    save: 'Save and publish',
    cancel: 'Back to the list',
    date: 'Date',
    dateHint: 'As you would write it: 12 October 2021, October 2021, end of 2021, Q2 2022.',
    noDate: 'no date',
    read: (reading) => `Date as read: ${reading}`,
    day: (day) => `on ${day}`,
    between: (from, to) => `from ${from} to ${to}`,
    until: (day) => `until ${day}`,
    since: (day) => `from ${day}`,
    noDay: 'no day follows from it; it will be published as it is',
    checkDates: 'Check the dates',
    checkDatesText: 'Nothing is saved yet. Under each date are the days that were read: if they are right, save.',
    titleIn: (language) => `Title in ${language}`,
    saved: 'Saved',
    savedText: 'The public page of the plan is updated at once.',
    unchanged: 'Nothing to save',
    unchangedText: 'All of it was recorded like this already. Nothing changed.',
    stale: 'This entry has changed meanwhile',
    staleText: 'Somebody else edited it while you were filling it in. Nothing you wrote is lost: compare, then save again.',
    staleNow: 'What is recorded',
    staleYours: 'What you wrote',
    staleAgain: 'Take up your text again',
    taken: 'Recorded already',
    takenText: 'An entry of the same title is in the list already. Edit it, or change the title.',
    publicNotice: 'Everything you write here will be public. Leave out mail addresses and telephone numbers.',
    yes: 'Yes',
    no: 'No',
    none: 'None',
    redacted: 'text removed',
    redactedKept: 'This text was removed from the record. Left empty, it stays so.',
    redactedLines: 'Some lines were removed from the record; they keep their place.',
    documents: 'Documents that tell of it',
    document: (number) => `Document ${number}`,
    documentHint: 'Among the documents this plan cites.',
    removeHint: 'A row that is emptied disappears from the public page; the log keeps it.',
    line: 'Line',
    field: 'Field',
    empty: '(empty)',
  },
  meetings: {
    title: 'Meetings',
    lead: 'Sessions of a forum, a council or a working group. A past meeting without minutes is published as leaving “no trace”.',
    none: 'No meeting is recorded yet.',
    caption: 'Meetings of the plan, with their date and minutes',
    meeting: 'Meeting',
    state: 'State',
    stateLabel: { announced: 'announced', held: 'held' },
    minutes: 'Minutes',
    noMinutes: 'missing',
    add: 'Record a meeting',
    editTitle: 'Edit a meeting',
    body: 'Body that meets',
    bodyHint: 'For example: forum of the plan, council, working group.',
    withCivilSociety: 'Meeting with civil society',
    withCivilSocietyHint: 'Yes if results are presented to it and discussed.',
    minutesHint: 'A public link that anyone can open.',
    url: 'Web address of the minutes',
    urlHint: 'Begins with https://',
    minutesTitle: 'Title of the minutes',
    minutesDate: 'Date of the minutes',
  },
  processes: processWords.en,
  kind: {
    meeting: 'meeting',
    call: 'call for candidates or contributions',
    consultation: 'consultation',
    workshop: 'workshop',
    'working-group': 'working group',
    deliverable: 'deliverable',
    roadmap: 'roadmap',
  },
  documents: {
    title: 'Cited documents',
    lead: 'The record cites a document by its title, date and address. It does not publish its text.',
    none: 'No document is cited yet.',
    caption: 'Documents the plan cites',
    document: 'Document',
    kind: 'Kind',
    kindLabel: {
      'press-release': 'press release',
      article: 'article',
      plan: 'plan',
      report: 'report',
      other: 'other',
    },
    publisher: 'Publisher',
    author: 'Author',
    authorHint: 'As the document is signed.',
    add: 'Cite a document',
    editTitle: 'Edit a cited document',
    titleField: 'Title',
    url: 'Web address',
    noAddress: 'None',
    importInstead: 'Do you have the text of the document? Import it: the dated events it tells of will be proposed to you.',
    importLink: 'Import a document',
  },
};

const dictionaries: { readonly [language in InterfaceLanguage]: ParticipationMessages } = { fr: french, en: english };

export function participationMessages(language: InterfaceLanguage): ParticipationMessages {
  return dictionaries[language];
}
