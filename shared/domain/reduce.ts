import { canonicalJson } from './canonical-json.ts';
import type { CommitmentEntry, PlanEntry } from './change-log.ts';
import { type Commitment, type CommitmentState, deadlineOf, type MilestoneState, type Word } from './commitment.ts';
import { sameDays } from './fuzzy-date.ts';
import { planOf, type Wording } from './identifiers.ts';
import type { LogHead, PlanState } from './plan.ts';

/** An entry that cannot follow the state it is folded into: a bug, or a log that was tampered with. */
export class LogOrderError extends Error {}

function follow(head: LogHead | undefined, entry: { subject: string; seq: number; hash: string }): LogHead {
  if ((head?.seq ?? 0) + 1 !== entry.seq) {
    throw new LogOrderError(`${entry.subject}: entry ${entry.seq} cannot follow ${head?.seq ?? 0}`);
  }
  return { seq: entry.seq, hash: entry.hash };
}

type Imported = Extract<CommitmentEntry, { type: 'imported' }>;

/** Takes what a sheet says anew and leaves alone what it only repeats, so that a correction since then stands. */
function retold(standing: Wording, toldBefore: Wording, toldNow: Wording): Wording {
  const news = Object.entries(toldNow).filter(([language, text]) => toldBefore[language] !== text);
  return { ...standing, ...Object.fromEntries(news) };
}

function importedState(before: CommitmentState | null, entry: Imported, head: LogHead): CommitmentState {
  const { milestones: _, source, prose, titles, responsible, ...sheet } = entry.data.commitment;
  const others = (before?.sources ?? []).filter(({ language }) => language !== source.language);
  const isRepeated = before !== null && canonicalJson(before.told.responsible) === canonicalJson(responsible);
  return {
    ...sheet,
    id: entry.subject,
    planId: planOf(entry.subject),
    titles: before === null ? titles : retold(before.titles, before.told.titles, titles),
    responsible: isRepeated ? before.responsible : responsible,
    told: { titles: { ...before?.told.titles, ...titles }, responsible },
    prose: mergeProse(withoutLanguage(before?.prose ?? {}, source.language), prose),
    ogpId: sheet.ogpId ?? before?.ogpId ?? null,
    assessment: before?.assessment ?? null,
    sources: [...others, source].sort((a, b) => (a.language < b.language ? -1 : 1)),
    head,
  };
}

type ProseTexts = CommitmentState['prose'];

function withoutLanguage(prose: ProseTexts, language: string): ProseTexts {
  const kept = Object.entries(prose).map(([field, texts]) => [
    field,
    Object.fromEntries(Object.entries(texts ?? {}).filter(([one]) => one !== language)),
  ]);
  return Object.fromEntries(kept.filter(([, texts]) => Object.keys(texts as object).length > 0)) as ProseTexts;
}

function mergeProse(before: ProseTexts, added: ProseTexts): ProseTexts {
  const merged: ProseTexts = { ...before };
  for (const [field, texts] of Object.entries(added) as [keyof ProseTexts, ProseTexts[keyof ProseTexts]][]) {
    merged[field] = { ...merged[field], ...texts };
  }
  return merged;
}

function importedMilestones(before: readonly MilestoneState[], entry: Imported): MilestoneState[] {
  const told = new Map(entry.data.commitment.milestones.map((one) => [one.id, one]));
  const kept = before.map((milestone): MilestoneState => {
    const now = told.get(milestone.id);
    if (now === undefined) {
      const missingSince = milestone.missingSince ?? entry.seq;
      return milestone.missingSince === missingSince ? milestone : { ...milestone, version: milestone.version + 1, missingSince };
    }
    const { id: _, due, titles, ...rest } = now;
    const moved = !sameDays(milestone.told.due, due);
    const reworded = due === null || milestone.published.due === null ? due : { ...milestone.published.due, text: due.text };
    const after: MilestoneState = {
      ...milestone,
      ...rest,
      titles: retold(milestone.titles, milestone.told.titles, titles),
      told: { titles: { ...milestone.told.titles, ...titles }, due },
      missingSince: null,
      // Another wording of the same days changes nothing but the words.
      published: moved ? { due, seq: entry.seq, at: entry.at } : { ...milestone.published, due: reworded },
      earlierPublished: moved ? [...milestone.earlierPublished, milestone.published] : milestone.earlierPublished,
    };
    return canonicalJson(after) === canonicalJson(milestone) ? milestone : { ...after, version: milestone.version + 1 };
  });
  const known = new Set(before.map(({ id }) => id));
  const added = entry.data.commitment.milestones
    .filter(({ id }) => !known.has(id))
    .map(
      ({ due, ...rest }): MilestoneState => ({
        ...rest,
        version: 1,
        told: { titles: rest.titles, due },
        published: { due, seq: entry.seq, at: entry.at },
        earlierPublished: [],
        revisions: [],
        words: [],
        assessment: null,
        missingSince: null,
      }),
    );
  return [...kept, ...added];
}

function translatedMilestone(milestone: MilestoneState, titles: Wording): MilestoneState {
  return {
    ...milestone,
    version: milestone.version + 1,
    titles: retold(milestone.titles, milestone.told.titles, titles),
    told: { ...milestone.told, titles: { ...milestone.told.titles, ...titles } },
  };
}

/** Applies `change` to one milestone and raises its version. */
function onMilestone(
  milestones: readonly MilestoneState[],
  id: string,
  change: (milestone: MilestoneState) => Partial<MilestoneState>,
): MilestoneState[] {
  if (!milestones.some((one) => one.id === id)) throw new LogOrderError(`${id} is not a milestone of this commitment`);
  return milestones.map((one) => (one.id === id ? { ...one, ...change(one), version: one.version + 1 } : one));
}

function say(entry: CommitmentEntry, said: Word['said']): (milestone: MilestoneState) => { words: Word[] } {
  return ({ words }) => ({
    words: [...words, { seq: entry.seq, at: entry.at, by: entry.actor, retractedBy: null, said }],
  });
}

const ministryRoles: readonly string[] = ['lead', 'deputy', 'colleague'];

/** A new date is a word of the ministry only when the ministry itself gave it. */
function revise(entry: CommitmentEntry, due: MilestoneState['revisions'][number]['due'], reason: { sha256: string }) {
  return (milestone: MilestoneState): Partial<MilestoneState> => ({
    revisions: [...milestone.revisions, { due, reason, seq: entry.seq, at: entry.at, retractedBy: null }],
    ...(ministryRoles.includes(entry.actor.role) ? say(entry, { kind: 'deadline-revised' })(milestone) : {}),
  });
}

function correctedMilestones(
  milestones: readonly MilestoneState[],
  entry: Extract<CommitmentEntry, { type: 'corrected' }>,
): readonly MilestoneState[] {
  const { change, corrects } = entry.data;
  switch (change.field) {
    case 'word':
      return onMilestone(milestones, change.milestoneId, ({ words, revisions }) => ({
        words: words.map((one) => (one.seq === corrects ? { ...one, retractedBy: entry.seq } : one)),
        revisions: revisions.map((one) => (one.seq === corrects ? { ...one, retractedBy: entry.seq } : one)),
      }));
    case 'milestone-title':
      return onMilestone(milestones, change.milestoneId, ({ titles }) => ({ titles: { ...titles, ...change.titles } }));
    case 'published-deadline':
      return onMilestone(milestones, change.milestoneId, (milestone) => {
        const { published, earlierPublished } = milestone;
        const due = { ...change.due, text: published.due?.text ?? change.due.text };
        // A revision in force stays in force: only the reading of the published text changes beneath it.
        const isRevised = deadlineOf(milestone) !== published;
        return {
          published: isRevised ? { ...published, due } : { due, seq: entry.seq, at: entry.at },
          earlierPublished: [...earlierPublished, published],
        };
      });
    case 'title':
    case 'ogp-id':
      return milestones;
    default:
      return change satisfies never;
  }
}

/** Folds one entry into a commitment. Null before its first entry. The only place that knows what an entry means. */
export function reduceCommitment(before: Commitment | null, entry: CommitmentEntry): Commitment {
  const head = follow(before?.state.head, entry);
  if (entry.type === 'imported') {
    return {
      state: importedState(before?.state ?? null, entry, head),
      milestones: importedMilestones(before?.milestones ?? [], entry),
    };
  }
  if (before === null) throw new LogOrderError(`${entry.subject}: a log begins with an import`);
  const state = { ...before.state, head };
  const { milestones } = before;
  switch (entry.type) {
    case 'translated': {
      const { language, title, source, prose, milestones: translated } = entry.data;
      const titles = new Map(translated.map((one) => [one.id, one.title]));
      return {
        state: {
          ...state,
          titles: retold(state.titles, state.told.titles, { [language]: title }),
          told: { ...state.told, titles: { ...state.told.titles, [language]: title } },
          prose: mergeProse(
            withoutLanguage(state.prose, language),
            Object.fromEntries(Object.entries(prose).map(([field, ref]) => [field, { [language]: ref }])) as ProseTexts,
          ),
          sources: [...state.sources.filter((one) => one.language !== language), source].sort((a, b) =>
            a.language < b.language ? -1 : 1,
          ),
        },
        milestones: milestones.map((one) => {
          const text = titles.get(one.id);
          return text === undefined ? one : translatedMilestone(one, { [language]: text });
        }),
      };
    }
    case 'declared': {
      const { milestoneId, declaration, expected } = entry.data;
      return {
        state,
        milestones: onMilestone(milestones, milestoneId, (one) => ({
          ...say(entry, { kind: 'declared', declaration })(one),
          ...(expected === null
            ? {}
            : { revisions: [...one.revisions, { ...expected, seq: entry.seq, at: entry.at, retractedBy: null }] }),
        })),
      };
    }
    case 'nothing-to-report':
      return {
        state,
        milestones: onMilestone(
          milestones,
          entry.data.milestoneId,
          say(entry, { kind: 'nothing-to-report', note: entry.data.note }),
        ),
      };
    case 'deadline-revised':
      return {
        state,
        milestones: onMilestone(milestones, entry.data.milestoneId, revise(entry, entry.data.due, entry.data.reason)),
      };
    case 'withdrawn':
      return {
        state,
        milestones: onMilestone(milestones, entry.data.milestoneId, say(entry, { kind: 'withdrawn', reason: entry.data.reason })),
      };
    case 'corrected': {
      const { change } = entry.data;
      return {
        state: {
          ...state,
          ...(change.field === 'title' ? { titles: { ...state.titles, ...change.titles } } : {}),
          ...(change.field === 'ogp-id' ? { ogpId: change.ogpId } : {}),
        },
        milestones: correctedMilestones(milestones, entry),
      };
    }
    case 'redacted':
    case 'handed-on':
    case 'taken-back':
      return { state, milestones };
    case 'assessed': {
      const { milestoneId, assessment } = entry.data;
      return milestoneId === null
        ? { state: { ...state, assessment }, milestones }
        : { state, milestones: onMilestone(milestones, milestoneId, () => ({ assessment })) };
    }
    case 'reassigned':
      return entry.data.role === 'lead' && entry.data.milestoneId === null
        ? { state: { ...state, responsible: [entry.data.responsible] }, milestones }
        : { state, milestones };
    default:
      return entry satisfies never;
  }
}

/** Replaces the element with the same id, or adds it at the end. */
function put<One extends { id: string }>(list: readonly One[], one: One): One[] {
  return list.some(({ id }) => id === one.id) ? list.map((old) => (old.id === one.id ? one : old)) : [...list, one];
}

/** Folds one entry into a plan. Null before its first entry. */
export function reducePlan(before: PlanState | null, entry: PlanEntry): PlanState {
  const head = follow(before?.head, entry);
  if (entry.type === 'plan-created') {
    if (before !== null) throw new LogOrderError(`${entry.subject} exists already`);
    return {
      settings: entry.data.settings,
      createdAt: entry.at,
      head,
      mailOnSince: null,
      campaigns: [],
      meetings: [],
      processes: [],
      documents: [],
    };
  }
  if (before === null) throw new LogOrderError(`${entry.subject}: a plan's log begins with plan-created`);
  const state = { ...before, head };
  switch (entry.type) {
    case 'plan-edited':
      return { ...state, settings: entry.data.settings };
    case 'mail-switched':
      return { ...state, mailOnSince: entry.data.on ? (before.mailOnSince ?? entry.at) : null };
    case 'campaign-planned':
      return { ...state, campaigns: put(state.campaigns, entry.data.campaign) };
    case 'meeting-recorded':
      return { ...state, meetings: put(state.meetings, entry.data.meeting) };
    case 'process-recorded':
      return { ...state, processes: put(state.processes, entry.data.process) };
    case 'document-cited':
      return { ...state, documents: put(state.documents, entry.data.document) };
    case 'contact-confirmed':
    case 'contact-edited':
    case 'role-ended':
    case 'redacted':
      return state;
    default:
      return entry satisfies never;
  }
}

/** A commitment from its whole log; null for an empty one. */
export function foldCommitment(log: readonly CommitmentEntry[]): Commitment | null {
  return log.reduce<Commitment | null>(reduceCommitment, null);
}

/** A plan from its whole log; null for an empty one. */
export function foldPlan(log: readonly PlanEntry[]): PlanState | null {
  return log.reduce<PlanState | null>(reducePlan, null);
}
