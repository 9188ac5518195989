import type { PlanEntry } from '../domain/change-log.ts';
import type { Texts } from '../domain/text.ts';
import { entryUrn } from './addresses.ts';
import {
  type Change,
  confirmation,
  type DetailWriter,
  detailWriter,
  madeOfEntry,
  type Passage,
  type Recorded,
  roleText,
  titleIn,
  toldOnce,
  typedPassage,
  typedTitleIn,
} from './changes.ts';
import { dayText } from './dates.ts';
import type { Messages } from './messages/fr.ts';
import { plainLine } from './plain-text.ts';
import { planStates } from './states.ts';
import type { PlanLog } from './view.ts';

type Told = Partial<Pick<Change, 'now' | 'details' | 'about'>>;

/** Every entry of a plan's own log, told in one language, oldest first. */
export function planChanges(plan: PlanLog, m: Messages): Change[] {
  return planRecorded(plan).map(({ tell: inWords }) => inWords(m));
}

/** Every entry of a plan's own log, oldest first, not yet told. */
export function planRecorded({ log, texts }: PlanLog): Recorded[] {
  const states = planStates(log);
  const madeOf = madeOfEntry(texts);
  return log.map((entry, index): Recorded => {
    const { subject, seq, at } = entry;
    const known = { urn: entryUrn(subject, seq), subject, seq, at };
    return {
      ...known,
      madeOf: () => madeOf(entry),
      tell: toldOnce((m) => {
        const settings = states(index + 1)?.settings;
        const original = settings?.languages[0] ?? m.language;
        return {
          ...known,
          kind: entry.type,
          role: entry.actor.role,
          milestoneId: null,
          about: titleIn(settings?.titles ?? {}, m.language, original),
          was: null,
          now: null,
          details: [],
          evidence: [],
          ...tell(entry, { write: detailWriter(texts, original, m), texts, original, m }),
        };
      }),
    };
  });
}

type In = { readonly write: DetailWriter; readonly texts: Texts; readonly original: string; readonly m: Messages };

function tell(entry: PlanEntry, { write, texts, original, m }: In): Told {
  const titled = (titles: Parameters<typeof typedTitleIn>[0]): { about: Passage } => ({
    about: typedTitleIn(titles, texts, original, m),
  });
  switch (entry.type) {
    case 'plan-created':
      return {};
    case 'plan-edited':
      return {
        now: m.change.settings,
        details: [...write.free(m.declared.reason, entry.data.reason), ...confirmation(entry.data, write, m)],
      };
    case 'mail-switched':
      return { now: entry.data.on ? m.change.remindersOn : m.change.remindersOff };
    case 'contact-confirmed':
    case 'role-ended': {
      const role = m.change.role[entry.data.role];
      const who = roleText(entry.data.responsible, texts, m.change.redactedWords);
      return { now: who === '' ? role : `${role}${m.colon}${who}`, details: confirmation(entry.data, write, m) };
    }
    case 'contact-edited': {
      const role = m.change.role[entry.data.role];
      const changed = entry.data.changed.map((one) => m.change.contactChanged[one]).join(', ');
      return { now: `${role}${m.colon}${changed}`, details: confirmation(entry.data, write, m) };
    }
    case 'campaign-planned': {
      const { opens, closes } = entry.data.campaign;
      return { now: m.change.campaign(dayText(opens, m), dayText(closes, m)) };
    }
    case 'meeting-recorded':
      return {
        ...titled(entry.data.meeting.titles),
        now: `${m.plan[entry.data.meeting.state]}, ${plainLine(entry.data.meeting.date.text)}`,
      };
    case 'process-recorded':
      return titled(entry.data.process.titles);
    case 'document-cited':
      return {
        about: typedPassage(entry.data.document.title, texts, original, m.evidence.redacted, m),
        now: m.plan.documentKind[entry.data.document.kind],
      };
    case 'redacted':
      return { now: m.change.redacts(entry.data.of), details: write.free(m.declared.reason, entry.data.reason) };
    default:
      return entry satisfies never;
  }
}
