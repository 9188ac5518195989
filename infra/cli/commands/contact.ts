import { type Assignment, type Contact, contactRole, type PlanPeople } from '../../../shared/domain/contact.ts';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { addContact } from '../../../shared/usecases/add-contact.ts';
import { confirmableRoles, confirmContact } from '../../../shared/usecases/confirm-contact.ts';
import { type ContactOutcome, standing } from '../../../shared/usecases/contact-deps.ts';
import { editContact } from '../../../shared/usecases/edit-contact.ts';
import { endRole } from '../../../shared/usecases/end-role.ts';
import { eraseContact } from '../../../shared/usecases/erase-contact.ts';
import { guestsOf } from '../../../shared/usecases/home-plan.ts';
import { holdersNow, reassignRole } from '../../../shared/usecases/reassign-role.ts';
import { mailReadiness, switchMailOff, switchMailOn } from '../../../shared/usecases/switch-mail.ts';
import { readMoment } from '../../local/clock.ts';
import { type Command, type Context, flag, oneOf, required, text, UsageError, type Values } from '../command.ts';
import { problemText, tellRefusal } from '../refusal.ts';
import { actorFor, asHelp, asOption } from '../who.ts';
import { planFor, type Workspace, withWorkspace } from '../workspace.ts';
import { tellEntry } from './milestone.ts';

/** A colleague is named by whoever hands them a milestone, in the private pages. */
const addedRoles = contactRole.exclude(['colleague']).options;

function tellContact(context: Context, outcome: ContactOutcome, what: string): number {
  if (!outcome.ok) return tellRefusal(context, outcome);
  const { id, email, confirmedAt } = outcome.contact;
  if (context.json) context.out(`${JSON.stringify({ ok: true, id, email, confirmedAt, isNew: outcome.isNew }, null, 2)}\n`);
  else context.out(`${email}: ${what}\n`);
  return 0;
}

function numbers(values: Values): string[] | null {
  const given = text(values, 'commitments');
  return given === null ? null : given.split(',').map((number) => number.trim().replace(/^#/, ''));
}

const add: Command = {
  name: 'contact add',
  summary: 'Adds a person in a role, unconfirmed: no mail before "contact confirm".',
  usage: '--role ROLE --name NAME --email ADDRESS [--commitments 28,29] [--plan ID] [options]',
  help: [
    `  --role          ${addedRoles.join(', ')}`,
    '  --commitments   numbers this person answers for; the whole plan if left out',
    '  --function      function as published; --organisation the unit; --phone a number (never published)',
    '  --language      fr (default) or en: the language of the mails',
  ],
  options: {
    plan: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    email: { type: 'string' },
    commitments: { type: 'string' },
    function: { type: 'string' },
    organisation: { type: 'string' },
    phone: { type: 'string' },
    language: { type: 'string' },
  },
  run: (context, values) =>
    withWorkspace(context, async (workspace) => {
      const outcome = await addContact(
        { ...workspace.stores, rng: workspace.rng },
        {
          planId: await planFor(workspace, text(values, 'plan')),
          role: oneOf(values, 'role', addedRoles),
          commitments: numbers(values),
          name: required(values, 'name'),
          email: required(values, 'email'),
          phone: text(values, 'phone'),
          function: text(values, 'function'),
          organisation: text(values, 'organisation'),
          language: oneOf(values, 'language', interfaceLanguage.options, 'fr'),
          actor: { role: 'admin', id: null },
          now: context.now,
        },
      );
      return tellContact(context, outcome, 'added, not confirmed yet');
    }),
};

/** What a person is in a plan, to be told and to be confirmed: no other role is. */
async function rolesOf(
  context: Context,
  { stores }: Pick<Workspace, 'stores'>,
  planId: string,
  email: string,
): Promise<readonly Assignment[]> {
  const person = await stores.people.contactByEmail(email);
  return person === null ? [] : confirmableRoles(stores.people, { contactId: person.id, planId, now: context.now });
}

function roleText({ role, commitments }: Pick<Assignment, 'role' | 'commitments'>): string {
  return `${role} of ${commitments === null ? 'the whole plan' : commitments.map((one) => `#${one}`).join(', ')}`;
}

const confirm: Command = {
  name: 'contact confirm',
  summary: 'Confirms people: from now on their reminders may go out. The log says so by role.',
  usage: 'ADDRESS... [--plan ID]',
  help: [asHelp],
  options: { plan: { type: 'string' }, ...asOption },
  run: (context, values, addresses) =>
    withWorkspace(context, async (workspace) => {
      if (addresses.length === 0) throw new UsageError('name at least one address');
      const planId = await planFor(workspace, text(values, 'plan'));
      const actor = await actorFor(context, workspace.stores, values, planId, 'poc');
      let code = 0;
      for (const email of addresses) {
        const roles = await rolesOf(context, workspace, planId, email);
        const assignments = roles.map(({ id }) => id);
        const outcome = await confirmContact(
          { ...workspace.stores, rng: workspace.rng },
          { planId, email, assignments, actor, now: context.now },
        );
        const waiting = roles.filter(({ confirmedAt }) => confirmedAt === null);
        const told = (waiting.length > 0 ? waiting : roles).map(roleText).join('; ');
        code = Math.max(code, tellContact(context, outcome, `confirmed as ${told}`));
      }
      return code;
    }),
};

const reassign: Command = {
  name: 'contact reassign',
  summary: 'Hands commitments to another person, from now on: nobody inherits a backlog.',
  usage: 'ADDRESS --commitments 28,29 [--role lead|deputy] [--plan ID]',
  help: ['  ADDRESS         the successor, already added', asHelp],
  options: { plan: { type: 'string' }, role: { type: 'string' }, commitments: { type: 'string' }, ...asOption },
  run: (context, values, [email]) =>
    withWorkspace(context, async (workspace) => {
      const commitments = numbers(values);
      if (email === undefined || commitments === null) throw new UsageError('name the successor’s address and --commitments');
      const planId = await planFor(workspace, text(values, 'plan'));
      const role = oneOf(values, 'role', ['lead', 'deputy'], 'lead');
      const holders = await holdersNow(workspace.stores.people, { planId, role, commitments, now: context.now });
      const outcome = await reassignRole(
        { ...workspace.stores, rng: workspace.rng },
        {
          planId,
          email,
          commitments,
          role,
          holders,
          actor: await actorFor(context, workspace.stores, values, planId, 'poc'),
          now: context.now,
        },
      );
      return tellContact(context, outcome, `answers for ${commitments.map((number) => `#${number}`).join(', ')} from now on`);
    }),
};

const end: Command = {
  name: 'contact end',
  summary: 'Ends a person’s role in a plan, from now on. The log says so by role.',
  usage: 'ADDRESS --role ROLE [--plan ID]',
  help: ['  --role          lead, deputy, poc, reviewer or admin; colleague: what was handed to them is taken back', asHelp],
  options: { plan: { type: 'string' }, role: { type: 'string' }, ...asOption },
  run: (context, values, [email]) =>
    withWorkspace(context, async (workspace) => {
      if (email === undefined) throw new UsageError('name the person’s address');
      const planId = await planFor(workspace, text(values, 'plan'));
      const role = oneOf(values, 'role', contactRole.options);
      const actor = await actorFor(context, workspace.stores, values, planId, 'admin');
      const deps = { ...workspace.stores, rng: workspace.rng };
      const person = await workspace.stores.people.contactByEmail(email);
      const held = person === null ? [] : standing(await workspace.stores.people.assignmentsOf(person.id), context.now);
      const assignments = held.filter((one) => one.planId === planId && one.role === role).map(({ id }) => id);
      const outcome = await endRole(deps, { planId, email, role, assignments, actor, now: context.now });
      return tellContact(context, outcome, `no longer ${role}`);
    }),
};

const erase: Command = {
  name: 'contact erase',
  summary: 'Erases a person: ends every role they have in any plan, then deletes all that is known of them.',
  usage: 'ADDRESS --yes [--plan ID]',
  help: [
    '  --yes           there is no way back',
    '',
    'The log says by role that they no longer answer. It and the Ledger keep a pseudonym that leads to nobody;',
    'backups forget the person within 35 days.',
    asHelp,
  ],
  options: { plan: { type: 'string' }, yes: { type: 'boolean' }, ...asOption },
  run: (context, values, [email]) => {
    if (email === undefined) throw new UsageError('name the person’s address');
    if (!flag(values, 'yes')) throw new UsageError('there is no way back: say --yes');
    return withWorkspace(context, async (workspace) => {
      const planId = await planFor(workspace, text(values, 'plan'));
      const actor = await actorFor(context, workspace.stores, values, planId, 'admin');
      const deps = { ...workspace.stores, rng: workspace.rng };
      const outcome = await eraseContact(deps, { planId, email, actor, now: context.now });
      if (!outcome.ok) return tellRefusal(context, outcome);
      if (context.json) context.out(`${JSON.stringify(outcome, null, 2)}\n`);
      else context.out('Erased.\n');
      return 0;
    });
  },
};

const edit: Command = {
  name: 'contact edit',
  summary: 'Changes what is known of a person, their language, pauses their mail, or lifts a stop.',
  usage: 'ADDRESS [--name NAME] [--email NEW] [--language fr|en] [--pause-until TIME | --resume] [--lift-stop] [--plan ID]',
  help: [
    '  --name, --email, --function, --organisation  what is known of the person; the log says which changed, by role',
    '  --pause-until   no mail before this time; --resume ends a pause',
    '  --lift-stop     mail again after an unsubscribe, a bounce or a complaint: ask the person first',
    asHelp,
  ],
  options: {
    plan: { type: 'string' },
    ...asOption,
    name: { type: 'string' },
    email: { type: 'string' },
    function: { type: 'string' },
    organisation: { type: 'string' },
    language: { type: 'string' },
    'pause-until': { type: 'string' },
    resume: { type: 'boolean' },
    'lift-stop': { type: 'boolean' },
  },
  run: (context, values, [email]) =>
    withWorkspace(context, async (workspace) => {
      if (email === undefined) throw new UsageError('name the person’s address');
      const until = text(values, 'pause-until');
      const moment = until === null ? null : readMoment(until);
      if (until !== null && moment === null) throw new UsageError(`"${until}" is no time`);
      const changes: Partial<Contact> = {
        ...(text(values, 'name') === null ? {} : { name: required(values, 'name') }),
        ...(text(values, 'email') === null ? {} : { email: required(values, 'email') }),
        ...(text(values, 'function') === null ? {} : { function: text(values, 'function') }),
        ...(text(values, 'organisation') === null ? {} : { organisation: text(values, 'organisation') }),
        ...(text(values, 'language') === null ? {} : { language: oneOf(values, 'language', interfaceLanguage.options) }),
        ...(moment === null ? {} : { pausedUntil: instantText(moment) }),
        ...(flag(values, 'resume') ? { pausedUntil: null } : {}),
        ...(flag(values, 'lift-stop') ? { suppressed: null } : {}),
      };
      if (Object.keys(changes).length === 0) throw new UsageError('nothing to change: name at least one option');
      const planId = await planFor(workspace, text(values, 'plan'));
      const actor = await actorFor(context, workspace.stores, values, planId, 'admin');
      const deps = { ...workspace.stores, rng: workspace.rng };
      return tellContact(context, await editContact(deps, { planId, email, changes, actor, now: context.now }), 'changed');
    }),
};

function contactRows({ contacts, assignments }: PlanPeople, guests: ReadonlySet<string>) {
  return contacts.map((person) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    language: person.language,
    confirmedAt: person.confirmedAt,
    suppressed: person.suppressed?.reason ?? null,
    pausedUntil: person.pausedUntil,
    /** Another plan keeps what is known of them. */
    isGuest: guests.has(person.id),
    roles: assignments
      .filter(({ contactId }) => contactId === person.id)
      .map(({ id, role, commitments, since, until, confirmedAt }) => ({ id, role, commitments, since, until, confirmedAt })),
  }));
}

const listContacts: Command = {
  name: 'contact list',
  summary: 'Lists the people of a plan, with their roles and whether they are confirmed.',
  usage: '[--plan ID]',
  help: [],
  options: { plan: { type: 'string' } },
  run: (context, values) =>
    withWorkspace(context, async (workspace) => {
      const planId = await planFor(workspace, text(values, 'plan'));
      const people = await workspace.stores.people.peopleOf(planId);
      const ids = people.contacts.map(({ id }) => id);
      const rows = contactRows(people, await guestsOf(workspace.stores, planId, ids, context.now));
      if (context.json) context.out(`${JSON.stringify(rows, null, 2)}\n`);
      else {
        for (const { email, name, confirmedAt, suppressed, roles } of rows) {
          const held = roles.filter(({ until }) => until === null).map(roleText);
          const isWaiting = confirmedAt === null || roles.some((one) => one.until === null && one.confirmedAt === null);
          const state = suppressed !== null ? `stopped (${suppressed})` : isWaiting ? 'to be confirmed' : 'confirmed';
          context.out(`${email}  ${name}: ${held.join('; ') || 'no role now'} — ${state}\n`);
        }
      }
      return 0;
    }),
};

const mail: Command = {
  name: 'mail',
  summary: 'Switches a plan’s mail on or off, or says what still keeps it off.',
  usage: 'on|off|status [--plan ID]',
  help: [asHelp, '', 'Nothing planned before mail was switched on is ever sent. Read `jalon rehearse` first.'],
  options: { plan: { type: 'string' }, ...asOption },
  run: (context, values, [what]) =>
    withWorkspace(context, async (workspace) => {
      const planId = await planFor(workspace, text(values, 'plan'));
      const deps = { ...workspace.stores, rng: workspace.rng };
      const command = { planId, now: context.now, actor: await actorFor(context, workspace.stores, values, planId, 'poc') };
      if (what === 'on') return tellEntry(context, planId, await switchMailOn(deps, command));
      if (what === 'off') return tellEntry(context, planId, await switchMailOff(deps, command));
      if (what !== 'status') throw new UsageError('say on, off or status');
      const plan = await workspace.stores.record.plan(planId);
      const missing = await mailReadiness(deps, planId, instantText(context.now));
      const onSince = plan?.state.mailOnSince ?? null;
      if (context.json) context.out(`${JSON.stringify({ planId, mailOnSince: onSince, missing }, null, 2)}\n`);
      else
        context.out(
          [
            onSince === null ? 'Mail is off.' : `Mail is on since ${onSince}.`,
            ...missing.map((one) => `  - ${problemText(one)}`),
            '',
          ].join('\n'),
        );
      return 0;
    }),
};

export const contactCommands: readonly Command[] = [add, confirm, reassign, edit, end, erase, listContacts, mail];
