import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** A heading and its sentences. */
type Part = { readonly id: string; readonly title: string; readonly items: readonly string[] };

/** Words of the accessibility statement. Only what is true of every copy of Jalon stands here. */
export type AccessibilityWords = {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly Part[];
  readonly tell: {
    readonly title: string;
    readonly whom: string;
    /** Of a link: the installation names a public page. */
    readonly contactPage: string;
    readonly noContactPage: string;
    readonly what: string;
  };
};

export const accessibilityWords: { readonly [language in InterfaceLanguage]: AccessibilityWords } = {
  fr: {
    title: 'Accessibilité',
    lead: 'Ce registre doit pouvoir être lu par tous. Cette page dit ce qui est fait, ce qui a été testé et comment, et ce que nul n’a encore vérifié. Aucun audit n’a eu lieu\u00A0: aucun taux de conformité n’est annoncé.',
    parts: [
      {
        id: 'aim',
        title: 'Ce qui est visé',
        items: [
          'Les règles pour l’accessibilité des contenus web (WCAG) 2.2, niveau AA.',
          'Chaque page se lit sans script, au clavier, imprimée, en clair comme en sombre, et sur un écran large de 320 pixels.',
          'Un statut est dit par un mot, une forme et une couleur, jamais par la couleur seule.',
          'Chaque image qui porte un sens est suivie ou accompagnée d’un texte ou d’un tableau qui dit la même chose.',
          'Tout passage dans une autre langue que celle de la page est signalé aux lecteurs d’écran.',
        ],
      },
      {
        id: 'tested',
        title: 'Ce qui est testé, et comment',
        items: [
          'Des tests automatiques accompagnent le logiciel et sont rejoués à chaque modification. Ils portent sur des plans d’exemple, non sur les textes publiés ici.',
          'Sur chaque page\u00A0: HTML valide, un seul titre principal, niveaux de titres sans saut, titre de page unique, liens qui mènent quelque part, ni script ni style dans la page.',
          'Dans un navigateur (Chromium), avec l’outil axe (WCAG 2.2 AA et bonnes pratiques)\u00A0: une page de chaque modèle, en français et en anglais\u00A0; en sombre, ses contrastes.',
          'Sur ces mêmes pages\u00A0: aucun défilement horizontal sur un écran large de 320, 768 ou 1\u00A0280 pixels.',
          'Au clavier\u00A0: le lien d’évitement vient en premier, chaque lien d’une page d’engagement est atteint, et de l’accueil à une preuve le focus se voit à chaque pas.',
          'Par le calcul\u00A0: contraste d’au moins 4,5 pour 1 pour les textes et 3 pour 1 pour les formes, sur tous les fonds.',
        ],
      },
      {
        id: 'unknown',
        title: 'Ce qui n’est pas connu',
        items: [
          'Aucun audit par un tiers, selon les WCAG ou un référentiel national tel que le RGAA. Des tests automatiques ne remplacent pas un audit.',
          'Aucun essai par des personnes handicapées, ni avec des lecteurs d’écran.',
          'Aucun essai dans d’autres navigateurs que Chromium.',
          'Les preuves et documents liés se trouvent sur d’autres sites, dont l’accessibilité n’est pas connue ici.',
          'Une frise qui porte beaucoup de jalons est dense\u00A0: le tableau de sa page dit la même chose.',
          'Les mots du gouvernement sont montrés tels qu’ils ont été publiés, y compris quand ils sont difficiles à lire.',
        ],
      },
    ],
    tell: {
      title: 'À qui le dire',
      whom: 'Un obstacle se signale à l’organisme qui publie ce site, c’est-à-dire à la coordination nationale du plan (point de contact).',
      contactPage: 'Page de contact',
      noContactPage:
        'Jalon ne publie aucune adresse électronique\u00A0: la sienne se trouve sur le site du gouvernement qui l’a nommée.',
      what: 'Donnez l’adresse de la page, ce que vous cherchiez et ce qui vous en a empêché. Toutes les données se téléchargent aussi\u00A0: un fichier CSV peut servir en attendant.',
    },
  },
  en: {
    title: 'Accessibility',
    lead: 'Everyone must be able to read this record. This page says what is done, what was tested and how, and what nobody has verified yet. There has been no audit: no rate of conformance is claimed.',
    parts: [
      {
        id: 'aim',
        title: 'What is aimed at',
        items: [
          'The Web Content Accessibility Guidelines (WCAG) 2.2, level AA.',
          'Every page can be read without a script, with the keyboard, in print, in light and dark, and on a screen 320 pixels wide.',
          'A status is told by a word, a shape and a colour, never by colour alone.',
          'Every image that means something comes with a text or a table that says the same.',
          'Every passage in another language than the page’s is marked for screen readers.',
        ],
      },
      {
        id: 'tested',
        title: 'What is tested, and how',
        items: [
          'Automatic tests come with the software and run again at each modification. They use sample plans, not the texts published here.',
          'On every page: valid HTML, one main heading, no skipped level of headings, a title no other page has, links that lead somewhere, neither script nor style in the page.',
          'In a browser (Chromium), with the tool axe (WCAG 2.2 AA and best practice): one page of each template, in French and English; in dark, its contrasts.',
          'On the same pages: no sideways scrolling on a screen 320, 768 or 1,280 pixels wide.',
          'With the keyboard: the skip link comes first, every link of a commitment’s page is reached, and from the home page to a piece of evidence focus is visible at each step.',
          'By computation: a contrast of at least 4.5 to 1 for text and 3 to 1 for shapes, on every ground.',
        ],
      },
      {
        id: 'unknown',
        title: 'What is not known',
        items: [
          'There was no audit by anyone else, by WCAG or by a national standard. Automatic tests do not replace an audit.',
          'No trial by people with disabilities, and none with screen readers.',
          'No trial in other browsers than Chromium.',
          'Evidence and documents linked are on other sites, whose accessibility is not known here.',
          'A timeline with many milestones is dense: the table on its page says the same.',
          'The government’s words are shown as they were published, even where they are hard to read.',
        ],
      },
    ],
    tell: {
      title: 'Whom to tell',
      whom: 'Tell the body that publishes this site, which is the national coordination of the plan (point of contact).',
      contactPage: 'Contact page',
      noContactPage: 'Jalon publishes no mail address: theirs is on the site of the government that named them.',
      what: 'Give the address of the page, what you were looking for and what kept you from it. All data can be downloaded, too: a CSV file may help meanwhile.',
    },
  },
};
