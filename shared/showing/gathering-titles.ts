import { type Passage, typedPassage, typedTitleIn } from './changes.ts';
import { publishedText } from './dates.ts';
import { type Gathering, surroundingsOf } from './gatherings.ts';
import type { Messages } from './messages/fr.ts';
import type { PlanView } from './view.ts';

/** What a gathering is called, in the page's language where it has a title in it. */
export function gatheringTitle(view: PlanView, { kind, item }: Gathering, m: Messages): Passage {
  const original = originalOf(view, m);
  return kind === 'document'
    ? typedPassage(item.title, view.texts, original, m.evidence.redacted, m)
    : typedTitleIn(item.titles, view.texts, original, m);
}

/** The language in which a plan's own texts are written, as far as anyone knows. */
export function originalOf(view: PlanView, m: Messages): string {
  return view.state.settings.languages[0] ?? m.language;
}

const known = new WeakMap<PlanView, Map<Messages, ReadonlyMap<string, string>>>();

/** Titles of pages by gathering: no two alike, also where titles were redacted or meetings have namesakes. */
export function headlinesOf(view: PlanView, m: Messages): ReadonlyMap<string, string> {
  const inLanguages = known.get(view) ?? new Map<Messages, ReadonlyMap<string, string>>();
  known.set(view, inLanguages);
  const found = inLanguages.get(m) ?? headlines(view, m);
  inLanguages.set(m, found);
  return found;
}

function headlines(view: PlanView, m: Messages): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  return new Map(
    surroundingsOf(view).all.map((one) => {
      const { text } = gatheringTitle(view, one, m);
      const headline = one.kind === 'meeting' ? `${text}, ${publishedText(one.item.date, m)}` : text;
      const like = `${one.kind} ${headline}`;
      const nth = (times.get(like) ?? 0) + 1;
      times.set(like, nth);
      return [one.item.id, nth === 1 ? headline : `${headline} (${nth})`] as const;
    }),
  );
}
