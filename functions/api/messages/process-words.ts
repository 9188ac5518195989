import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { ProcessStep } from '../../../shared/domain/plan.ts';
import type { OwedChoice } from '../forms/owed-choice.ts';

type Labels<Code extends string> = { readonly [code in Code]: string };

/** What the pages about participation processes say. */
export type ProcessWords = {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly caption: string;
  readonly process: string;
  readonly period: string;
  readonly followUpColumn: string;
  readonly followUpCount: (count: number) => string;
  readonly awaited: string;
  readonly add: string;
  readonly editTitle: string;
  readonly organiser: string;
  readonly start: string;
  readonly end: string;
  readonly purpose: string;
  readonly methods: string;
  readonly onePerLine: string;
  readonly participants: string;
  readonly participantsHint: string;
  readonly deliverables: string;
  readonly followUp: string;
  readonly followUpHint: string;
  readonly followUpItem: (number: number) => string;
  readonly followUpText: string;
  readonly link: string;
  readonly links: string;
  readonly linkItem: (number: number) => string;
  readonly linkTitle: string;
  readonly steps: string;
  readonly stepsHint: string;
  readonly stepItem: (number: number) => string;
  readonly stepKind: string;
  readonly stepState: string;
  readonly stepStateLabel: Labels<ProcessStep['state']>;
  readonly followUpOwed: string;
  readonly owedLabel: Labels<OwedChoice>;
  readonly addFollowUp: string;
  readonly addLink: string;
  readonly addStep: string;
};

export const processWords: { readonly [language in InterfaceLanguage]: ProcessWords } = {
  fr: {
    title: 'Participation',
    lead: 'Les consultations, débats et ateliers autour du plan. Le plan doit dire quelles suites leur sont données.',
    none: 'Aucune démarche n’est encore inscrite.',
    caption: 'Démarches de participation, avec leur période et leurs suites',
    process: 'Démarche',
    period: 'Période',
    followUpColumn: 'Suites',
    followUpCount: (count) => (count < 2 ? `${count} suite` : `${count} suites`),
    awaited: 'attendues',
    add: 'Inscrire une démarche',
    editTitle: 'Modifier une démarche',
    organiser: 'Organisateur',
    start: 'Début',
    end: 'Fin',
    purpose: 'But',
    methods: 'Méthodes',
    onePerLine: 'Une par ligne.',
    participants: 'Participants',
    participantsHint: 'Un nombre ou quelques mots, jamais des noms.',
    deliverables: 'Livrables',
    followUp: 'Suites données',
    followUpHint: 'Ce qui a été fait des résultats.',
    followUpItem: (number) => `Suite ${number}`,
    followUpText: 'Texte',
    link: 'Adresse web',
    links: 'Liens',
    linkItem: (number) => `Lien ${number}`,
    linkTitle: 'Intitulé du lien',
    steps: 'Étapes',
    stepsHint: 'Appels, ateliers, groupes de travail, livrables, feuilles de route.',
    stepItem: (number) => `Étape ${number}`,
    stepKind: 'Nature',
    stepState: 'État',
    stepStateLabel: { announced: 'annoncée', held: 'a eu lieu', unknown: 'on ne sait pas' },
    followUpOwed: 'Suites promises, encore attendues',
    owedLabel: { unsaid: 'non précisé', yes: 'oui', no: 'non, aucune suite n’est due' },
    addFollowUp: 'Ajouter une suite',
    addLink: 'Ajouter un lien',
    addStep: 'Ajouter une étape',
  },
  en: {
    title: 'Participation',
    lead: 'Consultations, debates and workshops around the plan, and what followed from them: the plan owes it.',
    none: 'No process is recorded yet.',
    caption: 'Participation processes, with their period and follow-up',
    process: 'Process',
    period: 'Period',
    followUpColumn: 'Follow-up',
    followUpCount: (count) => (count === 1 ? '1 item' : `${count} items`),
    awaited: 'awaited',
    add: 'Record a process',
    editTitle: 'Edit a process',
    organiser: 'Organiser',
    start: 'Start',
    end: 'End',
    purpose: 'Purpose',
    methods: 'Methods',
    onePerLine: 'One per line.',
    participants: 'Participants',
    participantsHint: 'A number or a few words, never names.',
    deliverables: 'Deliverables',
    followUp: 'Follow-up given',
    followUpHint: 'What became of the results.',
    followUpItem: (number) => `Follow-up ${number}`,
    followUpText: 'Text',
    link: 'Web address',
    links: 'Links',
    linkItem: (number) => `Link ${number}`,
    linkTitle: 'Title of the link',
    steps: 'Steps',
    stepsHint: 'Calls, workshops, working groups, deliverables, roadmaps.',
    stepItem: (number) => `Step ${number}`,
    stepKind: 'Kind',
    stepState: 'State',
    stepStateLabel: { announced: 'announced', held: 'held', unknown: 'unknown' },
    followUpOwed: 'Results promised, still owed',
    owedLabel: { unsaid: 'not said', yes: 'yes', no: 'no, none is owed' },
    addFollowUp: 'Add a follow-up',
    addLink: 'Add a link',
    addStep: 'Add a step',
  },
};
