import type { Actor } from '../../domain/plan.ts';

type Labels<Code extends string> = { readonly [code in Code]: string };

/** Kinds of change, plan and commitment together; `asked` and `reported` are mails that were sent, no entries of a log. */
export type ChangeKind =
  | 'imported'
  | 'translated'
  | 'declared'
  | 'evidence-added'
  | 'nothing-to-report'
  | 'deadline-revised'
  | 'withdrawn'
  | 'corrected'
  | 'redacted'
  | 'assessed'
  | 'reassigned'
  | 'handed-on'
  | 'taken-back'
  | 'contact-edited'
  | 'role-ended'
  | 'plan-created'
  | 'plan-edited'
  | 'mail-switched'
  | 'contact-confirmed'
  | 'campaign-planned'
  | 'meeting-recorded'
  | 'process-recorded'
  | 'document-cited'
  | 'asked'
  | 'reported';

/** What the site says of changes, in French. */
export const changeFr = {
  title: 'Historique',
  intro: 'Du plus récent au plus ancien. Chaque changement garde son adresse et n’est jamais réécrit.',
  recent: 'Derniers changements',
  kind: {
    imported: 'Import',
    translated: 'Traduction officielle',
    declared: 'Déclaration',
    'evidence-added': 'Preuve ajoutée',
    'nothing-to-report': 'Rien à signaler',
    'deadline-revised': 'Échéance révisée',
    withdrawn: 'Retrait',
    corrected: 'Correction',
    redacted: 'Suppression d’un texte',
    assessed: 'Évaluation de l’IRM',
    reassigned: 'Changement de responsable',
    'handed-on': 'Confié à un collègue',
    'taken-back': 'Repris par le responsable',
    'contact-edited': 'Contact modifié',
    'role-ended': 'Fin de fonction',
    'plan-created': 'Plan créé',
    'plan-edited': 'Plan modifié',
    'mail-switched': 'Rappels',
    'contact-confirmed': 'Contact confirmé',
    'campaign-planned': 'Campagne',
    'meeting-recorded': 'Réunion',
    'process-recorded': 'Participation',
    'document-cited': 'Document cité',
    asked: 'Demande',
    reported: 'Signalement',
  } satisfies Labels<ChangeKind>,
  by: (role: string) => `par\u00A0: ${role}`,
  confirmedBy: 'Confirmé par',
  permalink: 'Lien permanent',
  number: (seq: number) => `Changement ${seq}`,
  redactedText: 'Texte supprimé du registre.',
  /** The same within a line. */
  redactedWords: 'texte supprimé',
  redacts: (seq: number) => `Supprime un texte du changement ${seq}`,
  corrects: (seq: number) => `Corrige le changement ${seq}`,
  firstImport: (milestones: number) => `${milestones} jalon${milestones < 2 ? '' : 's'} lu${milestones < 2 ? '' : 's'}`,
  newMilestone: 'Nouveau jalon',
  noLongerTold: 'N’est plus mentionné',
  publishedDeadline: 'Échéance publiée',
  texts: 'Textes officiels modifiés',
  undone: 'ne compte plus',
  remindersOn: 'activés',
  remindersOff: 'suspendus',
  handedOn: (who: string, day: string) => `${who}, jusqu’au ${day}`,
  contactChanged: {
    name: 'personne',
    address: 'adresse électronique',
    function: 'fonction',
    organisation: 'service',
  },
  settings: 'Réglages',
  assessedBy: 'Source',
  noAssessment: 'Aucune évaluation',
  noDeadline: 'aucune échéance',
  campaign: (opens: string, closes: string) => `du ${opens} au ${closes}`,
  role: {
    lead: 'responsable au ministère',
    deputy: 'suppléance au ministère',
    colleague: 'collègue désigné au ministère',
    poc: 'coordination nationale',
    reviewer: 'IRM',
    admin: 'administration du registre',
    system: 'Jalon, automatiquement',
  } satisfies Labels<Actor['role']>,
};

const plural = (n: number, one: string, other = `${one}s`): string => (n === 1 ? one : other);

/** The same in English. */
export const changeEn: typeof changeFr = {
  title: 'History',
  intro: 'Newest first. Every change keeps its address and is never rewritten.',
  recent: 'Latest changes',
  kind: {
    imported: 'Import',
    translated: 'Official translation',
    declared: 'Declaration',
    'evidence-added': 'Evidence added',
    'nothing-to-report': 'Nothing to report',
    'deadline-revised': 'Deadline revised',
    withdrawn: 'Withdrawal',
    corrected: 'Correction',
    redacted: 'Removal of a text',
    assessed: 'IRM assessment',
    reassigned: 'Change of responsible role',
    'handed-on': 'Handed to a colleague',
    'taken-back': 'Taken back',
    'contact-edited': 'Contact edited',
    'role-ended': 'End of role',
    'plan-created': 'Plan created',
    'plan-edited': 'Plan edited',
    'mail-switched': 'Reminders',
    'contact-confirmed': 'Contact confirmed',
    'campaign-planned': 'Campaign',
    'meeting-recorded': 'Meeting',
    'process-recorded': 'Participation',
    'document-cited': 'Document cited',
    asked: 'Asked',
    reported: 'Reported',
  },
  by: (role) => `by: ${role}`,
  confirmedBy: 'Confirmed by',
  permalink: 'Permanent link',
  number: (seq) => `Change ${seq}`,
  redactedText: 'Text removed from the record.',
  redactedWords: 'text removed',
  redacts: (seq) => `Removes a text of change ${seq}`,
  corrects: (seq) => `Corrects change ${seq}`,
  firstImport: (milestones) => `${milestones} ${plural(milestones, 'milestone')} read`,
  newMilestone: 'New milestone',
  noLongerTold: 'No longer mentioned',
  publishedDeadline: 'Published deadline',
  texts: 'Official texts changed',
  undone: 'no longer counts',
  remindersOn: 'switched on',
  remindersOff: 'switched off',
  handedOn: (who: string, day: string) => `${who}, until ${day}`,
  contactChanged: {
    name: 'person',
    address: 'e-mail address',
    function: 'function',
    organisation: 'department',
  },
  settings: 'Settings',
  assessedBy: 'Source',
  noAssessment: 'No assessment',
  noDeadline: 'no deadline',
  campaign: (opens, closes) => `from ${opens} to ${closes}`,
  role: {
    lead: 'lead in the ministry',
    deputy: 'deputy in the ministry',
    colleague: 'named colleague in the ministry',
    poc: 'national coordination',
    reviewer: 'IRM',
    admin: 'administration of the record',
    system: 'Jalon, automatically',
  },
};
