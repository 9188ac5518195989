import { commitmentTable, milestoneTable } from './data-dictionary-commitment.ts';
import { documentTable, meetingTable, planTable, processTable, settingsTable } from './data-dictionary-plan.ts';
import { type DataField, type DataTable, field, type InBoth } from './data-field.ts';

/** Every value that is published, in tables: what `/data/` shows, and what the exports are compared with. */
export const dataTables: readonly DataTable[] = [
  planTable,
  settingsTable,
  commitmentTable,
  milestoneTable,
  meetingTable,
  processTable,
  documentTable,
];

/** What service.json tells: of the machinery, and of no plan. */
export const serviceTable: DataTable = {
  id: 'service',
  title: { fr: 'Service\u00A0: service.json', en: 'Service: service.json' },
  fields: [
    field('checkedAt', 'instant', 'computed', 'Dernier relevé de ce qui suit', 'When what follows was last looked at'),
    field('lastRunAt', 'instant', 'computed', 'Début du dernier passage', 'Start of the latest run'),
    field(
      'lastSuccessAt',
      'instant',
      'computed',
      'Début du dernier passage qui est arrivé à son terme',
      'Start of the latest run that came to its end',
    ),
    field('nextRunAt', 'instant', 'computed', 'Début attendu du prochain passage', 'When the next run is expected'),
  ],
};

const inLog: InBoth = {
  fr: 'se lit dans le journal, log.jsonl',
  en: 'can be read in the log, log.jsonl',
};
const comparing: InBoth = {
  fr: 'sert à reconnaître ce qu’un nouvel import dit de nouveau\u00A0; le journal le redonne',
  en: 'serves to tell what a new import says anew; the log tells it again',
};

/** Fields of the domain that neither CSV nor JSON tells, and why. */
export const leftOut: { readonly [field: string]: InBoth } = {
  'commitment.told': comparing,
  'milestone.told': comparing,
  'document.author': {
    fr: 'nom d’une personne\u00A0: il n’est que dans le journal, d’où il peut être supprimé',
    en: 'a person’s name: it is in the log alone, where it can be removed',
  },
  'milestone.version': {
    fr: 'ne sert qu’à refuser une réponse écrasant une autre\u00A0; l’API le donne avec la réponse à modifier',
    en: 'serves only to refuse an answer that would overwrite another; the API tells it with the answer',
  },
  'published.seq': inLog,
  'published.at': inLog,
  'revision.seq': inLog,
  'revision.retractedBy': {
    fr: 'un report annulé n’est plus compté\u00A0; le journal le garde',
    en: 'a revision that was undone no longer counts; the log keeps it',
  },
  'word.seq': inLog,
  'word.by': {
    fr: 'seule la fonction est publique\u00A0: elle se lit dans le journal et les flux',
    en: 'the role alone is public: log and feeds tell it',
  },
  'word.retractedBy': {
    fr: 'une parole retirée ne compte plus\u00A0; le journal la garde',
    en: 'a word that was taken back no longer counts; the log keeps it',
  },
};

/** Columns of status.csv that an import passes over. */
export function notReadBack(): readonly DataField[] {
  return dataTables.flatMap(({ fields }) => fields.filter(({ csv, isReadBack }) => csv.length > 0 && !isReadBack));
}
