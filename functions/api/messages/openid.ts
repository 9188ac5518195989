import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';

const french = {
  title: (name: string) => `Se connecter avec ${name}`,
  lead: (name: string) => `${name} vous reconnaît par votre compte professionnel\u00A0: aucun code à recevoir.`,
  or: 'Ou recevoir un code par courriel',
  leave: {
    title: (name: string) => `Vers ${name}`,
    text: (name: string) => `Vous passez maintenant par ${name}, puis vous revenez ici. Si rien ne se passe, suivez ce lien.`,
    go: (name: string) => `Continuer vers ${name}`,
  },
  back: {
    title: 'Dernière étape',
    text: (name: string) => `Vous revenez de ${name}. Il reste à ouvrir votre espace.`,
    go: 'Terminer la connexion',
  },
  refused: {
    title: 'Connexion impossible',
    text: (name: string) =>
      `La connexion avec ${name} n’a pas abouti, ou ne correspond à aucune personne responsable. Recommencez, ou recevez un code par courriel. Si cela se répète, écrivez au point de contact du plan.`,
  },
  unreachable: {
    title: (name: string) => `${name} ne répond pas`,
    text: 'Rien n’est perdu. Recevez un code par courriel, ou réessayez dans quelques minutes.',
  },
  signIn: 'Revenir à la connexion',
  /** The plan asks for it, and this browser came in otherwise. */
  required: {
    title: 'Connexion renforcée demandée',
    text: (name: string) => `Ce plan demande de se connecter avec ${name}.`,
    nowhere:
      'Ce plan demande une connexion que ce site ne propose pas encore. Écrivez à la personne qui gère ce site\u00A0: elle seule peut l’ouvrir.',
  },
  /** What is left out of a list, and how to see it. */
  shut: {
    text: (count: number, name: string) =>
      count < 2 ? `Un de vos plans ne s’ouvre qu’avec ${name}.` : `${count} de vos plans ne s’ouvrent qu’avec ${name}.`,
    nowhere: (count: number) =>
      count < 2
        ? 'Un de vos plans demande une connexion que ce site ne propose pas encore.'
        : `${count} de vos plans demandent une connexion que ce site ne propose pas encore.`,
  },
  /** How somebody came in. */
  signedIn: (name: string) => `Connecté avec ${name}`,
  /** What the provider is called where none is set any more. */
  unnamed: 'un compte professionnel',
};

const english: typeof french = {
  title: (name) => `Sign in with ${name}`,
  lead: (name) => `${name} knows you by your work account: no code to wait for.`,
  or: 'Or get a code by mail',
  leave: {
    title: (name) => `On to ${name}`,
    text: (name) => `You now pass through ${name} and then come back here. If nothing happens, follow this link.`,
    go: (name) => `Continue to ${name}`,
  },
  back: {
    title: 'Last step',
    text: (name) => `You are back from ${name}. What remains is to open your pages.`,
    go: 'Finish signing in',
  },
  refused: {
    title: 'Signing in did not work',
    text: (name) =>
      `Signing in with ${name} was not completed, or fits nobody who is responsible here. Try again, or get a code by mail. If it happens again, write to the plan’s point of contact.`,
  },
  unreachable: {
    title: (name) => `${name} does not answer`,
    text: 'Nothing is lost. Get a code by mail, or try again in a few minutes.',
  },
  signIn: 'Back to signing in',
  required: {
    title: 'Stronger sign-in required',
    text: (name) => `This plan asks you to sign in with ${name}.`,
    nowhere:
      'This plan asks for a sign-in that this site does not offer yet. Write to the person who runs this site: only they can open it.',
  },
  shut: {
    text: (count, name) =>
      count < 2 ? `One of your plans opens with ${name} only.` : `${count} of your plans open with ${name} only.`,
    nowhere: (count) =>
      count < 2
        ? 'One of your plans asks for a sign-in that this site does not offer yet.'
        : `${count} of your plans ask for a sign-in that this site does not offer yet.`,
  },
  signedIn: (name) => `Signed in with ${name}`,
  unnamed: 'a work account',
};

/** Words of sign-in through a provider of OpenID Connect, which goes by the name people know. */
export function openIdMessages(language: InterfaceLanguage): typeof french {
  return { fr: french, en: english }[language];
}
