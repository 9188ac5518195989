import type { FC } from 'hono/jsx';
import type { Why } from '../../../shared/domain/asked-of-me.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { daysText, dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Words } from '../../../shared/showing/parts/words.tsx';
import { answeringMessages } from '../messages/answering.ts';

/** One reason in plain words. */
export function whyText(why: Why, language: InterfaceLanguage): string {
  const say = answeringMessages(language).list;
  const m = messages[language];
  const day = (text: string): string => dayText(text, m);
  switch (why.is) {
    case 'draft':
      return say.draft(why.name, day(why.on));
    case 'own-draft':
      return say.ownDraft(day(why.on));
    case 'handed-on':
      return say.handedOn(why.name, why.until === null ? null : day(why.until));
    case 'asked':
      return say.asked(daysText(why.days, m));
    case 'overdue':
      return say.overdue(day(why.day));
    case 'answered':
      return say.answered(day(why.day), day(why.on));
    case 'due':
      return say.due(day(why.day));
    case 'undated':
    case 'complete':
    case 'withdrawn':
      return say[why.is];
    default:
      return why satisfies never;
  }
}

/** Every reason in one line, the most urgent first. */
export const WhyLine: FC<{ readonly why: readonly Why[]; readonly language: InterfaceLanguage }> = ({ why, language }) => {
  const text = why.map((one) => whyText(one, language)).join(answeringMessages(language).list.separator);
  return text === '' ? null : (
    <p>
      <strong>
        <Words of={`${text.charAt(0).toUpperCase()}${text.slice(1)}.`} />
      </strong>
    </p>
  );
};
