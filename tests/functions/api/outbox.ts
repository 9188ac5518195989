import PostalMime from 'postal-mime';
import rehypeParse from 'rehype-parse';
import { Temporal } from 'temporal-polyfill';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { CodeJob, DigestJob, OutgoingMail } from '../../../shared/ports.ts';
import { editContact } from '../../../shared/usecases/edit-contact.ts';
import { handOn } from '../../../shared/usecases/hand-on.ts';
import { nextTick } from '../../../shared/usecases/next-tick.ts';
import { reviseDeadline } from '../../../shared/usecases/revise-deadline.ts';
import { runTick } from '../../../shared/usecases/run-tick.ts';
import { sendCode } from '../../../shared/usecases/send-code.ts';
import { sendDigest } from '../../../shared/usecases/send-digest.ts';
import { switchMailOn } from '../../../shared/usecases/switch-mail.ts';
import { aDate, anAssignment, aPersonId } from '../../builders.ts';
import { endAsSeen } from '../../usecases/as-seen.ts';
import { plan } from './full-world.ts';
import type { World } from './world.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/** What `remind` and `send` do, on the stores of a world, with a mail service that takes notes. */
export function anOutbox({ stores, config, queue }: World) {
  const mails: OutgoingMail[] = [];
  const jobs: DigestJob[] = [];
  let drawn = 0;
  const deps = {
    ...stores,
    rng: { bytes: (count: number) => Uint8Array.from({ length: count }, () => (drawn++ * 37) % 256) },
    digests: { put: async (some: readonly DigestJob[]) => void jobs.push(...some) },
    mailer: {
      send: async (mail: OutgoingMail) => {
        mails.push(mail);
        return { kind: 'accepted', messageId: `m-${mails.length}` } as const;
      },
      quota: async () => ({ max24Hours: 50_000, sentLast24Hours: 0, perSecond: 14 }),
    },
    pause: { moment: () => at('2021-09-15T07:00:00Z'), wait: async () => {} },
    config: {
      ...{ from: config.mailFrom, name: config.mailName, publicUrl: config.publicUrl, stage: config.stage, allowed: [] },
      secret: config.secret,
    },
    secret: config.secret,
  };
  return {
    mails,
    deps,
    /** Switches the plan's mail on and lets the gate through. */
    open: async (now: string): Promise<void> => {
      await stores.ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
      const lead = anAssignment({ as: 'leadOf29', contactId: aPersonId('outsider'), commitments: ['29'] });
      await stores.people.addAssignment(lead);
      const switched = await switchMailOn(deps, { planId: plan, actor: { role: 'poc', id: aPersonId('poc') }, now: at(now) });
      if (!switched.ok) throw new Error(JSON.stringify(switched));
    },
    /** Changes of people and of a deadline, which the others hear of by mail. */
    change: async (now: string): Promise<void> => {
      const poc = { planId: plan, actor: { role: 'poc', id: aPersonId('poc') }, now: at(now) } as const;
      const lead = { actor: { role: 'lead', id: aPersonId('lead') }, now: at(now) } as const;
      const done = [
        await editContact(deps, { ...poc, contactId: aPersonId('lead'), changes: { function: 'directeur des exemples' } }),
        await reviseDeadline(deps, {
          ...lead,
          milestoneId: `${plan}/28/m2`,
          due: aDate('2021-12-15'),
          version: 1,
          reason: 'Marché.',
        }),
        await handOn(deps, {
          ...lead,
          ...{ milestoneId: `${plan}/28/m2`, email: 'collegue@example.org', name: 'Sacha Collègue' },
          ...{ until: '2021-11-30', mayPublish: false },
        }),
        await endAsSeen(deps, { ...poc, contactId: aPersonId('deputy'), role: 'deputy' }),
      ];
      for (const one of done) if (!one.ok) throw new Error(JSON.stringify(one));
    },
    /** Every tick of a period that has something to do, and every digest it makes. */
    run: async (from: string, until: string): Promise<void> => {
      let tick = await nextTick(stores, at(from).subtract({ seconds: 1 }), at(until));
      while (tick !== null) {
        await runTick(deps, tick);
        for (const job of jobs.splice(0)) await sendDigest(deps, job, tick);
        tick = await nextTick(stores, tick, at(until));
      }
    },
    /** Mails the codes that were asked for. */
    sendCodes: async (now: Temporal.Instant): Promise<void> => {
      for (const job of queue.splice(0) as CodeJob[]) await sendCode(deps, job, now);
    },
  };
}

const parser = unified().use(rehypeParse);
const address = /https?:\/\/[^\s<>"']+/g;

/** Every address a gateway would open: in the text, in links, images, forms and styles, and in the headers. */
export async function linksIn({ raw }: OutgoingMail): Promise<string[]> {
  const { text = '', html = '', headers } = await PostalMime.parse(raw);
  const found = [...text.matchAll(address), ...headers.flatMap(({ value }) => [...value.matchAll(address)])].map(([one]) => one);
  visit(parser.parse(html), 'element', ({ properties }) => {
    for (const name of ['href', 'src', 'action', 'formAction', 'background', 'poster']) {
      const value = properties[name];
      if (typeof value === 'string') found.push(value);
    }
  });
  return [...new Set(found)];
}
