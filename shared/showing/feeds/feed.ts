import { type InterfaceLanguage, milestoneKeyOf, numberOf } from '../../domain/identifiers.ts';
import type { LogHead } from '../../domain/plan.ts';
import { anchorOf, feedUrn, folderOf, homeLanguage } from '../addresses.ts';
import { type Change, type ShownEvidence, titleIn, wasNow, whoText } from '../changes.ts';
import { askChanges, commitmentChanges } from '../commitment-changes.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { planChanges } from '../plan-changes.ts';
import { type CommitmentView, dayOf, type PlanView } from '../view.ts';

export type FeedEntry = {
  readonly urn: string;
  readonly at: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly role: string;
  readonly kind: string;
  readonly evidence: readonly ShownEvidence[];
};

/** What Atom and JSON Feed are written from: the same entries, newest first. */
export type Feed = {
  readonly urn: string;
  readonly language: InterfaceLanguage;
  readonly title: string;
  readonly pageUrl: string;
  /** Folder of the feed's own files, with its closing slash. */
  readonly folderUrl: string;
  /** The log it can be verified against, or null for the feed of everything. */
  readonly logUrl: string | null;
  /** Heads of the logs behind it, and the one hash over them for a plan. */
  readonly heads: ReadonlyMap<string, LogHead>;
  readonly head: string | null;
  readonly entries: readonly FeedEntry[];
};

/** The feed of everything is an index and stays bounded; plans and commitments keep all their entries for ever. */
const newestOverall = 100;

/** Where a change is told in full: its commitment's page, or its plan's. */
export function changeUrl(view: PlanView, change: Pick<Change, 'urn' | 'subject' | 'seq'>, language: InterfaceLanguage): string {
  const anchor = change.seq === null ? askAnchor(change.urn) : anchorOf(change.seq);
  return `${view.publicUrl}/${folderOf(change.subject, language, view.language)}#${anchor}`;
}

/** `urn:jalon:ask:<rid>` → `ask-<rid>` */
export function askAnchor(urn: string): string {
  return `ask-${urn.split(':').at(-1) ?? ''}`;
}

/** Every change of a commitment, asks included, newest first. */
export function changesOf(commitment: CommitmentView, m: Messages): Change[] {
  return [...commitmentChanges(commitment, m), ...askChanges(commitment, m)].sort(newestFirst);
}

/** Every change of a plan and its commitments, newest first. */
export function changesOfPlan(view: PlanView, m: Messages): Change[] {
  return [...planChanges(view, m), ...view.commitments.flatMap((one) => changesOf(one, m))].sort(newestFirst);
}

function newestFirst(a: Change, b: Change): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  if (a.subject !== b.subject) return a.subject < b.subject ? -1 : 1;
  if (a.seq !== b.seq) return (b.seq ?? 0) - (a.seq ?? 0);
  return a.urn < b.urn ? -1 : 1;
}

/** `[#28] Déclaration – Lancement du comité citoyen : Aucune déclaration → Réalisé` */
export function changeTitle(change: Change, m: Messages): string {
  const number = numberOf(change.subject);
  const moved = wasNow(change);
  const about = change.about === null ? '' : ` – ${change.about.text}`;
  return `${number === '' ? '' : `[#${number}] `}${m.change.kind[change.kind]}${about}${moved === null ? '' : `${m.colon}${moved}`}`;
}

function entryOf(view: PlanView, change: Change, m: Messages): FeedEntry {
  const role = m.change.role[change.role];
  const { zone } = view.state.settings;
  const key = change.milestoneId === null ? '' : `, ${milestoneKeyOf(change.milestoneId)}`;
  const lines = [
    changeTitle(change, m),
    `${dayText(dayOf(change.at, zone), m)}, ${whoText(change, m)}${key}`,
    ...change.details.map(({ label, passage }) => `${label}${m.colon}${passage.text}`),
    ...change.evidence.map(
      ({ href, host, title, kind, date }) =>
        `${m.evidence.title}${m.colon}${title ?? m.evidence.redacted} (${kind}${date === null ? '' : `, ${dayText(date, m)}`}), ${href ?? host}`,
    ),
  ];
  return {
    urn: change.urn,
    at: change.at,
    url: changeUrl(view, change, m.language),
    title: changeTitle(change, m),
    text: lines.join('\n'),
    role,
    kind: change.kind,
    evidence: change.evidence,
  };
}

export function commitmentFeed(view: PlanView, commitment: CommitmentView, language: InterfaceLanguage): Feed {
  const m = messages[language];
  const { id, titles, number, head, language: original } = commitment.state;
  const folderUrl = `${view.publicUrl}/${folderOf(id, language, view.language)}`;
  return {
    urn: feedUrn(id, language),
    language,
    title: m.feed.title(`${m.commitment.name(number)}, ${titleIn(titles, language, original).text}`),
    pageUrl: folderUrl,
    folderUrl,
    logUrl: `${view.publicUrl}/${id}/log.jsonl`,
    heads: new Map([[id, head]]),
    head: null,
    entries: changesOf(commitment, m).map((change) => entryOf(view, change, m)),
  };
}

export function planFeed(view: PlanView, language: InterfaceLanguage): Feed {
  const m = messages[language];
  const { id, titles, languages } = view.state.settings;
  const folderUrl = `${view.publicUrl}/${folderOf(id, language, view.language)}`;
  return {
    urn: feedUrn(id, language),
    language,
    title: m.feed.title(titleIn(titles, language, languages[0] ?? language).text),
    pageUrl: folderUrl,
    folderUrl,
    logUrl: `${view.publicUrl}/${id}/log.jsonl`,
    heads: view.heads,
    head: view.head,
    entries: changesOfPlan(view, m).map((change) => entryOf(view, change, m)),
  };
}

/** The newest changes of every plan. */
export function overallFeed(views: readonly PlanView[], publicUrl: string, language: InterfaceLanguage): Feed {
  const m = messages[language];
  const folderUrl = `${publicUrl}/${folderOf('', language, homeLanguage)}`;
  const all = views.flatMap((view) => changesOfPlan(view, m).map((change) => ({ view, change })));
  return {
    urn: feedUrn('', language),
    language,
    title: m.feed.all,
    pageUrl: folderUrl,
    folderUrl,
    logUrl: null,
    heads: new Map(views.flatMap((view) => [...view.heads])),
    head: null,
    entries: all
      .sort((a, b) => newestFirst(a.change, b.change))
      .slice(0, newestOverall)
      .map(({ view, change }) => entryOf(view, change, m)),
  };
}
