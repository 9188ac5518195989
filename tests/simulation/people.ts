import type { Temporal } from 'temporal-polyfill';
import { deadlineOf, isOpen, type MilestoneState } from '../../shared/domain/commitment.ts';
import { type Assignment, isStanding } from '../../shared/domain/contact.ts';
import { deadlineDay, localDay } from '../../shared/domain/fuzzy-date.ts';
import { commitmentOf, numberOf, planOf } from '../../shared/domain/identifiers.ts';
import type { Rng, Stores } from '../../shared/ports.ts';
import { confirmContact } from '../../shared/usecases/confirm-contact.ts';
import { correctEntry } from '../../shared/usecases/correct-entry.ts';
import { declareStatus } from '../../shared/usecases/declare-status.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { endRole } from '../../shared/usecases/end-role.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { planCampaign } from '../../shared/usecases/plan-campaign.ts';
import { holdersNow, reassignRole } from '../../shared/usecases/reassign-role.ts';
import { redactTexts } from '../../shared/usecases/redact-texts.ts';
import { resumeMail } from '../../shared/usecases/resume-mail.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { switchMailOff, switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { withdrawMilestone } from '../../shared/usecases/withdraw-milestone.ts';
import { aDate, anAssignment } from '../builders.ts';
import { textOf } from './clock.ts';
import { deedAt } from './deeds.ts';
import { handOnDeeds } from './hand-ons.ts';
import type { Machines } from './machines.ts';
import { aDay, aMilestoneId, aPlanId, lead, poc, type Scene, zoneOf } from './scene.ts';
import type { Process } from './scheduler.ts';

/** What a person does, told before they do it: the same again when they have to try again. */
export type Deed = {
  readonly what: string;
  readonly work: (stores: Stores, now: Temporal.Instant, process: Process) => Promise<unknown>;
};

async function lastSeq(stores: Stores, milestone: string, isWanted: (type: string) => boolean): Promise<number | null> {
  const record = await stores.record.commitment(commitmentOf(milestone));
  return (
    record?.log.findLast(({ type, data }) => isWanted(type) && 'milestoneId' in data && data.milestoneId === milestone)?.seq ??
    null
  );
}

/** Days before a deadline on which a policy asks. */
const offsets = ['7 1', '30 7 1', '60 14 3 1'].map((days) => days.split(' ').map(Number));

const words = ['declared', 'nothing-to-report', 'withdrawn', 'deadline-revised'];

/** Every kind of thing a person does; each chooses its particulars when it is asked. */
const deeds = (rng: Rng): { readonly [what: string]: (scene: Scene) => Deed['work'] } => ({
  ...handOnDeeds(rng),
  move: (scene) => {
    const milestoneId = aMilestoneId(scene);
    const due = aDate(aDay(scene, planOf(milestoneId), 0, 60));
    return (stores, now) =>
      reviseDeadline({ ...stores, rng }, { milestoneId, due, reason: 'Retard', version: null, actor: lead, now });
  },
  'move back': (scene) => {
    const milestoneId = aMilestoneId(scene);
    return async (stores, now) => {
      const milestone = await stores.record.milestone(milestoneId);
      const due = milestone === null ? null : earlierDue(milestone);
      if (due === null || due.to === null || due.to < localDay(now, zoneOf(scene, planOf(milestoneId)))) return 'too late';
      return reviseDeadline({ ...stores, rng }, { milestoneId, due, reason: 'Finalement', version: null, actor: lead, now });
    };
  },
  complete: (scene) => {
    const milestoneId = aMilestoneId(scene);
    return (stores, now) => declareStatus({ ...stores, rng }, { ...declaredAs('complete', milestoneId), now });
  },
  'say a word': (scene) => {
    const milestoneId = aMilestoneId(scene);
    const isNothing = scene.random.chance(0.5);
    return (stores, now) =>
      isNothing
        ? nothingToReport({ ...stores, rng }, { milestoneId, version: null, note: null, actor: lead, now })
        : declareStatus({ ...stores, rng }, { ...declaredAs('substantial', milestoneId), now });
  },
  correct: (scene) => {
    const milestoneId = aMilestoneId(scene);
    return async (stores, now) => {
      const corrects = await lastSeq(stores, milestoneId, (type) => words.includes(type));
      if (corrects === null) return 'nothing to correct';
      const change = { field: 'word', milestoneId } as const;
      const commitmentId = commitmentOf(milestoneId);
      return correctEntry({ ...stores, rng }, { commitmentId, corrects, change, reason: 'Erreur', actor: lead, now });
    };
  },
  withdraw: (scene) => {
    const milestoneId = aMilestoneId(scene);
    return (stores, now) =>
      withdrawMilestone({ ...stores, rng }, { milestoneId, version: null, reason: 'Abandonné', actor: lead, now });
  },
  redact: (scene) => {
    const milestoneId = aMilestoneId(scene);
    return async (stores, now) => {
      const of = await lastSeq(stores, milestoneId, (type) => type === 'deadline-revised' || type === 'withdrawn');
      if (of === null) return 'nothing to redact';
      return redactTexts({ ...stores, rng }, { subject: commitmentOf(milestoneId), of, reason: 'Un nom', actor: poc, now });
    };
  },
  'change contact': (scene) => {
    const milestoneId = aMilestoneId(scene);
    const contactId = scene.random.pick(scene.stage.people).id;
    const role = scene.random.chance(0.7) ? 'lead' : 'deputy';
    const commitments = [numberOf(milestoneId)];
    const planId = planOf(milestoneId);
    return async (stores, now) => {
      const holders = await holdersNow(stores.people, { planId, role, commitments, now });
      return reassignRole({ ...stores, rng }, { planId, role, commitments, holders, contactId, actor: poc, now });
    };
  },
  'change address': (scene) => {
    const planId = aPlanId(scene);
    const { id } = scene.random.pick(scene.stage.people);
    const email = `new${scene.random.int(1_000)}@example.org`;
    return (stores, now) => editContact({ ...stores, rng }, { planId, contactId: id, changes: { email }, actor: poc, now });
  },
  unsubscribe: (scene) => {
    const { id } = scene.random.pick(scene.stage.people);
    return async (stores, now) => {
      const contact = await stores.people.contact(id);
      return contact === null ? 'nobody' : stopMail(stores, { token: contact.stopToken, now });
    };
  },
  'subscribe again': (scene) => {
    const planId = aPlanId(scene);
    const { id } = scene.random.pick(scene.stage.people);
    const isOwnWord = scene.random.chance(0.5);
    return (stores, now) =>
      isOwnWord
        ? resumeMail(stores, { contactId: id, now })
        : editContact({ ...stores, rng }, { planId, contactId: id, changes: { suppressed: null }, actor: poc, now });
  },
  'end each other': (scene) => {
    const planId = aPlanId(scene);
    const { id } = scene.random.pick(scene.stage.people);
    const as = `poc${scene.random.int(1_000_000)}`;
    return async (stores, now) => {
      const at = textOf(now.epochMilliseconds);
      const before = await pocsOf(stores.people, planId, now);
      const isNew = before.length === 1 && before[0]?.contactId !== id;
      const second = anAssignment({ as, contactId: id, planId, role: 'poc', since: at, confirmedAt: at });
      if (isNew) await stores.people.addAssignment(second);
      const [one, other] = await pocsOf(stores.people, planId, now);
      if (one === undefined || other === undefined) return 'there is one';
      const ends = [
        [one, other],
        [other, one],
      ] as const;
      const ended = await Promise.all(
        ends.map(([by, of]) => {
          const command = { planId, contactId: of.contactId, role: 'poc', assignments: [of.id], now } as const;
          return endRole({ ...stores, rng }, { ...command, actor: { role: 'poc', id: by.contactId } });
        }),
      );
      return ended.find(({ ok }) => ok) ?? ended[0];
    };
  },
  pause: (scene) => {
    const planId = aPlanId(scene);
    const { id } = scene.random.pick(scene.stage.people);
    const pausedUntil = `${aDay(scene, planId, 1, 30)}T00:00:00Z`;
    return (stores, now) => editContact({ ...stores, rng }, { planId, contactId: id, changes: { pausedUntil }, actor: poc, now });
  },
  'confirm contact': (scene) => {
    const planId = aPlanId(scene);
    const newcomers = scene.stage.people.filter(({ confirmedAt }) => confirmedAt === null);
    const { id } = scene.random.pick(newcomers.length > 0 ? newcomers : scene.stage.people);
    return async (stores, now) => {
      const assignments = (await stores.people.assignmentsOf(id)).map((one) => one.id);
      return confirmContact({ ...stores, rng }, { planId, contactId: id, assignments, actor: poc, now });
    };
  },
  'mail off': (scene) => {
    const planId = aPlanId(scene);
    return (stores, now) => switchMailOff({ ...stores, rng }, { planId, actor: poc, now });
  },
  'mail on': (scene) => {
    const planId = aPlanId(scene);
    return (stores, now) => switchMailOn({ ...stores, rng }, { planId, actor: poc, now });
  },
  'plan a campaign': (scene) => {
    const planId = aPlanId(scene);
    const opens = aDay(scene, planId, 0, 20);
    const id = `c-${scene.random.int(1_000)}`;
    return (stores, now) =>
      planCampaign({ ...stores, rng }, { planId, id, opens, closes: null, confirmed: true, actor: poc, now });
  },
  'end a plan': (scene) => {
    const planId = aPlanId(scene);
    const closesOn = aDay(scene, planId, 0, 10);
    return (stores, now) => editPlan({ ...stores, rng }, { planId, changes: { closesOn }, reason: null, actor: poc, now });
  },
  'change the policy': (scene) => {
    const planId = aPlanId(scene);
    const opens = scene.random.between(7, 9);
    const daysBefore = scene.random.pick(offsets);
    return async (stores, now) => {
      const plan = await stores.record.plan(planId);
      if (plan === null) return 'no plan';
      const { reminderPolicy } = plan.state.settings;
      const window = { ...reminderPolicy.window, opens };
      const changes = { reminderPolicy: { ...reminderPolicy, window, daysBefore } };
      return editPlan({ ...stores, rng }, { planId, changes, reason: null, actor: poc, now });
    };
  },
});

/** Points of contact of a plan who stand and were vouched for, one role each. */
async function pocsOf(people: Stores['people'], planId: string, now: Temporal.Instant): Promise<readonly Assignment[]> {
  const at = textOf(now.epochMilliseconds);
  const { assignments } = await people.peopleOf(planId);
  return assignments.filter((one) => one.role === 'poc' && one.confirmedAt !== null && isStanding(one, at));
}

/** What somebody does next. */
export function aDeed(scene: Scene): Deed {
  return theDeed(deedAt(scene.random.next()), scene);
}

/** One of these, by name. */
export function theDeed(what: string, scene: Scene): Deed {
  const choose = deeds(scene.random)[what];
  if (choose === undefined) throw new RangeError(`nobody knows how to ${what}`);
  return { what, work: choose(scene) };
}

/** A deadline this milestone had before the one in force, the latest first; null when there is none to go back to. */
function earlierDue(milestone: MilestoneState) {
  if (!isOpen(milestone)) return null;
  const now = deadlineDay(deadlineOf(milestone).due);
  const before = [milestone.published, ...milestone.revisions].map(({ due }) => due);
  return before.findLast((due) => due !== null && deadlineDay(due) !== now) ?? null;
}

function declaredAs(status: 'complete' | 'substantial', milestoneId: string) {
  return {
    ...{ milestoneId, version: null, status, done: 'Fait', evidence: [], difficulties: null, completedOn: null, expected: null },
    ...{ noEvidenceReason: status === 'complete' ? 'Réunion sans compte rendu' : null, actor: lead },
  };
}

/** Somebody does something, and again a while later when it fails or nothing answers. Says at last what they were told. */
export async function tryUntilDone(machines: Machines, { what, work }: Deed, pause: number): Promise<unknown> {
  for (;;) {
    const ending = await machines.person(what, (stores, process) => work(stores, machines.clock.now(process.skew), process));
    if (ending.kind === 'done') return ending.value;
    await new Promise<void>((resolve) => machines.agenda.add(machines.clock.milliseconds + pause, what, resolve));
  }
}
