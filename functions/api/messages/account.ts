import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';

const french = {
  remember: {
    label: 'Se souvenir de ce navigateur',
    hint: 'Pendant 90 jours, il ouvre sans code vos propres formulaires «\u00A0Déclarer l’avancement\u00A0» et «\u00A0Rien à signaler\u00A0», et rien d’autre. À ne pas cocher sur un poste partagé.',
    /** On the way to sign in, at a browser that is only remembered. */
    needsCode:
      'Ce navigateur est mémorisé\u00A0: il ouvre vos formulaires «\u00A0Déclarer l’avancement\u00A0» et «\u00A0Rien à signaler\u00A0». Pour aller plus loin, connectez-vous.',
    /** A form was sent from a browser that is only remembered. */
    askedTitle: 'Connectez-vous pour continuer',
    askedText:
      'Ce navigateur est seulement mémorisé\u00A0: cette action demande une connexion. Rien n’a été enregistré. Copiez votre texte ci-dessous, connectez-vous, puis collez-le dans le formulaire.',
  },
  alreadyIn: {
    text: 'Vous êtes déjà connecté par un code.',
    link: 'Continuer sans changer de connexion',
  },
  title: 'Mon compte',
  done: {
    title: 'C’est fait',
    language: 'La langue de vos pages et de vos courriels a changé.',
    ended: 'Ce navigateur est déconnecté.',
  },
  held: {
    title: 'Ce que nous savons de vous',
    lead: 'Rien de ceci n’est public, sauf votre fonction et votre service.',
    name: 'Nom',
    email: 'Adresse électronique',
    phone: 'Téléphone',
    function: 'Fonction',
    organisation: 'Service',
    organisationNumber: 'Numéro du service',
    confirmed: 'Coordonnées confirmées',
    notConfirmed: 'Pas encore',
    mail: 'Rappels par courriel',
    mailSent: 'Envoyés à votre adresse',
    /** That day included. */
    mailPaused: 'En pause jusqu’au',
    mailStopped: {
      unsubscribed: 'Arrêtés à votre demande le',
      bounced: 'Arrêtés, votre adresse étant en erreur depuis le',
      complained: 'Arrêtés après un signalement comme indésirables le',
    },
    reminders: 'Régler mes rappels',
    wrong: 'Une erreur\u00A0? Écrivez au point de contact du plan\u00A0:',
    wrongNoMailbox: 'Une erreur\u00A0? Écrivez au point de contact du plan.',
  },
  roles: {
    title: 'Vos rôles',
    caption: 'Vos rôles, avec leur plan et leurs dates',
    role: 'Rôle',
    about: 'Portée',
    since: 'Depuis',
    until: 'Jusqu’au',
    openEnded: 'Sans terme',
    state: 'État',
    states: {
      'in-force': 'En vigueur',
      'not-yet': 'Pas encore commencé',
      over: 'Terminé',
      unconfirmed: 'À confirmer par le point de contact',
    },
    everyPlan: 'Tous les plans',
    wholePlan: 'Tout le plan',
    commitments: (numbers: readonly string[]) =>
      numbers.length === 1 ? `Engagement ${numbers[0]}` : `Engagements ${numbers.join(', ')}`,
    milestone: (number: string, key: string) => `Jalon ${key} de l’engagement ${number}`,
  },
  browsers: {
    title: 'Vos navigateurs',
    lead: 'Un navigateur connecté se déconnecte aussi de lui-même après 30 minutes sans visite.',
    zone: (zone: string) => `Heures du fuseau ${zone}.`,
    caption: 'Navigateurs connectés ou mémorisés',
    way: 'Accès',
    ways: { code: 'Connecté par un code', remembered: 'Mémorisé' },
    here: 'ce navigateur',
    since: 'Depuis',
    until: 'Au plus tard jusqu’au',
    end: 'Fin',
    endOne: { code: 'Déconnecter', openid: 'Déconnecter', remembered: 'Oublier' },
    openedOn: (moment: string) => `, ouvert le ${moment}`,
    everywhere: 'Se déconnecter partout',
    everywhereLead: 'Déconnecte et oublie à l’instant tous vos navigateurs, celui-ci compris.',
  },
  language: {
    title: 'Langue',
    label: 'Langue de vos pages et de vos courriels',
    names: { fr: 'Français', en: 'English (anglais)' },
    save: 'Enregistrer la langue',
  },
  labels: { language: 'La langue' },
};

export type AccountMessages = typeof french;

const english: AccountMessages = {
  remember: {
    label: 'Remember this browser',
    hint: 'For 90 days it opens your own “Declare progress” and “Nothing to report” forms without a code, and nothing else. Leave it off on a shared computer.',
    needsCode:
      'This browser is remembered: it opens your “Declare progress” and “Nothing to report” forms. To go further, sign in.',
    askedTitle: 'Sign in to go on',
    askedText:
      'This browser is only remembered: this takes a sign-in. Nothing was saved. Copy your text below, sign in, then paste it into the form.',
  },
  alreadyIn: { text: 'You are signed in by a code already.', link: 'Go on without signing in again' },
  title: 'My account',
  done: {
    title: 'Done',
    language: 'The language of your pages and mails has changed.',
    ended: 'That browser is signed out.',
  },
  held: {
    title: 'What we know about you',
    lead: 'None of this is public, except your function and unit.',
    name: 'Name',
    email: 'Email address',
    phone: 'Telephone',
    function: 'Function',
    organisation: 'Unit',
    organisationNumber: 'Number of the unit',
    confirmed: 'Details confirmed',
    notConfirmed: 'Not yet',
    mail: 'Reminders by mail',
    mailSent: 'Sent to your address',
    mailPaused: 'Paused until',
    mailStopped: {
      unsubscribed: 'Stopped at your request on',
      bounced: 'Stopped: your address has failed since',
      complained: 'Stopped after a report as unwanted mail on',
    },
    reminders: 'Tune my reminders',
    wrong: 'Something wrong? Write to the plan’s point of contact:',
    wrongNoMailbox: 'Something wrong? Write to the plan’s point of contact.',
  },
  roles: {
    title: 'Your roles',
    caption: 'Your roles, with their plan and dates',
    role: 'Role',
    about: 'Covers',
    since: 'Since',
    until: 'Until',
    openEnded: 'Open-ended',
    state: 'State',
    states: {
      'in-force': 'In force',
      'not-yet': 'Not begun yet',
      over: 'Over',
      unconfirmed: 'To be confirmed by the point of contact',
    },
    everyPlan: 'Every plan',
    wholePlan: 'The whole plan',
    commitments: (numbers) => (numbers.length === 1 ? `Commitment ${numbers[0]}` : `Commitments ${numbers.join(', ')}`),
    milestone: (number, key) => `Milestone ${key} of commitment ${number}`,
  },
  browsers: {
    title: 'Your browsers',
    lead: 'A signed-in browser also signs out by itself after 30 minutes without a visit.',
    zone: (zone) => `Times of the zone ${zone}.`,
    caption: 'Browsers signed in or remembered',
    way: 'Access',
    ways: { code: 'Signed in by a code', remembered: 'Remembered' },
    here: 'this browser',
    since: 'Since',
    until: 'Until at the latest',
    end: 'End',
    endOne: { code: 'Sign out', openid: 'Sign out', remembered: 'Forget' },
    openedOn: (moment) => `, opened on ${moment}`,
    everywhere: 'Sign out everywhere',
    everywhereLead: 'Signs out and forgets all your browsers at once, this one included.',
  },
  language: {
    title: 'Language',
    label: 'Language of your pages and mails',
    names: { fr: 'Français (French)', en: 'English' },
    save: 'Save the language',
  },
  labels: { language: 'The language' },
};

const dictionaries: { readonly [language in InterfaceLanguage]: AccountMessages } = { fr: french, en: english };

/** Words of signing in, of remembered browsers and of a person’s own account. */
export function accountMessages(language: InterfaceLanguage): AccountMessages {
  return dictionaries[language];
}
