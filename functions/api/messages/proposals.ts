import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';

type Labels<Code extends string> = { readonly [code in Code]: string };

/** What the pages about proposals say; words they share with meetings and processes are with those. */
export type ProposalMessages = {
  readonly title: string;
  readonly lead: (count: number) => string;
  readonly none: string;
  readonly importLink: string;
  readonly from: (document: string) => string;
  readonly caption: (document: string) => string;
  readonly event: string;
  readonly asWritten: string;
  readonly proposed: string;
  readonly quote: (line: number) => string;
  readonly reason: string;
  readonly judge: string;
  readonly judged: (count: number) => string;
  readonly judgedCaption: string;
  readonly verdict: string;
  readonly state: Labels<Proposal['state']>;
  readonly look: string;
  readonly done: Labels<Proposal['state']>;
  readonly doneText: Labels<Proposal['state']>;
  readonly left: (count: number) => string;
  readonly one: {
    readonly title: string;
    readonly lead: string;
    readonly source: (name: string, line: number) => string;
    readonly same: string;
    readonly sameText: string;
    readonly sameAs: string;
    readonly sameButton: string;
    readonly form: string;
    readonly kind: string;
    readonly kindHint: string;
    readonly titlesHint: string;
    readonly stateLabel: string;
    readonly stateHint: string;
    readonly states: Labels<Proposal['told']>;
    readonly ifMeeting: string;
    readonly ifStep: string;
    readonly process: string;
    readonly processHint: string;
    readonly chooseProcess: string;
    readonly newProcess: string;
    readonly processTitle: string;
    readonly processTitleHint: string;
    readonly confirm: string;
    readonly reject: string;
    readonly back: string;
    readonly confirmed: string;
    readonly confirmedLink: string;
    readonly rejected: string;
    readonly reopen: string;
    readonly stale: string;
    readonly staleText: string;
    readonly unknownDocument: string;
    readonly kindFixed: string;
  };
};

const french: ProposalMessages = {
  title: 'Propositions',
  lead: (count) =>
    `${count}\u00A0${count < 2 ? 'événement daté, lu dans un document, attend' : 'événements datés, lus dans des documents, attendent'} votre avis. Rien n’en est public avant que vous le confirmiez.`,
  none: 'Aucune proposition n’attend. Celles d’un document apparaissent ici après son import.',
  importLink: 'Importer un document',
  from: (document) => `Dans «\u00A0${document}\u00A0»`,
  caption: (document) => `Événements datés lus dans ${document}`,
  event: 'Événement',
  asWritten: 'Date écrite',
  proposed: 'Date proposée',
  quote: (line) => `Ligne ${line}\u00A0:`,
  reason: 'Pourquoi\u00A0:',
  judge: 'Examiner',
  judged: (count) => `Déjà examinées (${count})`,
  judgedCaption: 'Propositions confirmées ou écartées',
  verdict: 'Décision',
  state: { waiting: 'en attente', confirmed: 'confirmée', rejected: 'écartée' },
  look: 'Revoir',
  done: { confirmed: 'C’est confirmé', rejected: 'C’est écarté', waiting: 'De nouveau en attente' },
  doneText: {
    confirmed: 'L’événement est public et cite son document.',
    rejected: 'Rien n’en est publié. Vous pouvez la reprendre plus tard, parmi celles déjà examinées.',
    waiting: 'La proposition attend à nouveau votre avis.',
  },
  left: (count) => (count === 0 ? 'Plus aucune n’attend.' : `Il en reste ${count}.`),
  one: {
    title: 'Examiner une proposition',
    lead: 'Comparez avec la ligne du document, corrigez si besoin, puis confirmez ou écartez.',
    source: (name, line) => `${name}, ligne ${line}`,
    same: 'Est-ce un événement déjà inscrit\u00A0?',
    sameText: 'Alors ce document lui est ajouté comme source, et rien d’autre ne change.',
    sameAs: 'Événement déjà inscrit',
    sameButton: 'Oui, c’est le même',
    form: 'Sinon, l’inscrire',
    kind: 'Nature',
    kindHint: 'Une réunion est inscrite à part\u00A0; tout le reste devient une étape d’une démarche de participation.',
    titlesHint: 'Ce qui sera publié, sans nom de personne.',
    stateLabel: 'A-t-il eu lieu\u00A0?',
    stateHint: '«\u00A0A eu lieu\u00A0» seulement si le document le dit.',
    states: { announced: 'annoncé', held: 'a eu lieu', unknown: 'le document ne le dit pas' },
    ifMeeting: 'Si c’est une réunion',
    ifStep: 'Si c’est une étape d’une démarche de participation',
    process: 'Démarche de participation',
    processHint: 'Pour une étape\u00A0: la démarche à laquelle elle appartient.',
    chooseProcess: 'Choisir',
    newProcess: 'Une nouvelle démarche',
    processTitle: 'Intitulé de la nouvelle démarche',
    processTitleHint: 'Seulement si vous avez choisi «\u00A0Une nouvelle démarche\u00A0».',
    confirm: 'Confirmer et publier',
    reject: 'Écarter',
    back: 'Revenir aux propositions',
    confirmed: 'Cette proposition est confirmée\u00A0: l’événement est public et se corrige là où il est inscrit.',
    confirmedLink: 'Ouvrir l’événement inscrit',
    rejected: 'Cette proposition est écartée\u00A0: rien n’en est public.',
    reopen: 'La reprendre',
    stale: 'Cette proposition a changé entre-temps',
    staleText: 'Quelqu’un d’autre l’a examinée pendant ce temps. Rien de plus n’a été enregistré.',
    unknownDocument: 'Le document de cette proposition n’est pas encore cité par le plan. Importez-le à nouveau.',
    kindFixed: 'L’événement est déjà inscrit sous une autre nature. Corrigez-le là où il est inscrit.',
  },
};

const english: ProposalMessages = {
  title: 'Proposals',
  lead: (count) =>
    `${count} dated ${count === 1 ? 'event, read in a document, waits' : 'events, read in documents, wait'} for your word. Nothing of it is public before you confirm it.`,
  none: 'No proposal is waiting. Those of a document appear here after its import.',
  importLink: 'Import a document',
  from: (document) => `In “${document}”`,
  caption: (document) => `Dated events read in ${document}`,
  event: 'Event',
  asWritten: 'Date as written',
  proposed: 'Date proposed',
  quote: (line) => `Line ${line}:`,
  reason: 'Why:',
  judge: 'Examine',
  judged: (count) => `Examined already (${count})`,
  judgedCaption: 'Proposals that were confirmed or set aside',
  verdict: 'Decision',
  state: { waiting: 'waiting', confirmed: 'confirmed', rejected: 'set aside' },
  look: 'Look again',
  done: { confirmed: 'Confirmed', rejected: 'Set aside', waiting: 'Waiting again' },
  doneText: {
    confirmed: 'The event is public and cites its document.',
    rejected: 'Nothing of it is published. You can take it up again later, among those examined already.',
    waiting: 'The proposal waits for your word again.',
  },
  left: (count) => (count === 0 ? 'None is waiting any more.' : `${count} left.`),
  one: {
    title: 'Examine a proposal',
    lead: 'Compare with the line of the document, mend it if need be, then confirm it or set it aside.',
    source: (name, line) => `${name}, line ${line}`,
    same: 'Is it an event that is recorded already?',
    sameText: 'Then this document is added as one of its sources, and nothing else changes.',
    sameAs: 'Event recorded already',
    sameButton: 'Yes, it is the same',
    form: 'Otherwise, record it',
    kind: 'Kind',
    kindHint: 'A meeting is recorded on its own; everything else becomes a step of a participation process.',
    titlesHint: 'What will be published, without anybody’s name.',
    stateLabel: 'Did it take place?',
    stateHint: '“Held” only if the document says so.',
    states: { announced: 'announced', held: 'held', unknown: 'the document does not say' },
    ifMeeting: 'If it is a meeting',
    ifStep: 'If it is a step of a participation process',
    process: 'Participation process',
    processHint: 'For a step: the process it belongs to.',
    chooseProcess: 'Choose',
    newProcess: 'A new process',
    processTitle: 'Title of the new process',
    processTitleHint: 'Only if you chose “A new process”.',
    confirm: 'Confirm and publish',
    reject: 'Set aside',
    back: 'Back to the proposals',
    confirmed: 'This proposal is confirmed: the event is public and is mended where it is recorded.',
    confirmedLink: 'Open the recorded event',
    rejected: 'This proposal is set aside: nothing of it is public.',
    reopen: 'Take it up again',
    stale: 'This proposal has changed meanwhile',
    staleText: 'Somebody else examined it in the meantime. Nothing more was saved.',
    unknownDocument: 'The document of this proposal is not cited by the plan yet. Import it again.',
    kindFixed: 'The event is recorded already as another kind. Mend it where it is recorded.',
  },
};

const dictionaries: { readonly [language in InterfaceLanguage]: ProposalMessages } = { fr: french, en: english };

export function proposalMessages(language: InterfaceLanguage): ProposalMessages {
  return dictionaries[language];
}
