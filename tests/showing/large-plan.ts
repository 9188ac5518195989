import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aCommitment, aDate, aDeclared, andThen, aText } from '../builders.ts';
import { view } from './health-plan.ts';

/**
 * Words of titles as ministries write them, and below them places and acronyms that do not exist: half of the words of a real plan stand
 * in it but once, and a page of the same few words could be packed smaller than it.
 */
const verbs =
  `Ouvrir Associer Publier Simplifier Accompagner Former Généraliser Expérimenter Renforcer Moderniser Rendre Créer Développer
Cartographier Encourager Garantir Documenter Mutualiser Élargir Pérenniser Consolider Améliorer Coordonner Diffuser Déployer Favoriser
Instaurer Harmoniser Valoriser Évaluer Soutenir Numériser Préparer Inventorier Structurer Étendre Faciliter Adapter Lancer Concevoir`.split(
    /\s+/u,
  );
const nouns =
  `l’accès les données la transparence les marchés l’évaluation les algorithmes la participation les budgets l’usage les agents
la consultation les associations l’intérêt les territoires la biodiversité les chercheurs l’autonomie les logiciels la jeunesse les
archives l’alimentation les mobilités la santé les logements l’énergie les forêts la justice les tribunaux l’éducation les collèges la
recherche les laboratoires l’emploi les entreprises la culture les musées l’agriculture les exploitations la pêche les littoraux l’eau
les rivières la qualité les sols l’urbanisme les quartiers la prévention les hôpitaux l’inclusion les aidants la médiation les guichets
l’identité les démarches la confiance les élus l’intégrité les lobbys la dépense les subventions l’impôt les simulateurs la loi les
décrets l’étude les impacts la statistique les enquêtes l’adresse les cartes la sécurité les accidents l’armement les contrats la
coopération les partenaires l’asile les titres la formation les compétences l’innovation les prototypes la concertation les assemblées
l’engagement les bénévoles la laïcité les fondations l’égalité les discriminations la retraite les droits l’enfance les familles la
météo les risques l’outre-mer les ports la donnée les référentiels l’interface les catalogues la licence les codes l’audit les rapports
la commande les fournisseurs l’achat les tarifs la concurrence les consommateurs l’étiquetage les produits la montagne les refuges`
    .split(/\s+(?=l’|la\s|les\s)/u)
    .map((one) => one.replace(/\s+/gu, ' '));
const ends =
  `publiques ouvertes partagées locales nationales numériques citoyennes interministérielles expérimentales durables accessibles
réutilisables européennes territoriales scientifiques administratives hospitalières environnementales budgétaires judiciaires sociales
scolaires universitaires régionales départementales maritimes agricoles industrielles patrimoniales statistiques géographiques fiscales`.split(
    /\s+/u,
  );
const links = 'pour avec dans selon depuis entre sur par vers sans'.split(' ');
const letters = [...'ABCDEFGHIJLMNOPRSTUV'];
const [begins, middles, closes] = [
  'Bré Cour Lan Mor Vau Pléz Gri Thou Sav Dom Fau Quin Her Aub Char Noi Plou Rib Mer Clé Guî Joi Ner Oisy Bou'.split(' '),
  'van tel mon gui lar dré fon zac chen bert vil rou sel gny thé pin cour mez dou lis bray nol ques fer jou'.split(' '),
  'ières ville court mont ac igny ans euil oux ec ange heim ette y as on argues'.split(' '),
];
const ministries = [
  'Ministère de la Transformation et de la Fonction publiques',
  'Ministère de la Transition écologique et de la Cohésion des territoires',
  'Ministère de l’Éducation nationale et de la Jeunesse',
  'Ministère de la Santé et de la Prévention',
  'Ministère de l’Économie, des Finances et de la Souveraineté industrielle',
  'Ministère de la Justice',
  'Ministère de l’Enseignement supérieur et de la Recherche',
  'Ministère de la Culture',
  'Ministère de l’Agriculture et de la Souveraineté alimentaire',
  'Ministère du Travail, du Plein emploi et de l’Insertion',
  'Ministère de l’Europe et des Affaires étrangères',
  'Direction interministérielle du numérique',
];

/** A title of 110 to 130 letters, or a shorter one for two of three; another one for each number. */
function titleOf(number: number, word: string): string {
  let state = 7 + number * 7919;
  const pick = (words: readonly string[]): string => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return words[Math.floor(state / 65_536) % words.length] ?? '';
  };
  const wanted = word === '' || number % 3 === 0 ? 110 : 40 + (number % 5) * 12;
  const place = (): string => `${pick(begins)}${pick(middles)}${pick(middles)}${pick(closes)}`;
  const acronym = (): string => `(${Array.from({ length: 5 }, () => pick(letters)).join('')})`;
  let title = `${pick(verbs)} ${pick(nouns)} ${pick(ends)}`;
  while (title.length < wanted) {
    const more = ` ${pick(links)} ${pick(nouns)} ${acronym()} à ${place()}`;
    if (title.length + more.length > 130) break;
    title += more;
  }
  return `${title}${word}`;
}

const months = ['mars', 'juin', 'septembre', 'décembre', 'février', 'octobre', 'mai'];

const reason = aText('Le marché public a pris du retard.');

/** What became of the milestones of one commitment, varied by its number alone. */
function changesOf(id: string, index: number, milestones: number): CommitmentChange[] {
  const of = (key: number): string => `${id}/m${key}`;
  return [
    ...(index % 4 === 3 ? [] : [aDeclared(of(1), { status: 'complete', completedOn: '2021-09-20' })]),
    ...(index % 3 === 0 && milestones > 1
      ? [
          {
            type: 'deadline-revised' as const,
            data: { milestoneId: of(2), due: aDate(`${months[index % 7]} 2023`), reason: { sha256: reason.sha256 } },
          },
        ]
      : []),
    ...(index % 2 === 0 && milestones > 1 ? [aDeclared(of(2), { status: index % 4 === 0 ? 'limited' : 'substantial' })] : []),
    ...(index % 11 === 5 && milestones > 2
      ? [{ type: 'withdrawn' as const, data: { milestoneId: of(3), reason: { sha256: reason.sha256 } } }]
      : []),
  ];
}

/** A commitment of a large plan: its milestones lie between its third month and its `years`-th year. */
export function oneOfMany(index: number, milestones: number, years: number): CommitmentRecord {
  const number = String(index + 1);
  const record = aCommitment({
    number,
    title: titleOf(index, ''),
    leadInstitutions: [ministries[index % ministries.length] ?? ''],
    milestones: Array.from({ length: milestones }, (_, at) => ({
      title: titleOf(1_000 + index * 50 + at, ` (${at + 1})`),
      due:
        index % 7 === 6 && at === milestones - 1
          ? { text: 'En continu', precision: 'ongoing' as const, from: null, to: null }
          : aDate(
              `${months[(index + at * 3) % months.length]} ${2021 + Math.min(years - 1, Math.floor((at * years) / milestones))}`,
            ),
    })),
  });
  return changesOf(record.log.length === 0 ? '' : `fr-2021-2023/${number}`, index, milestones).reduce(
    (soFar, change) => andThen(soFar, change, { texts: [reason] }),
    record,
  );
}

/** A plan of many commitments on a day in its second year. */
export function largePlan(commitments: number, milestones: number, years = 3, asOf = '2022-11-05'): PlanView {
  return view(
    Array.from({ length: commitments }, (_, index) => oneOfMany(index, milestones, years)),
    asOf,
    [],
  );
}
