import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { FieldType, Origin } from '../data-field.ts';
import type { DataName } from '../data-names.ts';

/** Words about the data: the dictionary, the report for reviewers, the archive it lies in. */
export type DataWords = {
  readonly title: string;
  readonly lede: string;
  readonly rules: { readonly title: string; readonly items: readonly string[] };
  readonly files: {
    readonly title: string;
    readonly where: string;
    readonly ofAllPlans: string;
    readonly list: readonly FileWords[];
  };
  readonly back: { readonly title: string; readonly text: string; readonly notRead: string };
  readonly decidim: { readonly title: string; readonly items: readonly string[] };
  readonly dictionary: string;
  /** How many fields a folded table has. */
  readonly fields: (count: number) => string;
  readonly columns: {
    readonly json: string;
    readonly csv: string;
    readonly type: string;
    readonly meaning: string;
    readonly origin: string;
    readonly readBack: string;
  };
  readonly yes: string;
  readonly no: string;
  readonly types: { readonly [type in FieldType]: string };
  readonly origins: { readonly [origin in Origin]: string };
  readonly leftOut: { readonly title: string };
  readonly downloads: { readonly [name in DataName]: string };
  readonly report: {
    readonly title: string;
    readonly intro: string;
    readonly contents: string;
    readonly promise: string;
    /** The part about the plan as a whole. */
    readonly plan: string;
    readonly answers: string;
    readonly withCivilSociety: string;
    readonly noMeetings: string;
    readonly noProcesses: string;
    readonly noDocuments: string;
    readonly verify: string;
    readonly readMe: {
      readonly title: string;
      /** What the archive holds; `<plan>` stands for the plan's id. */
      readonly files: readonly { readonly name: string; readonly about: string }[];
      /** `<method>` and `<data>` stand for where these pages lie. */
      readonly lines: readonly string[];
    };
  };
};

/** A file at the root, for all plans; some are written in each language of pages. */
export type RootFile = { readonly name: string; readonly isInLanguages: boolean };

export type FileWords = { readonly name: string; readonly about: string; readonly ofAllPlans?: readonly RootFile[] };

const subscribed = ['feed.atom', 'feed.json', 'calendar.ics'].map((name): RootFile => ({ name, isInLanguages: true }));
const once = (name: string): RootFile => ({ name, isInLanguages: false });

const fr: DataWords = {
  title: 'Données et dictionnaire',
  lede: 'Tout ce que les pages montrent se télécharge\u00A0: les mêmes faits, calculés de la même manière, dans des formats ouverts.',
  rules: {
    title: 'Règles communes',
    items: [
      'Une date est donnée telle que publiée (text), avec sa précision et son premier et son dernier jour (from, to)\u00A0; le dernier jour est l’échéance, incluse.',
      'Ce que personne n’a dit est null en JSON et vide en CSV. Aucune déclaration n’est pas «\u00A0non commencé\u00A0».',
      'Le texte publié n’est jamais reformulé. Aucune adresse, aucun numéro et aucun nom de personne ne figure dans les données.',
      'CSV\u00A0: RFC 4180, UTF-8, virgule, fins de ligne CRLF. Une cellule de texte qu’un tableur exécuterait est précédée d’une apostrophe, qu’un import retire.',
      'Une liste dans une cellule a un élément par ligne.',
      'Une entrée de flux, un flux et un événement de calendrier ont pour identifiant un urn:uuid\u00A0: tiré de l’empreinte de la première entrée du journal et de ce qu’il nomme (RFC 9562, version 8). Il ne change jamais, quel que soit l’hôte, et n’est celui d’aucune autre installation. Seul le flux de tous les plans tient le sien de son adresse.',
      'Une entrée de flux ne change plus, ni les entrées d’un mois révolu, à trois exceptions près\u00A0: un texte supprimé, un autre fuseau horaire du plan, qui compte alors autrement tous les jours, et des demandes que le plan cesse de publier, dont les entrées et les mois qu’elles étaient seules à remplir disparaissent.',
    ],
  },
  files: {
    title: 'Fichiers',
    where: 'Chaque plan offre les siens au bas de sa page, sous «\u00A0S’abonner et télécharger\u00A0»\u00A0:',
    ofAllPlans: 'Pour tous les plans\u00A0:',
    list: [
      {
        name: '/<plan>/status.csv',
        about: 'un jalon par ligne\u00A0; aussi pour un engagement. Celui de tous les plans est renouvelé toutes les heures',
        ofAllPlans: [once('status.csv')],
      },
      {
        name: '/<plan>/status.json',
        about: 'le plan, ses engagements et jalons, réunions, participation, documents',
        ofAllPlans: [once('status.json')],
      },
      {
        name: '/<plan>/status-excel.csv',
        about: 'le même tableau pour les tableurs réglés en français\u00A0: point-virgule et marque d’ordre des octets',
      },
      { name: '/<plan>/ogp.json', about: 'les engagements par code PGO, sans rien qui ne vaille qu’un jour' },
      { name: '/<plan>/ogp/counts.csv, counts.json', about: 'les indicateurs pour les normes du PGO, avec leur période' },
      {
        name: '/<plan>/decidim-commitments.csv',
        about:
          'les engagements comme résultats d’un Decidim\u00A0; pour les jalons, voir plus bas. À importer, pas à ouvrir dans un tableur\u00A0: à la différence des autres tableaux, rien n’y empêche une cellule d’être lue comme une formule',
      },
      { name: '/<plan>/log.jsonl', about: 'le journal vérifiable, une entrée par ligne\u00A0; aussi pour un engagement' },
      {
        name: '/<plan>/feed.atom, feed.json, calendar.ics',
        about: 'les changements et les échéances, pour s’abonner',
        ofAllPlans: subscribed,
      },
      {
        name: '/<plan>/irm-pack.zip',
        about:
          'en une archive\u00A0: les données, calendriers et indicateurs du plan, son journal et ceux des engagements, et un rapport à imprimer en français et en anglais\u00A0; les flux, qui redisent le journal, et status-excel.csv n’y sont pas',
      },
      { name: '/service.json', about: 'quand ce site a travaillé, sans rien d’aucun plan', ofAllPlans: [once('service.json')] },
    ],
  },
  back: {
    title: 'Relire status.csv',
    text: 'Le fichier status.csv d’un plan s’importe (jalon import, ou l’API)\u00A0: titres dans toutes les langues, institutions, fonctions, périodes, textes, groupes et dates reviennent tels quels. Le plan, lui, se crée d’abord. Un jalon que le document ne mentionnait plus revient comme un jalon du document.',
    notRead:
      'Les autres colonnes ne sont pas relues\u00A0: ce que le ministère, la coordination ou l’IRM a dit est daté et signé par qui le dit, et aucun fichier ne le dit à leur place\u00A0; ce qui est calculé se recalcule. Pour tout garder, conserver les journaux\u00A0: log.jsonl, ou «\u00A0jalon export\u00A0».',
  },
  decidim: {
    title: 'Importer dans un Decidim',
    items: [
      'Importer d’abord les engagements, dans un composant de suivi des réalisations. Decidim leur donne des identifiants.',
      'Écrire ces identifiants dans un fichier «\u00A0number,id\u00A0» et produire les jalons avec «\u00A0jalon decidim --parents fichier.csv\u00A0»\u00A0: une ligne dont le parent manque est détruite par Decidim, si bien qu’aucun fichier de jalons n’est publié ici.',
      'L’avancement est la part des jalons réalisés, arrondie vers le bas\u00A0; 0 ou 100 pour un jalon. La date de fin est l’échéance en vigueur, vide si aucun jour n’est certain.',
      'Un titre qui n’est écrit dans aucune des langues du plan est dans la colonne de la première.',
      'Statuts, catégories et périmètres restent vides\u00A0: leurs identifiants appartiennent à chaque Decidim. Le séparateur attendu aussi\u00A0: ici la virgule.',
    ],
  },
  dictionary: 'Dictionnaire',
  fields: (count) => `${count} champ${count < 2 ? '' : 's'}`,
  columns: { json: 'JSON', csv: 'CSV', type: 'Type', meaning: 'Sens', origin: 'Qui le dit', readBack: 'Relu' },
  yes: 'oui',
  no: 'non',
  types: {
    text: 'texte',
    texts: 'texte par langue',
    code: 'code',
    day: 'jour (AAAA-MM-JJ)',
    instant: 'instant (UTC)',
    date: 'date publiée',
    number: 'nombre',
    'yes-no': 'vrai ou faux',
    address: 'adresse web',
    hash: 'empreinte SHA-256',
    object: 'objet',
    list: 'liste',
  },
  origins: {
    document: 'le document officiel',
    ministry: 'le ministère',
    coordination: 'la coordination',
    reviewer: 'l’IRM',
    sender: 'l’envoi des courriels',
    computed: 'calculé',
    log: 'le journal',
  },
  leftOut: { title: 'Ce qui n’est ni en CSV ni en JSON' },
  downloads: {
    'ogp.json': 'Engagements par code PGO (JSON)',
    'status-excel.csv': 'État pour tableurs réglés en français (CSV)',
    'decidim-commitments.csv': 'Engagements pour Decidim (CSV)',
    'irm-pack.zip': 'Dossier pour l’évaluation\u00A0: données, journaux, indicateurs, rapport (ZIP)',
  },
  report: {
    title: 'Rapport de suivi',
    intro:
      'Le plan dans son ensemble, puis chaque engagement\u00A0: ce que le gouvernement a promis, ce qu’il a déclaré, les preuves, les demandes et les réponses, les reports et l’évaluation de l’IRM. Des nombres et des dates, aucun jugement\u00A0: juger appartient à l’IRM.',
    contents: 'Engagements',
    promise: 'Ce qui est promis',
    plan: 'Le plan dans son ensemble',
    answers: 'Réponses du ministère',
    withCivilSociety: 'avec la société civile',
    noMeetings: 'Aucune réunion n’est inscrite.',
    noProcesses: 'Aucune démarche de participation n’est inscrite.',
    noDocuments: 'Aucun document n’est cité.',
    verify: 'L’archive où se trouve ce rapport contient les journaux\u00A0: LISEZ-MOI.txt dit comment les vérifier.',
    readMe: {
      title: 'Dossier pour l’évaluation (IRM)',
      files: [
        { name: 'rapport.html', about: 'rapport à imprimer, en français (report.html en anglais)' },
        {
          name: '<plan>/',
          about:
            'les données, les journaux, les calendriers et les indicateurs pour les normes du PGO, aux mêmes adresses que sur le site',
        },
      ],
      lines: [
        'Vérifier que rien n’a été réécrit\u00A0: jalon verify <dossier où cette archive est ouverte> --head <empreinte conservée>',
        'Sans Jalon, avec n’importe quel programme\u00A0: page «\u00A0Légende et méthode\u00A0» du site, <method>#verify',
        'Relire les engagements et les jalons\u00A0: jalon import <plan>/status.csv',
        'Le sens de chaque colonne\u00A0: page «\u00A0Données et dictionnaire\u00A0» du site, <data>',
      ],
    },
  },
};

const en: DataWords = {
  title: 'Data and dictionary',
  lede: 'Everything the pages show can be downloaded: the same facts, computed in the same way, in open formats.',
  rules: {
    title: 'Common rules',
    items: [
      'A date is told as published (text), with its precision and its first and last day (from, to); the last day is the deadline, inclusive.',
      'What nobody said is null in JSON and empty in CSV. Nothing declared is not “not started”.',
      'Published text is never re-worded. No address, no number and no person’s name is in the data.',
      'CSV: RFC 4180, UTF-8, comma, lines ending in CRLF. A text cell that a spreadsheet would run has an apostrophe in front, which an import removes.',
      'A list in a cell has one item a line.',
      'An entry of a feed, a feed and an event of a calendar are identified by a urn:uuid, made of the hash of the log’s first entry and of what it names (RFC 9562, version 8). It never changes, whatever the host, and no other installation has it. The feed of all plans alone has its own from its address.',
      'An entry of a feed never changes, nor do the entries of a month that is over, with three exceptions: a text that was redacted; another time zone of the plan, by which all days are then counted anew; and requests that a plan no longer publishes, whose entries go, and with them the months that held nothing else.',
    ],
  },
  files: {
    title: 'Files',
    where: 'Every plan offers its own at the foot of its page, under “Subscribe and download”:',
    ofAllPlans: 'For all plans:',
    list: [
      {
        name: '/<plan>/status.csv',
        about: 'one milestone a row; also for a commitment. That of all plans is renewed once an hour',
        ofAllPlans: [once('status.csv')],
      },
      {
        name: '/<plan>/status.json',
        about: 'the plan, its commitments and milestones, meetings, participation, documents',
        ofAllPlans: [once('status.json')],
      },
      {
        name: '/<plan>/status-excel.csv',
        about: 'the same table for spreadsheets set to French: semicolons and a byte-order mark',
      },
      { name: '/<plan>/ogp.json', about: 'commitments by OGP code, without anything that holds for a day only' },
      { name: '/<plan>/ogp/counts.csv, counts.json', about: 'the counts for the OGP standards, with their period' },
      {
        name: '/<plan>/decidim-commitments.csv',
        about:
          'commitments as results of a Decidim; for milestones see below. To be imported, not to be opened in a spreadsheet: unlike in the other tables, nothing keeps a cell from being read as a formula',
      },
      { name: '/<plan>/log.jsonl', about: 'the verifiable log, one entry a line; also for a commitment' },
      {
        name: '/<plan>/feed.atom, feed.json, calendar.ics',
        about: 'changes and deadlines, to subscribe to',
        ofAllPlans: subscribed,
      },
      {
        name: '/<plan>/irm-pack.zip',
        about:
          'in one archive: the plan’s data, calendars and counts, its log and those of its commitments, and a printable report in French and English; the feeds, which tell the log again, and status-excel.csv are not in it',
      },
      {
        name: '/service.json',
        about: 'when this site was at work, with nothing of any plan',
        ofAllPlans: [once('service.json')],
      },
    ],
  },
  back: {
    title: 'Reading status.csv back',
    text: 'The status.csv of a plan can be imported (jalon import, or the API): titles in all languages, institutions, functions, periods, texts, groups and dates come back as they were. The plan itself is created first. A milestone that the document no longer told comes back as one of the document.',
    notRead:
      'The other columns are not read back: what the ministry, the coordination or the IRM said is dated and signed by whoever says it, and no file says it in their place; what is computed is computed again. To keep everything, keep the logs: log.jsonl, or “jalon export”.',
  },
  decidim: {
    title: 'Importing into a Decidim',
    items: [
      'Import the commitments first, into an accountability component. Decidim gives them ids.',
      'Write these ids into a file “number,id” and make the milestones with “jalon decidim --parents file.csv”: Decidim destroys a row whose parent is missing, so no file of milestones is published here.',
      'Progress is the share of milestones that are complete, rounded down; 0 or 100 for a milestone. The end date is the deadline in force, empty where no day is certain.',
      'A title that is written in none of the plan’s languages stands in the column of the first one.',
      'Statuses, categories and scopes stay empty: their ids are each Decidim’s own. So is the separator it expects: here the comma.',
    ],
  },
  dictionary: 'Dictionary',
  fields: (count) => `${count} field${count === 1 ? '' : 's'}`,
  columns: { json: 'JSON', csv: 'CSV', type: 'Type', meaning: 'Meaning', origin: 'Who says so', readBack: 'Read back' },
  yes: 'yes',
  no: 'no',
  types: {
    text: 'text',
    texts: 'text by language',
    code: 'code',
    day: 'day (YYYY-MM-DD)',
    instant: 'instant (UTC)',
    date: 'published date',
    number: 'number',
    'yes-no': 'true or false',
    address: 'web address',
    hash: 'SHA-256',
    object: 'object',
    list: 'list',
  },
  origins: {
    document: 'the official document',
    ministry: 'the ministry',
    coordination: 'the coordination',
    reviewer: 'the IRM',
    sender: 'the sending of mails',
    computed: 'computed',
    log: 'the log',
  },
  leftOut: { title: 'What is neither in CSV nor in JSON' },
  downloads: {
    'ogp.json': 'Commitments by OGP code (JSON)',
    'status-excel.csv': 'Status for spreadsheets set to French (CSV)',
    'decidim-commitments.csv': 'Commitments for Decidim (CSV)',
    'irm-pack.zip': 'Pack for reviewers: data, logs, counts, report (ZIP)',
  },
  report: {
    title: 'Progress report',
    intro:
      'The plan as a whole, then each commitment: what the government promised, what it declared, the evidence, requests and answers, moved deadlines and the IRM’s assessment. Numbers and dates, and no verdict: judging is the IRM’s.',
    contents: 'Commitments',
    promise: 'What is promised',
    plan: 'The plan as a whole',
    answers: 'Answers of the ministry',
    withCivilSociety: 'with civil society',
    noMeetings: 'No meeting is recorded.',
    noProcesses: 'No participation process is recorded.',
    noDocuments: 'No document is cited.',
    verify: 'The archive this report lies in holds the logs: README.txt says how to verify them.',
    readMe: {
      title: 'Pack for the Independent Reporting Mechanism (IRM)',
      files: [
        { name: 'report.html', about: 'printable report, in English (rapport.html in French)' },
        {
          name: '<plan>/',
          about: 'data, logs, calendars and the counts for the OGP standards, at the same addresses as on the site',
        },
      ],
      lines: [
        'Verify that nothing was rewritten: jalon verify <folder this archive is unpacked in> --head <hash you kept>',
        'Without Jalon, with any program: the page “Legend and method” of the site, <method>#verify',
        'Read commitments and milestones back: jalon import <plan>/status.csv',
        'What each column means: page “Data and dictionary” of the site, <data>',
      ],
    },
  },
};

export const dataWords: { readonly [language in InterfaceLanguage]: DataWords } = { fr, en };
