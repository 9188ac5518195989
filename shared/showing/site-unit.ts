import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import { lastShownChange } from '../domain/freshness.ts';
import type { Ask } from '../domain/ledger.ts';
import { defaultHomeLanguage, type SiteHome } from './addresses.ts';
import type { CommitmentView, PlanView, ShownFile } from './view.ts';

/**
 * Files of the public site that are written together, and from what. A plan is tens of commitments, most of which a change
 * does not touch: whoever publishes need not render the files of a unit whose key is the one they were written with.
 */
export type SiteUnit = {
  /** Unique within its plan, and the same in every rendering: `28`, `changes/2021-10`. */
  readonly name: string;
  /** Hash of everything its files are made of but the program itself: the same key, the same bytes. */
  readonly key: string;
  /** What lies here belongs to this unit alone: folders with a closing slash, or single files. */
  readonly places: readonly string[];
  readonly files: () => readonly ShownFile[];
};

/** A key over everything named; 128 bits of SHA-256 are plenty to tell what changed. */
export function keyOf(madeOf: Json): string {
  return createHash('sha256').update(canonicalJson(madeOf)).digest('hex').slice(0, 32);
}

/** What every page says of the site it is on, as a key: another one leads elsewhere. */
export function homeKeyOf({ publicUrl, homeLanguage = defaultHomeLanguage, contactUrl = null }: SiteHome): string {
  return keyOf({ publicUrl, homeLanguage, contactUrl });
}

/** What every page of a plan is made of, whatever it shows, as a key: names, zone, languages, where it is published. */
export function basisOf(view: PlanView): string {
  const known = bases.get(view) ?? keyOf({ settings: view.state.settings, site: homeKeyOf(view) });
  bases.set(view, known);
  return known;
}

/** Found once for each view: every unit asks. */
const bases = new WeakMap<PlanView, string>();

/**
 * What is shown of a commitment depends on no more than this, as a key: its log, to which a redaction adds an entry; its asks;
 * and the calendar, by which positions and freshness turn.
 */
export function stateOf(commitment: CommitmentView, asOf: string, zone: string): string {
  const known = states.get(commitment);
  if (known?.asOf === asOf && known.zone === zone) return known.key;
  const { state, milestones, asks, log } = commitment;
  const key = keyOf({
    head: state.head.hash,
    // A past day ends earlier than the log that is published for it.
    entries: log.length,
    asks: asks.map(namesOf),
    turned: milestones.map((one) => lastShownChange(one, asOf, zone)),
  });
  states.set(commitment, { asOf, zone, key });
  return key;
}

const states = new WeakMap<CommitmentView, { readonly asOf: string; readonly zone: string; readonly key: string }>();

const namesOf = ({ rid, at, on, step, role, subjectId }: Ask): Json => [subjectId, rid, at, on, step, role];
