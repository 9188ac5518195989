import { dataOf } from '../../shared/adapters/dynamodb/rows.ts';
import type { Row } from '../../shared/adapters/tables.ts';
import { type ContactRole, isStanding } from '../../shared/domain/contact.ts';
import { digest } from '../../shared/domain/ledger.ts';
import { isClosed } from '../../shared/domain/reminder-policy.ts';
import { minute, textOf } from './clock.ts';
import { assignmentsIn, type Placing, planIn } from './history.ts';
import type { Change, Rows } from './rows.ts';

/** What changed no longer ago than this, whoever places reminders may have read as it was. */
const patience = 30 * minute;

const mailed: readonly ContactRole[] = ['lead', 'deputy', 'colleague', 'poc'];

/** The plans in which a person stands in a role that is mailed, by id. */
function planIdsOf(rows: Rows, contactId: string, at: number): readonly string[] {
  const held = assignmentsIn(rows, contactId).filter(
    (one) => one.confirmedAt !== null && mailed.includes(one.role) && isStanding(one, textOf(at)),
  );
  return [...new Set(held.map(({ planId }) => planId))].sort();
}

/** Notes every digest that reminders joined, with the plans that mail its reader, where nothing about that changed lately. */
export class Placings {
  readonly all: Placing[] = [];
  readonly #changedAt = new Map<string, number>();
  #openedAt = 0;

  /** Other tables: whatever is in them may have changed. */
  opened(at: number): void {
    this.#openedAt = at;
  }

  /** `isReadable`: a plan or a role that cannot be read has no say in when mail leaves. */
  watch(changes: readonly Change[], rows: Rows, at: number, isReadable: boolean): void {
    for (const { before, after } of changes) {
      const row = after ?? before;
      if (row === null) continue;
      if (row.sk === 'STATE' || row.pk.startsWith('ASSIGNMENT#contact#')) this.#changedAt.set(row.pk, at);
      if (isReadable && after !== null && row.pk.startsWith('DIG#')) this.#note(before, after, rows, at);
    }
  }

  #note(before: Row | null, after: Row, rows: Rows, at: number): void {
    const [was, is] = [before === null ? null : dataOf(before, digest), dataOf(after, digest)];
    const isAnew = was === null || was.state === 'dropped';
    if (is.state !== 'planned' || !(isAnew || is.rids.some((rid) => !was.rids.includes(rid)))) return;
    const planIds = planIdsOf(rows, is.recipientId, at);
    if (planIds.length < 2 || !this.#isSteady(rows, is.recipientId, at)) return;
    const plans = planIds.map((id) => planIn(rows, id)).filter((one) => one !== null);
    const mailing = plans.filter((one) => one.mailOnSince !== null && !isClosed(one, textOf(at)));
    const { did, localDate, notBefore } = is;
    this.all.push({ at, did, localDate, notBefore, plans: mailing.map(({ settings }) => settings) });
  }

  /** Is it the same before and after, whoever's clock it is? */
  #isSteady(rows: Rows, contactId: string, at: number): boolean {
    const then = [at - patience, at, at + patience];
    const planIds = [...new Set(assignmentsIn(rows, contactId).map(({ planId }) => planId))];
    const changes = [`ASSIGNMENT#contact#${contactId}`, ...planIds.map((id) => `PLAN#${id}`)];
    const isSame = (of: (one: number) => string): boolean => new Set(then.map(of)).size === 1;
    const closed = (one: number): string => planIds.filter((id) => isClosedIn(rows, id, one)).join();
    return (
      this.#openedAt < at - patience &&
      changes.every((pk) => (this.#changedAt.get(pk) ?? 0) < at - patience) &&
      isSame((one) => planIdsOf(rows, contactId, one).join()) &&
      isSame(closed)
    );
  }
}

function isClosedIn(rows: Rows, planId: string, at: number): boolean {
  const plan = planIn(rows, planId);
  return plan === null || isClosed(plan, textOf(at));
}
