import type { Precision } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Position } from '../../domain/position.ts';
import { ogpCountWords } from './ogp-counts.ts';

/** A term and what it means. */
type Meaning = { readonly term: string; readonly means: string };

/** Words of the page that explains signs, dates and numbers. */
export type MethodWords = {
  readonly title: string;
  readonly lead: string;
  readonly declared: { readonly title: string; readonly intro: string; readonly note: string };
  readonly position: {
    readonly title: string;
    readonly intro: string;
    readonly means: { readonly [position in Position]: string };
  };
  readonly evidence: { readonly title: string; readonly intro: string; readonly items: readonly Meaning[] };
  readonly freshness: { readonly title: string; readonly intro: string; readonly items: readonly Meaning[] };
  readonly asked: { readonly title: string; readonly items: readonly string[] };
  readonly irm: { readonly title: string; readonly intro: string };
  readonly dates: {
    readonly title: string;
    readonly intro: string;
    readonly caption: string;
    readonly published: string;
    readonly held: string;
    readonly because: string;
    readonly none: string;
    readonly examples: readonly { readonly precision: Precision; readonly text: string; readonly day: string | null }[];
    readonly rules: readonly string[];
  };
  readonly computed: { readonly title: string; readonly intro: string; readonly items: readonly Meaning[] };
  readonly verify: {
    readonly title: string;
    readonly items: readonly string[];
    readonly recipe: { readonly title: string; readonly intro: string; readonly items: readonly string[]; readonly run: string };
  };
  readonly never: { readonly title: string; readonly items: readonly string[] };
};

const fr: MethodWords = {
  title: 'Légende et méthode',
  lead: 'Ce que veulent dire les signes, d’où vient chaque mot, comment les dates sont lues et ce qui est calculé. De chaque jalon, six faits sont tenus séparés\u00A0: ce que le ministère déclare, où en est l’échéance, les preuves, la dernière nouvelle, les demandes et l’évaluation de l’IRM.',
  declared: {
    title: 'Déclaré par le ministère',
    intro: 'Signes ronds. Seul le ministère déclare un statut\u00A0; il n’est jamais déduit d’une date.',
    note: 'Les statuts ne s’additionnent pas et aucun pourcentage n’en est tiré\u00A0: «\u00A0substantiel\u00A0» n’est pas «\u00A0réalisé\u00A0». Un engagement n’est réalisé que si tous ses jalons le sont.',
  },
  position: {
    title: 'Position',
    intro: 'Calculée à partir de l’échéance en vigueur, jamais saisie. Elle ne dit rien de ce qui a été fait.',
    means: {
      upcoming: 'L’échéance est à plus de trente jours.',
      'due-soon': 'L’échéance tombe dans les trente jours, dernier jour compris.',
      overdue:
        'L’échéance est passée et le jalon n’est déclaré ni réalisé ni retiré. Cela ne veut pas dire que rien n’a été fait.',
      'on-time': 'Déclaré réalisé, et livré au plus tard à l’échéance en vigueur.',
      late: 'Déclaré réalisé, et livré après elle.',
      none: 'Aucun jour certain. D’un jalon retiré, la position est dite «\u00A0sans objet\u00A0».',
    },
  },
  evidence: {
    title: 'Preuves',
    intro: 'Une preuve est un lien que chacun peut ouvrir. «\u00A0Réalisé\u00A0» en demande une, ou un motif écrit.',
    items: [
      { term: 'n preuves', means: 'La déclaration en vigueur renvoie à autant de documents ou de pages.' },
      {
        term: 'Pas de preuve publique\u00A0: motif',
        means: 'Le ministère dit pourquoi rien ne peut être montré. Le motif est publié.',
      },
      { term: 'Aucune preuve', means: 'Rien n’est donné à voir à ce jour.' },
    ],
  },
  freshness: {
    title: 'Fraîcheur',
    intro:
      'Quand le ministère s’est exprimé pour la dernière fois. «\u00A0Rien à signaler\u00A0» est une réponse, et elle est datée.',
    items: [
      { term: 'Dernière nouvelle le…', means: 'Il s’est exprimé au cours des six derniers mois, ou le jalon est clos.' },
      { term: 'Sans nouvelle depuis le…', means: 'Il ne s’est plus exprimé depuis six mois sur un jalon encore ouvert.' },
      { term: 'Aucune nouvelle reçue', means: 'Il ne s’est jamais exprimé ici sur ce jalon.' },
    ],
  },
  asked: {
    title: 'Demandes au ministère',
    items: [
      'Jalon écrit à la fonction responsable avant et après chaque échéance. Chaque courriel accepté par le service d’envoi est inscrit à sa date\u00A0: «\u00A0Demandé les 22 et 29 octobre et le 2 novembre 2021\u00A0».',
      'Le premier mot du ministère qui suit est la réponse\u00A0: «\u00A0Répondu le…\u00A0». Tant qu’aucun ne suit\u00A0: «\u00A0Sans réponse depuis le…\u00A0», à compter de la première demande restée sans réponse. Une réponse annulée depuis ne déclare plus rien, mais le ministère a répondu\u00A0: les deux sont dits.',
      'Si le silence dure, la coordination nationale est prévenue une fois, et ce jour est inscrit aussi.',
      'Seule la fonction est dite, jamais la personne. Un plan peut choisir de ne pas publier ses demandes.',
    ],
  },
  irm: {
    title: 'Évaluation de l’IRM',
    intro:
      'Signes carrés. Le mécanisme d’évaluation indépendant (IRM) juge de son côté\u00A0; ses valeurs sont citées avec leur source, ne changent rien au statut déclaré et ne sont jamais calculées.',
  },
  dates: {
    title: 'Comment les dates sont lues',
    intro: 'L’échéance publiée garde ses mots. Jalon en retient le dernier jour, inclus, dans le fuseau horaire du plan.',
    caption: 'Exemples de dates publiées, avec le jour retenu et la raison',
    published: 'Publié',
    held: 'Jour retenu',
    because: 'Raison',
    none: 'aucun',
    examples: [
      { precision: 'day', text: '15 octobre 2021', day: '2021-10-15' },
      { precision: 'month', text: 'Octobre 2021', day: '2021-10-31' },
      { precision: 'quarter', text: '4e trimestre 2021', day: '2021-12-31' },
      { precision: 'semester', text: '1er semestre 2022', day: '2022-06-30' },
      { precision: 'year', text: '2022', day: '2022-12-31' },
      { precision: 'ongoing', text: 'En continu', day: null },
      { precision: 'recurring', text: 'Chaque année', day: null },
      { precision: 'event', text: 'Après la conférence', day: null },
      { precision: 'unknown', text: 'À déterminer', day: null },
    ],
    rules: [
      'Une date sans jour certain n’a jamais d’échéance inventée\u00A0: le jalon est «\u00A0sans échéance datée\u00A0».',
      'Une échéance révisée s’ajoute, avec son motif\u00A0; la date publiée n’est jamais remplacée, et le report est montré\u00A0: «\u00A0Reporté du… au…\u00A0».',
      'Les pages disent «\u00A0depuis le 1er novembre 2021\u00A0», jamais un nombre de jours de retard.',
    ],
  },
  computed: {
    title: 'Ce qui est calculé, et de quoi',
    intro: 'Tout le reste est dit par quelqu’un, et l’historique dit par qui.',
    items: [
      { term: 'Position', means: 'de l’échéance en vigueur, du statut déclaré et du jour de livraison déclaré' },
      { term: 'Report', means: 'de la première échéance publiée et de celle en vigueur' },
      { term: 'Jalons réalisés, x sur y', means: 'des statuts déclarés\u00A0; l’avancement d’un engagement n’est jamais saisi' },
      {
        term: 'Réponses à temps',
        means:
          'jalons sur lesquels le ministère s’est exprimé à sept jours près de l’échéance en vigueur, ou qu’il avait déclarés réalisés avant, parmi ceux dont ces jours sont passés ou qui ont déjà leur réponse. Un jalon retiré au plus tard sept jours après l’échéance ne compte ni comme réponse ni comme silence',
      },
      {
        term: 'Données arrêtées au',
        means: 'le dernier jour où quelque chose de montré a changé\u00A0: ni le jour de la visite, ni celui du calcul',
      },
      {
        term: 'Indicateurs PGO',
        means: `des journaux, sur douze mois\u00A0; chaque nombre est suivi de sa règle. ${ogpCountWords.fr.notVerified}`,
      },
    ],
  },
  verify: {
    title: 'Vérifier soi-même',
    items: [
      'Chaque changement est une entrée d’un journal, un par engagement et un par plan (log.jsonl). Chaque entrée porte l’empreinte SHA-256 de celle qui la précède\u00A0: changer le passé se voit.',
      'Chaque texte libre est inscrit par son empreinte. Un texte supprimé laisse la sienne, avec une entrée publique qui dit pourquoi\u00A0; le journal reste vérifiable.',
      'L’empreinte du plan, au bas de sa page, dans ses flux et dans chaque courriel, résume tous ses journaux. Qui l’a conservée peut prouver plus tard que rien n’a été retiré ni réécrit.',
      'La commande «\u00A0jalon verify DOSSIER --head EMPREINTE\u00A0» refait tous ces calculs sur un journal ou sur l’archive ouverte d’un plan, et retrouve le moment dont l’empreinte est celle qui fut conservée\u00A0; «\u00A0--older DOSSIER\u00A0» compare avec une copie plus ancienne. Elle vient avec le programme qui fait ce site\u00A0: qui le publie dit où le trouver.',
    ],
    recipe: {
      title: 'Sans Jalon',
      intro: 'N’importe quel programme peut faire ces calculs\u00A0:',
      items: [
        'Télécharger log.jsonl au bas de la page d’un plan ou d’un engagement. Chaque ligne a une entrée (entry) et les textes auxquels elle renvoie (texts).',
        'Écrire l’entrée sans son champ hash, en JSON canonique (RFC 8785\u00A0: clés triées, sans espace)\u00A0; le SHA-256 de ce texte, en UTF-8, est hash.',
        'prevHash est le hash de la ligne précédente, soixante-quatre zéros pour la première, et seq compte les lignes.',
        'Les sha256 des textes d’une ligne sont ceux auxquels renvoie data de l’entrée (là où sha256 est seul entre ses accolades), ni plus ni moins.',
        'Le SHA-256 de salt suivi de text est sha256. Un texte supprimé n’a plus ni l’un ni l’autre\u00A0; une entrée redacted du même journal nomme alors son sha256.',
        'L’empreinte d’un plan est le SHA-256 de la liste canonique des [subject, seq, hash] de la dernière entrée de chacun de ses journaux, triée par subject. Une empreinte conservée se retrouve en refaisant ce calcul après chaque entrée, dans l’ordre des at.',
      ],
      run: 'Tout cela en Python 3, à lancer avec le nom d’un journal, ou d’un dossier qui les contient tous (l’archive ouverte du plan), puis, si l’on en a conservé une, une empreinte, douze chiffres au moins (celles d’une copie plus ancienne s’affichent de même). S’affichent l’empreinte de chaque journal, celle de tous ensemble, qui est celle du plan, et après quelle entrée l’empreinte conservée était la sienne. L’y trouver prouve que rien n’a été réécrit jusque-là\u00A0; ne pas l’y trouver ne prouve rien à soi seul, car des entrées presque simultanées ont pu être écrites dans un autre ordre\u00A0:',
    },
  },
  never: {
    title: 'Ce que Jalon ne fait jamais',
    items: [
      'Déduire un statut d’une date, ni lire «\u00A0non commencé\u00A0» dans un silence.',
      'Juger\u00A0: «\u00A0conforme\u00A0» et «\u00A0tenu\u00A0» n’appartiennent pas à ce registre.',
      'Reformuler un texte publié ou le traduire par une machine\u00A0: sans traduction officielle, le texte est montré dans sa langue.',
      'Publier un nom de personne, une adresse ou un numéro.',
      'Effacer ou remplacer une entrée.',
    ],
  },
};

const en: MethodWords = {
  title: 'Legend and method',
  lead: 'What the signs mean, where each word comes from, how dates are read and what is computed. Six facts about each milestone are kept apart: what the ministry declares, where the deadline stands, the evidence, when the ministry was last heard, when it was asked, and the IRM’s assessment.',
  declared: {
    title: 'Declared by the ministry',
    intro: 'Round signs. The ministry alone declares a status; it is never inferred from a date.',
    note: 'Statuses do not add up and no percentage is made of them: “substantial” is not “complete”. A commitment is complete only if all its milestones are.',
  },
  position: {
    title: 'Position',
    intro: 'Computed from the deadline in force, never typed. It says nothing of what was done.',
    means: {
      upcoming: 'The deadline is more than thirty days away.',
      'due-soon': 'The deadline falls within thirty days, its last day included.',
      overdue:
        'The deadline has passed and the milestone is declared neither complete nor withdrawn. This does not mean that nothing was done.',
      'on-time': 'Declared complete, and delivered by the deadline in force.',
      late: 'Declared complete, and delivered after it.',
      none: 'No certain day. Of a withdrawn milestone the position is called “not applicable”.',
    },
  },
  evidence: {
    title: 'Evidence',
    intro: 'Evidence is a link that anyone can open. “Complete” needs one, or a written reason.',
    items: [
      { term: 'n items of evidence', means: 'The declaration in force points to so many documents or pages.' },
      { term: 'No public evidence: reason', means: 'The ministry says why nothing can be shown. The reason is published.' },
      { term: 'No evidence', means: 'Nothing can be looked at so far.' },
    ],
  },
  freshness: {
    title: 'Freshness',
    intro: 'When the ministry last spoke. “Nothing to report” is an answer, and it is dated.',
    items: [
      { term: 'Last heard on…', means: 'It spoke within the last six months, or the milestone is closed.' },
      { term: 'Not heard since…', means: 'It has not spoken for six months of a milestone that is still open.' },
      { term: 'Never heard', means: 'It has never spoken of this milestone here.' },
    ],
  },
  asked: {
    title: 'Requests to the ministry',
    items: [
      'Jalon writes to the responsible role before and after each deadline. Every mail that the sending service accepted is recorded on its date: “Asked on 22 and 29 October and on 2 November 2021”.',
      'The ministry’s first word after that is the answer: “Answered on…”. While none follows: “No answer since…”, from the first request that was left without one. An answer that was undone since declares nothing any more, and yet the ministry answered: both are told.',
      'If the silence lasts, the national coordination is told once, and that day is recorded, too.',
      'The role alone is named, never the person. A plan may choose not to publish its requests.',
    ],
  },
  irm: {
    title: 'IRM assessment',
    intro:
      'Square signs. The Independent Reporting Mechanism (IRM) judges on its own; its values are quoted with their source, change nothing about the declared status and are never computed.',
  },
  dates: {
    title: 'How dates are read',
    intro: 'A published deadline keeps its words. Jalon counts its last day, inclusive, in the time zone of the plan.',
    caption: 'Examples of published dates, with the day counted and why',
    published: 'Published',
    held: 'Counted as',
    because: 'Why',
    none: 'none',
    examples: [
      { precision: 'day', text: '15 October 2021', day: '2021-10-15' },
      { precision: 'month', text: 'October 2021', day: '2021-10-31' },
      { precision: 'quarter', text: '4th quarter of 2021', day: '2021-12-31' },
      { precision: 'semester', text: 'First half of 2022', day: '2022-06-30' },
      { precision: 'year', text: '2022', day: '2022-12-31' },
      { precision: 'ongoing', text: 'Ongoing', day: null },
      { precision: 'recurring', text: 'Every year', day: null },
      { precision: 'event', text: 'After the conference', day: null },
      { precision: 'unknown', text: 'To be determined', day: null },
    ],
    rules: [
      'A date without a certain day is never given a deadline: the milestone has “no dated deadline”.',
      'A revised deadline is added, with its reason; the published date is never replaced, and slippage is shown: “Moved from… to…”.',
      'Pages say “since 1 November 2021”, never how many days late.',
    ],
  },
  computed: {
    title: 'What is computed, and from what',
    intro: 'Everything else is said by someone, and the history tells by whom.',
    items: [
      { term: 'Position', means: 'from the deadline in force, the declared status and the declared day of delivery' },
      { term: 'Slippage', means: 'from the first published deadline and the one in force' },
      { term: 'Milestones complete, x of y', means: 'from declared statuses; progress of a commitment is never typed' },
      {
        term: 'Answered in time',
        means:
          'milestones on which the ministry spoke within seven days of the deadline in force, or which it had declared complete before, of those whose days are over or that already have their answer. A milestone withdrawn by seven days after its deadline counts neither as an answer nor as a silence',
      },
      {
        term: 'Data as of',
        means: 'the last day on which anything shown changed: neither the day of the visit nor that of the computation',
      },
      {
        term: 'OGP counts',
        means: `from the logs, over twelve months; each number is followed by its rule. ${ogpCountWords.en.notVerified}`,
      },
    ],
  },
  verify: {
    title: 'Verify it yourself',
    items: [
      'Every change is an entry of a log, one log per commitment and one per plan (log.jsonl). Every entry carries the SHA-256 hash of the one before: a changed past shows.',
      'Every free text is recorded by its hash. A redacted text leaves its hash, with a public entry that says why; the log can still be verified.',
      'The hash of the plan, at the foot of its page, in its feeds and in every mail, sums up all its logs. Whoever kept it can prove later that nothing was taken away or rewritten.',
      'The command “jalon verify FOLDER --head HASH” computes all of this again on a log or on the unpacked archive of a plan, and finds the moment whose hash is the one that was kept; “--older FOLDER” compares with an earlier copy. It comes with the program that makes this site: whoever publishes it says where to get it.',
    ],
    recipe: {
      title: 'Without Jalon',
      intro: 'Any program can compute this:',
      items: [
        'Download log.jsonl at the foot of the page of a plan or commitment. Every line has an entry (entry) and the texts it refers to (texts).',
        'Write the entry without its member hash as canonical JSON (RFC 8785: keys sorted, no white space); the SHA-256 of that text, in UTF-8, is hash.',
        'prevHash is the hash of the line before, sixty-four zeros for the first one, and seq counts the lines.',
        'The sha256 of the texts of a line are those that data of the entry refers to (wherever sha256 stands alone between its braces), no more and no fewer.',
        'The SHA-256 of salt followed by text is sha256. A redacted text has neither of them any more; an entry redacted of the same log then names its sha256.',
        'The hash of a plan is the SHA-256 of the canonical list of the [subject, seq, hash] of the last entry of each of its logs, sorted by subject. A hash that was kept is found by computing this again after each entry, in the order of at.',
      ],
      run: 'All of this in Python 3, to be run with the name of a log, or of a folder that holds all of them (the unpacked archive of the plan), then, if you kept one, a hash, twelve digits of it or more (those of an earlier copy are printed likewise). It prints the hash of each log, that of all together, which is the plan’s, and after which entry the hash you kept was theirs. Finding it proves that nothing was rewritten up to there; not finding it proves nothing by itself, for entries of almost the same moment may have been written in another order:',
    },
  },
  never: {
    title: 'What Jalon never does',
    items: [
      'Infer a status from a date, or read “not started” into silence.',
      'Judge: “compliant” and “kept” do not belong to this record.',
      'Re-word a published text, or have a machine translate it: without an official translation, the text is shown in its own language.',
      'Publish the name of a person, an address or a number.',
      'Erase or replace an entry.',
    ],
  },
};

export const methodWords: { readonly [language in InterfaceLanguage]: MethodWords } = { fr, en };
