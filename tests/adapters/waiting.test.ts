import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleStore } from '../../shared/adapters/dynamodb/people.ts';
import type { AnswerDraft } from '../../shared/domain/answer-draft.ts';
import type { Approval } from '../../shared/domain/approval.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import type { RequestRecord } from '../../shared/domain/request-record.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { PeopleStore, WaitingStore } from '../../shared/ports.ts';
import { aDate, anAssignmentId, aPersonId, seenAs, start } from '../builders.ts';
import { backends, type OpenTables, titleOf } from './local-tables.ts';

const aDraft = (milestoneId: string, input: Partial<AnswerDraft> = {}): AnswerDraft => ({
  milestoneId,
  version: 1,
  by: aPersonId('colleague'),
  at: start,
  basedOn: 1,
  fields: { status: 'limited', done: 'Deux réunions.' },
  ...input,
});

const idOf = (kind: string, name: string): string => `${kind}-${sha256Of(name).slice(0, 32)}`;

const anApproval = (planId: string, name: string, input: Partial<Approval> = {}): Approval => ({
  id: idOf('approval', name),
  planId,
  proposedBy: { role: 'lead', id: aPersonId('lead') },
  at: start,
  expiresAt: '2021-10-01T07:00:00Z',
  change: {
    kind: 'confirm-contact',
    contactId: aPersonId('deputy'),
    particulars: seenAs('deputy'),
    assignments: [anAssignmentId('deputy')],
  },
  ...input,
});

const aProposal = (planId: string, name: string, input: Partial<Proposal> = {}): Proposal => ({
  id: idOf('proposal', name),
  planId,
  documentId: 'document-communique',
  source: { name: 'communique.md', sha256: sha256Of('communique') },
  kind: 'workshop',
  title: name,
  date: aDate('Octobre 2021'),
  line: 1,
  reason: null,
  quote: `Ligne ${name}`,
  told: 'announced',
  followUpOwed: false,
  version: 1,
  state: 'waiting',
  became: null,
  at: start,
  ...input,
});

const aRequest = (name: string, input: Partial<RequestRecord> = {}): RequestRecord => ({
  key: sha256Of(`key ${name}`),
  asked: sha256Of(`asked ${name}`),
  answer: null,
  leaseUntil: '2021-10-01T07:01:00Z',
  expiresAt: '2021-10-02T07:00:00Z',
  ...input,
});

const yesOf = (said: readonly boolean[]): number => said.filter((yes) => yes).length;

for (const backend of backends) {
  describe.skipIf(backend.missing !== null)(`What waits ${titleOf(backend)}`, () => {
    let open: OpenTables;
    let waiting: WaitingStore & Pick<PeopleStore, 'purge'>;
    let count = 0;
    /** A plan no other test uses. */
    const somePlan = (): string => {
      count += 1;
      return `plan-${count}`;
    };
    beforeAll(async () => {
      open = await backend.open();
      waiting = peopleStore(open.tables);
    });
    afterAll(() => open.close());

    test('a draft is kept for its milestone, saved again by version and gone once it is ended', async () => {
      const milestoneId = `${somePlan()}/28/m1`;
      const first = aDraft(milestoneId);
      const second = aDraft(milestoneId, { version: 2, fields: { done: '' } });
      expect(await waiting.answerDraft(milestoneId)).toBeNull();
      expect(await waiting.saveAnswerDraft(first)).toBe(true);
      expect(await waiting.saveAnswerDraft(second)).toBe(true);
      expect(await waiting.answerDraft(milestoneId)).toEqual(second);
      expect(await waiting.answerDraft(milestoneId.replace('m1', 'm2'))).toBeNull();
      expect(await waiting.endAnswerDraft(first)).toBe(false);
      expect(await waiting.endAnswerDraft(second)).toBe(true);
      expect(await waiting.endAnswerDraft(second)).toBe(false);
      expect(await waiting.answerDraft(milestoneId)).toBeNull();
    });

    test('of two drafts saved over the same version one is kept, of two first ones too', async () => {
      const milestoneId = `${somePlan()}/28/m1`;
      for (const version of [1, 2]) {
        const texts = ['Un mot.', 'Un autre mot.', 'Un troisième.'];
        const said = await Promise.all(
          texts.map((done) => waiting.saveAnswerDraft(aDraft(milestoneId, { version, fields: { done } }))),
        );
        expect(yesOf(said)).toBe(1);
        const kept = await waiting.answerDraft(milestoneId);
        expect(kept?.fields['done']).toBe(texts[said.indexOf(true)]);
      }
      expect(await waiting.saveAnswerDraft(aDraft(milestoneId, { version: 4 }))).toBe(false);
    });

    test('a draft that is saved while it is ended is either ended or kept, never both', async () => {
      const milestoneId = `${somePlan()}/28/m1`;
      await waiting.saveAnswerDraft(aDraft(milestoneId));
      const [isEnded, isSaved] = await Promise.all([
        waiting.endAnswerDraft({ milestoneId, version: 1 }),
        waiting.saveAnswerDraft(aDraft(milestoneId, { version: 2 })),
      ]);
      expect([isEnded, isSaved].sort()).toEqual([false, true]);
      expect((await waiting.answerDraft(milestoneId)) === null).toBe(isEnded);
    });

    test('approvals of a plan are listed oldest first, and those of no other', async () => {
      const planId = somePlan();
      const later = anApproval(planId, 'later', { at: '2021-09-03T07:00:00Z' });
      const sooner = anApproval(planId, 'sooner', { at: '2021-09-02T07:00:00Z' });
      for (const one of [later, sooner, anApproval(somePlan(), 'elsewhere')]) await waiting.addApproval(one);
      expect(await waiting.approvalsOf(planId)).toEqual([sooner, later]);
    });

    test('an approval is not overwritten by another of the same id', async () => {
      const one = anApproval(somePlan(), 'one');
      await waiting.addApproval(one);
      await waiting.addApproval({ ...one, at: '2021-09-05T07:00:00Z' });
      expect(await waiting.approvalsOf(one.planId)).toEqual([one]);
    });

    test('of several who take an approval at once exactly one gets it', async () => {
      const one = anApproval(somePlan(), 'taken');
      await waiting.addApproval(one);
      expect(yesOf(await Promise.all(Array.from({ length: 5 }, () => waiting.takeApproval(one))))).toBe(1);
      expect(await waiting.takeApproval(one)).toBe(false);
      expect(await waiting.takeApproval(anApproval(one.planId, 'never added'))).toBe(false);
      expect(await waiting.approvalsOf(one.planId)).toEqual([]);
    });

    test('proposals are added once, in the order of their documents and lines', async () => {
      const planId = somePlan();
      const tenth = aProposal(planId, 'tenth', { line: 10 });
      const second = aProposal(planId, 'second', { line: 2 });
      const article = aProposal(planId, 'article', { line: 30, documentId: 'document-article' });
      expect(await waiting.addProposals([tenth, second, article])).toBe(3);
      expect(await waiting.addProposals([tenth, aProposal(planId, 'new', { line: 40 })])).toBe(1);
      expect(await waiting.addProposals([])).toBe(0);
      expect((await waiting.proposalsOf(planId)).map(({ title }) => title)).toEqual(['article', 'second', 'tenth', 'new']);
      expect(await waiting.proposalsOf(somePlan())).toEqual([]);
    });

    test('a proposal that was judged stays judged when its document is imported again', async () => {
      const one = aProposal(somePlan(), 'judged');
      await waiting.addProposals([one]);
      const rejected: Proposal = { ...one, version: 2, state: 'rejected' };
      expect(await waiting.updateProposal(rejected)).toBe(true);
      expect(await waiting.addProposals([one])).toBe(0);
      expect(await waiting.proposalsOf(one.planId)).toEqual([rejected]);
    });

    test('of two judgements of one proposal at once one counts; an unknown one cannot be judged', async () => {
      const one = aProposal(somePlan(), 'contested');
      await waiting.addProposals([one]);
      const said = await Promise.all([
        waiting.updateProposal({ ...one, version: 2, state: 'rejected' }),
        waiting.updateProposal({ ...one, version: 2, state: 'confirmed', became: 'meeting-forum' }),
      ]);
      expect([...said].sort()).toEqual([false, true]);
      expect((await waiting.proposalsOf(one.planId))[0]?.state).toBe(said[0] ? 'rejected' : 'confirmed');
      expect(await waiting.updateProposal(aProposal(one.planId, 'unknown', { version: 2 }))).toBe(false);
    });

    test('of many requests with one key at once one begins, and the others are told of it', async () => {
      const request = aRequest(somePlan());
      const begun = await Promise.all(Array.from({ length: 5 }, () => waiting.beginRequest(request)));
      expect(begun.filter((one) => one === null)).toHaveLength(1);
      expect(begun.filter((one) => one !== null)).toEqual(Array.from({ length: 4 }, () => request));
    });

    test('a request that was made before gets its first answer, also when something else is asked', async () => {
      const request = aRequest(somePlan());
      expect(await waiting.beginRequest(request)).toBeNull();
      const answered = { ...request, answer: { status: 201, body: '{"seq":4}' } };
      await waiting.finishRequest(answered);
      expect(await waiting.beginRequest(request)).toEqual(answered);
      expect(await waiting.beginRequest({ ...request, asked: sha256Of('something else') })).toEqual(answered);
    });

    test('a request that was forgotten may be made again', async () => {
      const request = aRequest(somePlan());
      await waiting.beginRequest(request);
      await waiting.forgetRequest(request);
      await waiting.forgetRequest(request);
      expect(await waiting.beginRequest(request)).toBeNull();
    });

    test('of many who take over a request that was left half-way one does, and who left it changes nothing of it any more', async () => {
      const left = aRequest(somePlan());
      await waiting.beginRequest(left);
      const again = { ...left, leaseUntil: '2021-10-01T07:05:00Z' };
      const taken = await Promise.all(Array.from({ length: 5 }, () => waiting.takeOverRequest(again, left)));
      expect(yesOf(taken)).toBe(1);
      await waiting.finishRequest({ ...left, answer: { status: 500, body: 'too late' } });
      await waiting.forgetRequest(left);
      expect(await waiting.beginRequest(left)).toEqual(again);
      const answered = { ...again, answer: { status: 201, body: '{"seq":4}' } };
      await waiting.finishRequest(answered);
      expect(await waiting.takeOverRequest({ ...again, leaseUntil: '2021-10-01T07:09:00Z' }, again)).toBe(false);
      expect(await waiting.beginRequest(left)).toEqual(answered);
    });

    test('an answered request whose day is over gives its key to another one', async () => {
      const old = aRequest(somePlan());
      await waiting.beginRequest(old);
      const answered = { ...old, answer: { status: 201, body: '{"seq":4}' } };
      await waiting.finishRequest(answered);
      const next = aRequest(old.key, { key: old.key, leaseUntil: '2021-10-03T07:01:00Z', expiresAt: '2021-10-04T07:00:00Z' });
      expect(await waiting.takeOverRequest(next, answered)).toBe(true);
      expect(await waiting.beginRequest(old)).toEqual(next);
    });

    test('purging deletes approvals and requests that have expired, and no draft or proposal', async () => {
      const planId = somePlan();
      const [old, young] = ['1999-01-01T00:00:00Z', '1999-01-03T00:00:00Z'];
      await waiting.addApproval(anApproval(planId, 'old', { expiresAt: old }));
      await waiting.addApproval(anApproval(planId, 'young', { expiresAt: young }));
      await waiting.beginRequest(aRequest(`${planId} old`, { expiresAt: old }));
      await waiting.beginRequest(aRequest(`${planId} young`, { expiresAt: young }));
      await waiting.saveAnswerDraft(aDraft(`${planId}/1/m1`, { at: old }));
      await waiting.addProposals([aProposal(planId, 'kept', { at: old })]);
      expect(await waiting.purge('1999-01-02T00:00:00Z')).toBe(2);
      expect((await waiting.approvalsOf(planId)).map(({ id }) => id)).toEqual([idOf('approval', 'young')]);
      expect(await waiting.beginRequest(aRequest(`${planId} old`))).toBeNull();
      expect(await waiting.beginRequest(aRequest(`${planId} young`))).not.toBeNull();
      expect(await waiting.answerDraft(`${planId}/1/m1`)).not.toBeNull();
      expect(await waiting.proposalsOf(planId)).toHaveLength(1);
    });
  });
}
