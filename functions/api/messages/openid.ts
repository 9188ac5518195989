import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';

const french = {
  title: (name: string) => `Se connecter par ${name}`,
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
      `La connexion par ${name} n’a pas abouti, ou ne correspond à aucune personne responsable. Recommencez, ou recevez un code par courriel. Si cela se répète, écrivez au point de contact du plan.`,
  },
  unreachable: {
    title: (name: string) => `${name} ne répond pas`,
    text: 'Rien n’est perdu. Recevez un code par courriel, ou réessayez dans quelques minutes.',
  },
  signIn: 'Revenir à la connexion',
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
};

/** Words of sign-in through a provider of OpenID Connect, which goes by the name people know. */
export function openIdMessages(language: InterfaceLanguage): typeof french {
  return { fr: french, en: english }[language];
}
