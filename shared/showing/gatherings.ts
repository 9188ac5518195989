import { recordedIn } from '../domain/change-log.ts';
import type { CitedDocument, Meeting, ParticipationProcess } from '../domain/plan.ts';
import type { Recorded } from './changes.ts';
import { safeLink } from './links.ts';
import { declarationOf } from './milestone-facts.ts';
import { planRecorded } from './plan-changes.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** Something around a plan's commitments that has a page of its own. */
export type Gathering =
  | { readonly kind: 'meeting'; readonly item: Meeting }
  | { readonly kind: 'process'; readonly item: ParticipationProcess }
  | { readonly kind: 'document'; readonly item: CitedDocument };

/** A commitment that leads to a gathering: by the evidence of a milestone, or because its sheet is that document. */
export type Related = {
  readonly by: 'evidence' | 'sheet';
  readonly commitment: CommitmentView;
  /** Null for a sheet. */
  readonly milestoneId: string | null;
};

/** What is known around the commitments of one plan: found once for each view. */
export type Surroundings = {
  readonly all: readonly Gathering[];
  readonly byId: ReadonlyMap<string, Gathering>;
  /** Who cites a gathering, by its id, in the order of the record. */
  readonly citedBy: ReadonlyMap<string, readonly Gathering[]>;
  readonly related: ReadonlyMap<string, readonly Related[]>;
  readonly around: ReadonlyMap<CommitmentView, readonly Gathering[]>;
  /** The plan's entries about a gathering, newest first. */
  readonly entries: ReadonlyMap<string, readonly Recorded[]>;
};

const known = new WeakMap<PlanView, Surroundings>();

/** Everything around the commitments of a plan, and what ties it to them and to each other. */
export function surroundingsOf(view: PlanView): Surroundings {
  const found = known.get(view) ?? surroundings(view);
  known.set(view, found);
  return found;
}

function surroundings(view: PlanView): Surroundings {
  const { meetings, processes, documents } = view.state;
  const all: Gathering[] = [
    ...meetings.map((item): Gathering => ({ kind: 'meeting', item })),
    ...processes.map((item): Gathering => ({ kind: 'process', item })),
    ...documents.map((item): Gathering => ({ kind: 'document', item })),
  ];
  const citedBy = gathered(all.flatMap((one) => citationsOf(one).map((id) => [id, one] as const)));
  const pairs = all.length === 0 ? [] : relatedPairs(view, all);
  return {
    all,
    byId: new Map(all.map((one) => [one.item.id, one])),
    citedBy,
    related: gathered(pairs.map(({ gathering, related }) => [gathering.item.id, related] as const)),
    around: gathered(pairs.map(({ gathering, related }) => [related.commitment, gathering] as const)),
    entries: entriesOf(view),
  };
}

function entriesOf(view: PlanView): Surroundings['entries'] {
  const recorded = planRecorded(view);
  const about = view.log.flatMap((entry, index) => {
    const one = recorded[index];
    const id = recordedIn(entry);
    return one === undefined || id === null ? [] : [[id, one] as const];
  });
  return gathered(about.reverse());
}

/** Ids of what a gathering says it is from, its steps included, each once. */
export function citationsOf({ kind, item }: Gathering): readonly string[] {
  if (kind === 'document') return [];
  const steps = kind === 'process' ? (item.steps ?? []).flatMap(({ documentIds }) => documentIds) : [];
  return [...new Set([...item.documentIds, ...steps])];
}

/** Addresses under which a gathering itself can be read. */
function addressesOf({ kind, item }: Gathering): readonly string[] {
  switch (kind) {
    case 'meeting':
      return item.minutes === null ? [] : [item.minutes.url];
    case 'process':
      return [...item.links.map(({ url }) => url), ...item.followUp.flatMap(({ url }) => url ?? [])];
    default:
      return item.url === null ? [] : [item.url];
  }
}

type Pair = { readonly gathering: Gathering; readonly related: Related };

/** The record names no commitment beside a gathering: an address or a file that both have is all that ties them. */
function relatedPairs(view: PlanView, all: readonly Gathering[]): readonly Pair[] {
  const at = gathered(
    all.flatMap((one) => [...new Set(addressesOf(one).flatMap(plainAddress))].map((address) => [address, one] as const)),
  );
  const read = gathered(all.flatMap((one) => (one.kind === 'document' ? [[one.item.source.sha256, one] as const] : [])));
  const pairs = view.commitments.flatMap((commitment): Pair[] => [
    ...[...new Set(commitment.state.sources.map(({ sha256 }) => sha256))].flatMap((sha256) =>
      (read.get(sha256) ?? []).map((gathering) => ({
        gathering,
        related: { by: 'sheet' as const, commitment, milestoneId: null },
      })),
    ),
    ...commitment.milestones.flatMap((milestone) => {
      const addresses = new Set((declarationOf(milestone)?.evidence ?? []).flatMap(({ url }) => plainAddress(url)));
      const led = new Set([...addresses].flatMap((address) => at.get(address) ?? []));
      return [...led].map((gathering) => ({
        gathering,
        related: { by: 'evidence' as const, commitment, milestoneId: milestone.id },
      }));
    }),
  ]);
  return pairs;
}

const plainAddress = (url: string): string[] => {
  const link = safeLink(url);
  return link === null ? [] : [link.href];
};

/** Values by key, each value once under a key, in the order given. */
function gathered<Key, Value>(pairs: readonly (readonly [Key, Value])[]): ReadonlyMap<Key, readonly Value[]> {
  const found = new Map<Key, Set<Value>>();
  for (const [key, value] of pairs) {
    const values = found.get(key) ?? new Set();
    found.set(key, values.add(value));
  }
  return new Map([...found].map(([key, values]) => [key, [...values]]));
}
