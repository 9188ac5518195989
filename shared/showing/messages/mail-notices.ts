import type { Contact, ContactRole } from '../../domain/contact.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { NoticeEntry } from '../../domain/notices.ts';
import type { Actor } from '../../domain/plan.ts';

type Edited = Extract<NoticeEntry, { type: 'contact-edited' }>['data'];
type Role = Edited['role'] | ContactRole;
type Stopped = NonNullable<Contact['suppressed']>['reason'];
/** What mails say of changes of who answers, in one language. `who` is function and unit, or nothing. */
export type NoticeMessages = {
  readonly subject: { readonly [kind in NoticeEntry['type']]: string };
  /** A subject of several. */
  readonly changes: (count: number) => string;
  readonly more: (count: number) => string;
  readonly role: { readonly [role in Role]: string };
  readonly handedOn: (who: string, until: string) => string;
  readonly mayPublish: (may: boolean) => string;
  readonly takenBack: string;
  readonly reassigned: (role: 'lead' | 'deputy', who: string) => string;
  readonly confirmed: (role: Role, who: string, numbers: readonly string[]) => string;
  readonly edited: (role: Role, who: string, numbers: readonly string[], what: readonly string[]) => string;
  readonly roleEnded: (role: Role, who: string, numbers: readonly string[]) => string;
  readonly changed: { readonly [what in Edited['changed'][number]]: string };
  readonly done: (day: string, by: Actor['role'], confirmedBy: Actor['role'] | null) => string;
  readonly why: (plan: string) => string;
  readonly seePeople: string;
  /** Another plan changed who signs in as the person. */
  readonly confirmAgain: string;
  /** That mail no longer reaches somebody. */
  readonly stoppedSubject: { readonly [reason in Stopped]: string };
  readonly stopped: { readonly [reason in Stopped]: (name: string, day: string) => string };
  readonly stoppedRole: (role: Role, numbers: readonly string[]) => string;
  readonly stoppedInstead: string;
  readonly stoppedDo: string;
};

const inFrench = (items: readonly string[]): string =>
  `${items.slice(0, -1).join(', ')}${items.length > 1 ? ' et ' : ''}${items.at(-1) ?? ''}`;
const inEnglish = (items: readonly string[]): string =>
  `${items.slice(0, -1).join(', ')}${items.length > 1 ? ' and ' : ''}${items.at(-1) ?? ''}`;

const aside = (who: string): string => (who === '' ? '' : ` (${who})`);
const forFrench = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '' : ` pour ${numbers.length === 1 ? 'l’engagement' : 'les engagements'} ${inFrench(numbers)}`;
const forEnglish = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '' : ` for ${numbers.length === 1 ? 'commitment' : 'commitments'} ${inEnglish(numbers)}`;

const byFrench: { readonly [role in Actor['role']]: string } = {
  lead: 'par la personne responsable au ministère',
  deputy: 'par la suppléance au ministère',
  colleague: 'par un collègue désigné au ministère',
  poc: 'par le point de contact',
  reviewer: 'par l’évaluation indépendante',
  admin: 'par l’administration du registre',
  system: 'par Jalon, automatiquement',
};
const byEnglish: { readonly [role in Actor['role']]: string } = {
  lead: 'by the responsible person at the ministry',
  deputy: 'by their deputy at the ministry',
  colleague: 'by a colleague at the ministry',
  poc: 'by the point of contact',
  reviewer: 'by the independent reviewer',
  admin: 'by the administrators of the record',
  system: 'by Jalon, automatically',
};

const fr: NoticeMessages = {
  subject: {
    'contact-confirmed': 'Personne confirmée',
    'contact-edited': 'Coordonnées modifiées',
    'role-ended': 'Rôle terminé',
    reassigned: 'Nouvelle personne responsable',
    'handed-on': 'Jalon confié à un collègue',
    'taken-back': 'Jalon repris',
  },
  changes: (count) => `À savoir\u00A0: ${count}\u00A0changements`,
  more: (count) => `… et ${count < 2 ? 'un autre changement' : `${count}\u00A0autres changements`}, à voir en ligne.`,
  role: {
    lead: 'responsable au ministère',
    deputy: 'suppléance au ministère',
    colleague: 'collègue à qui un jalon est confié',
    poc: 'point de contact',
    reviewer: 'évaluation indépendante',
    admin: 'administration du registre',
  },
  handedOn: (who, until) => `Ce jalon a été confié à un collègue${aside(who)} jusqu’au ${until} inclus.`,
  mayPublish: (may) =>
    may ? 'Ses réponses sont publiées directement.' : 'Ses réponses attendent la confirmation de la personne responsable.',
  takenBack: 'Ce jalon n’est plus confié à un collègue.',
  reassigned: (role, who) =>
    role === 'lead'
      ? `Une autre personne répond désormais de cet engagement${aside(who)}.`
      : `Une autre personne assure désormais la suppléance pour cet engagement${aside(who)}.`,
  confirmed: (role, who, numbers) => `Une personne a été confirmée comme ${fr.role[role]}${aside(who)}${forFrench(numbers)}.`,
  edited: (role, who, numbers, what) =>
    `Ce que le registre sait de la personne dans le rôle «\u00A0${fr.role[role]}\u00A0»${aside(who)} a changé${forFrench(numbers)}\u00A0: ${inFrench(what)}.`,
  roleEnded: (role, who, numbers) => `Le rôle «\u00A0${fr.role[role]}\u00A0»${aside(who)} a pris fin${forFrench(numbers)}.`,
  changed: { name: 'nom', address: 'adresse électronique', function: 'fonction', organisation: 'service' },
  done: (day, by, confirmedBy) =>
    `Fait le ${day} ${byFrench[by]}${confirmedBy === null ? '' : `, confirmé ${byFrench[confirmedBy]}`}`,
  why: (plan) => `Vous recevez ce message parce qu’un changement vous concerne dans le plan «\u00A0${plan}\u00A0».`,
  seePeople: 'Voir les personnes du plan',
  confirmAgain:
    'Un autre plan, qui gère ses coordonnées, les a changées\u00A0: ici, cette personne ne reçoit plus de rappels et ne répond plus tant qu’elle n’est pas confirmée de nouveau.',
  stoppedSubject: {
    unsubscribed: 'Rappels arrêtés',
    bounced: 'Adresse en erreur, rappels arrêtés',
    complained: 'Rappels signalés comme indésirables, arrêtés',
  },
  stopped: {
    unsubscribed: (name, day) => `${name} a arrêté ses rappels le ${day}.`,
    bounced: (name, day) => `L’adresse de ${name} est en erreur depuis le ${day}\u00A0: les rappels sont arrêtés.`,
    complained: (name, day) => `${name} a signalé un rappel comme indésirable le ${day}\u00A0: les rappels sont arrêtés.`,
  },
  stoppedRole: (role, numbers) => `Son rôle reste\u00A0: ${fr.role[role]}${forFrench(numbers)}.`,
  stoppedInstead: 'Ses rappels vont désormais à la suppléance ou, à défaut, au point de contact.',
  stoppedDo: 'Vérifiez son adresse, rétablissez ses rappels ou remplacez cette personne.',
};

const en: NoticeMessages = {
  subject: {
    'contact-confirmed': 'Person confirmed',
    'contact-edited': 'Contact details changed',
    'role-ended': 'Role ended',
    reassigned: 'Somebody else answers',
    'handed-on': 'Milestone handed to a colleague',
    'taken-back': 'Milestone taken back',
  },
  changes: (count) => `For your information: ${count} changes`,
  more: (count) => `… and ${count === 1 ? 'one more change' : `${count} more changes`}, to be seen online.`,
  role: {
    lead: 'responsible at the ministry',
    deputy: 'deputy at the ministry',
    colleague: 'colleague who was handed a milestone',
    poc: 'point of contact',
    reviewer: 'independent reviewer',
    admin: 'administrator of the record',
  },
  handedOn: (who, until) => `This milestone was handed to a colleague${aside(who)} until ${until} inclusive.`,
  mayPublish: (may) =>
    may ? 'Their answers are published at once.' : 'Their answers wait for the responsible person to confirm them.',
  takenBack: 'This milestone is no longer in a colleague’s hands.',
  reassigned: (role, who) =>
    role === 'lead'
      ? `Somebody else answers for this commitment from now on${aside(who)}.`
      : `Somebody else is deputy for this commitment from now on${aside(who)}.`,
  confirmed: (role, who, numbers) => `Somebody was confirmed as ${en.role[role]}${aside(who)}${forEnglish(numbers)}.`,
  edited: (role, who, numbers, what) =>
    `What the record knows of the person who is ${en.role[role]}${aside(who)} has changed${forEnglish(numbers)}: ${inEnglish(what)}.`,
  roleEnded: (role, who, numbers) => `The role “${en.role[role]}”${aside(who)} has ended${forEnglish(numbers)}.`,
  changed: { name: 'name', address: 'mail address', function: 'function', organisation: 'unit' },
  done: (day, by, confirmedBy) =>
    `Done on ${day} ${byEnglish[by]}${confirmedBy === null ? '' : `, confirmed ${byEnglish[confirmedBy]}`}`,
  why: (plan) => `You receive this message because a change concerns you in the plan “${plan}”.`,
  seePeople: 'See the people of the plan',
  confirmAgain:
    'Another plan keeps these details, and changed them: here this person gets no reminders and gives no answers until confirmed again.',
  stoppedSubject: {
    unsubscribed: 'Reminders stopped',
    bounced: 'Address failing, reminders stopped',
    complained: 'Reminders reported as unwanted, stopped',
  },
  stopped: {
    unsubscribed: (name, day) => `${name} stopped their reminders on ${day}.`,
    bounced: (name, day) => `The address of ${name} has been failing since ${day}: reminders are stopped.`,
    complained: (name, day) => `${name} reported a reminder as unwanted on ${day}: reminders are stopped.`,
  },
  stoppedRole: (role, numbers) => `Their role stays: ${en.role[role]}${forEnglish(numbers)}.`,
  stoppedInstead: 'Their reminders go to the deputy from now on or, failing that, to the point of contact.',
  stoppedDo: 'Check their address, let their reminders go out again, or replace them.',
};

export const noticeMessages: { readonly [language in InterfaceLanguage]: NoticeMessages } = { fr, en };
