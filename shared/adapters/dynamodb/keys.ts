import { commitmentOf, milestoneKeyOf, numberOf, planOf } from '../../domain/identifiers.ts';
import type { DueItem } from '../../domain/ledger.ts';
import { addressHashOf } from '../../domain/sign-in.ts';
import { sha256Of } from '../../domain/text.ts';
import type { Key, Query } from '../tables.ts';

/** Width of a number in a key: text order is number order up to a billion. */
const numberWidth = 10;

/** Partitions the expiry index is spread over, so that purging needs no lower bound and no hot partition. */
const expiryBuckets = 8;

const padded = (number: number): string => String(number).padStart(numberWidth, '0');

/** After every key of an index order that begins with this instant: ids are ASCII below `~`. */
const upTo = (instant: string): string => `${instant}#~`;

// Record: plans

/** One row per plan: the list of plans. */
export const plansPartition = 'PLANS';
export const planListKey = (planId: string): Key => ({ pk: plansPartition, sk: planId });
export const planPartition = (planId: string): string => `PLAN#${planId}`;
export const planStateKey = (planId: string): Key => ({ pk: planPartition(planId), sk: 'STATE' });
export const membersPrefix = 'COMMITMENT#';
export const memberKey = (commitmentId: string): Key => ({
  pk: planPartition(planOf(commitmentId)),
  sk: `${membersPrefix}${numberOf(commitmentId)}`,
});

// Record: commitments

export const commitmentPartition = (commitmentId: string): string => `COMMITMENT#${commitmentId}`;
export const commitmentStateKey = (commitmentId: string): Key => ({ pk: commitmentPartition(commitmentId), sk: 'STATE' });
export const milestoneKey = (milestoneId: string): Key => ({
  pk: commitmentPartition(commitmentOf(milestoneId)),
  sk: `MILESTONE#${milestoneKeyOf(milestoneId)}`,
});
export const logKey = (partition: string, seq: number): Key => ({ pk: partition, sk: `LOG#${padded(seq)}` });
export const textKey = (partition: string, sha256: string): Key => ({ pk: partition, sk: `TEXT#${sha256}` });

// Record: asks, due items, heartbeat, imports

export const asksPartition = (planId: string): string => `ASK#${planId}`;
/** What the keys of a commitment's asks begin with, in the partition of its plan. */
export const asksPrefix = (commitmentId: string): string => `${numberOf(commitmentId)}#`;
export const askKey = (ask: { commitmentId: string; subjectId: string; rid: string }): Key => ({
  pk: asksPartition(planOf(ask.commitmentId)),
  sk: `${asksPrefix(ask.commitmentId)}${ask.subjectId}#${ask.rid}`,
});
export const dueKey = (subjectId: string): Key => ({ pk: `DUE#${subjectId}`, sk: 'DUE' });
/** Attributes that put a due item into the index `due`; null when nothing more is due. */
export const dueOrder = (item: DueItem): { due: string; dueOrder: string } | null =>
  item.nextDueAt === null ? null : { due: 'DUE', dueOrder: `${item.nextDueAt}#${item.subjectId}` };
export const dueUntil = (until: string): Query => ({
  table: 'record',
  index: 'due',
  pk: 'DUE',
  range: { atMost: upTo(until) },
});
export const heartbeatKey = (planId: string): Key => ({ pk: `HEARTBEAT#${planId}`, sk: 'HEARTBEAT' });
/** No plan can be called so: it is an address of the site itself. */
export const serviceKey: Key = { pk: 'HEARTBEAT#service', sk: 'HEARTBEAT' };
export const importsPartition = (planId: string): string => `IMPORT#${planId}`;
export const importKey = (planId: string, importId: string): Key => ({ pk: importsPartition(planId), sk: `ROW#${importId}` });
export const stagedPartition = (planId: string, importId: string): string => `IMPORT#${planId}/${importId}`;
export const stagedKey = (planId: string, importId: string, order: number): Key => ({
  pk: stagedPartition(planId, importId),
  sk: `STAGED#${padded(order)}`,
});

// People

export const contactKey = (contactId: string): Key => ({ pk: `CONTACT#${contactId}`, sk: 'CONTACT' });
/** Addresses are compared in lower case and never stand in a key. */
export const emailKey = (email: string): Key => ({ pk: `EMAIL#${addressHashOf(email)}`, sk: 'EMAIL' });
export const stopKey = (token: string): Key => ({ pk: `STOP#${sha256Of(token)}`, sk: 'STOP' });
export const planAssignmentsPartition = (planId: string): string => `ASSIGNMENT#plan#${planId}`;
export const contactAssignmentsPartition = (contactId: string): string => `ASSIGNMENT#contact#${contactId}`;
export const planAssignmentKey = (one: { planId: string; id: string }): Key => ({
  pk: planAssignmentsPartition(one.planId),
  sk: one.id,
});
export const contactAssignmentKey = (one: { contactId: string; planId: string; id: string }): Key => ({
  pk: contactAssignmentsPartition(one.contactId),
  sk: `${one.planId}#${one.id}`,
});
/** The plan that a row of {@link contactAssignmentKey} is about: its key says so, whatever it holds. */
export const planOfAssignmentRow = (sk: string): string => sk.slice(0, sk.indexOf('#'));
export const codeKey = (addressKey: string): Key => ({ pk: `CODE#${addressKey}`, sk: 'CODE' });
export const sessionKey = (tokenHash: string): Key => ({ pk: `SESSION#${tokenHash}`, sk: 'SESSION' });
export const contactSessionsPartition = (contactId: string): string => `SESSIONS#${contactId}`;
export const contactSessionKey = (one: { contactId: string; tokenHash: string }): Key => ({
  pk: contactSessionsPartition(one.contactId),
  sk: one.tokenHash,
});
export const openIdKey = (stateHash: string): Key => ({ pk: `OPENID#${stateHash}`, sk: 'OPENID' });
export const identityKey = (key: string): Key => identityRowKey(`IDENTITY#${key}`);
/** Of the row that a contact's own row names. */
export const identityRowKey = (identityRow: string): Key => ({ pk: identityRow, sk: 'IDENTITY' });
export const meterKey = (key: string): Key => ({ pk: `METER#${key}`, sk: 'METER' });
export const answerDraftKey = (milestoneId: string): Key => ({ pk: `DRAFT#${milestoneId}`, sk: 'DRAFT' });
export const approvalsPartition = (planId: string): string => `APPROVAL#${planId}`;
export const approvalKey = (one: { planId: string; id: string }): Key => ({ pk: approvalsPartition(one.planId), sk: one.id });
export const proposalsPartition = (planId: string): string => `PROPOSAL#${planId}`;
export const proposalKey = (one: { planId: string; id: string }): Key => ({ pk: proposalsPartition(one.planId), sk: one.id });
export const requestKey = (key: string): Key => ({ pk: `REQUEST#${key}`, sk: 'REQUEST' });
export const mailboxKey = (planId: string): Key => ({ pk: `MAILBOX#${planId}`, sk: 'MAILBOX' });

// Ledger

export const reminderKey = (rid: string): Key => ({ pk: `REM#${rid}`, sk: 'REM' });
export const digestRowKey = (did: string): Key => ({ pk: `DIG#${did}`, sk: 'DIG' });
/**
 * Attributes that put a digest into the index `pending`: into the partition of what the tick works on, or of what needs a
 * person. Null when it needs neither.
 */
export const pendingOrder = (digest: { pending: boolean; state: string; notBefore: string; did: string }) => {
  const work = digest.pending ? 'WORK' : digest.state === 'needs-human' ? 'PERSON' : null;
  return work === null ? null : { work, workOrder: `${digest.notBefore}#${digest.did}` };
};
export const pendingUntil = (until: string): Query => ({
  table: 'ledger',
  index: 'pending',
  pk: 'WORK',
  range: { atMost: upTo(until) },
});
export const needingPerson: Query = { table: 'ledger', index: 'pending', pk: 'PERSON' };
export const paceKey: Key = { pk: 'PACE', sk: 'PACE' };
export const gateKey: Key = { pk: 'GATE', sk: 'GATE' };
export const feedKey: Key = { pk: 'FEED', sk: 'FEED' };
export const runKey = (slot: string): Key => ({ pk: `RUN#${slot}`, sk: 'RUN' });

// Both: what expires

/** Attributes that put a row into the index `expiry`. */
export const expiryOrder = (key: Key, expiresAt: string): { expiry: string; expiresAt: string } => ({
  expiry: `EXPIRES#${Number.parseInt(sha256Of(key.pk).slice(0, 8), 16) % expiryBuckets}`,
  expiresAt,
});
/** Every partition of the expiry index of a table, up to and including `until`. */
export const expiredUntil = (table: 'people' | 'ledger', until: string): Query[] =>
  Array.from({ length: expiryBuckets }, (_, bucket) => ({
    table,
    index: 'expiry',
    pk: `EXPIRES#${bucket}`,
    range: { atMost: until },
  }));
