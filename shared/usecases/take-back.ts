import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, planOf } from '../domain/identifiers.ts';
import { type Accepted, changeCommitment, type Envelope } from './append-change.ts';
import { endAssignment } from './change-assignment.ts';
import type { ContactDeps } from './contact-deps.ts';
import { handOns, movedSince } from './handed-on.ts';

/**
 * Ends a hand-on before its time: the colleague loses the milestone at once, signed in or not. What they drafted stays for
 * the lead to read. For whoever answers for the commitment now, not only who handed it on, and for the coordination. Refused as
 * `unknown-contact` when nobody holds the milestone.
 */
export async function takeBack(
  deps: ContactDeps,
  command: Envelope & { readonly milestoneId: string },
): Promise<Accepted | Refused> {
  const { record, people } = deps;
  const { milestoneId } = command;
  const at = instantText(command.now);
  const before = await record.commitment(commitmentOf(milestoneId));
  const { assignments } = await people.peopleOf(planOf(milestoneId));
  const held = handOns(assignments, milestoneId, at);
  if (held.length === 0) return refused('unknown-contact');
  const seen = before?.log.length ?? 0;
  // The public word first, as for every change of who answers; if the end of the role is lost, taking back again ends it.
  const told = await changeCommitment(deps, commitmentOf(milestoneId), command, (current) => {
    if (current === null) return refused('unknown-commitment');
    if (movedSince(current.log, milestoneId, seen)) return refused('exists-already');
    return { ok: true, texts: [], change: { type: 'taken-back', data: { milestoneId } } };
  });
  if (!told.ok) return told;
  for (const one of held) if ((await endAssignment(people, one, at)) === null) return refused('busy');
  return told;
}
