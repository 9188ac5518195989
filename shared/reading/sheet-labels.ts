import { fold } from '../domain/text.ts';
import type { Line } from './blocks.ts';

export type SheetField =
  | 'period'
  | 'periodStart'
  | 'periodEnd'
  | 'leadInstitutions'
  | 'supportingInstitutions'
  | 'objective'
  | 'problem'
  | 'description'
  | 'contribution'
  | 'relevance'
  | 'milestones'
  | 'contacts'
  | 'numberAndTitle'
  /** Known and holding no field: "Et aussi", a quotation, a budget. */
  | 'aside';

export type ContactField = 'name' | 'role' | 'email' | 'phone';

export type Label<Field> = { readonly field: Field; readonly language: 'fr' | 'en'; readonly rest: string };

type Rule<Field> = readonly [Field, 'fr' | 'en', RegExp];

/** Key words of each label, on folded text. The first rule that fits wins: "contribuer au problème" before "problème". */
const rules: readonly Rule<SheetField>[] = [
  ['contribution', 'fr', /^comment\b.*\bengagement\b.*\bcontribu/u],
  ['contribution', 'en', /^how\b.*\bcommitment\b.*\bcontribut/u],
  ['relevance', 'fr', /^pourquoi\b.*\bpertinen|^pertinence\b.{0,40}$|^(?:valeurs|principes) (?:de l'ogp|du pgo|ogp)$/u],
  ['relevance', 'en', /^why\b.*\brelevan|^ogp (?:principles?|values?)$|^relevance\b.{0,40}$/u],
  ['problem', 'fr', /^quels?(?:les?)?\b.*\bproblemes?\b|^enjeux?$|^probleme public$/u],
  ['problem', 'en', /^what\b.*\b(?:problem|issue)\b|^challenges?$|^(?:public )?problem(?: statement)?$/u],
  [
    'description',
    'fr',
    /^quels?(?:les?)? (?:est|sont) l'engagement$|^contexte$|^(?:breve )?description(?: breve)?(?: de l'engagement)?$/u,
  ],
  [
    'description',
    'en',
    /^what (?:is|was) the commitment$|^(?:brief |commitment )?description(?: of (?:the )?commitment)?$|^context$/u,
  ],
  ['objective', 'fr', /^objectifs?(?: de l'engagement| principal| principaux)?$/u],
  ['objective', 'en', /^(?:main )?objectives?$/u],
  [
    'milestones',
    'fr',
    /^jalons?\b.*\b(?:activites?|livrables?|verifiables?)\b|^(?:calendrier des )?jalons?$|^feuille de route$/u,
  ],
  ['milestones', 'en', /^milestones?\b.*\b(?:activit(?:y|ies)|deliverables?)\b|^(?:key )?milestones?$|^road ?map$/u],
  [
    'contacts',
    'fr',
    /^(?:informations?|coordonnees|donnees) (?:de |du )?contact\b.{0,80}$|^contacts?$|^nom de la personne responsable\b.{0,60}$/u,
  ],
  [
    'contacts',
    'en',
    /^contact (?:information|details?|points?|persons?)\b.{0,80}$|^contacts?$|^name of (?:the )?responsible person\b.{0,60}$/u,
  ],
  ['periodStart', 'fr', /^date de (?:debut|demarrage)(?: de l'engagement)?$/u],
  ['periodEnd', 'fr', /^date de fin(?: de l'engagement)?$/u],
  ['periodStart', 'en', /^(?:commitment )?start date$/u],
  ['periodEnd', 'en', /^(?:commitment )?end date$/u],
  [
    'period',
    'fr',
    /^(?:dates?|periode|duree)\b.*\b(?:debut|demarrage)\b.*\bfin\b.{0,40}$|^(?:periode|duree)(?: de l'engagement)?$/u,
  ],
  ['period', 'en', /^(?:commitment )?start\b.{0,20}\bend\b.{0,20}$|^(?:commitment |implementation )?(?:period|duration|dates)$/u],
  [
    'leadInstitutions',
    'fr',
    /^(?:ministeres?|institutions?|agences?|administrations?|organismes?|structures?|entites?)\b.{0,40}\b(?:porteur|porteuse|porteurs|porteuses|responsables?|pilotes?)\b.{0,30}$|^porteurs?$/u,
  ],
  [
    'leadInstitutions',
    'en',
    /^(?:lead|responsible)\b.{0,40}\b(?:agenc(?:y|ies)|institutions?|ministr(?:y|ies)|departments?|organi[sz]ations?|bod(?:y|ies))\b.{0,30}$/u,
  ],
  [
    'supportingInstitutions',
    'fr',
    /^(?:autres? )?acteurs?\b.{0,80}$|^(?:osc|organisations de la societe civile|secteur prive|multilateraux|groupes? de travail|partenaires?|institutions? associees?|parties prenantes)\b.{0,80}$/u,
  ],
  [
    'supportingInstitutions',
    'en',
    /^(?:other|supporting)\b.{0,30}\b(?:actors?|stakeholders?|institutions?|agenc(?:y|ies))\b.{0,60}$|^support institutions?$|^(?:state actors?|csos?|civil society|private sector|multilaterals?|working groups?)\b.{0,60}$/u,
  ],
  ['numberAndTitle', 'en', /^(?:commitment )?(?:number|title|name)(?: and (?:title|name|number))(?: of (?:the )?commitment)?$/u],
  ['numberAndTitle', 'fr', /^(?:numero|titre|intitule|nom)(?: et (?:titre|intitule|nom|numero))(?: de l'engagement)?$/u],
  ['aside', 'fr', /^et aussi$|^verbatims?\b|^budget$|^pour en savoir plus$|^liens?\b.{0,60}$/u],
  ['aside', 'en', /^budget$|^see also$|^links?\b.{0,60}$/u],
];

const contactRules: readonly Rule<ContactField>[] = [
  ['name', 'fr', /^noms?\b.*\b(?:personne|responsable|contact)\b.{0,60}$|^nom$/u],
  ['name', 'en', /^names?\b.*\b(?:person|responsible|contact)\b.{0,60}$|^name$/u],
  ['role', 'fr', /^(?:titre|fonction)s?\b.{0,40}$/u],
  ['role', 'en', /^(?:title|position)s?\b.{0,40}$/u],
  ['email', 'fr', /^(?:courriel|e-?mail|adresse (?:electronique|mail|e-?mail))\b.{0,40}$/u],
  ['email', 'en', /^e-?mail\b.{0,40}$/u],
  ['phone', 'fr', /^(?:telephone|tel)\b.{0,20}$/u],
  ['phone', 'en', /^(?:phone|telephone)\b.{0,20}$/u],
];

const longestLabel = 160;

/** Ways to part a line into label and rest: at its first colon, after its question mark, after its bold start, whole. */
function partings(line: Pick<Line, 'text' | 'strong'>): (readonly [string, string])[] {
  const { text, strong } = line;
  const found: (readonly [string, string])[] = [];
  const colon = text.indexOf(':');
  const question = text.indexOf('?');
  if (question >= 0) found.push([text.slice(0, question), text.slice(question + 1)]);
  if (colon >= 0) found.push([text.slice(0, colon), text.slice(colon + 1)]);
  if (strong > 0 && strong < text.length) found.push([text.slice(0, strong), text.slice(strong)]);
  if (question < 0 || text.slice(question + 1).trim() === '') found.push([text, '']);
  return found;
}

function plain(head: string): string {
  return fold(head.replace(/[?*_]/gu, ''))
    .replace(/\(e?s\)/gu, 's')
    .replace(/^[\s\d.)-]+/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A wrapped line of prose may begin with "contexte"; a label begins with a capital. */
const capital = /^[^\p{L}]*\p{Lu}/u;

function match<Field>(line: Pick<Line, 'text' | 'strong'>, list: readonly Rule<Field>[]): Label<Field> | null {
  if (!capital.test(line.text)) return null;
  for (const [head, rest] of partings(line)) {
    const folded = head.length > longestLabel ? '' : plain(head);
    if (folded === '') continue;
    const rule = list.find(([, , pattern]) => pattern.test(folded));
    if (rule !== undefined) return { field: rule[0], language: rule[1], rest: rest.replace(/^[\s\u00A0:.*_–-]+/u, '').trim() };
  }
  return null;
}

/** The field a line opens. A label is a whole line or the start of one, known by its key words (DOMAIN, "labels"). */
export function labelOf(line: Pick<Line, 'text' | 'strong'>): Label<SheetField> | null {
  return match(line, rules);
}

export function contactLabelOf(line: Pick<Line, 'text' | 'strong'>): Label<ContactField> | null {
  return match(line, contactRules);
}

export type NumberedTitle = { readonly number: string; readonly title: string; readonly language: 'fr' | 'en' | null };

const numbered =
  /^(?<word>engagement|commitment|action)\s*(?:#|n°|nº|no\.?|number|numéro)?\s*(?<number>[a-z]{0,2}\d{1,6})(?:\s*(?:[:.–—]|\s-)\s*(?<title>.*)|\s*)$/iu;

/** `Engagement #28 : Titre`, `Commitment 3`: a number needs its word before it, the title begins at the first colon. */
export function numberedTitle(text: string): NumberedTitle | null {
  const match = numbered.exec(
    text
      .normalize('NFC')
      .replace(/[\s\u00A0\u202F]+/gu, ' ')
      .trim(),
  );
  if (match === null || !capital.test(text)) return null;
  const { word = '', number = '', title = '' } = match.groups ?? {};
  const language = word.toLowerCase() === 'engagement' ? 'fr' : word.toLowerCase() === 'commitment' ? 'en' : null;
  return { number: number.toUpperCase(), title: title.trim(), language };
}

const bareNumbered = /^(?:#|n°)?\s*(?<number>[A-Z]{0,2}\d{1,6})\s*(?:[:.–—)]|\s-)\s*(?<title>\S.*)$/u;

/** `28. Titre`, under a label that already says that a number and a title follow. */
export function bareNumberedTitle(text: string): NumberedTitle | null {
  const match = bareNumbered.exec(
    text
      .normalize('NFC')
      .replace(/[\s\u00A0\u202F]+/gu, ' ')
      .trim(),
  );
  if (match === null) return numberedTitle(text);
  return { number: match.groups?.['number'] ?? '', title: match.groups?.['title'] ?? '', language: null };
}
