import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Agenda } from './agenda.ts';
import { hour, minute, type SimulatedClock } from './clock.ts';
import type { Counters } from './counters.ts';
import type { FaultChooser } from './faults.ts';
import type { Random } from './random.ts';
import type { Ending } from './scheduler.ts';

type Message = { readonly id: string; readonly body: string; receives: number };

/** How a queue is set up: as `infra/aws` does. */
export type QueueSetup = {
  readonly name: string;
  readonly batchSize: number;
  /** Milliseconds for which a message stays hidden once it was given out. */
  readonly visibility: number;
  /** Starts the function that reads it. */
  readonly read: (event: SQSEvent, receives: number) => Promise<Ending<SQSBatchResponse>>;
};

type Parts = {
  readonly random: Random;
  readonly faults: FaultChooser;
  readonly clock: SimulatedClock;
  readonly agenda: Agenda;
  readonly counters: Counters;
};

const maxReceives = 5;

/** A queue that keeps what SQS promises and no more: at least once, in no order, some of it late. */
export class SimulatedQueue {
  readonly #setup: QueueSetup;
  readonly #parts: Parts;
  #visible: Message[] = [];
  #count = 0;
  /** Everything that was ever taken in, once each. */
  readonly #taken = new Set<string>();

  constructor(setup: QueueSetup, parts: Parts) {
    this.#setup = setup;
    this.#parts = parts;
  }

  /** Takes a message in. `delay` is how late it comes at least. */
  put(body: string, delay = 0): void {
    const { random, faults, clock } = this.#parts;
    const { name } = this.#setup;
    const message = (): Message => ({ id: `${name}-${++this.#count}`, body, receives: 0 });
    const first = message();
    const isDoubled = faults.strikes('queue-doubled', name);
    // Put twice by its sender, or given twice by the queue: then it is the same message, and the queue has counted.
    const copies = isDoubled ? [first, random.chance(0.5) ? first : message()] : [first];
    for (const copy of copies) {
      const late = faults.strikes('queue-late', name) ? random.int(hour) : 0;
      this.#show(copy, clock.milliseconds + delay + late + 200 + random.int(3_000));
    }
  }

  /** Forgets what was taken in: it was written down where it is lost now. */
  forget(): void {
    this.#taken.clear();
  }

  /** Gives out everything once more that was ever taken in. */
  deliverAgain(): void {
    for (const body of this.#taken) this.#visible.push({ id: `${this.#setup.name}-${++this.#count}`, body, receives: 0 });
    this.#deliver();
  }

  #show(message: Message, at: number): void {
    this.#parts.agenda.add(at, this.#setup.name, () => {
      this.#visible.push(message);
      this.#deliver();
    });
  }

  /** Gives out what is visible, some of it together. */
  #deliver(): void {
    const { random } = this.#parts;
    while (this.#visible.length > 0) {
      const count = random.between(1, this.#setup.batchSize);
      const batch = this.#visible.splice(0, count);
      void this.#give(random.chance(0.5) ? batch : batch.reverse());
    }
  }

  async #give(batch: readonly Message[]): Promise<void> {
    const { clock, counters } = this.#parts;
    const { name, visibility, read } = this.#setup;
    const shownAgain = clock.milliseconds + visibility + minute;
    for (const message of batch) message.receives += 1;
    const ending = await read({ Records: batch.map((one) => recordOf(one)) }, Math.max(...batch.map(({ receives }) => receives)));
    const failed = ending.kind === 'done' ? ending.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) : null;
    for (const message of batch) {
      if (failed !== null && !failed.includes(message.id)) this.#taken.add(message.body);
      else if (message.receives >= maxReceives) counters.add(`dead letter ${name}`);
      else this.#show(message, Math.max(shownAgain, clock.milliseconds));
    }
  }
}

/** A message as the function gets it. */
export function recordOf({ id, body, receives }: Message): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'simulation',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-3:000000000000:simulation',
    awsRegion: 'eu-west-3',
  };
}
