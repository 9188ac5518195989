import { type DataTable, field } from './data-field.ts';

const irmValues = ['completion', 'verifiable', 'relevant', 'ambition', 'early_results', 'report', 'source', 'date'];
const irmColumns = (before: string): string[] => irmValues.map((name) => `${before}irm_${name}`);
const assessmentFields = ['completion', 'verifiable', 'relevant', 'ambition', 'earlyResults', 'source'].map(
  (name) => `irm.${name}`,
);

/** A commitment in status.json, and the columns that all rows of one commitment in status.csv share. */
export const commitmentTable: DataTable = {
  id: 'commitments',
  title: { fr: 'Engagement (commitments, withoutOgpId)', en: 'Commitment (commitments, withoutOgpId)' },
  fields: [
    field('id', 'code', 'log', 'Identifiant\u00A0: plan et numéro', 'Id: plan and number', { of: ['commitment.id'] }),
    field('number', 'code', 'document', 'Numéro imprimé dans le plan', 'Number as printed in the plan', {
      csv: ['number'],
      isReadBack: true,
      of: ['commitment.number'],
    }),
    field(
      'ogpId',
      'object',
      'coordination',
      'Code PGO et s’il est vérifié\u00A0; en CSV, vérifié seulement\u00A0; relu pour un nouvel engagement, comme non vérifié',
      'OGP code and whether it is verified; in CSV only when it is; read back for a new commitment, as not verified',
      {
        csv: ['ogp_id'],
        isReadBack: true,
        of: ['commitment.ogpId'],
      },
    ),
    field('language', 'code', 'document', 'Langue de l’engagement', 'Language of the commitment', {
      csv: ['language'],
      isReadBack: true,
      of: ['commitment.language'],
    }),
    field('title', 'text', 'document', 'Titre dans cette langue', 'Title in that language', {
      csv: ['title'],
      isReadBack: true,
      of: ['commitment.titles'],
    }),
    field('titles', 'texts', 'document', 'Titre dans chaque langue publiée', 'Title in each published language', {
      csv: ['title_*'],
      isReadBack: true,
      of: ['commitment.titles'],
    }),
    field('actionPlan', 'text', 'coordination', 'Nom du plan sur le site du PGO', 'Name of the plan on OGP’s site', {
      of: ['settings.ogpLabel'],
    }),
    field('actionPlanCycle', 'text', 'document', 'Période du plan, comme publiée', 'Period of the plan, as published', {
      of: ['settings.period'],
    }),
    field('leadInstitutions', 'list', 'document', 'Ministères porteurs', 'Lead institutions', {
      csv: ['lead_institutions'],
      isReadBack: true,
      of: ['commitment.leadInstitutions'],
    }),
    field('supportInstitutions', 'list', 'document', 'Autres acteurs', 'Supporting institutions', {
      csv: ['support_institutions'],
      isReadBack: true,
      of: ['commitment.supportingInstitutions'],
    }),
    field(
      'responsible',
      'list',
      'document',
      'Fonctions responsables, jamais une personne',
      'Functions that answer for it, never a person',
      {
        csv: ['responsible_functions', 'responsible_organisations'],
        isReadBack: true,
        of: ['commitment.responsible'],
      },
    ),
    field(
      'policyAreas',
      'list',
      'document',
      'Thèmes du PGO\u00A0: aucune fiche n’en donne',
      'OGP’s policy areas: no sheet tells any',
    ),
    field('period', 'object', 'document', 'Début et fin', 'Start and end', {
      csv: ['period_start_*', 'period_end_*'],
      isReadBack: true,
      of: ['commitment.period'],
    }),
    field(
      'prose',
      'object',
      'document',
      'Textes de la fiche par langue\u00A0; en CSV sur la première ligne de l’engagement',
      'Texts of the sheet by language; in CSV on the commitment’s first row',
      {
        csv: [
          'objective',
          'problem',
          'description',
          'contribution',
          'relevance',
          'objective_*',
          'problem_*',
          'description_*',
          'contribution_*',
          'relevance_*',
        ],
        isReadBack: true,
        of: ['commitment.prose'],
      },
    ),
    field(
      'lines',
      'object',
      'document',
      'Ligne de chaque rubrique dans le document lu',
      'Line of each section in the document that was read',
      { of: ['commitment.lines'] },
    ),
    field(
      'sources',
      'list',
      'document',
      'Documents lus\u00A0: name, language, sha256',
      'Documents that were read: name, language, sha256',
      { of: ['commitment.sources'] },
    ),
    field('milestones', 'list', 'document', 'Jalons', 'Milestones'),
    field(
      'irm',
      'object',
      'reviewer',
      'Évaluation de l’IRM pour l’engagement, chaque valeur avec sa source',
      'IRM assessment of the commitment, each value with its source',
      {
        csv: irmColumns('commitment_'),
        of: ['commitment.assessment', ...assessmentFields],
      },
    ),
    field('head', 'object', 'log', 'Dernière entrée du journal', 'Newest entry of the log', { of: ['commitment.head'] }),
    field('url', 'address', 'computed', 'Page de l’engagement', 'Page of the commitment'),
  ],
};

/** A milestone in status.json, and a row of status.csv. */
export const milestoneTable: DataTable = {
  id: 'milestones',
  title: { fr: 'Jalon (milestones, une ligne du CSV)', en: 'Milestone (milestones, a row of the CSV)' },
  fields: [
    field('id', 'code', 'log', 'Identifiant permanent', 'Permanent id', { of: ['milestone.id'] }),
    field('key', 'code', 'log', 'Nom dans l’engagement\u00A0: m1', 'Name within the commitment: m1', {
      csv: ['milestone'],
      of: ['milestone.id'],
    }),
    field('title', 'text', 'document', 'Titre', 'Title', {
      csv: ['milestone_title'],
      isReadBack: true,
      of: ['milestone.titles'],
    }),
    field('titles', 'texts', 'document', 'Titre dans chaque langue publiée', 'Title in each published language', {
      csv: ['milestone_title_*'],
      isReadBack: true,
      of: ['milestone.titles'],
    }),
    field('group', 'text', 'document', 'Groupe de jalons', 'Group of milestones', {
      csv: ['group'],
      isReadBack: true,
      of: ['milestone.group'],
    }),
    field('start', 'date', 'document', 'Début publié', 'Published start', {
      csv: ['start_*'],
      isReadBack: true,
      of: ['milestone.start'],
    }),
    field('due', 'date', 'document', 'Échéance publiée, jamais remplacée', 'Published deadline, never overwritten', {
      csv: ['due_*'],
      isReadBack: true,
      of: ['milestone.published', 'published.due'],
    }),
    field('publishedBefore', 'list', 'document', 'Échéances publiées auparavant', 'Deadlines published before', {
      csv: ['published_before'],
      of: ['milestone.earlierPublished'],
    }),
    field(
      'revisions',
      'list',
      'ministry',
      'Reports\u00A0: date, motif, jour\u00A0; en CSV leur nombre et le dernier motif',
      'Revisions: date, reason, day; in CSV their number and the last reason',
      {
        csv: ['revisions', 'last_revision_reason'],
        of: ['milestone.revisions', 'revision.due', 'revision.reason', 'revision.at'],
      },
    ),
    field('expected', 'date', 'computed', 'Échéance en vigueur', 'Deadline in force', { csv: ['expected_*'] }),
    field(
      'declared',
      'code',
      'ministry',
      'Statut déclaré\u00A0; null\u00A0: aucune déclaration, ce qui n’est pas «\u00A0non commencé\u00A0»',
      'Declared status; null: nothing declared, which is not “not started”',
      {
        csv: ['declared'],
        of: ['milestone.words', 'word.said', 'declaration.status'],
      },
    ),
    field('declaredOn', 'day', 'ministry', 'Jour de la déclaration', 'Day of the declaration', {
      csv: ['declared_on'],
      of: ['word.at'],
    }),
    field('completedOn', 'day', 'ministry', 'Jour de la livraison', 'Day it was delivered', {
      csv: ['completed_on'],
      of: ['declaration.completedOn'],
    }),
    field('done', 'text', 'ministry', 'Ce qui a été fait', 'What was done', { csv: ['done'], of: ['declaration.done'] }),
    field('difficulties', 'text', 'ministry', 'Difficultés', 'Difficulties', {
      csv: ['difficulties'],
      of: ['declaration.difficulties'],
    }),
    field('noEvidenceReason', 'text', 'ministry', 'Motif de l’absence de preuve publique', 'Why there is no public evidence', {
      csv: ['no_evidence_reason'],
      of: ['declaration.noEvidenceReason'],
    }),
    field('withdrawnReason', 'text', 'ministry', 'Motif du retrait', 'Reason of the withdrawal', {
      csv: ['withdrawn_reason'],
      of: ['word.said'],
    }),
    field('evidence', 'list', 'ministry', 'Preuves\u00A0: url, title, kind, date', 'Evidence: url, title, kind, date', {
      csv: ['evidence_count', 'evidence_urls', 'evidence_titles', 'evidence_kinds', 'evidence_dates'],
      of: ['declaration.evidence', 'evidence.url', 'evidence.title', 'evidence.kind', 'evidence.date'],
    }),
    field(
      'position',
      'code',
      'computed',
      'Position par rapport à l’échéance, au jour asOf',
      'Position towards the deadline, on the day asOf',
      { csv: ['position'] },
    ),
    field('asOf', 'day', 'computed', 'Jour pour lequel la position vaut', 'Day for which the position holds', { csv: ['as_of'] }),
    field(
      'lastHeardOn',
      'day',
      'ministry',
      'Dernière nouvelle, «\u00A0rien à signaler\u00A0» et réponse annulée depuis compris',
      'Last word, “nothing to report” and an answer undone since included',
      {
        csv: ['last_heard_on'],
        of: ['milestone.words', 'word.at'],
      },
    ),
    field(
      'asked',
      'list',
      'sender',
      'Jours où le ministère a été interrogé\u00A0; null (vide en CSV) là où le plan ne publie pas ses demandes (publishAsks)',
      'Days on which the ministry was asked; null (empty in CSV) where the plan does not publish what it asks (publishAsks)',
      {
        csv: ['asked_on'],
      },
    ),
    field('irm', 'object', 'reviewer', 'Évaluation de l’IRM pour le jalon', 'IRM assessment of the milestone', {
      csv: irmColumns(''),
      of: ['milestone.assessment', ...assessmentFields],
    }),
    field(
      'missingFromSource',
      'yes-no',
      'document',
      'La dernière version du document ne le mentionne plus',
      'The last version of the document no longer tells it',
      {
        csv: ['missing_from_source'],
        of: ['milestone.missingSince'],
      },
    ),
    field('line', 'number', 'document', 'Ligne du document lu', 'Line of the document that was read', {
      csv: ['line'],
      of: ['milestone.line'],
    }),
    field('url', 'address', 'computed', 'Page du jalon', 'Page of the milestone', { csv: ['url'] }),
  ],
};
