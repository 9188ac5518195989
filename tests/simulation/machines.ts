import type { SQSEvent } from 'aws-lambda';
import { mailEvents } from '../../functions/mail-events/mail-events.ts';
import { remind } from '../../functions/remind/remind.ts';
import { type SendDeps, send } from '../../functions/send/send.ts';
import { paceKey } from '../../shared/adapters/dynamodb/keys.ts';
import { dataOf } from '../../shared/adapters/dynamodb/rows.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import type { Row, Tables } from '../../shared/adapters/tables.ts';
import { type Digest, digest, pace, reminder } from '../../shared/domain/ledger.ts';
import type { DigestJob, Logger, Mailer, Queue, Stores } from '../../shared/ports.ts';
import { Agenda } from './agenda.ts';
import { minute, SimulatedClock, textOf } from './clock.ts';
import { Counters } from './counters.ts';
import { type CallFault, type FaultChooser, Faults } from './faults.ts';
import { faultyTables } from './faulty-tables.ts';
import type { Acceptance, Claim, Restore } from './history.ts';
import { Placings } from './placings.ts';
import { SimulatedQueue } from './queue.ts';
import type { Random } from './random.ts';
import { type Change, type Rows, type WatchedTables, watchedTables } from './rows.ts';
import { type Ending, type Process, Scheduler } from './scheduler.ts';
import { type EventWeather, SimulatedSes } from './ses.ts';
import { Trace } from './trace.ts';
import { UnreadableRows } from './unreadable-rows.ts';

const silent: Logger = { info: () => {}, error: () => {} };

const queueFaults: readonly CallFault[] = ['crash-before', 'crash-after', 'answer-lost', 'throttled', 'slow'];
const sesFaults: readonly CallFault[] = ['crash-before', 'crash-after', 'slow'];
const quotaFaults: readonly CallFault[] = ['crash-before', 'crash-after', 'throttled', 'slow'];

/** How long functions may run, and how long their messages stay hidden: as `infra/aws` says. */
const limits = { tick: 300, send: 120, mailEvents: 30, person: 15, operator: 60 } as const;

/** What a world is like, beyond its stage. */
export type Weather = {
  readonly events: EventWeather;
  /** Every event is taken in well within the shortest grace. */
  readonly isStrict: boolean;
  /** The largest error of a machine's clock, in milliseconds; 0 in most worlds. */
  readonly skew: number;
  /** The largest age of what an index shows, in milliseconds; 0 in most worlds. */
  readonly lag: number;
  readonly quota: number;
  readonly perSecond: number;
};

/** Everything a world is made of: tables, queues, SES, and the functions that run over them. */
export class Machines {
  readonly clock: SimulatedClock;
  readonly counters = new Counters();
  readonly trace: Trace;
  readonly agenda = new Agenda();
  readonly faults: FaultChooser;
  readonly scheduler: Scheduler;
  readonly ses: SimulatedSes;
  readonly digests: SimulatedQueue;
  readonly events: SimulatedQueue;
  readonly claims: Claim[] = [];
  readonly restores: Restore[] = [];
  /** Digests that came to need a person, since somebody last took the list away. */
  readonly needingPerson: string[] = [];
  /** Turns that senders were given, each by the instant at which the next may begin. */
  readonly turns: number[] = [];
  readonly placings = new Placings();
  readonly unreadable = new UnreadableRows(this.counters);
  /** Why ticks and senders ended without a word while no call of theirs went wrong. */
  readonly thrown: string[] = [];
  readonly #random: Random;
  readonly #weather: Weather;
  readonly #lastClaims = new Map<string, Claim>();
  readonly #claimOf = new Map<string, Claim>();
  #watched: WatchedTables | null = null;
  #identities = 0;

  constructor(random: Random, startsAt: number, weather: Weather, faults?: FaultChooser) {
    this.#random = random;
    this.#weather = weather;
    this.clock = new SimulatedClock(startsAt);
    this.trace = new Trace(this.clock);
    const isSpared = (site: string): boolean => weather.isStrict && site.includes('mail-events');
    this.faults = faults ?? new Faults(random, this.counters, isSpared);
    const { clock, counters, agenda } = this;
    this.scheduler = new Scheduler({ random, faults: this.faults, clock, note: (line) => this.trace.add(line) });
    const parts = { random, faults: this.faults, clock, counters, agenda };
    this.digests = new SimulatedQueue(
      { name: 'digests', batchSize: 5, visibility: 12 * minute, read: (event) => this.#send(event) },
      parts,
    );
    this.events = new SimulatedQueue(
      { name: 'mail-events', batchSize: 10, visibility: 3 * minute, read: (event) => this.#hear(event) },
      parts,
    );
    const publish = (event: object, delay: number): void => this.events.put(JSON.stringify(event), delay);
    this.ses = new SimulatedSes({ ...parts, publish }, weather.events, weather.perSecond);
    this.ses.quota = weather.quota;
  }

  get rows(): Rows {
    return this.#tables().rows;
  }

  get weather(): Weather {
    return this.#weather;
  }

  get acceptances(): readonly Acceptance[] {
    return this.ses.accepted.map((one) => ({
      ...one,
      claim: this.#claimOf.get(one.messageId) ?? null,
      isRefused: this.ses.refused.has(one.messageId),
      isTold: this.ses.told.has(one.messageId),
    }));
  }

  /** New tables that hold these rows: at the beginning, and after a restore, when the gate is no longer bound to them. */
  async open(rows: Rows): Promise<void> {
    this.#identities += 1;
    const now = (): number => this.clock.milliseconds;
    this.placings.opened(now());
    this.#watched = await watchedTables(`tables-${this.#identities}`, rows, now, (changes) => this.#watch(changes));
  }

  /** Stores that always work and wait for nobody: for setting the stage and for looking. */
  stores(): Stores {
    return storesOver(this.#tables().tables);
  }

  /** Starts one tick; `now` is what its machine takes for the time. */
  tick(): Promise<Ending<unknown>> {
    return this.#start('tick', limits.tick, (process, stores) => {
      const digests: Queue<DigestJob> = { put: (jobs) => this.#put(process, jobs) };
      return remind({ ...stores, digests, mailer: this.#quota(process), log: silent }, this.clock.now(process.skew));
    });
  }

  /** Starts what a person does, on a server of its own. */
  person<Value>(what: string, work: (stores: Stores, process: Process) => Promise<Value>): Promise<Ending<Value>> {
    return this.#start(what, limits.person, (process, stores) => work(stores, process));
  }

  #tables(): WatchedTables {
    if (this.#watched === null) throw new Error('the tables of this world are not open yet');
    return this.#watched;
  }

  #start<Value>(
    kind: string,
    seconds: number,
    work: (process: Process, stores: Stores) => Promise<Value>,
  ): Promise<Ending<Value>> {
    const { skew: most, lag } = this.#weather;
    const skew = this.faults.isOn && most > 0 ? this.#random.between(-most, most) : 0;
    const { tables, indexAsOf } = this.#tables();
    const age = this.faults.isOn && lag > 0 ? this.#random.int(lag) : 0;
    if (age > 0) this.counters.add('fault index-lag');
    if (skew !== 0) this.counters.add('fault skew');
    const isCalm = !this.faults.isOn;
    const ending = this.scheduler.start(kind, { seconds, skew }, (process) => {
      const counted = kind === 'tick' ? countingLeft(tables, this.counters) : tables;
      const faulty = faultyTables(counted, process, this.scheduler, (query) =>
        age === 0 || query.index === undefined ? null : indexAsOf(query, age),
      );
      return work(process, storesOver(this.#asSeenBy(kind, faulty)));
    });
    void ending.then((how) => {
      if (isCalm && how.kind === 'failed' && (kind === 'tick' || kind === 'send'))
        this.thrown.push(`${kind}: ${String(how.error)}`);
    });
    return ending;
  }

  /** Who hears what becomes of mail reads everything: news that nobody can take in wait for a person, not for a while. */
  #asSeenBy(kind: string, tables: Tables): Tables {
    return kind === 'mail-events' ? tables : this.unreadable.hidden(tables);
  }

  #send(event: SQSEvent) {
    return this.#start('send', limits.send, (process, stores) => {
      const deps: SendDeps = {
        ...stores,
        mailer: { send: (mail) => this.#mail(process, mail) },
        pause: { moment: () => this.clock.moment(process.skew), wait: (milliseconds) => this.#wait(process, milliseconds) },
        rng: this.#random,
        clock: { now: () => this.clock.now(process.skew) },
        config: {
          from: 'rappels@example.org',
          name: 'Jalon',
          publicUrl: 'https://jalon.example.org',
          stage: 'simulation',
          allowed: ['ana@example.org'],
        },
        secret: 'secret of the simulation',
        log: silent,
      };
      return send(deps, event, () => process.until - this.clock.milliseconds);
    });
  }

  #hear(event: SQSEvent) {
    return this.#start('mail-events', limits.mailEvents, (_, stores) => mailEvents({ ...stores, log: silent }, event));
  }

  #put(process: Process, jobs: readonly DigestJob[]): Promise<void> {
    if (jobs.length === 0) return Promise.resolve();
    return this.scheduler.io(process, { label: 'put digests', faults: queueFaults }, async () => {
      for (const job of jobs) this.digests.put(JSON.stringify(job));
    });
  }

  #mail(process: Process, mail: Parameters<Mailer['send']>[0]): ReturnType<Mailer['send']> {
    return this.scheduler.io(process, { label: 'ses send', faults: sesFaults }, async () => {
      const before = this.ses.accepted.length;
      const outcome = this.ses.send(mail);
      const accepted = this.ses.accepted[before];
      const claim = this.#lastClaims.get(`${process.id} ${mail.tags['digest'] ?? ''}`);
      if (accepted !== undefined && claim !== undefined) this.#claimOf.set(accepted.messageId, claim);
      this.trace.add(`ses ${outcome.kind}${accepted === undefined ? '' : ` took ${mail.tags['digest']?.slice(0, 6)}`}`);
      return outcome;
    });
  }

  #quota(process: Process): Pick<Mailer, 'quota'> {
    const { perSecond } = this.#weather;
    return {
      quota: () =>
        this.scheduler.io(process, { label: 'ses quota', faults: quotaFaults }, async () => ({
          max24Hours: this.ses.quota,
          sentLast24Hours: this.ses.sentLastDay,
          perSecond,
        })),
    };
  }

  #wait(process: Process, milliseconds: number): Promise<void> {
    return this.scheduler.io(process, { label: 'pause', faults: ['crash-before', 'crash-after'] }, async () =>
      this.clock.pass(milliseconds),
    );
  }

  #watch(changes: readonly Change[]): void {
    this.placings.watch(changes, this.rows, this.clock.milliseconds, !this.unreadable.isAny);
    for (const { table, before, after } of changes) {
      if (table !== 'ledger' || after === null) continue;
      const [was, is] = [stateOf(before), stateOf(after)];
      if (is === null) continue;
      if (was?.state !== is.state) this.counters.add(`state ${is.state}${is.reason === null ? '' : ` ${is.reason}`}`);
      if (is.state === 'needs-human' && was?.state !== 'needs-human') this.needingPerson.push(after.pk.slice('DIG#'.length));
      if (is.state !== 'claimed' || was?.token === is.token) continue;
      const did = after.pk.slice('DIG#'.length);
      const process = this.scheduler.current?.id ?? 0;
      const claim = { at: this.clock.milliseconds, process, did, attempt: is.attempt, rows: new Map(this.rows) };
      this.claims.push(claim);
      if (is.attempt > 1) this.counters.add('sent twice');
      this.#lastClaims.set(`${process} ${did}`, claim);
      this.trace.add(`claimed ${did.slice(0, 6)} attempt ${is.attempt} at ${textOf(claim.at)}`);
    }
    for (const { before, after } of changes) {
      if (after?.pk === paceKey.pk) this.turns.push(dataOf(after, pace).takenUntil);
      const dropped = droppedIn(after);
      if (dropped !== null && droppedIn(before) !== dropped) this.counters.add(`dropped ${dropped}`);
    }
  }
}

/** Tables of a tick, which counts how often it may not move items on because their plan changed under its hands. */
function countingLeft(tables: Tables, counters: Counters): Tables {
  const transact: Tables['transact'] = async (actions) => {
    const result = await tables.transact(actions);
    if (!result.ok && result.failed.some((place) => actions[place]?.kind === 'check')) counters.add('plan changed under a tick');
    return result;
  };
  return { ...tables, transact };
}

/** A digest's row as the stores read it; null for any other row. */
function stateOf(row: Row | null): Digest | null {
  return row?.pk.startsWith('DIG#') === true ? dataOf(row, digest) : null;
}

function droppedIn(row: Row | null): string | null {
  return row?.pk.startsWith('REM#') === true ? dataOf(row, reminder).dropped : null;
}
