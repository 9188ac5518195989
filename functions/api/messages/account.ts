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
    kept: 'Nous le gardons jusqu’à 30\u00A0jours après la fin de votre dernier rôle, ou 400\u00A0jours après la fin de son plan. Vous pouvez demander plus tôt votre effacement.',
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
  erase: {
    title: 'Être effacé',
    lead: 'Vous pouvez demander que tout ce que nous savons de vous soit supprimé. Une page vous dit d’abord ce qui part et ce qui reste.',
    link: 'Demander mon effacement',
    pageTitle: 'Effacer ce que nous savons de vous',
    /** Read aloud before the button: there is no way back. */
    forGood: 'C’est immédiat et sans retour.',
    goes: 'Ce qui est supprimé',
    goesList: [
      'Votre nom, votre adresse électronique, votre téléphone, votre fonction et votre service dans nos fichiers.',
      'Vos accès, vos navigateurs mémorisés et vos réglages de rappels\u00A0: plus aucun courriel ne part à votre adresse.',
      'Les changements à votre sujet qui attendaient quelqu’un.',
    ],
    ends: 'Vos rôles prennent fin',
    endsText:
      'Tous vos rôles, dans tous les plans, prennent fin à l’instant. Le journal public le dit par la fonction, sans vous nommer, et les points de contact en sont avertis.',
    stays: 'Ce qui reste',
    staysList: [
      'Ce que vous avez publié au nom du ministère\u00A0: c’est le registre public, qui ne nomme que la fonction. Si l’un de vos textes parle de vous, demandez d’abord au point de contact de le retirer.',
      'Les dates de vos rôles et des rappels, sous un pseudonyme qui ne mène plus à personne.',
      'Les sauvegardes, pendant 35\u00A0jours au plus.',
    ],
    button: 'Tout effacer, pour de bon',
    cancel: 'Ne rien effacer',
    done: 'Vous êtes effacé',
    doneText: 'Vos rôles ont pris fin et tout ce que nous savions de vous est supprimé. Vous pouvez fermer cette page.',
    refused: 'Rien n’a été effacé',
    lastPoc:
      'Vous êtes le seul point de contact d’un plan\u00A0: sans vous, personne ne pourrait plus le conduire. Ajoutez et confirmez d’abord une autre personne dans ce rôle.',
    openid: 'L’un de vos plans demande une connexion par OpenID Connect. Connectez-vous ainsi, puis recommencez.',
  },
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
    kept: 'We keep it until 30 days after your last role ended, or 400 days after its plan did. You may ask to be erased earlier.',
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
    reminders: 'Change my reminders',
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
  erase: {
    title: 'Being erased',
    lead: 'You may ask for everything we know about you to be deleted. A page tells you first what goes and what stays.',
    link: 'Ask to be erased',
    pageTitle: 'Erase what we know about you',
    forGood: 'It happens at once, and there is no way back.',
    goes: 'What is deleted',
    goesList: [
      'Your name, email address, telephone, function and unit in our files.',
      'Your ways in, your remembered browsers and your choices about reminders: no mail is sent to your address any more.',
      'Changes about you that were waiting for somebody.',
    ],
    ends: 'Your roles end',
    endsText:
      'All your roles, in every plan, end at once. The public log says so by function, without naming you, and the points of contact are told.',
    stays: 'What stays',
    staysList: [
      'What you published in the ministry’s name: that is the public record, which names the function only. If one of your texts speaks of you, ask the point of contact to remove it first.',
      'The dates of your roles and of reminders, under a pseudonym that leads to nobody.',
      'Backups, for 35 days at most.',
    ],
    button: 'Erase everything, for good',
    cancel: 'Erase nothing',
    done: 'You are erased',
    doneText: 'Your roles have ended and everything we knew about you is deleted. You can close this page.',
    refused: 'Nothing was erased',
    lastPoc:
      'You are the only point of contact of a plan: without you nobody could run it. Add and confirm somebody else in that role first.',
    openid: 'One of your plans asks for signing in by OpenID Connect. Sign in that way, then try again.',
  },
};

const dictionaries: { readonly [language in InterfaceLanguage]: AccountMessages } = { fr: french, en: english };

/** Words of signing in, of remembered browsers and of a person’s own account. */
export function accountMessages(language: InterfaceLanguage): AccountMessages {
  return dictionaries[language];
}
