import type { PlanEntry } from '../domain/change-log.ts';
import type { PlanSettings } from '../domain/plan.ts';
import type { Texts } from '../domain/text.ts';
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
import { dayText, plainDate } from './dates.ts';
import type { Messages } from './messages/fr.ts';
import { entryUrn } from './permanent-names.ts';
import { asksSentence, settingsChanges } from './settings-changes.ts';
import { planStates } from './states.ts';
import type { PlanLog } from './view.ts';

type Telling = Partial<Pick<Change, 'now' | 'target' | 'details' | 'about'>>;

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
    const known = { urn: entryUrn(log, seq), subject, seq, at };
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
          target: null,
          details: [],
          evidence: [],
          ...tell(entry, {
            ...{ write: detailWriter(texts, original, m), texts, original, m },
            before: states(index)?.settings ?? null,
          }),
        };
      }),
    };
  });
}

type In = {
  readonly write: DetailWriter;
  readonly texts: Texts;
  readonly original: string;
  readonly m: Messages;
  /** Settings before the entry; null before the first. */
  readonly before: PlanSettings | null;
};

/** Names of what was set otherwise, with each value as it was and is; whether asks are public comes first, in words of its own. */
function settingsTold(
  before: PlanSettings | null,
  after: PlanSettings,
  { write, m }: Pick<In, 'write' | 'm'>,
): Required<Pick<Telling, 'now' | 'details'>> {
  if (before === null) return { now: m.change.settings, details: [] };
  const changes = settingsChanges(before, after, m);
  const names = [asksSentence(before, after, m), ...changes.map(({ name }) => name)].filter((one) => one !== null);
  return {
    now: names.length === 0 ? m.change.settings : names.join(', '),
    details: changes.flatMap(({ name, was, now }) => write.own(capitalised(name, m), [was, ' → ', now])),
  };
}

/** `coordination nationale, département, Ministère`: a function that only says the role again is told once. */
function roleAndFunction(role: string, who: string): string {
  if (who === '') return role;
  return who.toLowerCase().startsWith(role.toLowerCase()) ? who : `${role}, ${who}`;
}

const capitalised = (text: string, m: Messages): string => `${text.charAt(0).toLocaleUpperCase(m.language)}${text.slice(1)}`;

function tell(entry: PlanEntry, { write, texts, original, m, before }: In): Telling {
  const titled = (titles: Parameters<typeof typedTitleIn>[0]): { about: Passage } => ({
    about: typedTitleIn(titles, texts, original, m),
  });
  switch (entry.type) {
    case 'plan-created':
      return {};
    case 'plan-edited': {
      const { now, details } = settingsTold(before, entry.data.settings, { write, m });
      return {
        now,
        details: [...details, ...write.free(m.declared.reason, entry.data.reason), ...confirmation(entry.data, write, m)],
      };
    }
    case 'mail-switched':
      return { now: entry.data.on ? m.change.remindersOn : m.change.remindersOff };
    case 'contact-confirmed':
    case 'role-ended': {
      const role = m.change.role[entry.data.role];
      const who = roleText(entry.data.responsible, texts, m.change.redactedWords);
      return { now: roleAndFunction(role, who), details: confirmation(entry.data, write, m) };
    }
    case 'contact-edited': {
      const role = m.change.role[entry.data.role];
      const changed = entry.data.changed.map((one) => m.change.contactChanged[one]).join(', ');
      return { now: `${role}, ${changed}`, details: confirmation(entry.data, write, m) };
    }
    case 'campaign-planned': {
      const { opens, closes } = entry.data.campaign;
      return { now: m.fromTo(dayText(opens, m), dayText(closes, m)) };
    }
    case 'meeting-recorded':
      return {
        ...titled(entry.data.meeting.titles),
        now: [`${m.plan[entry.data.meeting.state]}, `, plainDate(entry.data.meeting.date)],
      };
    case 'process-recorded':
      return titled(entry.data.process.titles);
    case 'document-cited':
      return {
        about: typedPassage(entry.data.document.title, texts, original, m.evidence.redacted, m),
        now: m.plan.documentKind[entry.data.document.kind],
      };
    case 'redacted':
      return {
        target: entry.data.of,
        now: m.change.redacts(entry.data.of),
        details: write.free(m.declared.reason, entry.data.reason),
      };
    default:
      return entry satisfies never;
  }
}
