import { deadlineOf } from '../../../shared/domain/commitment.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { textOf } from '../clock.ts';
import { type Acceptance, type Checker, carriedBy, contactIn, milestoneIn, type Violation } from '../history.ts';
import { headerOf, textPartOf } from '../mail-text.ts';

const invariant = 'I4';

/** Beyond this many lines a mail counts the rest instead of naming them. */
const shownLines = 10;

function judge({ at, claim, mail }: Acceptance): Violation[] {
  if (claim === null) return [];
  const carried = carriedBy(claim);
  const [first] = carried;
  const contact = first === undefined ? null : contactIn(claim.rows, first.recipientId);
  if (contact === null) return [{ invariant, told: `a mail left at ${textOf(at)} for nobody we know` }];
  const text = textPartOf(mail.raw);
  const wrong: string[] = [];
  if (mail.to !== contact.email || headerOf(mail.raw, 'To') !== contact.email)
    wrong.push(`goes to ${mail.to}, not to ${contact.id}`);
  const milestones = carried.map(({ subjectId }) => milestoneIn(claim.rows, subjectId)).filter((one) => one !== null);
  for (const milestone of milestones.length > shownLines ? [] : milestones) {
    const { due } = deadlineOf(milestone);
    const title = milestone.titles['fr'] ?? '';
    const shown = due === null || due.to === null ? '' : dayText(due.to, messages[contact.language]);
    const place = text.indexOf(title);
    if (place < 0) wrong.push(`does not name ${milestone.id}`);
    else if (!text.slice(place, place + 600).includes(shown)) wrong.push(`does not say ${shown} of ${milestone.id}`);
  }
  return wrong.map((told) => ({ invariant, told: `digest ${claim.did.slice(0, 6)}, accepted at ${textOf(at)}, ${told}` }));
}

/** I4: deadline and recipient printed in a mail are those of the versions its claim checked. */
export const notStale: Checker = ({ acceptances }) => acceptances.flatMap(judge);
