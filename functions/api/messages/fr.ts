import type { ProblemCode } from '../../../shared/domain/errors.ts';
import type { FieldName, PrivateMessages } from './messages.ts';

const fields: { readonly [field in FieldName]: string } = {
  email: 'Votre adresse électronique',
  code: 'Le code',
  status: 'L’avancement',
  done: 'Ce qui a été fait',
  evidence: 'Les preuves',
  url: 'L’adresse web',
  title: 'L’intitulé',
  kind: 'La nature',
  date: 'La date',
  noEvidenceReason: 'Le motif',
  completedOn: 'Le jour de la réalisation',
  difficulties: 'Les difficultés',
  note: 'La précision',
};

const required: { readonly [field in FieldName]?: string } = {
  status: 'Choisissez où en est le jalon.',
  evidence: 'Un jalon réalisé demande une preuve, ou le motif pour lequel il n’y en a pas de publique.',
  difficulties: 'Dites un mot des difficultés\u00A0: il est demandé pour «\u00A0Non commencé\u00A0» et «\u00A0Limité\u00A0».',
};

function words(field: FieldName, code: ProblemCode, detail: string | undefined): string {
  const name = fields[field];
  switch (code) {
    case 'required':
      return required[field] ?? `${name}\u00A0: à compléter.`;
    case 'too-long':
      return `${name}\u00A0: ${detail ?? ''}\u00A0caractères au plus.`;
    case 'too-many':
      return `${name}\u00A0: ${detail ?? ''} au plus.`;
    case 'personal-data':
      return `${name}\u00A0: ce texte sera public, retirez-en les adresses électroniques et les numéros de téléphone.`;
    case 'forbidden-character':
      return `${name}\u00A0: ce texte contient un caractère invisible qui ne peut pas être publié. Tapez-le à nouveau.`;
    case 'not-a-web-address':
      return `${name}\u00A0: donnez une adresse complète, qui commence par https://, sans nom d’utilisateur ni mot de passe.`;
    case 'in-the-future':
      return `${name}\u00A0: ce jour n’est pas encore venu.`;
    case 'in-the-past':
      return `${name}\u00A0: ce jour est déjà passé.`;
    case 'not-expected':
      return `${name}\u00A0: seulement pour un jalon réalisé. Effacez-le, ou choisissez «\u00A0Réalisé\u00A0».`;
    case 'malformed':
      return `${name}\u00A0: la forme attendue est 2021-10-31.`;
    case 'undated':
    case 'unchanged':
    case 'taken':
    case 'unknown':
      return `${name}\u00A0: à vérifier.`;
    default:
      return code satisfies never;
  }
}

export const french: PrivateMessages = {
  skip: 'Aller au contenu',
  privateSide: 'Espace des ministères',
  myMilestones: 'Mes jalons',
  signOut: 'Se déconnecter',
  signedInAs: (name) => `Connecté\u00A0: ${name}`,
  otherLanguage: 'English',
  signIn: {
    title: 'Se connecter',
    lead: 'Donnez l’adresse à laquelle vous recevez les rappels. Un code de huit caractères vous y est envoyé.',
    email: 'Adresse électronique',
    emailHint: 'Par exemple nom@ministere.example.org',
    send: 'Recevoir un code',
    codeTitle: 'Saisir le code',
    codeLead:
      'Si cette adresse est celle d’une personne responsable, un code vient d’y être envoyé. Il vaut dix minutes, une seule fois, dans ce navigateur.',
    code: 'Code',
    codeHint: 'Huit caractères. Majuscules, minuscules et espaces sont indifférents.',
    submit: 'Se connecter',
    again: 'Demander un autre code',
    refused: 'Ce code n’est pas valable, ou ne l’est plus. Vérifiez-le, ou demandez-en un autre.',
    malformed: 'Donnez une adresse électronique complète, comme nom@example.org.',
    noRole: 'Cette adresse n’a plus de jalon à suivre. Écrivez au point de contact du plan si c’est une erreur.',
  },
  list: {
    title: 'Mes jalons',
    lead: 'Les jalons dont vous répondez, l’échéance la plus proche d’abord. Ce que vous déclarez est public.',
    none: 'Aucun jalon ne vous est confié aujourd’hui.',
    open: 'En cours',
    closed: 'Réalisés ou retirés',
    deadline: 'Échéance',
    declared: 'Déclaré par le ministère',
    lastWord: 'Dernière nouvelle',
    never: 'Aucune nouvelle reçue',
    answer: 'Déclarer',
    nothing: 'Rien à signaler',
    about: (title) => `\u00A0: ${title}`,
  },
  form: {
    title: 'Déclarer l’avancement',
    milestone: 'Jalon',
    published: 'Échéance publiée',
    revised: 'Échéance révisée',
    commitment: 'Engagement',
    publicPage: 'Voir la page publique',
    quick: 'Rien de nouveau\u00A0?',
    quickLead: 'Dites-le en un clic\u00A0: c’est une réponse, elle est datée.',
    quickButton: 'Rien à signaler',
    status: 'Où en est ce jalon\u00A0?',
    completeHint: 'Livré.',
    statusNeeds: {
      'not-started': 'Un mot des difficultés est demandé.',
      limited: 'Un mot des difficultés est demandé.',
      substantial: '',
      complete: 'Une preuve est demandée, ou le motif pour lequel il n’y en a pas de publique.',
    },
    done: 'Ce qui a été fait',
    doneHint: 'Quelques phrases suffisent.',
    evidence: 'Preuves',
    evidenceHint: 'Des liens publics qui permettent à chacun de vérifier. Une ligne laissée vide ne compte pas.',
    item: (number) => `Preuve ${number}`,
    url: 'Adresse web',
    urlHint: 'Commence par https://',
    evidenceTitle: 'Intitulé',
    date: 'Date du document',
    kind: 'Nature',
    choose: 'Choisir',
    addRow: 'Ajouter une preuve',
    noEvidenceReason: 'Pas de preuve publique\u00A0: motif',
    noEvidenceHint: 'Seulement pour un jalon réalisé dont rien de public ne témoigne.',
    completedOn: 'Jour de la réalisation',
    completedOnHint: 'Seulement pour un jalon réalisé. Laissé vide\u00A0: aujourd’hui.',
    difficulties: 'Difficultés',
    difficultiesHint: 'Demandées pour «\u00A0Non commencé\u00A0» et «\u00A0Limité\u00A0».',
    preview: 'Prévisualiser',
    optional: '(facultatif)',
    publicNotice:
      'Tout ce que vous écrivez ici sera public, sans votre nom. N’y mettez ni adresse électronique ni numéro de téléphone.',
    withdrawn: 'Ce jalon est retiré\u00A0: son motif est public, et il n’attend plus de déclaration.',
  },
  preview: {
    title: 'Vérifier avant de publier',
    lead: 'Rien n’est encore enregistré. Voici ce que le public lira.',
    asPublished: 'Tel que le public le verra',
    confirm: 'Confirmer et publier',
    edit: 'Modifier',
  },
  nothing: {
    title: 'Rien à signaler',
    lead: 'Rien n’est encore enregistré. En confirmant, vous dites qu’il n’y a rien de nouveau sur ce jalon. La réponse est publique et datée\u00A0; ce qui était déclaré ne change pas.',
    note: 'Précision',
    noteHint: 'Une phrase, si elle aide à comprendre.',
    confirm: 'Confirmer\u00A0: rien à signaler',
    back: 'Revenir au formulaire',
  },
  saved: {
    title: 'C’est enregistré',
    text: (seq) =>
      `Votre réponse est l’entrée n°\u00A0${seq} du journal de l’engagement. La page publique est mise à jour dans l’instant.`,
    link: 'Voir la page publique',
  },
  stale: {
    title: 'Ce jalon a changé entre-temps',
    lead: 'Quelqu’un d’autre a écrit pendant que vous remplissiez ce formulaire. Rien de votre texte n’est perdu\u00A0: comparez, puis prévisualisez à nouveau.',
    now: 'Ce qui est enregistré',
    yours: 'Ce que vous avez écrit',
    said: (role, day) => `Par le rôle «\u00A0${role}\u00A0», le ${day}`,
    nothingSaid: 'Le ministère n’a encore rien dit.',
    again: 'Reprendre votre texte',
    revised: 'Une nouvelle échéance a été donnée.',
    nothingReported: 'Rien à signaler.',
  },
  stop: {
    title: 'Ne plus recevoir de rappels',
    lead: 'En confirmant, vous ne recevrez plus de rappels de Jalon à cette adresse.',
    keeps:
      'Votre rôle ne change pas\u00A0: vous pouvez toujours vous connecter et déclarer. Le point de contact du plan peut rétablir les envois.',
    button: 'Arrêter les rappels',
    done: 'Les rappels sont arrêtés',
    doneText: 'Plus aucun rappel ne partira à cette adresse. Le point de contact du plan peut rétablir les envois.',
  },
  errors: {
    mark: 'Erreur\u00A0: ',
    summary: 'À corriger avant de continuer',
    problem: (field, code, detail, item) =>
      item === null ? words(field, code, detail) : `Preuve ${item}\u00A0— ${words(field, code, detail)}`,
    notFound: 'Page introuvable',
    notFoundText: 'Cette page n’existe pas, ou elle ne vous est pas confiée.',
    forbidden: 'Demande refusée',
    forbiddenText: (address) =>
      `Cette demande ne vient pas d’une page de ce site, ou la page était ouverte depuis trop longtemps. Rien n’a été enregistré. Ouvrez ${address} et recommencez.`,
    malformed: 'Demande incomprise',
    malformedText: 'Ce formulaire n’est pas arrivé sous la forme attendue. Rien n’a été enregistré.',
    tooLarge: 'Texte trop long',
    tooLargeText: 'Cette demande dépasse 64\u00A0Ko. Rien n’a été enregistré. Raccourcissez le texte et recommencez.',
    signedOut: 'Votre session est terminée',
    signedOutText: 'Rien n’a été enregistré. Copiez votre texte ci-dessous, connectez-vous, puis collez-le dans le formulaire.',
    signInAgain: 'Se connecter',
    yourText: 'Ce que vous avez écrit',
    busy: 'Beaucoup d’écritures en ce moment',
    busyText: 'Rien n’a été enregistré. Revenez en arrière et recommencez dans un instant.',
    broken: 'Une erreur est survenue',
    brokenText: (id) => `Rien n’est perdu de ce qui était enregistré. Si l’erreur revient, signalez ce numéro\u00A0: ${id}`,
    home: 'Revenir à mes jalons',
  },
};
