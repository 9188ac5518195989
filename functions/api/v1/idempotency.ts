import { Temporal } from 'temporal-polyfill';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import { requestRecord } from '../../../shared/domain/request-record.ts';
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

/**
 * Does `work` once for a person and a key they chose: the same request again gets the same answer, another one with that
 * key is refused. A request that was refused changed nothing and may be tried again with its key. While the first is at
 * work, or when it ended in a way nobody can tell, a second one is refused, too.
 */
export async function onceFor(people: PeopleStore, request: Request, work: () => Promise<Done>): Promise<Keyed> {
  if (!keyShape.test(request.key)) {
    return { is: 'refused', problem: 'invalid', errors: [{ field: 'Idempotency-Key', code: 'malformed' }] };
  }
  const key = sha256Of(JSON.stringify([request.contactId, request.key]));
  const asked = sha256Of(request.asked);
  const expiresAt = instantText(request.now.add(keptFor));
  const begin = { key, asked, answer: null, expiresAt };
  let earlier = await people.beginRequest(begin);
  // The purge may be late. Two requests that meet over a day-old key could both be done: versions still guard what they change.
  if (earlier !== null && earlier.expiresAt <= instantText(request.now)) {
    await people.forgetRequest(key);
    earlier = await people.beginRequest(begin);
  }
  if (earlier !== null) {
    if (earlier.asked !== asked) return { is: 'refused', problem: 'key-reused' };
    if (earlier.answer === null) return { is: 'refused', problem: 'conflict', detail: 'at-work' };
    return { is: 'again', ...earlier.answer };
  }
  const done = await work();
  // Too long to be kept is only what an import tells, and importing the same again changes nothing.
  const answer = done.is === 'done' ? requestRecord.shape.answer.safeParse({ status: done.status, body: done.body }) : null;
  if (answer?.success === true) await people.finishRequest({ ...begin, answer: answer.data });
  else await people.forgetRequest(key);
  return done;
}
