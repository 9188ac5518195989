import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Gathering } from '../gatherings.ts';

/** Words of the pages of one meeting, participation process or document, and of what ties a commitment to them. */
export type AroundWords = {
  readonly kind: { readonly [kind in Gathering['kind']]: string };
  readonly facts: string;
  readonly date: string;
  readonly state: string;
  readonly body: string;
  readonly minutes: string;
  readonly withCivilSociety: string;
  readonly withCivilSocietyMeans: string;
  readonly purpose: string;
  readonly period: string;
  readonly promised: string;
  readonly promisedNone: string;
  readonly followed: string;
  readonly awaitedMeans: string;
  readonly notOwedMeans: string;
  readonly links: string;
  readonly documentKind: string;
  readonly publisher: string;
  readonly link: string;
  readonly noLink: string;
  readonly notCopied: string;
  readonly cites: string;
  readonly citesIntro: string;
  readonly citesNone: string;
  readonly citesNoneMeans: string;
  readonly readIn: (name: string) => string;
  readonly comesFrom: string;
  readonly comesFromIntro: string;
  readonly comesFromNone: string;
  readonly comesFromNoneMeans: string;
  readonly related: string;
  readonly relatedIntro: string;
  readonly evidenceOf: string;
  readonly sheetOf: string;
  readonly history: string;
  readonly historyIntro: string;
  readonly commitment: {
    readonly title: string;
    readonly intro: string;
    readonly none: string;
    readonly all: string;
  };
};

export const aroundWords: { readonly [language in InterfaceLanguage]: AroundWords } = {
  fr: {
    kind: { meeting: 'Réunion', process: 'Participation', document: 'Document cité' },
    facts: 'En bref',
    date: 'Date',
    state: 'État',
    body: 'Instance',
    minutes: 'Compte rendu',
    withCivilSociety: 'Société civile',
    withCivilSocietyMeans: 'Séance où les résultats sont présentés à la société civile et discutés avec elle.',
    purpose: 'Objet',
    period: 'Période',
    promised: 'Ce qui était promis',
    promisedNone: 'Aucun livrable n’est inscrit.',
    followed: 'Ce qui a suivi',
    awaitedMeans: 'Le registre ne connaît encore aucune suite. Cela ne veut pas dire qu’il n’y en a pas.',
    notOwedMeans: 'Elle le dit de chaque étape de la démarche. Le registre ne connaît aucune suite.',
    links: 'Liens',
    documentKind: 'Nature',
    publisher: 'Publié par',
    link: 'Adresse',
    noLink: 'aucune adresse publique connue',
    notCopied: 'Le texte du document appartient à qui l’a publié\u00A0: il n’est pas reproduit ici.',
    cites: 'D’après',
    citesIntro: 'Documents et démarches d’où viennent ces informations.',
    citesNone: 'Aucune source citée.',
    citesNoneMeans: 'Ces informations ont été inscrites sans citer de document.',
    readIn: (name) => `Lu dans le fichier ${name}.`,
    comesFrom: 'Ce qui en vient dans le registre',
    comesFromIntro: 'Réunions et démarches que des personnes ont confirmées d’après cette source.',
    comesFromNone: 'Rien n’en a encore été tiré.',
    comesFromNoneMeans: 'Aucune réunion et aucune démarche du registre ne citent cette source.',
    related: 'Engagements et jalons concernés',
    relatedIntro: 'Ceux dont une preuve mène à la même adresse, ou dont la fiche est ce document.',
    evidenceOf: 'cité comme preuve',
    sheetOf: 'lu dans ce document',
    history: 'Dans le registre',
    historyIntro: 'Les inscriptions du plan qui en parlent.',
    commitment: {
      title: 'Autour de l’engagement',
      intro:
        'Réunions, démarches et documents auxquels une preuve ou la fiche de l’engagement renvoie. Le registre rattache les autres au plan, non à un engagement.',
      none: 'Aucune preuve de cet engagement ne renvoie à une réunion, à une démarche ou à un document du plan.',
      all: 'Tout ce qui entoure le plan',
    },
  },
  en: {
    kind: { meeting: 'Meeting', process: 'Participation', document: 'Cited document' },
    facts: 'In brief',
    date: 'Date',
    state: 'State',
    body: 'Body',
    minutes: 'Minutes',
    withCivilSociety: 'Civil society',
    withCivilSocietyMeans: 'A session in which results are presented to civil society and discussed with it.',
    purpose: 'Purpose',
    period: 'Period',
    promised: 'What was promised',
    promisedNone: 'No deliverable is recorded.',
    followed: 'What followed',
    awaitedMeans: 'The record knows of no follow-up yet. That does not mean that there is none.',
    notOwedMeans: 'It says so of every step of the process. The record knows of no follow-up.',
    links: 'Links',
    documentKind: 'Kind',
    publisher: 'Published by',
    link: 'Address',
    noLink: 'no public address known',
    notCopied: 'The text of the document belongs to whoever published it: it is not reproduced here.',
    cites: 'According to',
    citesIntro: 'Documents and processes from which this comes.',
    citesNone: 'No source is cited.',
    citesNoneMeans: 'This was recorded without citing a document.',
    readIn: (name) => `Read in the file ${name}.`,
    comesFrom: 'What comes from it in the record',
    comesFromIntro: 'Meetings and processes that people confirmed from this source.',
    comesFromNone: 'Nothing has been taken from it yet.',
    comesFromNoneMeans: 'No meeting and no process in the record cites this source.',
    related: 'Commitments and milestones concerned',
    relatedIntro: 'Those with evidence at the same address, or whose sheet is this document.',
    evidenceOf: 'cited as evidence',
    sheetOf: 'read in this document',
    history: 'In the record',
    historyIntro: 'The plan’s entries about it.',
    commitment: {
      title: 'Around the commitment',
      intro:
        'Meetings, processes and documents to which its evidence or its sheet leads. The record ties the others to the plan, not to one commitment.',
      none: 'No evidence of this commitment leads to a meeting, process or document of the plan.',
      all: 'Everything around the plan',
    },
  },
};
