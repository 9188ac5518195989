import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Tables } from '../shared/adapters/tables.ts';

/** What was asked of the tables since the last look. Capacity is what an engine says it took; null where there is none. */
export type Measured = {
  readonly calls: { readonly [kind: string]: number };
  readonly transactions: number;
  readonly capacity: { readonly read: number; readonly write: number } | null;
};

const kinds = ['get', 'getMany', 'query', 'write', 'transact'] as const;
type Kind = (typeof kinds)[number];

const units = z.looseObject({ CapacityUnits: z.number() });
const consumed = z.looseObject({ ConsumedCapacity: z.union([units, z.array(units)]) });

const reading = ['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand'];

/** Counts calls to tables, and the capacity they consume where an engine tells. */
export class Meter {
  #calls = new Map<Kind, number>();
  #capacity: { read: number; write: number } | null = null;

  /** Has an engine's client tell what each request consumed. */
  watch(client: DynamoDBClient): void {
    const total = { read: 0, write: 0 };
    this.#capacity = total;
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const told = consumed.safeParse(answer.output);
        const used = told.success ? [told.data.ConsumedCapacity].flat() : [];
        const side = reading.includes(String(context['commandName'])) ? 'read' : 'write';
        total[side] += used.reduce((sum, one) => sum + one.CapacityUnits, 0);
        return answer;
      },
      { step: 'initialize', name: 'measure' },
    );
  }

  /** The tables, each call counted. */
  around(tables: Tables): Tables {
    return {
      identity: tables.identity,
      get: (...call) => this.#count('get', () => tables.get(...call)),
      getMany: (...call) => this.#count('getMany', () => tables.getMany(...call)),
      query: (...call) => this.#count('query', () => tables.query(...call)),
      write: (...call) => this.#count('write', () => tables.write(...call)),
      transact: (...call) => this.#count('transact', () => tables.transact(...call)),
    };
  }

  /** What was measured since the last look. */
  take(): Measured {
    const calls = Object.fromEntries(kinds.map((kind) => [kind, this.#calls.get(kind) ?? 0]));
    const capacity = this.#capacity === null ? null : { ...this.#capacity };
    this.#calls = new Map();
    if (this.#capacity !== null) Object.assign(this.#capacity, { read: 0, write: 0 });
    return { calls, transactions: calls['transact'] ?? 0, capacity };
  }

  #count<Result>(kind: Kind, call: () => Result): Result {
    this.#calls.set(kind, (this.#calls.get(kind) ?? 0) + 1);
    return call();
  }
}
