import { isMark, isWord, phraseAt, phrases, type Token } from './date-tokens.ts';
import { wordSet } from './proposals-words.ts';
import type { Tense } from './proposals-years.ts';

type Tokens = readonly Token[];

const reflexives = new Set(['s', 'se']);
const futureWords = wordSet(
  'prevu prevue prevus prevues programme programmee programmes programmees fixe fixee fixes fixees prochain',
  'prochaine prochains prochaines planifie planifiee planifies planifiees rendez doit doivent va vont etendant',
  'echelonnant reportee reporte will scheduled planned next set due upcoming expected',
);
const futureVerb =
  /^(?:ser|aur|tiendr|reunir|deroul|ouvrir|commencer|debuter|demarrer|durer|organiser|paraitr|livrer|remettr|publier|rendr|produir|clotur|fermer|lancer|accueiller|rassembler|poursuivr|courr|achever|terminer)(?:a|ont)$/u;
const uncertainWords = wordSet('devait devaient devrait devraient pourrait pourraient aurait auraient could should might would');
const pastWords = wordSet(
  'etait etaient avait avaient fut furent eut eurent ayant eu tenu tenue tenus tenues was were had held took',
  'met opened closed launched convened started began ended hosted gathered',
);
const pastHelpers = new Set(['a', 'ont', 'has', 'have']);
const participle = /..(?:é|ée|és|ées|i|is|ie|ies|it|u|ue|us|ues|ert|erte|erts|ertes)$/u;

/** How a stretch of words tells it. "A été fixée au" looks ahead; "ont eu lieu" looks back. */
export function tenseOf(tokens: Tokens): { readonly tense: Tense; readonly isUncertain: boolean } {
  if (tokens.some(({ text }) => uncertainWords.has(text))) return { tense: null, isUncertain: true };
  if (tokens.some(({ text }) => futureWords.has(text) || futureVerb.test(text))) return { tense: 'future', isUncertain: false };
  const isPast = tokens.some((token, index) => {
    if (pastWords.has(token.text)) return true;
    const next = tokens[index + 1];
    const following = next?.written.normalize('NFC').toLowerCase() ?? '';
    if (pastHelpers.has(token.text) && token.written.toLowerCase() !== 'à')
      return participle.test(following) || next?.text === 'ete';
    return reflexives.has(tokens[index - 2]?.text ?? '') && isWord(token, 'est', 'sont') && participle.test(following);
  });
  if (isPast) return { tense: 'past', isUncertain: false };
  // "dévoilée en avril", "organisé le 3 mars": a participle alone, its helping word is not in the present.
  const isBare = tokens.some((token, index) => {
    const written = token.written.normalize('NFC').toLowerCase();
    return /..(?:é|ée|és|ées)$/u.test(written) && !isWord(tokens[index - 1], 'est', 'sont', 'is', 'are');
  });
  return { tense: isBare ? 'past' : null, isUncertain: false };
}

const negations = phrases('annulé', 'annulée', 'annulés', 'annulées', 'cancelled', 'canceled');
const undoing = phrases('initialement', 'originally', 'au lieu du', 'instead of');
const unwanted = phrases(
  ...['abonnement', 'abonnez', 'newsletter', 'newsletters', 'infolettre', 'cookies', "offre d'essai", 'tarif', 'euros'],
  ...['subscribe', 'subscription', 'free trial'],
);

function holds(tokens: Tokens, list: typeof negations): boolean {
  return tokens.some((_, index) => phraseAt(tokens, index, list) !== null);
}

/** "n'aura pas lieu", "ne se tiendra plus", "did not take place". */
export function isDenied(tokens: Tokens, from: number, to: number): boolean {
  const words = tokens.slice(from, to);
  return (
    words.some(({ text }) => text === 'ne' || text === 'n' || text === 'not' || text === 'never') &&
    words.some(({ text }) => ['pas', 'plus', 'jamais', 'not', 'never'].includes(text))
  );
}

const opinions = wordSet(
  'estime estiment estimant espere esperent souhaite souhaitent souhaitait regrette regrettent reclame',
  'reclament craint craignent plaide plaident jugent selon imagine suggere hopes hoped',
  'believes thinks fears regrets argues argued wishes according urged urges',
);

/** What a clause says is cancelled, an offer of the page, somebody's opinion or a question. */
export function isNoEvent(tokens: Tokens): boolean {
  if (holds(tokens, negations) || holds(tokens, unwanted)) return true;
  return tokens.some(({ text }) => opinions.has(text)) || isMark(tokens.at(-1), '?');
}

/** "initialement prévu le 24 janvier": the date before it was moved. */
export function isGivenUp(tokens: Tokens, from: number, to: number): boolean {
  return holds(tokens.slice(from, to), undoing);
}
