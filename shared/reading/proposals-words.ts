import type { ProposalKind } from '../domain/proposal.ts';
import { type Phrases, phraseAt, phrases, type Token } from './date-tokens.ts';

/** Folded words, as one reads them. */
export function wordSet(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/** How an event happens: it is held, open for a time, set up, delivered, made public. */
export type Happening = 'held' | 'open' | 'formed' | 'delivered' | 'unveiled';

type Nouns = readonly (readonly [ProposalKind, Phrases])[];

const nouns: Readonly<Record<'fr' | 'en', Nouns>> = {
  fr: [
    [
      'meeting',
      phrases(
        ...['réunion', 'réunions', 'rencontre', 'rencontres', 'séance', 'séances', 'session', 'sessions', 'rendez-vous'],
        ...['assemblée plénière', 'assemblée générale', 'plénière', 'conférence', 'conférences', 'colloque', 'colloques'],
        ...['séminaire', 'séminaires', 'webinaire', 'webinaires', 'table ronde', 'tables rondes', 'restitution publique'],
        ...['audition publique', 'auditions publiques', "journée d'étude", "journée d'échanges"],
      ),
    ],
    [
      'workshop',
      phrases(
        ...['atelier', 'ateliers', 'hackathon', 'hackathons', 'conférence de consensus', 'conférence citoyenne'],
        ...['convention citoyenne', 'jury citoyen', 'jurys citoyens', 'journée contributive'],
      ),
    ],
    [
      'call',
      phrases(
        ...['inscription', 'inscriptions', 'candidature', 'candidatures', 'appel à candidatures', 'appel à candidature'],
        ...['appel à contributions', 'appel à contribution', 'appel à projets', 'appel à participation', 'appel à propositions'],
        ...["appel à manifestation d'intérêt", 'appel à témoignages', 'appel à volontaires', 'appel à idées'],
        ...['dépôt des dossiers', 'dépôt des candidatures', 'dépôt des contributions'],
      ),
    ],
    [
      'consultation',
      phrases(
        ...['consultation', 'consultations', 'concertation', 'concertations', 'débat public', 'grand débat'],
        ...['enquête publique', 'contributions'],
      ),
    ],
    ['working-group', phrases('groupe de travail', 'groupes de travail', 'sous-groupe', 'sous-groupes')],
    [
      'deliverable',
      phrases(
        ...['livrable', 'livrables', 'livraison', 'livraisons', 'calendrier de livraison', 'rapport', 'rapports', 'avis'],
        ...['recommandations', 'bilan', 'synthèse', 'guide', 'guides', 'charte'],
      ),
    ],
    [
      'roadmap',
      phrases(
        'feuille de route',
        'feuilles de route',
        "plan d'action",
        "plans d'action",
        'stratégie nationale',
        "programme d'action",
      ),
    ],
  ],
  en: [
    [
      'meeting',
      phrases(
        ...['meeting', 'meetings', 'session', 'sessions', 'plenary', 'general assembly', 'conference', 'conferences'],
        ...['seminar', 'seminars', 'webinar', 'webinars', 'round table', 'roundtable', 'public hearing', 'public hearings'],
        ...['town hall'],
      ),
    ],
    [
      'workshop',
      phrases(
        'workshop',
        'workshops',
        'hackathon',
        'hackathons',
        'focus group',
        'focus groups',
        "citizens' jury",
        "citizens' assembly",
      ),
    ],
    [
      'call',
      phrases(
        ...['registration', 'registrations', 'applications', 'nominations', 'submissions', 'expressions of interest'],
        ...[
          'call for applications',
          'call for proposals',
          'call for contributions',
          'call for evidence',
          'call for participants',
        ],
        ...['call for volunteers', 'call for ideas', 'call for projects', 'call for expressions of interest'],
      ),
    ],
    [
      'consultation',
      phrases(
        'consultation',
        'consultations',
        'comment period',
        'public comment',
        'public comments',
        'public debate',
        'public inquiry',
      ),
    ],
    ['working-group', phrases('working group', 'working groups', 'task force', 'task forces', 'working party')],
    [
      'deliverable',
      phrases(
        ...['deliverable', 'deliverables', 'delivery', 'delivery calendar', 'delivery schedule', 'report', 'reports'],
        ...['recommendations', 'opinion', 'toolkit', 'guide', 'guides', 'guidance'],
      ),
    ],
    ['roadmap', phrases('roadmap', 'roadmaps', 'road map', 'action plan', 'action plans', 'national strategy')],
  ],
};

/** Phrases that hold an event's noun and are no event of a plan. */
const notEvents = phrases(
  ...['conférence de presse', 'conférences de presse', 'rencontre sportive', 'session parlementaire', "rapport d'activité"],
  ...['press conference', 'press conferences', 'activity report', 'comité de rédaction'],
);

/** Capitalised within a sentence they name a body, "Conférence nationale de santé"; others stay events. */
const bodiesToo = new Set(['conference', 'assemblee', 'session', 'general', 'convention']);

export type NounAt = { readonly kind: ProposalKind; readonly first: number; readonly next: number };

const isCapital = (token: Token | undefined): boolean => /^\p{Lu}/u.test(token?.written ?? '');

/** The event's noun that stands at a place, or null. */
export function nounAt(tokens: readonly Token[], index: number, language: string): NounAt | null {
  const token = tokens[index];
  if (token?.kind !== 'word' || phraseAt(tokens, index, notEvents) !== null) return null;
  if (index > 0 && isCapital(token) && bodiesToo.has(token.text)) return null;
  let best: NounAt | null = null;
  for (const [kind, list] of nouns[language === 'fr' ? 'fr' : 'en']) {
    const next = phraseAt(tokens, index, list);
    if (next !== null && (best === null || next > best.next)) best = { kind, first: index, next };
  }
  return best;
}

/** In the accents of the text: "le programme" is none, "programmé" is one. */
const happenings: Readonly<Record<'fr' | 'en', readonly (readonly [Happening, RegExp])[]>> = {
  fr: [
    [
      'held',
      /^(?:tenue?s?|tiend(?:ra|ront)|tient|tiennent|tenir|déroul(?:ée?s?|era|eront|e|ent|er|ait)|organis(?:ée?s?|era|eront|e|ent)|prév(?:ue?s?|oit|oient)|programmée?s?|fixée?s?|planifiée?s?|rassembl(?:é|era|eront|ée?s?|ent|e)|réuni(?:e?s?|t|ra|ront|ssent|r)|début(?:é|e|era|eront|ent)|commenc(?:é|e|era|eront|ent)|démarr(?:é|e|era|eront|ent)|convoquée?s?|reportée?s?|avancée?s?|conviée?s?|animée?s?)$/u,
    ],
    [
      'open',
      /^(?:ouvert(?:e|s|es)?|ouv(?:re|rent|rira|riront|rir)|ouverture|clos(?:e|es)?|clôtur(?:e|é|ée|és|ées|era|eront|ent)|ferm(?:é|ée|és|ées|era|eront|ent)|fermeture|lanc(?:é|ée|és|ées|e|ent|era|eront|ement)|soumettre|déposer|déposée?s?|inscri(?:re|vez|vent)|contribuer|participer|reçue?s?|attendue?s?|acceptée?s?|recueillie?s?|court|courent|courra|dure|durera|durent|dureront|poursui(?:t|vent|vra|vront|vie?s?)|prolongée?s?|termin(?:e|era|ent|eront|ée?s?)|ach(?:ève|èvera|evée?s?)|engagée?s?|menée?s?|débute(?:nt|ra|ront)?)$/u,
    ],
    [
      'formed',
      /^(?:constitu(?:ée?s?|tion|era|eront)|cré(?:ée?s?|ation|era|eront)|lanc(?:ée?s?|era|eront|ement)|form(?:ée?s?|era|eront)|install(?:ée?s?|ation|era|eront)|réactivée?s?|démarr(?:e|era|eront|age)|débute(?:nt|ra|ront)?)$/u,
    ],
    [
      'delivered',
      /^(?:livr(?:ée?s?|era|eront|aison)|remis(?:e|es)?|remettra|remettront|rendu(?:e|s|es)?|rendra|rendront|publi(?:era|eront|ée?s?)|paraîtra|paraîtront|parution|publication|étendant|échelonnant|étend|échelonne|attendue?s?|prévue?s?|produira|produiront)$/u,
    ],
    [
      'unveiled',
      /^(?:dévoil(?:ée?s?|e|era|ent)|présent(?:ée?s?|era|e)|publi(?:ée?s?|era|e)|adopt(?:ée?s?|era|e)|lanc(?:ée?s?|era|e)|annonc(?:ée?s?|e)|validée?s?)$/u,
    ],
  ],
  en: [
    [
      'held',
      /^(?:held|hold|holds|takes|take|took|taking|taken|scheduled|planned|convened?|convenes|start|starts|started|begin|begins|began|meet|meets|met|organi[sz]ed|hosted|hosts?|postponed|gathered|gathers?|set|due)$/u,
    ],
    [
      'open',
      /^(?:opens?|opened|opening|closes?|closed|closing|launch(?:ed|es)?|runs?|ran|submit|apply|register|accepted|accepting|invited|invites?|welcome|extended|ends?|ended|due|started|starts?|begins?|began|received)$/u,
    ],
    ['formed', /^(?:set|established|launch(?:ed|es)?|created|formed|starts?|started|convened)$/u],
    ['delivered', /^(?:delivered|published|submitted|released|due|expected|handed|issued|presented)$/u],
    ['unveiled', /^(?:unveiled|published|presented|adopted|launched|announced|released|unveils?|publish(?:es)?)$/u],
  ],
};

const heldPhrases: Readonly<Record<'fr' | 'en', Phrases>> = {
  fr: phrases(
    ...[
      'a eu lieu',
      'ont eu lieu',
      'avait eu lieu',
      'a lieu',
      'ont lieu',
      'aura lieu',
      'auront lieu',
      'aurait lieu',
      'avoir lieu',
    ],
    ...['ayant eu lieu', 'eut lieu', 'eurent lieu', 'top départ', "coup d'envoi", 'rendez-vous'],
  ),
  en: phrases('kick off', 'kicks off', 'kicked off'),
};
const openPhrases: Readonly<Record<'fr' | 'en', Phrases>> = {
  fr: phrases(
    'en ligne',
    'mis en concertation',
    'mise en concertation',
    'mis en consultation',
    'mise en consultation',
    'en cours',
  ),
  en: phrases('online', 'out for', 'under way', 'underway'),
};
const formedPhrases: Readonly<Record<'fr' | 'en', Phrases>> = {
  fr: phrases('mis en place', 'mise en place', 'mises en place', 'mis sur pied'),
  en: phrases('set up'),
};
const unveiledPhrases: Readonly<Record<'fr' | 'en', Phrases>> = {
  fr: phrases('rendue publique', 'rendu public', 'rendues publiques', 'rendus publics'),
  en: phrases('made public'),
};

export type HappeningAt = { readonly first: number; readonly next: number; readonly kinds: ReadonlySet<Happening> };

/** The word that says that something happens, at a place, or null. */
export function happeningAt(tokens: readonly Token[], index: number, language: string): HappeningAt | null {
  const token = tokens[index];
  if (token?.kind !== 'word') return null;
  const known = language === 'fr' ? 'fr' : 'en';
  const lists = [
    ['held', heldPhrases],
    ['open', openPhrases],
    ['formed', formedPhrases],
    ['unveiled', unveiledPhrases],
  ] as const;
  for (const [kind, list] of lists) {
    const next = phraseAt(tokens, index, list[known]);
    if (next !== null) return { first: index, next, kinds: new Set([kind]) };
  }
  const written = token.written.normalize('NFC').toLowerCase();
  const kinds = happenings[known].filter(([, pattern]) => pattern.test(written)).map(([kind]) => kind);
  return kinds.length === 0 ? null : { first: index, next: index + 1, kinds: new Set(kinds) };
}

/** How each kind of event may happen. */
export const happensTo: Readonly<Record<ProposalKind, readonly Happening[]>> = {
  meeting: ['held'],
  workshop: ['held'],
  call: ['open'],
  consultation: ['open', 'held'],
  'working-group': ['formed'],
  deliverable: ['delivered'],
  roadmap: ['unveiled'],
};

/** Nouns of bodies and series that are written with a capital. */
export const bodyNouns: ReadonlySet<string> = wordSet(
  'conseil comite commission conference assemblee forum cellule collectif convention tour assises journees',
  'rencontres festival observatoire haut-conseil instance grenelle semaine council committee commission',
  'conference assembly network partnership board panel week',
);
