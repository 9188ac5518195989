import type { Finding } from './draft.ts';

/** `20000` → `20 000` or `20,000`. */
function grouped(digits: string, separator: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/gu, separator);
}

/** Codes of everything reading may say about a source, with what the message needs to know. */
const dictionary = {
  'ambiguous-winter': {
    fr: (text: string) => `« ${text} » peut aussi désigner l’hiver commencé l’année précédente : à choisir avant tout rappel.`,
    en: (text: string) => `“${text}” may also mean the winter that began the year before: to be chosen before any reminder.`,
  },
  'maybe-fiscal-year': {
    fr: (text: string) => `« ${text} » peut désigner un exercice budgétaire.`,
    en: (text: string) => `“${text}” may be a fiscal year.`,
  },
  'fiscal-calendar-unknown': {
    fr: (text: string) => `« ${text} » : le calendrier budgétaire du plan n’est pas connu.`,
    en: (text: string) => `“${text}”: the plan’s fiscal calendar is not known.`,
  },
  'day-or-month': {
    fr: (text: string) => `« ${text} » : jour et mois peuvent s’échanger, aucune date n’est retenue.`,
    en: (text: string) => `“${text}”: day and month both fit either way, no date is taken.`,
  },
  'month-or-years': {
    fr: (text: string) => `« ${text} » peut être un mois ou deux années, aucune date n’est retenue.`,
    en: (text: string) => `“${text}” may be a month or two years, no date is taken.`,
  },
  'broken-date': {
    fr: (text: string) => `« ${text} » : un nombre coupe la date, aucune date n’est retenue.`,
    en: (text: string) => `“${text}”: a number breaks the date, no date is taken.`,
  },
  'no-year': {
    fr: (text: string) => `« ${text} » n’a pas d’année, aucune date n’est retenue.`,
    en: (text: string) => `“${text}” has no year, no date is taken.`,
  },
  'too-many-events': {
    fr: () => 'Ce texte raconte trop d’événements datés : à partir d’ici, plus rien n’est proposé.',
    en: () => 'This text tells too many dated events: from here on, nothing is proposed.',
  },
  'several-dates': {
    fr: (text: string) => `Plusieurs dates : « ${text} ». La première est retenue, les autres sont à séparer.`,
    en: (text: string) => `Several dates: “${text}”. One is taken, the others are to be split off.`,
  },
  'ongoing-after': {
    fr: (text: string) => `« ${text} » continue après sa date.`,
    en: (text: string) => `“${text}” goes on after its date.`,
  },
  'recurring-after': {
    fr: (text: string) => `« ${text} » se répète après sa date.`,
    en: (text: string) => `“${text}” recurs after its date.`,
  },
  'inherited-year': {
    fr: (text: string) => `« ${text} » : l’année vient du point qui précède.`,
    en: (text: string) => `“${text}”: the year comes from the bullet above.`,
  },
  'inherited-date': {
    fr: (text: string) => `« ${text} » : la date vient du groupe.`,
    en: (text: string) => `“${text}”: the date comes from the group.`,
  },
  'end-before-start': {
    fr: (text: string) => `« ${text} » : la fin précède le début. Les dates restent telles que publiées.`,
    en: (text: string) => `“${text}”: the end comes before the start. The dates stay as published.`,
  },
  'date-in-sentence': {
    fr: (text: string) => `Date lue à l’intérieur d’une phrase : « ${text} ».`,
    en: (text: string) => `Date read inside a sentence: “${text}”.`,
  },
  undated: {
    fr: (text: string) => `« ${text} » n’a pas de fin dans le calendrier, aucune échéance n’est retenue.`,
    en: (text: string) => `“${text}” has no end in the calendar, no deadline is taken.`,
  },
  'unreadable-date': {
    fr: (text: string) => `« ${text} » n’est pas une date lisible, aucune date n’est retenue.`,
    en: (text: string) => `“${text}” is no readable date, no date is taken.`,
  },
  'impossible-date': {
    fr: (text: string) => `« ${text} » n’existe pas dans le calendrier.`,
    en: (text: string) => `“${text}” does not exist in the calendar.`,
  },
  'start-only': {
    fr: (text: string) => `« ${text} » est un début, pas une échéance.`,
    en: (text: string) => `“${text}” is a start, not a deadline.`,
  },
  'period-incomplete': {
    fr: (text: string) => `« ${text} » ne donne pas le début et la fin de l’engagement.`,
    en: (text: string) => `“${text}” does not give the start and the end of the commitment.`,
  },
  'told-twice': {
    fr: (text: string, other: string) => `« ${text} » est répété, avec une autre date, à la ligne ${other}.`,
    en: (text: string, other: string) => `“${text}” is told again, with another date, on line ${other}.`,
  },
  'told-in-prose-only': {
    fr: (text: string) => `« ${text} » a une date dans le texte et manque à la liste des jalons.`,
    en: (text: string) => `“${text}” has a date in the prose and is missing from the list of milestones.`,
  },
  'third-level': {
    fr: (text: string) => `« ${text} » : troisième niveau de liste, peut-être un objectif et non un jalon.`,
    en: (text: string) => `“${text}”: third level of a list, maybe a goal and no milestone.`,
  },
  'only-group': {
    fr: (text: string) => `« ${text} » coiffe tous les jalons et n’en distingue aucun : il n’est pas retenu comme groupe.`,
    en: (text: string) => `“${text}” stands above all milestones and tells none apart: it is not kept as a group.`,
  },
  'unread-line': {
    fr: (text: string) => `Ligne non lue parmi les jalons : « ${text} ».`,
    en: (text: string) => `Line not read among the milestones: “${text}”.`,
  },
  'unread-section': {
    fr: (text: string) => `Section non reconnue, laissée de côté : « ${text} ».`,
    en: (text: string) => `Section not recognised, left aside: “${text}”.`,
  },
  'long-bullet': {
    fr: () => 'Texte de plus de 2 000 caractères dans la liste des jalons : coupé, sans échéance.',
    en: () => 'Text of more than 2,000 characters in the list of milestones: cut, without a deadline.',
  },
  'long-line': {
    fr: () => 'Ligne de plus de 10 000 caractères.',
    en: () => 'Line of more than 10,000 characters.',
  },
  'too-deep': {
    fr: () => 'Le texte est imbriqué trop profondément pour être lu.',
    en: () => 'The text is nested too deeply to be read.',
  },
  'no-milestones': {
    fr: () => 'Aucun jalon lu.',
    en: () => 'No milestone read.',
  },
  'contact-without-person': {
    fr: (text: string) => `Contact sans personne ni adresse : « ${text} ».`,
    en: (text: string) => `Contact without a person or an address: “${text}”.`,
  },
  'ended-but-in-progress': {
    fr: (text: string) => `Noté « en cours » alors que la durée s’achève avant la date de la page : « ${text} ».`,
    en: (text: string) => `Marked as in progress, yet its duration ends before the page’s date: “${text}”.`,
  },
  'empty-link': {
    fr: (text: string) => `Lien sans texte, laissé de côté : ${text}`,
    en: (text: string) => `Link without text, left aside: ${text}`,
  },
  'other-encoding': {
    fr: (text: string) => `Texte lu en ${text}.`,
    en: (text: string) => `Text read as ${text}.`,
  },
  'damaged-characters': {
    fr: () => 'Le texte contient des caractères déjà perdus (U+FFFD).',
    en: () => 'The text holds characters that were already lost (U+FFFD).',
  },
  'unknown-column': {
    fr: (text: string) => `Colonne inconnue, laissée de côté : « ${text} ».`,
    en: (text: string) => `Unknown column, left aside: “${text}”.`,
  },
  'not-read-back': {
    fr: (text: string) => `Colonnes d’un export qu’aucun import ne relit, laissées de côté : ${text}.`,
    en: (text: string) => `Columns of an export that no import reads back, left aside: ${text}.`,
  },
  'several-plans': {
    fr: (text: string, other: string) => `Le tableau contient plusieurs plans (« ${text} », « ${other} ») : un fichier par plan.`,
    en: (text: string, other: string) => `The table holds several plans (“${text}”, “${other}”): one file for each plan.`,
  },
  'words-and-days-differ': {
    fr: (text: string, days: string) =>
      `« ${text} » se lit autrement que les colonnes de cette date ; les colonnes sont retenues : ${days}.`,
    en: (text: string, days: string) =>
      `“${text}” reads differently from the columns of this date; the columns are taken: ${days}.`,
  },
  'told-again': {
    fr: (text: string) => `« ${text} » manquait à la dernière version du document ; ce tableau le redonne.`,
    en: (text: string) => `“${text}” was missing from the last version of the document; this table tells it again.`,
  },
  'date-differs-between-languages': {
    fr: (text: string, other: string) => `« ${text} » : la date diffère de celle de l’autre langue (${other}).`,
    en: (text: string, other: string) => `“${text}”: the date differs from the other language’s (${other}).`,
  },
  empty: { fr: () => 'Le fichier est vide.', en: () => 'The file is empty.' },
  'too-large': { fr: () => 'Le fichier dépasse 2 Mo.', en: () => 'The file is over 2 MB.' },
  binary: {
    fr: (text: string) => `Ce n’est pas un fichier de texte (${text}).`,
    en: (text: string) => `This is not a text file (${text}).`,
  },
  'unknown-encoding': {
    fr: () => 'Le codage des caractères n’est pas sûr : enregistrer le fichier en UTF-8.',
    en: () => 'The character encoding is not certain: save the file as UTF-8.',
  },
  'not-understood': {
    fr: (text: string) => `Ni fiche d’engagement, ni démarche de participation, ni document reconnu : « ${text} ».`,
    en: (text: string) => `Neither a fact sheet, a participation process nor a known document: “${text}”.`,
  },
  'no-number': {
    fr: (text: string) => `Aucun numéro d’engagement avant « ${text} ».`,
    en: (text: string) => `No commitment number before “${text}”.`,
  },
  'no-title': {
    fr: (text: string) => `L’engagement ${text} n’a pas de titre.`,
    en: (text: string) => `Commitment ${text} has no title.`,
  },
  'no-sections': {
    fr: (text: string) => `L’engagement ${text} n’a aucune rubrique reconnue.`,
    en: (text: string) => `Commitment ${text} has no section that is recognised.`,
  },
  'unreadable-table': {
    fr: () => 'Tableau de jalons sans colonne reconnue (jalon, livrable, début, fin, échéance).',
    en: () => 'Table of milestones without a column that is recognised (milestone, deliverable, start, end, due).',
  },
  'number-twice': {
    fr: (text: string, other: string) => `L’engagement ${text} est donné deux fois avec un contenu différent (${other}).`,
    en: (text: string, other: string) => `Commitment ${text} is given twice with different content (${other}).`,
  },
  'bad-front-matter': {
    fr: (text: string) => `En-tête YAML illisible : ${text}`,
    en: (text: string) => `Unreadable YAML front matter: ${text}`,
  },
  'bad-csv': { fr: (text: string) => `CSV illisible : ${text}`, en: (text: string) => `Unreadable CSV: ${text}` },
  'missing-column': {
    fr: (text: string) => `Colonne manquante : ${text}.`,
    en: (text: string) => `Missing column: ${text}.`,
  },
  'bad-number': {
    fr: (text: string) => `« ${text} » n’est pas un numéro d’engagement.`,
    en: (text: string) => `“${text}” is no commitment number.`,
  },
  'title-differs': {
    fr: (text: string, other: string) => `L’engagement ${text} porte un autre titre à la ligne ${other}.`,
    en: (text: string, other: string) => `Commitment ${text} has another title on line ${other}.`,
  },
  'too-long': {
    fr: (text: string, limit: string) => `« ${text} » : plus de ${grouped(limit, '\u00A0')} caractères, la limite du registre.`,
    en: (text: string, limit: string) => `“${text}”: more than ${grouped(limit, ',')} characters, the record’s limit.`,
  },
  'too-many': {
    fr: (text: string, limit: string) => `« ${text} » : plus de ${grouped(limit, '\u00A0')}, la limite du registre.`,
    en: (text: string, limit: string) => `“${text}”: more than ${grouped(limit, ',')}, the record’s limit.`,
  },
  'out-of-bounds': {
    fr: (text: string) => `« ${text} » : valeur que le registre n’accepte pas.`,
    en: (text: string) => `“${text}”: a value that the record does not take.`,
  },
  'not-as-drafted': {
    fr: (text: string) => `Valeur hors limites : ${text}`,
    en: (text: string) => `Value out of bounds: ${text}`,
  },
} as const satisfies { [code: string]: { fr: (...words: string[]) => string; en: (...words: string[]) => string } };

export type FindingCode = keyof typeof dictionary;

const longest = 200;

/** As much of a long text as may be said, cut between two words where there are any. */
function wholeWords(text: string): string {
  const begun = text.slice(0, longest + 1);
  const end = begun.lastIndexOf(' ');
  return (end > 0 ? begun.slice(0, end) : text.slice(0, longest)).replace(/[,;]$/u, '');
}

/** What a code says, in the language of the source: French for French texts, else English. */
export function messageOf(code: FindingCode, language: string, ...words: readonly [string?, string?]): string {
  const [first = '', second = ''] = words.map((word) => {
    const plain = (word ?? '').replace(/\s+/gu, ' ').trim();
    return plain.length > longest ? `${wholeWords(plain)}…` : plain;
  });
  const say: (...words: string[]) => string = dictionary[code][language === 'fr' ? 'fr' : 'en'];
  return typeset(say(first, second), language);
}

/** French typography: no-break spaces before `:` `;` `?` `!` and inside « ». Other languages as they are. */
export function typeset(text: string, language: string): string {
  return language === 'fr' ? text.replace(/ ([:;?!»])/gu, '\u00A0$1').replace(/« /gu, '«\u00A0') : text;
}

export function findingOf(line: number, code: FindingCode, language: string, ...words: readonly [string?, string?]): Finding {
  return { line, code, message: messageOf(code, language, ...words) };
}
