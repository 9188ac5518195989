import type { Reminder } from '../../domain/ledger.ts';
import type { DeclaredStatus } from '../../domain/plan.ts';

/** Groups of milestones in a digest, in the order in which they are shown. */
export type AskingSection = 'overdue' | 'catch-up' | 'coming' | 'unanswered' | 'campaign' | 'changed';
/** Groups of a digest: at the end, what it only tells. */
export type MailSection = AskingSection | 'told';

type BySection = { readonly [section in AskingSection]: string };
type Counted = readonly [one: string, more: string];

const many = (count: number, one: string, more: string) => `${count}\u00A0${count < 2 ? one : more}`;

const listed = (items: readonly string[]) =>
  `${items.slice(0, -1).join(', ')}${items.length > 1 ? ' et ' : ''}${items.at(-1) ?? ''}`;

/** Who was asked last since a deadline. */
const asked: { readonly [role in Reminder['role']]: string } = {
  lead: 'Fonction responsable interrogée',
  deputy: 'Suppléance interrogée',
  poc: 'Point de contact interrogé',
};

/** For one milestone, for several. */
const heading: { readonly [section in MailSection]: Counted } = {
  changed: ['Échéance déplacée', 'Échéances déplacées'],
  overdue: ['Échéance dépassée', 'Échéances dépassées'],
  'catch-up': ['Échéance déjà passée', 'Échéances déjà passées'],
  unanswered: ['Échéance dépassée, restée sans réponse', 'Échéances dépassées, restées sans réponse'],
  coming: ['Échéance à venir', 'Échéances à venir'],
  campaign: ['Point d’étape demandé', 'Points d’étape demandés'],
  told: ['À savoir', 'À savoir'],
};

/** Everything a mail says in French, apart from what the government wrote. */
export const mailFr = {
  colon: '\u00A0: ',
  semicolon: '\u00A0; ',
  quoted: (text: string) => `«\u00A0${text}\u00A0»`,
  endOfMonth: (month: string) => `fin ${month}`,
  /** Subject of a digest about one milestone; `due` as in "fin octobre 2021". */
  subject: (section: AskingSection, due: string) =>
    ({
      changed: `Échéance déplacée, ${due}`,
      overdue: `Échéance dépassée, ${due}`,
      'catch-up': `Échéance dépassée, ${due}`,
      unanswered: `Sans réponse, échéance ${due}`,
      coming: `Échéance ${due}`,
      campaign: `Point d’étape d’ici au ${due}`,
    })[section],
  milestones: (count: number) => many(count, 'jalon', 'jalons'),
  commitments: (count: number) => many(count, 'engagement', 'engagements'),
  counted: (section: AskingSection, count: number) =>
    ({
      changed: many(count, 'échéance déplacée', 'échéances déplacées'),
      overdue: many(count, 'échéance dépassée', 'échéances dépassées'),
      'catch-up': many(count, 'échéance dépassée', 'échéances dépassées'),
      unanswered: many(count, 'échéance sans réponse', 'échéances sans réponse'),
      coming: many(count, 'échéance à venir', 'échéances à venir'),
      campaign: many(count, 'point d’étape demandé', 'points d’étape demandés'),
    })[section],
  heading,
  explained: {
    changed: 'La date attendue a changé. La date publiée reste affichée à côté.',
    overdue: 'Cela ne veut pas dire que rien n’a été fait\u00A0: dites ce qu’il en est.',
    'catch-up': 'Les rappels de ce plan viennent de commencer\u00A0: dites ce qu’il en est advenu.',
    unanswered: 'Aucune réponse n’est venue depuis l’échéance. Ce message ne vous est envoyé qu’une fois.',
    coming: '',
    campaign:
      'Une campagne du plan demande où en est chaque engagement. «\u00A0Rien à signaler\u00A0», sur un seul de ses jalons, suffit à y répondre.',
  } satisfies BySection,
  /** The same to a point of contact, who cannot declare. */
  explainedToPoc: {
    changed: 'La date attendue a changé. La date publiée reste affichée à côté.',
    overdue: 'Cela ne veut pas dire que rien n’a été fait.',
    'catch-up': 'Les rappels de ce plan viennent de commencer.',
    unanswered: 'Aucune réponse n’est venue depuis l’échéance. Ce message ne vous est envoyé qu’une fois.',
    coming: '',
    campaign: 'Une campagne du plan demande où en est chaque engagement.',
  } satisfies BySection,
  /** `numbers` as in "#28" where the section tells of other commitments too; else none. */
  standIn: {
    unreachable: (numbers: readonly string[]) =>
      `${numbers.length === 0 ? 'La' : `Pour ${listed(numbers)}, la`} fonction responsable ne peut pas être jointe par courriel (arrêt demandé, adresse en erreur ou signalement)\u00A0: ce rappel vous revient comme point de contact. Confirmez ou remplacez la personne responsable.`,
    again: (numbers: readonly string[]) =>
      `${numbers.length === 0 ? 'La' : `Pour ${listed(numbers)}, la`} fonction responsable ne pouvait pas être jointe par courriel à la date de ce rappel, et peut l’être désormais\u00A0: il vous revient comme point de contact. Transmettez-le, elle ne l’a pas reçu.`,
    paused: (numbers: readonly string[]) =>
      `${numbers.length === 0 ? 'La' : `Pour ${listed(numbers)}, la`} personne responsable a mis ses rappels en pause\u00A0: ce rappel vous revient comme point de contact, pendant cette pause.`,
    pausedToDeputy: (numbers: readonly string[]) =>
      `${numbers.length === 0 ? 'La' : `Pour ${listed(numbers)}, la`} personne responsable a mis ses rappels en pause\u00A0: ce rappel vous revient comme suppléance, pendant cette pause.`,
    vacant: (numbers: readonly string[]) =>
      `${numbers.length === 0 ? 'Aucune' : `Pour ${listed(numbers)}, aucune`} personne n’est confirmée comme responsable\u00A0: ce rappel vous revient comme point de contact. Désignez ou confirmez la personne responsable.`,
    vacantToDeputy: (numbers: readonly string[]) =>
      `${numbers.length === 0 ? 'Aucune' : `Pour ${listed(numbers)}, aucune`} personne n’est confirmée comme responsable\u00A0: ce rappel vous revient comme suppléance.`,
  },
  more: (count: number) => `… et ${count < 2 ? 'un autre jalon' : `${count}\u00A0autres jalons`}, à voir en ligne.`,
  hello: 'Bonjour,',
  /** `site` is a bare host: a name to recognise, not a link. */
  sender: {
    ofPlan: (service: string, plan: string, site: string) =>
      `${service} est le registre public du plan «\u00A0${plan}\u00A0», sur ${site}.`,
    alone: (service: string, site: string) => `${service} est un registre public d’engagements, sur ${site}.`,
  },
  /** The mail may have arrived before: it was sent, and nobody knows what became of it. */
  repeat: 'Vous avez peut-être déjà reçu ce message\u00A0: son premier envoi n’a pas été confirmé.',
  /** For the text part, which may be read aloud. */
  commitment: (number: string) => `Engagement ${number}`,
  deadline: 'Échéance',
  day: (day: string) => `, soit le ${day} inclus`,
  inclusive: ' inclus',
  since: (day: string) => `Échéance dépassée depuis le ${day}`,
  inDays: (days: number) => `Échéance ${days === 0 ? 'aujourd’hui' : days === 1 ? 'demain' : `dans ${days}\u00A0jours`}`,
  lastAsked: (role: Reminder['role'], day: string) => `${asked[role]} le ${day}, sans réponse`,
  neverAsked: 'Aucune demande enregistrée entre l’échéance et ce jour\u00A0: vérifiez qui répond de cet engagement',
  first: (text: string) => `Date publiée à l’origine\u00A0: ${text}`,
  declared: 'Déclaré par le ministère',
  nothingDeclared: 'Aucune déclaration à ce jour',
  status: {
    'not-started': 'non commencé',
    limited: 'limité',
    substantial: 'substantiel',
    complete: 'réalisé',
    withdrawn: 'retiré',
  } satisfies { readonly [status in DeclaredStatus]: string },
  whyYou: {
    lead: 'Pourquoi vous\u00A0: vous répondez de cet engagement',
    deputy: 'Pourquoi vous\u00A0: vous suppléez la personne qui répond de cet engagement',
    poc: 'Pourquoi vous\u00A0: vous coordonnez ce plan',
  } satisfies { readonly [role in Reminder['role']]: string },
  /** Of a campaign. */
  answerBy: (day: string) => `Réponse attendue au plus tard le ${day}`,
  openParts: 'Jalons en cours',
  answerOne: 'Dire où en est ce jalon',
  answerMany: 'Dire où en sont ces jalons',
  seeOne: 'Voir ce jalon',
  seeMany: 'Voir ces jalons',
  /** Some of the milestones are the reader's, the others they coordinate only. */
  openOwn: 'Ouvrir vos jalons',
  seePublic: 'Voir la page publique',
  seeSilent: 'Voir qui n’a pas répondu',
  quick: 'Une demi-minute suffit, et «\u00A0Rien à signaler\u00A0» est aussi une réponse.',
  isPublic: 'Cette page est publique\u00A0: il n’y a pas à se connecter.',
  noSecret: 'Ce lien ne contient aucun mot de passe\u00A0: un code vous sera envoyé à cette adresse pour vous connecter.',
  /** `numbers` as in "#28 et #29". */
  why: (role: Reminder['role'], numbers: readonly string[], plan: string) => {
    const some = numbers.length === 1 ? 'de l’engagement' : 'des engagements';
    const which = `${some} ${listed(numbers)}`;
    const you = {
      lead: `vous répondez ${which} du plan`,
      deputy: `vous suppléez la personne qui répond ${which} du plan`,
      poc: 'vous coordonnez le plan',
    }[role];
    return `Vous recevez ce message parce que ${you} «\u00A0${plan}\u00A0».`;
  },
  asked: 'La page publique dit à quelle date le ministère a été interrogé, sans nommer personne.',
  reply: 'Si vous répondez à ce message, le point de contact du plan vous lira.',
  publicPage: 'Page publique',
  calendar: 'Calendrier (.ics)',
  attached: 'Les échéances de ce message sont jointes, à ajouter à votre agenda.',
  calendarName: 'echeances.ics',
  stop: 'Régler ou arrêter ces rappels',
  state: (time: string, zone: string) => `État du registre au ${time} (${zone}).`,
  head: (plan: string, hash: string) => `Empreinte du registre ${plan}\u00A0: ${hash}`,
  code: {
    subject: (service: string, plan: string | null) => `Code de connexion à ${service}${plan === null ? '' : `\u00A0: ${plan}`}`,
    heading: 'Votre code de connexion',
    minutes: (minutes: number) => `Il est valable ${minutes}\u00A0minutes et une seule fois, dans le navigateur qui l’a demandé.`,
    ignore:
      'Vous n’avez rien demandé\u00A0? Ignorez ce message\u00A0: sans ce code, personne ne peut se connecter par votre adresse.',
  },
  /** The last mail to an address that was changed. */
  farewell: {
    subject: (service: string) => `Votre adresse dans ${service} a été changée`,
    heading: 'Votre adresse a été changée',
    role: (role: string, plan: string) =>
      `Vous receviez ici les messages du rôle «\u00A0${role}\u00A0» dans le plan «\u00A0${plan}\u00A0». Ils arrivent désormais à une autre adresse.`,
    ask: (mailbox: string) => `Si ce n’est pas voulu, écrivez à ${mailbox}. C’est le dernier message envoyé à cette adresse.`,
  },
};

export type MailMessages = typeof mailFr;
