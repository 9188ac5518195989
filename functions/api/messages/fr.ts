import type { ProblemCode } from '../../../shared/domain/errors.ts';
import { isoDate } from '../../../shared/domain/identifiers.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { fr } from '../../../shared/showing/messages/fr.ts';
import type { PrivateMessages } from './messages.ts';

const fields: { readonly [field: string]: string | undefined } = {
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
  expected: 'La nouvelle date',
  expectedReason: 'Le motif de la nouvelle date',
  due: 'La nouvelle date',
  reason: 'Le motif',
  name: 'Le nom',
  until: 'Le dernier jour',
};

const required: { readonly [field: string]: string | undefined } = {
  status: 'Choisissez où en est le jalon.',
  evidence: 'Un jalon réalisé demande une preuve, ou le motif pour lequel il n’y en a pas de publique.',
  difficulties: 'Dites un mot des difficultés\u00A0: il est demandé pour «\u00A0Non commencé\u00A0» et «\u00A0Limité\u00A0».',
};

/** What a field asks for, where its form is not that of a day. */
const malformed: { readonly [field: string]: string | undefined } = {
  email: 'donnez une adresse électronique complète, comme nom@example.org.',
  name: 'donnez un nom de 200\u00A0caractères au plus.',
};

const dated: readonly string[] = ['expected', 'due'];

/** Why something has no place here; `detail` is a stable code, or what was expected instead. */
function notExpected(field: string, detail: string | undefined): string {
  if (field === 'completedOn') return 'seulement pour un jalon réalisé. Effacez-le, ou choisissez «\u00A0Réalisé\u00A0».';
  if (field === 'expected' && detail === 'elsewhere') return 'elle se donne ailleurs, par qui peut déplacer l’échéance.';
  if (field === 'expected') return 'un jalon réalisé n’attend plus de date. Effacez-la.';
  if (field === 'due') return 'ce jalon est réalisé, son échéance ne se déplace plus.';
  if (field === 'email' && detail === 'answers-already') return 'cette personne répond déjà de ce jalon.';
  if (field === 'email' && detail !== undefined) return `seulement une adresse qui finit comme la vôtre, par @${detail}.`;
  return 'n’est pas prévu ici.';
}

function words(field: string, label: string | null, code: ProblemCode, detail: string | undefined): string {
  const name = label ?? fields[field] ?? field;
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
      return isoDate.safeParse(detail).success
        ? `${name}\u00A0: au plus tard le ${dayText(detail ?? '', fr)}, fin du plan.`
        : `${name}\u00A0: ce jour n’est pas encore venu.`;
    case 'in-the-past':
      return `${name}\u00A0: ce jour est déjà passé.`;
    case 'not-expected':
      return `${name}\u00A0: ${notExpected(field, detail)}`;
    case 'malformed':
      if (dated.includes(field) && detail !== undefined)
        return `${name}\u00A0: «\u00A0${detail}\u00A0» n’existe dans aucun calendrier.`;
      return `${name}\u00A0: ${malformed[field] ?? 'la forme attendue est 2021-10-31.'}`;
    case 'undated':
      return `${name}\u00A0: donnez un jour ou un mois, comme «\u00A015\u00A0novembre 2021\u00A0» ou «\u00A0novembre 2021\u00A0».`;
    case 'unchanged':
      return dated.includes(field) ? `${name}\u00A0: c’est déjà l’échéance retenue.` : `${name}\u00A0: rien n’y change.`;
    case 'taken':
      return `${name}\u00A0: déjà pris.`;
    case 'unknown':
      return `${name}\u00A0: introuvable.`;
    default:
      return code satisfies never;
  }
}

export const french: PrivateMessages = {
  skip: 'Aller au contenu',
  privateSide: 'Espace des ministères',
  plans: 'Plans',
  account: 'Mon compte',
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
    lead: 'Ce qui attend votre réponse vient d’abord. Ce que vous déclarez est public.',
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
    next: 'Votre réponse est aussi attendue pour\u00A0:',
    last: 'Aucune autre réponse n’est attendue de vous aujourd’hui.',
    list: 'Revenir à mes jalons',
    again: 'Compléter ou corriger cette réponse',
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
  errors: {
    mark: 'Erreur\u00A0: ',
    summary: 'À corriger avant de continuer',
    problem: ({ field, label, code, detail, item }) =>
      item === null ? words(field, label, code, detail) : `Preuve ${item}\u00A0— ${words(field, label, code, detail)}`,
    notFound: 'Page introuvable',
    notFoundText: 'Cette page n’existe pas, ou elle ne vous est pas confiée.',
    forbidden: 'Demande refusée',
    forbiddenText: (address) =>
      `Cette demande ne vient pas d’une page de ce site, ou la page était ouverte depuis trop longtemps. Rien n’a été enregistré. Ouvrez ${address} et recommencez.`,
    malformed: 'Demande incomprise',
    malformedText: 'Ce formulaire n’est pas arrivé sous la forme attendue. Rien n’a été enregistré.',
    tooLarge: 'Texte trop long',
    tooLargeText:
      'Cette demande dépasse 64\u00A0Ko, ou un import 1,5\u00A0Mo. Rien n’a été enregistré. Raccourcissez et recommencez.',
    signedOut: 'Votre session est terminée',
    signedOutText: 'Rien n’a été enregistré. Copiez votre texte ci-dessous, connectez-vous, puis collez-le dans le formulaire.',
    signInAgain: 'Se connecter',
    yourText: 'Ce que vous avez écrit',
    tooMany: 'Trop de demandes',
    tooManyText: 'Attendez un peu, puis recommencez\u00A0: rien n’a été enregistré.',
    busy: 'Le site est très sollicité',
    busyText: 'Rien n’a été enregistré. Revenez en arrière et recommencez dans un instant.',
    broken: 'Une erreur est survenue',
    brokenText: (id) => `Rien n’est perdu de ce qui était enregistré. Si l’erreur revient, signalez ce numéro\u00A0: ${id}`,
    home: 'Revenir à mes jalons',
  },
};
