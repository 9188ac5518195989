import type { MailEvent } from '../../shared/domain/mail-event.ts';
import type { MailOutcome, OutgoingMail } from '../../shared/ports.ts';
import { day, hour, minute, type SimulatedClock, textOf } from './clock.ts';
import type { Counters } from './counters.ts';
import type { FaultChooser } from './faults.ts';
import type { Random } from './random.ts';

/** Every way one call to SES can go (RELIABILITY 2.3); of those that are ambiguous some were accepted. */
const outcomes = ['accepted-unheard', 'unheard', 'passing', 'stopped', 'rejected', 'quota-gone'] as const;

const fates = ['content-refused', 'hard-bounce', 'soft-bounce', 'complaint', 'delayed'] as const;

/** How the events of a world behave. */
export type EventWeather = {
  /** Share of mails that are accepted without an answer, storm or no storm. */
  readonly unheard: number;
  /** Share of events that are late, and by how many milliseconds at most. */
  readonly late: number;
  readonly latest: number;
  /** Share of events that never come. */
  readonly lost: number;
};

export type Accepted = { readonly at: number; readonly mail: OutgoingMail; readonly messageId: string };

type Parts = {
  readonly random: Random;
  readonly faults: FaultChooser;
  readonly clock: SimulatedClock;
  readonly counters: Counters;
  /** Puts an event on its way to the queue of mail events. */
  readonly publish: (event: MailEvent, delay: number) => void;
};

/** SES as far as it concerns us: what it accepts, what it answers, and what it tells afterwards. */
export class SimulatedSes {
  readonly accepted: Accepted[] = [];
  /** Ids of messages it took and then refused for their content. */
  readonly refused = new Set<string>();
  /** Ids of messages of which at least one event was not lost on its way. */
  readonly told = new Set<string>();
  /** The storms are over for good: every call is answered, every event comes. */
  isSettled = false;
  /** Mail a day; the tests set it low to see it reached. */
  quota = 200;
  readonly perSecond: number;
  readonly #parts: Parts;
  #spentUntil = 0;
  readonly #weather: EventWeather;

  constructor(parts: Parts, weather: EventWeather, perSecond: number) {
    this.#parts = parts;
    this.#weather = weather;
    this.perSecond = perSecond;
  }

  sentSince(at: number): number {
    return this.accepted.filter((one) => one.at > at).length;
  }

  /** What it says of the last day; another sender of the account may have used up all of it. */
  get sentLastDay(): number {
    const { clock } = this.#parts;
    return clock.milliseconds < this.#spentUntil ? this.quota : this.sentSince(clock.milliseconds - day);
  }

  #isUnheard(): boolean {
    const { random, counters } = this.#parts;
    if (this.isSettled || !random.chance(this.#weather.unheard)) return false;
    counters.add('fault accepted-unheard');
    return true;
  }

  /** One call: what the caller hears of it. */
  send(mail: OutgoingMail): MailOutcome {
    const { faults, counters } = this.#parts;
    const fault = outcomes.find((one) => faults.strikes(one, 'ses')) ?? (this.#isUnheard() ? 'accepted-unheard' : null);
    const outcome = this.#answer(mail, fault);
    counters.add(`outcome ${outcome.kind}`);
    return outcome;
  }

  #answer(mail: OutgoingMail, fault: (typeof outcomes)[number] | null): MailOutcome {
    const { clock, random } = this.#parts;
    switch (fault) {
      case 'passing':
        return { kind: 'passing', reason: random.pick(['Throttling', 'ECONNREFUSED']) };
      case 'stopped':
        return { kind: 'stopped', reason: random.pick(['AccountSendingPausedException', 'AccessDenied']) };
      case 'rejected':
        return { kind: 'rejected', reason: 'MessageRejected' };
      case 'unheard':
        return { kind: 'ambiguous', reason: 'TimeoutError' };
      case 'quota-gone':
        this.#spentUntil = clock.milliseconds + day;
        return { kind: 'quota' };
      case 'accepted-unheard':
        if (this.sentLastDay >= this.quota) return { kind: 'quota' };
        this.#accept(mail);
        return { kind: 'ambiguous', reason: random.pick(['TimeoutError', 'ECONNRESET', 'InternalFailure']) };
      case null: {
        if (this.sentLastDay >= this.quota) return { kind: 'quota' };
        if (this.sentSince(clock.milliseconds - 1_000) >= this.perSecond) return { kind: 'passing', reason: 'Throttling' };
        return { kind: 'accepted', messageId: this.#accept(mail) };
      }
      default:
        return fault satisfies never;
    }
  }

  #accept(mail: OutgoingMail): string {
    const { clock, random } = this.#parts;
    const messageId = `m-${this.accepted.length + 1}-${random.int(1_000_000)}`;
    this.accepted.push({ at: clock.milliseconds, mail, messageId });
    this.#tell(mail, messageId);
    return messageId;
  }

  /** What the configuration set publishes about an accepted mail. */
  #tell(mail: OutgoingMail, messageId: string): void {
    const { faults, random, clock } = this.#parts;
    const timestamp = textOf(clock.milliseconds);
    const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
    const common = { mail: { messageId, timestamp, tags } };
    const kind = fates.find((one) => faults.strikes(one, 'ses events')) ?? null;
    if (kind === 'content-refused') {
      this.refused.add(messageId);
      this.#publish({ eventType: random.pick(['Reject', 'Rendering Failure']), ...common });
      return;
    }
    this.#publish({ eventType: 'Send', ...common });
    if (kind === 'delayed') this.#publish({ eventType: 'DeliveryDelay', ...common });
    if (kind === 'hard-bounce' || kind === 'soft-bounce') {
      const bounceType = kind === 'hard-bounce' ? 'Permanent' : random.pick(['Transient', 'Undetermined']);
      this.#publish({ eventType: 'Bounce', ...common, bounce: { bounceType, timestamp } });
      return;
    }
    this.#publish({ eventType: 'Delivery', ...common });
    if (kind === 'complaint') this.#publish({ eventType: 'Complaint', ...common, complaint: { timestamp } }, hour);
    if (faults.strikes('unknown-event', 'ses events')) this.#publish({ eventType: 'Subscription', ...common });
  }

  #publish(event: MailEvent, more = 0): void {
    const { faults, random, publish, counters } = this.#parts;
    if (!this.isSettled && random.chance(this.#weather.lost)) {
      counters.add('fault event-lost');
      return;
    }
    const isLate = !this.isSettled && random.chance(this.#weather.late);
    this.told.add(event.mail.messageId);
    // Late means late: the first half of what is allowed would hardly be noticed.
    const late = isLate ? Math.floor(this.#weather.latest * (0.5 + random.next() / 2)) : 0;
    if (isLate) counters.add('fault event-late');
    const copies = faults.strikes('event-doubled', event.eventType) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) publish(event, late + more + random.int(minute / 2));
  }
}
