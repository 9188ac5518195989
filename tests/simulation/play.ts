import { day, hour } from './clock.ts';
import { isDeedOfPeople } from './deeds.ts';
import type { History, Violation } from './history.ts';
import { standingViolations } from './invariants/checkers.ts';
import { idempotent } from './invariants/i12-idempotent.ts';
import { Machines } from './machines.ts';
import { act, Operators } from './operators.ts';
import { aDeed, type Deed, theDeed } from './people.ts';
import { type Random, randomFrom } from './random.ts';
import { type LastTick, nextTickAt, slotOf } from './ticks.ts';
import { storms, weatherFrom } from './weather.ts';
import { type Stage, setStage, stageFrom, twoWorkingDaysAfter } from './world.ts';

/** How often what must hold at each quiet moment is looked at, where nobody did anything amid a tick. */
const looks = 0.02;

/** About as many calls as a tick makes that has something to do. */
const callsOfATick = 18;

/** How many of those who act amid a tick or a sender make their calls among its calls; the others all theirs between two. */
const amongCalls = 0.4;

/** How many worlds have a row that cannot be read for a while, how soon that comes about, and how long it lasts at most. */
const spoilt = 0.12;
const spoiling = 0.2;
const unreadableFor = [hour, 6 * hour, day] as const;

/** One world from its seed: its stage, its weather, and everything that happens in it. */
export class Play {
  readonly machines: Machines;
  readonly stage: Stage;
  readonly operators: Operators;
  /** What was found broken on the way. */
  readonly broken: Violation[] = [];
  readonly #random: Random;
  readonly #endsAt: number;
  #last: LastTick;
  #noTickUntil = 0;
  #stormUntil = 0;
  #tickAt: number | null = null;
  /** What is done just when a tick or a sender runs. */
  #atAMoment: Deed[] = [];
  /** Something was done amid a tick or a sender, and what it left is not looked at yet. */
  #isToLook = false;
  /** Deeds that were begun and have not come through yet. */
  #halfDone = 0;
  /** Rows that are still to become unreadable for a while. */
  #toSpoil = 0;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.stage = stageFrom(this.#random);
    this.machines = new Machines(this.#random, this.stage.startsAt, weatherFrom(this.#random));
    this.operators = new Operators(this.machines, this.#random, this.stage.stormsUntil);
    this.#endsAt = twoWorkingDaysAfter(this.stage);
    this.#last = { at: this.stage.startsAt, isDone: true };
  }

  /**
   * Whether nothing but faults and mail happened. The audit knows people as they are now and steps as they stood at their
   * instant: who was unreachable for a while, and what changed between a step and the tick that saw it, it takes for lost.
   */
  get isUneventful(): boolean {
    const { counters, restores } = this.machines;
    const happened = counters.entries().map(([name]) => name);
    const changes = ['hard-bounce', 'complaint', 'content-refused', 'clock-jump'].map((fault) => `fault ${fault}`);
    return restores.length === 0 && !happened.some((name) => changes.includes(name) || isDeedOfPeople(name));
  }

  async run(): Promise<History> {
    const { machines, stage } = this;
    await machines.open(new Map());
    await setStage(stage, machines.stores());
    machines.faults.isOn = false;
    this.#arrange();
    for (;;) {
      this.#tickAt = this.#nextTick();
      const next = Math.min(machines.agenda.next() ?? Number.POSITIVE_INFINITY, this.#tickAt ?? Number.POSITIVE_INFINITY);
      if (next > this.#endsAt) break;
      this.#weather(next);
      machines.clock.jumpTo(next);
      await this.#begin();
      await machines.scheduler.drain();
      this.operators.watch();
      this.#look();
    }
    machines.clock.jumpTo(this.#endsAt);
    this.broken.push(...machines.thrown.map((told) => ({ invariant: 'F15', told: `with nothing going wrong, ${told}` })));
    return this.#history();
  }

  /** Lets one more tick run, then everything that was ever delivered once more: what changes that should not. */
  async again(): Promise<readonly Violation[]> {
    const { machines } = this;
    await this.#settle();
    const before = new Map(machines.rows);
    const mails = machines.ses.accepted.length;
    for (const queue of [machines.digests, machines.events]) queue.deliverAgain();
    await this.#settle();
    return idempotent(before, machines.rows, machines.ses.accepted.length - mails);
  }

  /** A tick, and all that follows from it within the hour. */
  async #settle(): Promise<void> {
    const { machines } = this;
    const until = machines.clock.milliseconds + hour;
    this.#tick();
    await machines.scheduler.drain();
    for (let next = machines.agenda.next(); next !== null && next <= until; next = machines.agenda.next()) {
      machines.clock.jumpTo(next);
      for (const { begin } of machines.agenda.take(next)) await begin();
      await machines.scheduler.drain();
    }
  }

  #history(): History {
    const { machines } = this;
    const { isStrict, skew, perSecond } = machines.weather;
    const { quota } = machines.ses;
    return {
      acceptances: machines.acceptances,
      claims: machines.claims,
      restores: machines.restores,
      placings: machines.placings.all,
      turns: machines.turns,
      resends: this.operators.resends,
      endsAt: machines.clock.milliseconds,
      rows: new Map(machines.rows),
      ...{ isStrict, skew, perSecond, quota },
    };
  }

  /** Notes in the agenda what people, weather and fate will do. */
  #arrange(): void {
    const { stage, machines } = this;
    const random = this.#random;
    const { startsAt, stormsUntil } = stage;
    const sometime = (): number => startsAt + random.int(stormsUntil - startsAt);
    for (const { settings } of stage.plans) {
      machines.agenda.add(startsAt + random.int(random.chance(0.5) ? hour : 4 * day), 'mail on', () => {
        this.#switchOn(settings.id);
      });
    }
    const isSpoilt = random.chance(spoilt);
    machines.unreadable.isExpected = isSpoilt;
    if (isSpoilt) this.#toSpoil = random.between(1, 3);
    // What is lost for want of a row shows in the audit alone, which looks at worlds in which people do nothing.
    const isQuiet = isSpoilt && random.chance(0.6);
    const deeds = isQuiet ? 0 : random.int(Math.ceil((stormsUntil - startsAt) / (10 * day)));
    for (let count = 0; count < deeds; count += 1) {
      machines.agenda.add(sometime(), 'deed', () => this.#somebodyActs());
    }
    if (!isQuiet && random.chance(0.25)) {
      machines.agenda.add(sometime(), 'outage', () => {
        machines.counters.add('fault clock-jump');
        this.#noTickUntil = Math.min(machines.clock.milliseconds + random.int(20 * day), stormsUntil);
      });
    }
    if (random.chance(0.1)) machines.agenda.add(sometime(), 'sandbox', () => this.operators.playInSand());
    if (random.chance(0.15)) this.operators.arrangeRestore(sometime());
    machines.agenda.add(stormsUntil, 'end of storms', () => {
      machines.faults.isOn = false;
      machines.ses.isSettled = true;
      machines.ses.quota = 200;
    });
  }

  /** Storms come when something is about to happen: half of all episodes are played in one, from its beginning. */
  #weather(now: number): void {
    const { faults, clock } = this.machines;
    const isNewEpisode = now - clock.milliseconds > 2 * hour;
    if (isNewEpisode && this.#random.chance(0.5))
      this.#stormUntil = now + this.#random.pick(storms) * (0.2 + this.#random.next());
    faults.isOn = now < Math.min(this.#stormUntil, this.stage.stormsUntil);
  }

  /** Starts what is due: what falls together runs together. */
  async #begin(): Promise<void> {
    const { machines } = this;
    const now = machines.clock.milliseconds;
    const random = this.#random;
    const together = random.chance(0.3) ? random.int(5_000) : 0;
    const due = machines.agenda.take(now + together);
    for (const { begin } of due) await begin();
    const isTick = this.#tickAt !== null && this.#tickAt <= now;
    if (isTick || due.some(({ what }) => what === 'digests')) this.#spoil();
    if (isTick) {
      this.#tick();
      if (random.chance(0.08)) {
        machines.counters.add('fault tick-doubled');
        this.#tick();
      }
    }
    const isMoment = isTick || due.some(({ what }) => what === 'digests');
    if (isMoment && random.chance(0.5)) {
      const [deed] = this.#atAMoment.splice(0, 1);
      if (deed !== undefined) this.#actAmid(deed, isTick && due.length === 0);
    }
  }

  /** Now and then a row that is about to be read cannot be, for a while. */
  #spoil(): void {
    const { machines, stage } = this;
    const random = this.#random;
    const now = machines.clock.milliseconds;
    if (this.#toSpoil === 0 || now >= stage.stormsUntil || !random.chance(spoiling)) return;
    const mend = machines.unreadable.spoil(machines.rows, now, random);
    if (mend === null) return;
    this.#toSpoil -= 1;
    machines.agenda.add(Math.min(now + random.int(random.pick(unreadableFor)), stage.stormsUntil), 'readable again', mend);
  }

  /** Somebody acts while a tick or a sender is at work: call by call with it, or all at once between two of its calls. */
  #actAmid(deed: Deed, isTickAlone: boolean): void {
    const { machines } = this;
    const random = this.#random;
    this.#isToLook = true;
    if (random.chance(amongCalls)) {
      void this.#see(deed);
      return;
    }
    machines.scheduler.interrupt({
      after: random.int(callsOfATick),
      begin: () => {
        // A second later at least: within one second nothing tells which came first. Senders keep their pace.
        if (isTickAlone) machines.clock.pass(1_000 + random.int(4_000));
        void this.#see(deed);
      },
    });
  }

  /** Sees a deed through, however often it takes. */
  async #see(deed: Deed): Promise<void> {
    this.#halfDone += 1;
    await act(this.machines, this.#random, deed);
    this.#halfDone -= 1;
  }

  #nextTick(): number | null {
    const next = nextTickAt(this.machines.rows, this.#last, this.#random, this.machines.unreadable.isAny);
    return next === null ? null : Math.max(next, this.#noTickUntil);
  }

  #tick(): void {
    const { machines } = this;
    const at = machines.clock.milliseconds;
    this.#last = { at, isDone: false };
    void machines.tick().then(({ kind }) => {
      machines.counters.add(`tick ${kind}`);
      this.#last = { at, isDone: kind === 'done' };
    });
  }

  #somebodyActs(): void {
    const { stage, machines } = this;
    const deed = aDeed({ stage, random: this.#random, now: machines.clock.now() });
    this.#act(deed);
    if (deed.what === 'hand on' && this.#random.chance(0.5)) this.#takeBackLater();
  }

  /** By chance alone a milestone would hardly ever be taken back while somebody holds it. */
  #takeBackLater(): void {
    const { stage, machines } = this;
    const at = Math.min(machines.clock.milliseconds + this.#random.int(8 * day), stage.stormsUntil);
    machines.agenda.add(at, 'deed', () => {
      this.#act(theDeed('take back', { stage, random: this.#random, now: machines.clock.now() }));
    });
  }

  #act(deed: Deed): void {
    if (this.#random.chance(0.6)) this.#atAMoment.push(deed);
    else void this.#see(deed);
  }

  #switchOn(planId: string): void {
    const { stage, machines } = this;
    const scene = { stage: { ...stage, plans: stage.plans.filter(({ settings }) => settings.id === planId) } };
    this.#act(theDeed('mail on', { ...scene, random: this.#random, now: machines.clock.now() }));
  }

  /** Looks at what must always hold, now and then, when nothing is left half done: after a tick that came through. */
  #look(): void {
    const { rows, clock, agenda, faults, weather, unreadable } = this.machines;
    // After a restore nothing is asked before the gate opens: the Ledger is told then what it no longer knows.
    const isWaiting = this.#halfDone > 0 || unreadable.isAny || agenda.holds('digests') || agenda.holds('open the gate');
    const isQuiet = !faults.isOn && this.#last.isDone && !isWaiting;
    if (!isQuiet || !(this.#random.chance(looks) || this.#isToLook)) return;
    this.#isToLook = false;
    const at = clock.milliseconds;
    // What was planned since the last tick began, no tick can have seen; clocks that disagree do not say what that is.
    const seenUntil = weather.skew > 0 ? at : Math.max(this.#last.at, slotOf(at));
    this.broken.push(...standingViolations(rows, at, seenUntil));
  }
}
