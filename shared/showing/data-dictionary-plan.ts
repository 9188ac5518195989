import { type DataTable, field } from './data-field.ts';

/** What status.json of a plan tells besides its commitments. */
export const planTable: DataTable = {
  id: 'plan',
  title: { fr: 'Plan', en: 'Plan' },
  fields: [
    field('plan', 'code', 'coordination', 'Identifiant du plan, fixé pour toujours', 'Id of the plan, fixed for ever', {
      csv: ['plan'],
      of: ['settings.id', 'commitment.planId'],
    }),
    field('titles', 'texts', 'document', 'Titre du plan', 'Title of the plan', { of: ['settings.titles'] }),
    field('period', 'date', 'document', 'Période du plan', 'Period of the plan', { of: ['settings.period'] }),
    field(
      'asOf',
      'day',
      'computed',
      'Dernier jour où quelque chose de publié a changé',
      'Last day on which anything published changed',
    ),
    field(
      'head',
      'hash',
      'log',
      'Empreinte du plan, sur celles de tous ses journaux',
      'Hash of the plan, over those of all its logs',
    ),
    field(
      'heads',
      'object',
      'log',
      'Dernière entrée de chaque journal\u00A0: numéro et empreinte',
      'Newest entry of each log: number and hash',
      {
        of: ['plan.head'],
      },
    ),
    field('settings', 'object', 'coordination', 'Réglages du plan, ci-dessous', 'Settings of the plan, below', {
      of: ['plan.settings'],
    }),
    field('createdAt', 'instant', 'log', 'Ouverture du plan dans le registre', 'When the plan was opened in the record', {
      of: ['plan.createdAt'],
    }),
    field(
      'mailOnSince',
      'instant',
      'coordination',
      'Depuis quand les rappels partent\u00A0; null\u00A0: arrêtés',
      'Since when reminders go out; null: off',
      {
        of: ['plan.mailOnSince'],
      },
    ),
    field(
      'campaigns',
      'list',
      'coordination',
      'Campagnes de mise à jour\u00A0: ouverture, clôture, confirmation',
      'Reporting campaigns: opening, close, confirmation',
      {
        of: ['plan.campaigns', 'campaign.id', 'campaign.opens', 'campaign.closes', 'campaign.confirmedAt'],
      },
    ),
    field('meetings', 'list', 'coordination', 'Réunions', 'Meetings', { of: ['plan.meetings'] }),
    field('processes', 'list', 'coordination', 'Démarches de participation', 'Participation processes', {
      of: ['plan.processes'],
    }),
    field('documents', 'list', 'coordination', 'Documents cités', 'Documents cited', { of: ['plan.documents'] }),
    field('commitments', 'object', 'document', 'Engagements, par code PGO vérifié', 'Commitments by verified OGP code'),
    field(
      'withoutOgpId',
      'object',
      'document',
      'Engagements sans code vérifié, ou dont plusieurs portent le même, par notre identifiant',
      'Commitments without a verified code, or several with the same, by our own id',
    ),
  ],
};

export const settingsTable: DataTable = {
  id: 'settings',
  title: { fr: 'Réglages d’un plan (settings)', en: 'Settings of a plan (settings)' },
  fields: [
    field(
      'country',
      'code',
      'coordination',
      'Pays, ISO 3166-1\u00A0: ses jours fériés',
      'Country, ISO 3166-1: its public holidays',
      { of: ['settings.country'] },
    ),
    field('region', 'code', 'coordination', 'Région du calendrier des jours fériés', 'Region of the holiday calendar', {
      of: ['settings.region'],
    }),
    field('languages', 'list', 'coordination', 'Langues du plan, la sienne d’abord', 'Languages of the plan, its own first', {
      of: ['settings.languages'],
    }),
    field('zone', 'code', 'coordination', 'Fuseau horaire de tous les jours', 'Time zone of all days', { of: ['settings.zone'] }),
    field(
      'closesOn',
      'day',
      'coordination',
      'Jour de clôture, s’il diffère de la fin de la période',
      'Closing day, where it is not the end of the period',
      {
        of: ['settings.closesOn'],
      },
    ),
    field('announcedCommitments', 'number', 'document', 'Nombre d’engagements annoncés', 'Number of commitments announced', {
      of: ['settings.announcedCommitments'],
    }),
    field('ogpLabel', 'text', 'coordination', 'Nom du plan sur le site du PGO', 'Name of the plan on OGP’s site', {
      of: ['settings.ogpLabel'],
    }),
    field(
      'fiscalYearStartsInMonth',
      'number',
      'coordination',
      'Premier mois de l’exercice budgétaire',
      'First month of the fiscal year',
      {
        of: ['settings.fiscalYearStartsInMonth'],
      },
    ),
    field('reminderPolicy', 'object', 'coordination', 'Quand les rappels partent', 'When reminders go out', {
      of: ['settings.reminderPolicy'],
    }),
    field(
      'publishAsks',
      'yes-no',
      'coordination',
      'Les demandes au ministère sont-elles publiées\u00A0?',
      'Are the requests to the ministry published?',
      {
        of: ['settings.publishAsks'],
      },
    ),
    field(
      'approval',
      'code',
      'coordination',
      'Qui confirme un report\u00A0: personne d’autre, une seconde personne',
      'Who confirms a moved deadline: nobody else, a second person',
      {
        of: ['settings.approval'],
      },
    ),
    field('signIn', 'code', 'coordination', 'Connexion des ministères', 'How ministries sign in', { of: ['settings.signIn'] }),
  ],
};

const documentIds = (of: string) =>
  field(
    'documentIds',
    'list',
    'coordination',
    'Documents ou démarches qui en parlent',
    'Documents or processes that tell of it',
    { of: [of] },
  );
const page = () => field('page', 'address', 'computed', 'Sa page', 'Its page');

export const meetingTable: DataTable = {
  id: 'meetings',
  title: { fr: 'Réunion (meetings)', en: 'Meeting (meetings)' },
  fields: [
    field('id', 'code', 'coordination', 'Identifiant permanent', 'Permanent id', { of: ['meeting.id'] }),
    field('titles', 'texts', 'coordination', 'Titre', 'Title', { of: ['meeting.titles'] }),
    field('body', 'text', 'coordination', 'Instance réunie', 'Body that met', { of: ['meeting.body'] }),
    field('date', 'date', 'coordination', 'Date', 'Date', { of: ['meeting.date'] }),
    field('state', 'code', 'coordination', 'announced ou held', 'announced or held', { of: ['meeting.state'] }),
    field(
      'withCivilSociety',
      'yes-no',
      'coordination',
      'Séance avec la société civile (norme PGO 5.1)',
      'Session with civil society (OGP standard 5.1)',
      {
        of: ['meeting.withCivilSociety'],
      },
    ),
    field('minutes', 'object', 'coordination', 'Compte rendu\u00A0: url, title, kind, date', 'Minutes: url, title, kind, date', {
      of: ['meeting.minutes'],
    }),
    documentIds('meeting.documentIds'),
    page(),
  ],
};

export const processTable: DataTable = {
  id: 'processes',
  title: { fr: 'Démarche de participation (processes)', en: 'Participation process (processes)' },
  fields: [
    field('id', 'code', 'coordination', 'Identifiant permanent', 'Permanent id', { of: ['process.id'] }),
    field('titles', 'texts', 'coordination', 'Titre', 'Title', { of: ['process.titles'] }),
    field('organiser', 'text', 'coordination', 'Organisateur', 'Organiser', { of: ['process.organiser'] }),
    field('period', 'object', 'coordination', 'Début et fin', 'Start and end', { of: ['process.period'] }),
    field('purpose', 'text', 'coordination', 'Finalité', 'Purpose', { of: ['process.purpose'] }),
    field('methods', 'list', 'coordination', 'Méthodes', 'Methods', { of: ['process.methods'] }),
    field('participants', 'text', 'coordination', 'Participants, comme publié', 'Participants, as published', {
      of: ['process.participants'],
    }),
    field('deliverables', 'list', 'coordination', 'Livrables', 'Deliverables', { of: ['process.deliverables'] }),
    field('followUp', 'list', 'coordination', 'Suites données\u00A0: text, url, date', 'What followed: text, url, date', {
      of: ['process.followUp'],
    }),
    field('links', 'list', 'coordination', 'Liens\u00A0: title, url', 'Links: title, url', { of: ['process.links'] }),
    field(
      'steps',
      'list',
      'coordination',
      'Étapes datées\u00A0: id, kind, titles, date, state, followUpOwed (des suites sont dues\u00A0: true\u00A0; aucune, selon la coordination\u00A0: false\u00A0; non précisé\u00A0: null), documentIds',
      'Dated steps: id, kind, titles, date, state, followUpOwed (results are owed: true; none is, says the coordination: false; not said: null), documentIds',
      {
        of: [
          'process.steps',
          ...['id', 'kind', 'titles', 'date', 'state', 'followUpOwed', 'documentIds'].map((name) => `step.${name}`),
        ],
      },
    ),
    documentIds('process.documentIds'),
    field(
      'source',
      'object',
      'document',
      'Fichier lu\u00A0: nom et SHA-256\u00A0; null sans fichier',
      'File that was read: name and SHA-256; null without one',
      {
        of: ['process.source'],
      },
    ),
    page(),
  ],
};

export const documentTable: DataTable = {
  id: 'documents',
  title: { fr: 'Document cité (documents)', en: 'Document cited (documents)' },
  fields: [
    field('id', 'code', 'coordination', 'Identifiant permanent', 'Permanent id', { of: ['document.id'] }),
    field('title', 'text', 'coordination', 'Titre', 'Title', { of: ['document.title'] }),
    field(
      'kind',
      'code',
      'coordination',
      'press-release, article, plan, report, other',
      'press-release, article, plan, report, other',
      { of: ['document.kind'] },
    ),
    field('publisher', 'text', 'coordination', 'Éditeur', 'Publisher', { of: ['document.publisher'] }),
    field('date', 'date', 'coordination', 'Date', 'Date', { of: ['document.date'] }),
    field('url', 'address', 'coordination', 'Où il a été publié', 'Where it was published', { of: ['document.url'] }),
    field(
      'source',
      'object',
      'coordination',
      'Fichier lu\u00A0: name, sha256\u00A0; son texte n’est jamais republié',
      'File that was read: name, sha256; its text is never published again',
      {
        of: ['document.source'],
      },
    ),
    page(),
  ],
};
