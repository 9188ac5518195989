import { answerDraft } from '../../domain/answer-draft.ts';
import { approval } from '../../domain/approval.ts';
import { proposal } from '../../domain/proposal.ts';
import { type RequestRecord, requestRecord } from '../../domain/request-record.ts';
import type { WaitingStore } from '../../ports.ts';
import { type Condition, inParallel, type Row, rowsOf, type Tables } from '../tables.ts';
import {
  answerDraftKey,
  approvalKey,
  approvalsPartition,
  expiryOrder,
  proposalKey,
  proposalsPartition,
  requestKey,
} from './keys.ts';
import { dataOf, rowOf } from './rows.ts';

const byTime = <One extends { at: string; id: string }>(a: One, b: One): number =>
  a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1;

const absentOr = (version: number) =>
  version === 1 ? ({ is: 'absent' } as const) : ({ is: 'equal', values: { 'data.version': version - 1 } } as const);

const requestRow = (request: RequestRecord): Row => {
  const key = requestKey(request.key);
  return rowOf(key, requestRecord, request, expiryOrder(key, request.expiresAt));
};

/** A lease is never given twice: whoever has it has the request, and it has an answer or none. */
function asRead({ leaseUntil, answer }: Pick<RequestRecord, 'leaseUntil' | 'answer'>): Condition {
  const lease = { 'data.leaseUntil': leaseUntil };
  const values = answer === null ? { ...lease, 'data.answer': null } : { ...lease, 'data.answer.status': answer.status };
  return { is: 'equal', values };
}

/** What waits for somebody, in the table of People. */
export function waitingStore(tables: Tables): WaitingStore {
  return {
    answerDraft: async (milestoneId) => {
      const row = await tables.get('people', answerDraftKey(milestoneId));
      return row === null ? null : dataOf(row, answerDraft);
    },
    saveAnswerDraft: (draft) =>
      tables.write({
        kind: 'put',
        table: 'people',
        row: rowOf(answerDraftKey(draft.milestoneId), answerDraft, draft),
        when: absentOr(draft.version),
      }),
    endAnswerDraft: ({ milestoneId, version }) =>
      tables.write({
        kind: 'delete',
        table: 'people',
        key: answerDraftKey(milestoneId),
        when: { is: 'equal', values: { 'data.version': version } },
      }),

    addApproval: async (one) => {
      const key = approvalKey(one);
      await tables.write({
        kind: 'put',
        table: 'people',
        row: rowOf(key, approval, one, expiryOrder(key, one.expiresAt)),
        when: { is: 'absent' },
      });
    },
    approvalsOf: async (planId) => {
      const rows = await rowsOf(tables.query({ table: 'people', pk: approvalsPartition(planId) }));
      return rows.map((row) => dataOf(row, approval)).sort(byTime);
    },
    takeApproval: (one) => tables.write({ kind: 'delete', table: 'people', key: approvalKey(one), when: { is: 'present' } }),

    addProposals: async (proposals) => {
      let added = 0;
      await inParallel(proposals, 8, async (one) => {
        const row = rowOf(proposalKey(one), proposal, one);
        if (await tables.write({ kind: 'put', table: 'people', row, when: { is: 'absent' } })) added += 1;
      });
      return added;
    },
    proposalsOf: async (planId) => {
      const rows = await rowsOf(tables.query({ table: 'people', pk: proposalsPartition(planId) }));
      const all = rows.map((row) => dataOf(row, proposal));
      const orderOf = ({ documentId, line, id }: (typeof all)[number]) =>
        [documentId, String(line).padStart(8, '0'), id].join(' ');
      return all.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    },
    updateProposal: (one) =>
      tables.write({
        kind: 'put',
        table: 'people',
        row: rowOf(proposalKey(one), proposal, one),
        when: { is: 'equal', values: { 'data.version': one.version - 1 } },
      }),

    beginRequest: async (request) => {
      const isNew = await tables.write({ kind: 'put', table: 'people', row: requestRow(request), when: { is: 'absent' } });
      if (isNew) return null;
      const known = await tables.get('people', requestKey(request.key));
      return known === null ? null : dataOf(known, requestRecord);
    },
    takeOverRequest: (request, from) =>
      tables.write({ kind: 'put', table: 'people', row: requestRow(request), when: asRead(from) }),
    finishRequest: async (request) => {
      await tables.write({ kind: 'put', table: 'people', row: requestRow(request), when: asRead({ ...request, answer: null }) });
    },
    forgetRequest: async ({ key, leaseUntil }) => {
      await tables.write({ kind: 'delete', table: 'people', key: requestKey(key), when: asRead({ leaseUntil, answer: null }) });
    },
  };
}
