import { Temporal } from 'temporal-polyfill';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import { type RequestRecord, requestLeaseSeconds, requestRecord } from '../../../shared/domain/request-record.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import type { PeopleStore } from '../../../shared/ports.ts';
import type { ProblemDetails, ProblemName } from './problem.ts';

/** How long a key stands for what it was first sent with. */
const keptFor = Temporal.Duration.from({ hours: 24 });

/** 1 to 64 visible ASCII characters. */
const keyShape = /^[\x21-\x7E]{1,64}$/;

/** An answer that can be given again: what was sent, to the letter. */
export type Sent = { readonly status: number; readonly body: string };
type Refusal = { readonly is: 'refused'; readonly problem: ProblemName } & ProblemDetails;
export type Done = ({ readonly is: 'done' } & Sent) | Refusal;
export type Keyed = Done | ({ readonly is: 'again' } & Sent);

type Request = {
  readonly contactId: string;
  readonly key: string;
  /** Everything that makes two requests the same: method, path, version and body. */
  readonly asked: string;
  readonly now: Temporal.Instant;
};

/** The request that stands under this key, and whether it is ours to carry out. */
type Begun = { readonly isMine: boolean; readonly record: RequestRecord };

/** Nobody can be at work on it any more, though there is no answer: whoever was died half-way. Or its day is over. */
function isLeft({ answer, leaseUntil, expiresAt }: RequestRecord, at: string): boolean {
  return expiresAt <= at || (answer === null && leaseUntil <= at);
}

/** Takes a request on: a new one, the same one that somebody left half-way, or any whose key the purge should have freed. */
async function begin(people: PeopleStore, mine: RequestRecord, at: string): Promise<Begun> {
  const earlier = await people.beginRequest(mine);
  if (earlier === null) return { isMine: true, record: mine };
  const isFree = isLeft(earlier, at) && (earlier.asked === mine.asked || earlier.expiresAt <= at);
  if (!isFree) return { isMine: false, record: earlier };
  if (await people.takeOverRequest(mine, earlier)) return { isMine: true, record: mine };
  const other = await people.beginRequest(mine);
  return other === null ? { isMine: true, record: mine } : { isMine: false, record: other };
}

/**
 * Does `work` once for a person and a key they chose: the same request again gets the same answer, another one with that
 * key is refused. A request that was refused changed nothing and may be tried again with its key. While the first is at
 * work a second one is refused, too. When it ended in a way nobody can tell, the same request may run again once its lease
 * is over: what it writes is then guarded by its version, as if it had been sent without a key.
 */
export async function onceFor(people: PeopleStore, request: Request, work: () => Promise<Done>): Promise<Keyed> {
  if (!keyShape.test(request.key)) {
    return { is: 'refused', problem: 'invalid', errors: [{ field: 'Idempotency-Key', code: 'malformed' }] };
  }
  const at = instantText(request.now);
  const mine = {
    key: sha256Of(JSON.stringify([request.contactId, request.key])),
    asked: sha256Of(request.asked),
    answer: null,
    leaseUntil: instantText(request.now.add({ seconds: requestLeaseSeconds })),
    expiresAt: instantText(request.now.add(keptFor)),
  };
  const { isMine, record } = await begin(people, mine, at);
  if (!isMine) {
    if (record.asked !== mine.asked) return { is: 'refused', problem: 'key-reused' };
    if (record.answer !== null) return { is: 'again', ...record.answer };
    const left = Temporal.Instant.from(record.leaseUntil).since(request.now).total('seconds');
    return { is: 'refused', problem: 'conflict', detail: 'at-work', retryAfterSeconds: Math.max(1, Math.ceil(left)) };
  }
  const done = await work();
  // An answer too long to be kept frees its key: what is written is guarded by its version.
  const answer = done.is === 'done' ? requestRecord.shape.answer.safeParse({ status: done.status, body: done.body }) : null;
  if (answer?.success === true) await people.finishRequest({ ...mine, answer: answer.data });
  else await people.forgetRequest(mine);
  return done;
}
