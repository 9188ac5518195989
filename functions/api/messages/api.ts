import type { ContactRole } from '../../../shared/domain/contact.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Section } from '../v1/operation.ts';
import type { ProblemName } from '../v1/problem.ts';

/** How a JSON value is told in words; `of` is what it is made of. */
export type TypeWords = {
  readonly text: string;
  readonly integer: string;
  readonly number: string;
  readonly yesOrNo: string;
  readonly object: string;
  readonly anything: string;
  readonly listOf: (of: string) => string;
  readonly mapOf: (of: string) => string;
  readonly oneOf: (values: string) => string;
  readonly orNull: (of: string) => string;
  readonly atMost: (count: string) => string;
};

type ApiMessages = {
  readonly title: string;
  readonly lede: string;
  readonly document: string;
  readonly contents: string;
  readonly writing: string;
  readonly steps: readonly string[];
  readonly rules: string;
  readonly ruleList: readonly string[];
  readonly sections: { readonly [section in Section]: string };
  readonly who: string;
  readonly anyone: string;
  readonly signedIn: string;
  readonly roles: { readonly [role in ContactRole]: string };
  readonly body: string;
  readonly field: string;
  readonly type: string;
  readonly isRequired: string;
  readonly yes: string;
  readonly no: string;
  readonly example: string;
  readonly answers: string;
  readonly answer: (status: string) => string;
  readonly eachLine: string;
  readonly refusals: string;
  readonly needsVersion: { readonly [of in 'milestone' | 'person' | 'log']: string };
  readonly problems: string;
  readonly problemsText: string;
  readonly problem: string;
  readonly status: string;
  readonly meaning: string;
  readonly problemWords: { readonly [name in ProblemName]: string };
  readonly schemas: string;
  readonly schemasText: string;
  readonly types: TypeWords;
};

const french: ApiMessages = {
  title: 'L’interface pour les programmes',
  lede: 'Tout ce que le site publie se lit ici en JSON, sans s’inscrire. Tout ce que font les formulaires peut aussi être fait par un programme, avec les mêmes droits et les mêmes règles.',
  document: 'La même description, en OpenAPI 3.1',
  contents: 'Sommaire',
  writing: 'Écrire, pas à pas',
  steps: [
    'Connectez-vous dans un navigateur, à l’adresse /app/sign-in\u00A0: un code arrive par courriel. Le programme envoie ensuite le même cookie de session.',
    'Demandez GET /api/v1/session\u00A0: la réponse donne vos rôles et un jeton.',
    'Envoyez avec chaque écriture le cookie, l’en-tête Origin du site, le jeton dans l’en-tête Jalon-Token, et un corps en JSON.',
  ],
  rules: 'Règles communes',
  ruleList: [
    'Un membre inconnu est refusé\u00A0: rien n’est ignoré en silence.',
    'Ce qui change un jalon demande If-Match avec la version que vous avez lue. Si elle est dépassée, la réponse 409 donne ce qui a changé\u00A0: rien n’est écrasé.',
    'Une clé de votre choix dans Idempotency-Key (64\u00A0caractères visibles au plus) permet de renvoyer la même demande pendant 24\u00A0heures\u00A0: elle n’est faite qu’une fois.',
    'Ce qui ne vous concerne pas répond comme ce qui n’existe pas\u00A0: 404.',
    'Un corps tient en 64\u00A0Ko, un import en 2\u00A0Mo\u00A0; 60\u00A0écritures par minute et par session.',
  ],
  sections: {
    reading: 'Lire ce qui est publié',
    session: 'Sa session, ses rappels, son effacement',
    answering: 'Répondre d’un jalon',
    commitment: 'Un engagement',
    plan: 'Conduire un plan',
    people: 'Les personnes, et les changements qui attendent une seconde personne',
    participation: 'Réunions, participation, documents',
  },
  who: 'Qui',
  anyone: 'tout le monde',
  signedIn: 'toute personne connectée',
  roles: {
    lead: 'responsable',
    deputy: 'suppléant',
    colleague: 'collègue à qui le jalon est confié',
    poc: 'point de contact',
    reviewer: 'évaluateur',
    admin: 'administrateur',
  },
  body: 'Le corps de la demande',
  field: 'Membre',
  type: 'Valeur',
  isRequired: 'Obligatoire',
  yes: 'oui',
  no: 'non',
  example: 'Exemple',
  answers: 'Réponses',
  answer: (status) => `Réponse ${status}`,
  eachLine: 'une valeur JSON par ligne',
  refusals: 'Refus possibles',
  needsVersion: {
    milestone: 'If-Match est obligatoire\u00A0: la version du jalon que vous avez lue, par exemple "3".',
    person: 'If-Match est obligatoire\u00A0: la version de la personne que vous avez lue, par exemple "3".',
    log: 'If-Match est obligatoire\u00A0: le numéro de la dernière écriture du journal que vous avez lue (seq), par exemple "12".',
  },
  problems: 'Les refus',
  problemsText:
    'Un refus est un document application/problem+json (RFC\u00A09457). Son type est urn:jalon:problem: suivi du nom ci-dessous\u00A0; errors nomme chaque membre en cause, avec un code stable.',
  problem: 'Nom',
  status: 'Code',
  meaning: 'Sens',
  problemWords: {
    'not-found': 'Rien à cette adresse, ou rien qui vous concerne.',
    'not-signed-in': 'Il faut être connecté.',
    'sign-in-again': 'Ce navigateur est seulement mémorisé\u00A0: il faut un nouveau code.',
    'openid-required': 'Ce plan demande une connexion par OpenID Connect.',
    forbidden: 'L’en-tête Origin ou le jeton Jalon-Token manque ou ne convient pas.',
    malformed: 'Le corps n’est pas du JSON lisible.',
    'too-large': 'Le corps est trop long.',
    'unsupported-type': 'Le corps doit être en application/json.',
    'too-many-requests': 'Trop d’écritures\u00A0: Retry-After dit quand réessayer.',
    invalid: 'Un membre, un en-tête ou un paramètre ne convient pas\u00A0: errors dit lequel.',
    stale: 'Le jalon a changé depuis\u00A0: current dit où il en est, difference ce qui a changé.',
    'version-required': 'Il faut If-Match.',
    conflict: 'L’état actuel ne le permet pas\u00A0: detail dit pourquoi.',
    'key-reused': 'Cette clé a déjà servi à une autre demande.',
    busy: 'Trop d’écritures à la fois, ou un import en cours\u00A0: réessayez.',
    broken: 'Une panne de notre côté\u00A0; detail en donne le numéro.',
  },
  schemas: 'Les formes',
  schemasText: 'En JSON Schema 2020-12, telles qu’elles sont dans le document OpenAPI.',
  types: {
    text: 'texte',
    integer: 'nombre entier',
    number: 'nombre',
    yesOrNo: 'true ou false',
    object: 'objet',
    anything: 'toute valeur',
    listOf: (of) => `liste\u00A0: ${of}`,
    mapOf: (of) => `objet, par nom\u00A0: ${of}`,
    oneOf: (values) => `l’une de\u00A0: ${values}`,
    orNull: (of) => `${of}, ou null`,
    atMost: (count) => `${count} au plus`,
  },
};

const english: ApiMessages = {
  title: 'The interface for programs',
  lede: 'Everything the site publishes can be read here as JSON, without signing up. Everything the forms do can be done by a program, too, with the same rights and the same rules.',
  document: 'The same description, in OpenAPI 3.1',
  contents: 'Contents',
  writing: 'Writing, step by step',
  steps: [
    'Sign in with a browser, at /app/sign-in: a code comes by mail. The program then sends the same session cookie.',
    'Ask for GET /api/v1/session: the answer tells your roles and a token.',
    'Send with every write the cookie, the site’s Origin header, the token in the Jalon-Token header, and a JSON body.',
  ],
  rules: 'Rules for all of it',
  ruleList: [
    'An unknown member is refused: nothing is ignored in silence.',
    'What changes a milestone needs If-Match with the version you read. If it is old, the 409 answer tells what changed: nothing is overwritten.',
    'A key of your own in Idempotency-Key (64 visible characters at most) lets you send the same request again for 24 hours: it is done once.',
    'What is not yours answers like what does not exist: 404.',
    'A body holds 64 KB, an import 2 MB; 60 writes a minute for each session.',
  ],
  sections: {
    reading: 'Reading what is published',
    session: 'Your session, your reminders, being erased',
    answering: 'Answering for a milestone',
    commitment: 'A commitment',
    plan: 'Running a plan',
    people: 'People, and changes that wait for a second person',
    participation: 'Meetings, participation, documents',
  },
  who: 'Who',
  anyone: 'anyone',
  signedIn: 'whoever is signed in',
  roles: {
    lead: 'lead',
    deputy: 'deputy',
    colleague: 'colleague the milestone was handed to',
    poc: 'point of contact',
    reviewer: 'reviewer',
    admin: 'administrator',
  },
  body: 'The body of the request',
  field: 'Member',
  type: 'Value',
  isRequired: 'Required',
  yes: 'yes',
  no: 'no',
  example: 'Example',
  answers: 'Answers',
  answer: (status) => `Answer ${status}`,
  eachLine: 'one JSON value a line',
  refusals: 'Possible refusals',
  needsVersion: {
    milestone: 'If-Match is required: the version of the milestone you read, "3" for example.',
    person: 'If-Match is required: the version of the person you read, "3" for example.',
    log: 'If-Match is required: the number of the newest entry of the log you read (seq), "12" for example.',
  },
  problems: 'Refusals',
  problemsText:
    'A refusal is an application/problem+json document (RFC 9457). Its type is urn:jalon:problem: and the name below; errors names each member at fault, with a stable code.',
  problem: 'Name',
  status: 'Status',
  meaning: 'Meaning',
  problemWords: {
    'not-found': 'Nothing at this address, or nothing of yours.',
    'not-signed-in': 'You must be signed in.',
    'sign-in-again': 'This browser is only remembered: it takes a fresh code.',
    'openid-required': 'This plan asks for signing in by OpenID Connect.',
    forbidden: 'The Origin header or the Jalon-Token is missing or does not fit.',
    malformed: 'The body is not readable JSON.',
    'too-large': 'The body is too long.',
    'unsupported-type': 'The body must be application/json.',
    'too-many-requests': 'Too many writes: Retry-After says when to try again.',
    invalid: 'A member, a header or a parameter does not fit: errors says which.',
    stale: 'The milestone has changed since: current tells where it stands, difference what changed.',
    'version-required': 'If-Match is required.',
    conflict: 'The state of things does not allow it: detail says why.',
    'key-reused': 'This key was used for another request.',
    busy: 'Too many writes at once, or an import under way: try again.',
    broken: 'A failure on our side; detail is its number.',
  },
  schemas: 'Shapes',
  schemasText: 'In JSON Schema 2020-12, as they are in the OpenAPI document.',
  types: {
    text: 'text',
    integer: 'whole number',
    number: 'number',
    yesOrNo: 'true or false',
    object: 'object',
    anything: 'any value',
    listOf: (of) => `list of: ${of}`,
    mapOf: (of) => `object, by name: ${of}`,
    oneOf: (values) => `one of: ${values}`,
    orNull: (of) => `${of}, or null`,
    atMost: (count) => `at most ${count}`,
  },
};

/** Words of the API's reference. */
export function apiMessages(language: InterfaceLanguage): ApiMessages {
  return language === 'fr' ? french : english;
}
