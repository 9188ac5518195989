import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { ImportedItem } from '../../../shared/usecases/import-sheets.ts';
import type { ReviewedFile } from '../../../shared/usecases/review-import.ts';

type Labels<Code extends string> = { readonly [code in Code]: string };

/** What keeps chosen files from being read at all. */
export type FilesProblem = 'none' | 'too-many' | 'too-large' | 'name' | 'same-name';

/** Fields of a draft, as the review names them. */
export type ReadField =
  | 'number'
  | 'title'
  | 'start'
  | 'end'
  | 'leadInstitutions'
  | 'supportingInstitutions'
  | 'contact'
  | 'objective'
  | 'problem'
  | 'description'
  | 'contribution'
  | 'relevance'
  | 'milestone'
  | 'milestoneStart'
  | 'milestoneDue'
  | 'organiser'
  | 'purpose'
  | 'methods'
  | 'participants'
  | 'deliverables'
  | 'followUp'
  | 'link'
  | 'kind'
  | 'publisher'
  | 'author'
  | 'date'
  | 'url';

export type ImportMessages = {
  readonly title: string;
  readonly lead: string;
  readonly files: string;
  readonly filesHint: string;
  readonly text: string;
  readonly textHint: string;
  readonly read: string;
  readonly nothingYet: string;
  readonly problem: Labels<FilesProblem>;
  readonly pastedName: string;
  readonly again: string;
  readonly againText: string;
  readonly review: {
    readonly title: string;
    readonly lead: string;
    readonly toConfirm: string;
    readonly moved: string;
    readonly movedText: string;
    readonly refused: string;
    readonly refusedText: string;
    readonly heldBack: string;
    readonly heldBackText: string;
    readonly unchanged: string;
    readonly unchangedText: string;
    readonly changes: string;
    readonly changesCaption: string;
    /** Of so many things nothing changes. */
    readonly same: (count: number) => string;
    /** Over the fields of a file that changes nothing, folded away. */
    readonly whatWasRead: (fields: number) => string;
    readonly subject: string;
    readonly outcome: string;
    readonly outcomeLabel: Labels<ImportedItem['outcome']>;
    readonly itemKind: Labels<ImportedItem['kind']>;
    readonly differences: (title: string) => string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
    readonly nothing: string;
    readonly people: string;
    readonly peopleText: string;
    readonly peopleCaption: string;
    readonly person: string;
    readonly address: string;
    readonly commitment: string;
    readonly known: string;
    readonly new: string;
    readonly noName: string;
    readonly proposals: string;
    readonly proposalsText: (count: number) => string;
    readonly source: (name: string) => string;
    readonly sourceKind: Labels<ReviewedFile['draft']['kind']>;
    readonly errors: string;
    readonly warnings: string;
    readonly atLine: (line: number) => string;
    readonly fieldsCaption: (name: string) => string;
    readonly readAs: string;
    readonly inTheFile: string;
    readonly noLine: string;
    readonly precision: (label: string) => string;
    readonly precisionLabel: Labels<FuzzyDate['precision']>;
    readonly reason: (reason: string) => string;
    readonly tooMany: (where: string) => string;
    readonly more: (count: number) => string;
    readonly confirm: string;
    readonly confirmTitle: string;
    readonly confirmText: string;
    readonly other: string;
  };
  readonly fieldLabel: Labels<ReadField>;
  /** Of a difference, whatever it is about: `milestone m1 due`. */
  readonly difference: { readonly [field: string]: string | undefined };
  readonly milestone: (key: string) => string;
  readonly inLanguage: (field: string, language: string) => string;
};

const french: ImportMessages = {
  title: 'Importer des fiches ou des documents',
  lead: 'Choisissez les fiches du plan, un tableau, une démarche de participation, un communiqué ou un article. Vous verrez d’abord ce qui en est lu\u00A0; rien n’est enregistré avant votre confirmation.',
  files: 'Fichiers',
  filesHint:
    'Texte, Markdown, HTML ou CSV. 20 fichiers et 1,5\u00A0Mo au plus en tout. Si un fichier est refusé, aucun n’est importé.',
  text: 'Ou collez un texte',
  textHint: 'Une fiche ou un document entier, tel quel.',
  read: 'Lire, sans rien enregistrer',
  nothingYet: 'Rien n’a été lu',
  problem: {
    none: 'Choisissez au moins un fichier, ou collez un texte.',
    'too-many': 'Vingt fichiers au plus à la fois.',
    'too-large': 'Ces fichiers dépassent 1,5\u00A0Mo en tout. Importez-les en plusieurs fois.',
    name: 'Le nom d’un fichier sera public\u00A0: il ne peut contenir ni adresse électronique, ni numéro de téléphone, ni caractère invisible. Renommez-le.',
    'same-name': 'Deux fichiers portent le même nom. Renommez-en un.',
  },
  pastedName: 'texte-colle.txt',
  again: 'Choisir d’autres fichiers',
  againText: 'Après un refus ou un changement, choisissez les fichiers à nouveau\u00A0: un navigateur ne les garde pas.',
  review: {
    title: 'Vérifier avant d’importer',
    lead: 'Rien n’est encore enregistré. Comparez ce qui est lu avec la ligne du fichier, puis confirmez au bas de la page.',
    toConfirm: 'Aller à la confirmation',
    moved: 'L’import ne ferait plus la même chose',
    movedText:
      'Le registre a changé depuis votre lecture. Rien n’a été enregistré\u00A0: voici ce que l’import ferait maintenant.',
    refused: 'Rien ne peut être importé',
    refusedText:
      'Corrigez ce qui suit dans les fichiers, puis importez-les à nouveau. Aucun fichier n’est importé tant que l’un d’eux est refusé.',
    heldBack: 'Rien ne peut être importé\u00A0: des échéances changent',
    heldBackText:
      'Dans ce plan, une seconde personne confirme tout changement d’échéance. Pour chacune, proposez la nouvelle date sur sa page et faites-la confirmer, puis importez à nouveau les mêmes fichiers. Ou remettez dans le fichier la date du registre.',
    unchanged: 'Rien ne change',
    unchangedText: 'Le registre dit déjà tout cela. Il n’y a rien à confirmer.',
    changes: 'Ce qui va changer',
    same: (count) => (count === 1 ? 'Un élément est inchangé.' : `${count}\u00A0éléments sont inchangés.`),
    whatWasRead: (fields) => `Voir ce qui a été lu, ligne par ligne (${fields}\u00A0${fields < 2 ? 'champ' : 'champs'})`,
    changesCaption: 'Ce que l’import fera de chaque engagement, démarche et document',
    subject: 'Objet',
    outcome: 'Effet',
    outcomeLabel: { new: 'nouveau', changed: 'modifié', translated: 'traduction ajoutée', unchanged: 'inchangé' },
    itemKind: { commitment: 'engagement', process: 'démarche de participation', document: 'document cité' },
    differences: (title) => `Différences\u00A0: ${title}`,
    field: 'Champ',
    before: 'Au registre',
    after: 'Dans le fichier',
    nothing: '(rien)',
    people: 'Personnes nommées',
    peopleText:
      'Leurs noms et adresses ne sont jamais publiés. Une personne nouvelle ne reçoit rien avant que vous la confirmiez.',
    peopleCaption: 'Personnes nommées par les fiches, telles qu’elles seront gardées',
    person: 'Personne',
    address: 'Adresse',
    commitment: 'Engagement',
    known: 'déjà connue',
    new: 'nouvelle, à confirmer',
    noName: '(sans nom)',
    proposals: 'Événements datés',
    proposalsText: (count) =>
      `${count}\u00A0${count < 2 ? 'événement sera proposé' : 'événements seront proposés'}\u00A0: rien n’en est public avant que vous le confirmiez, un par un.`,
    source: (name) => `Fichier ${name}`,
    sourceKind: { commitments: 'fiches d’engagement', participation: 'démarche de participation', document: 'document cité' },
    errors: 'Refusé',
    warnings: 'À vérifier',
    atLine: (line) => `Ligne ${line}`,
    fieldsCaption: (name) => `Ce qui est lu dans ${name}, et à quelle ligne`,
    readAs: 'Lu',
    inTheFile: 'Dans le fichier',
    noLine: 'ligne non repérée',
    precision: (label) => `précision\u00A0: ${label}`,
    precisionLabel: {
      day: 'jour',
      month: 'mois',
      season: 'saison',
      quarter: 'trimestre',
      semester: 'semestre',
      'part-of-year': 'partie d’année',
      year: 'année',
      range: 'période',
      recurring: 'récurrent',
      ongoing: 'en continu',
      event: 'événement',
      unknown: 'inconnue',
    },
    reason: (reason) => `Pourquoi\u00A0: ${reason}`,
    tooMany: (where) => `Trop de choses changent à la fois (${where}). Importez-les en plusieurs fois.`,
    more: (count) =>
      `Et ${count}\u00A0${count < 2 ? 'autre, qui n’est pas montré' : 'autres, qui ne sont pas montrés'} ici. Pour tout vérifier, importez en plusieurs fois.`,
    confirm: 'Confirmer et importer',
    confirmTitle: 'Confirmer',
    confirmText:
      'Ce qui est lu devient public, sauf les personnes et les événements proposés. Le journal public en garde la trace.',
    other: 'Choisir d’autres fichiers',
  },
  fieldLabel: {
    number: 'Numéro',
    title: 'Titre',
    start: 'Début de la période',
    end: 'Fin de la période',
    leadInstitutions: 'Institutions responsables',
    supportingInstitutions: 'Institutions en soutien',
    contact: 'Contact lu',
    objective: 'Objectif',
    problem: 'Problème public',
    description: 'L’engagement',
    contribution: 'Contribution',
    relevance: 'Pertinence',
    milestone: 'Jalon',
    milestoneStart: 'Début du jalon',
    milestoneDue: 'Échéance du jalon',
    organiser: 'Organisateur',
    purpose: 'But',
    methods: 'Méthodes',
    participants: 'Participants',
    deliverables: 'Livrables',
    followUp: 'Suite donnée',
    link: 'Lien',
    kind: 'Nature',
    publisher: 'Éditeur',
    author: 'Auteur',
    date: 'Date',
    url: 'Adresse web',
  },
  difference: {
    title: 'titre',
    'period start': 'début de la période',
    'period end': 'fin de la période',
    'lead institutions': 'institutions responsables',
    'supporting institutions': 'institutions en soutien',
    responsible: 'fonction responsable',
    objective: 'objectif',
    problem: 'problème public',
    description: 'l’engagement',
    contribution: 'contribution',
    relevance: 'pertinence',
    milestone: 'jalon nouveau',
    group: 'groupe',
    start: 'début',
    due: 'échéance publiée',
  },
  milestone: (key) => `jalon ${key}`,
  inLanguage: (field, language) => `${field} (${language})`,
};

const english: ImportMessages = {
  title: 'Import fact sheets or documents',
  lead: 'Choose the sheets of the plan, a table, a participation process, a press release or an article. You first see what is read from them; nothing is saved before you confirm.',
  files: 'Files',
  filesHint: 'Text, Markdown, HTML or CSV. 20 files and 1.5 MB at most in all. One refused file holds all of them back.',
  text: 'Or paste a text',
  textHint: 'A whole sheet or document, as it is.',
  read: 'Read, without saving anything',
  nothingYet: 'Nothing was read',
  problem: {
    none: 'Choose at least one file, or paste a text.',
    'too-many': 'Twenty files at most at a time.',
    'too-large': 'These files are larger than 1.5 MB in all. Import them in several goes.',
    name: 'The name of a file will be public: it cannot hold a mail address, a telephone number or an invisible character. Rename it.',
    'same-name': 'Two files have the same name. Rename one of them.',
  },
  pastedName: 'pasted-text.txt',
  again: 'Choose other files',
  againText: 'After a refusal or a change, choose the files again: a browser does not keep them.',
  review: {
    title: 'Check before importing',
    lead: 'Nothing is saved yet. Compare what was read with the line of the file, then confirm at the bottom of the page.',
    toConfirm: 'Go to the confirmation',
    moved: 'The import would no longer do the same',
    movedText: 'The record has changed since you read this. Nothing was saved: here is what the import would do now.',
    refused: 'Nothing can be imported',
    refusedText: 'Correct the following in the files, then import them again. No file is imported while one of them is refused.',
    heldBack: 'Nothing can be imported: deadlines change',
    heldBackText:
      'In this plan a second person confirms every change of a deadline. For each of them, propose the new date on its page and have it confirmed, then import the same files again. Or put the date of the record back into the file.',
    unchanged: 'Nothing changes',
    unchangedText: 'The record says all of this already. There is nothing to confirm.',
    changes: 'What will change',
    same: (count) => (count === 1 ? 'One item is unchanged.' : `${count} items are unchanged.`),
    whatWasRead: (fields) => `See what was read, line by line (${fields} ${fields === 1 ? 'field' : 'fields'})`,
    changesCaption: 'What the import will do to each commitment, process and document',
    subject: 'Subject',
    outcome: 'Effect',
    outcomeLabel: { new: 'new', changed: 'changed', translated: 'translation added', unchanged: 'unchanged' },
    itemKind: { commitment: 'commitment', process: 'participation process', document: 'cited document' },
    differences: (title) => `Differences: ${title}`,
    field: 'Field',
    before: 'In the record',
    after: 'In the file',
    nothing: '(nothing)',
    people: 'People named',
    peopleText: 'Their names and addresses are never published. A new person receives nothing before you confirm them.',
    peopleCaption: 'People the sheets name, as they will be kept',
    person: 'Person',
    address: 'Address',
    commitment: 'Commitment',
    known: 'known already',
    new: 'new, to be confirmed',
    noName: '(no name)',
    proposals: 'Dated events',
    proposalsText: (count) =>
      `${count} ${count === 1 ? 'event' : 'events'} will be proposed: nothing of it is public before you confirm it, one by one.`,
    source: (name) => `File ${name}`,
    sourceKind: { commitments: 'fact sheets', participation: 'participation process', document: 'cited document' },
    errors: 'Refused',
    warnings: 'To check',
    atLine: (line) => `Line ${line}`,
    fieldsCaption: (name) => `What is read in ${name}, and in which line`,
    readAs: 'Read',
    inTheFile: 'In the file',
    noLine: 'line not found',
    precision: (label) => `precision: ${label}`,
    precisionLabel: {
      day: 'day',
      month: 'month',
      season: 'season',
      quarter: 'quarter',
      semester: 'half-year',
      'part-of-year': 'part of a year',
      year: 'year',
      range: 'period',
      recurring: 'recurring',
      ongoing: 'ongoing',
      event: 'event',
      unknown: 'unknown',
    },
    reason: (reason) => `Why: ${reason}`,
    tooMany: (where) => `Too much changes at once (${where}). Import it in several goes.`,
    more: (count) => `And ${count} more, not shown here. To check everything, import in several goes.`,
    confirm: 'Confirm and import',
    confirmTitle: 'Confirm',
    confirmText: 'What is read becomes public, except people and proposed events. The public log keeps it.',
    other: 'Choose other files',
  },
  fieldLabel: {
    number: 'Number',
    title: 'Title',
    start: 'Start of the period',
    end: 'End of the period',
    leadInstitutions: 'Lead institutions',
    supportingInstitutions: 'Supporting institutions',
    contact: 'Contact read',
    objective: 'Objective',
    problem: 'Public problem',
    description: 'The commitment',
    contribution: 'Contribution',
    relevance: 'Relevance',
    milestone: 'Milestone',
    milestoneStart: 'Start of the milestone',
    milestoneDue: 'Deadline of the milestone',
    organiser: 'Organiser',
    purpose: 'Purpose',
    methods: 'Methods',
    participants: 'Participants',
    deliverables: 'Deliverables',
    followUp: 'Follow-up',
    link: 'Link',
    kind: 'Kind',
    publisher: 'Publisher',
    author: 'Author',
    date: 'Date',
    url: 'Web address',
  },
  difference: {
    title: 'title',
    'period start': 'start of the period',
    'period end': 'end of the period',
    'lead institutions': 'lead institutions',
    'supporting institutions': 'supporting institutions',
    responsible: 'function in charge',
    objective: 'objective',
    problem: 'public problem',
    description: 'the commitment',
    contribution: 'contribution',
    relevance: 'relevance',
    milestone: 'new milestone',
    group: 'group',
    start: 'start',
    due: 'published deadline',
  },
  milestone: (key) => `milestone ${key}`,
  inLanguage: (field, language) => `${field} (${language})`,
};

const dictionaries: { readonly [language in InterfaceLanguage]: ImportMessages } = { fr: french, en: english };

export function importMessages(language: InterfaceLanguage): ImportMessages {
  return dictionaries[language];
}

/** The field of a difference in words: `milestone m1 title (en)` → `jalon m1, titre (en)`. */
export function differenceLabel(field: string, say: ImportMessages): string {
  const [, milestone, name = field, language] = /^(?:milestone (m\d+)(?: |$))?(.*?)(?: \(([a-z]{2,3})\))?$/.exec(field) ?? [];
  const words = name === '' ? null : (say.difference[name] ?? name);
  const named = words === null || language === undefined ? words : say.inLanguage(words, language);
  return [...(milestone === undefined ? [] : [say.milestone(milestone)]), ...(named === null ? [] : [named])].join(', ');
}
