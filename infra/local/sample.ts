import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Temporal } from 'temporal-polyfill';
import { type ContactRole, contactRole } from '../../shared/domain/contact.ts';
import type { Refused } from '../../shared/domain/errors.ts';
import { type Actor, defaultReminderPolicy, type PlanSettings } from '../../shared/domain/plan.ts';
import type { Rng, Stores } from '../../shared/ports.ts';
import { readSources } from '../../shared/reading/read-sources.ts';
import { addContact } from '../../shared/usecases/add-contact.ts';
import { confirmableRoles, confirmContact } from '../../shared/usecases/confirm-contact.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { setMailbox } from '../../shared/usecases/set-mailbox.ts';
import { switchMailOn } from '../../shared/usecases/switch-mail.ts';

const settings: PlanSettings = {
  id: 'fr-2021-2023',
  titles: {
    fr: 'Plan d’action national pour une action publique transparente et collaborative 2021-2023',
    en: 'France Action Plan 2021-2023',
  },
  country: 'FR',
  region: null,
  languages: ['fr', 'en'],
  zone: 'Europe/Paris',
  period: { text: '2021-2023', precision: 'range', from: '2021-01-01', to: '2023-12-31' },
  closesOn: null,
  announcedCommitments: 59,
  ogpLabel: 'France Action Plan 2021-2023',
  fiscalYearStartsInMonth: 1,
  reminderPolicy: defaultReminderPolicy,
  publishAsks: true,
  approval: 'none',
  signIn: 'code',
};

/** Invented people: nobody at example.org can be reached. */
export const sampleLead = 'referente.sante@example.org';
export const samplePoc = 'point.de.contact@example.org';
export const sampleReviewer = 'revue.independante@example.org';
/** Who may begin another plan. */
export const sampleAdmin = 'registre@example.org';
const mailbox = 'gouvernement.ouvert@example.org';

const sheets = ['engagement-28.md', 'engagement-29.md'];
const actor: Actor = { role: 'admin', id: null };

function expectOk<Outcome extends { ok: boolean }>(outcome: Outcome | Refused, step: string): void {
  if (!outcome.ok) throw new Error(`loading the sample failed at: ${step} (${'reason' in outcome ? outcome.reason : ''})`);
}

/** For a verb that mends its own crash when it is called again, and then says that nothing changed. */
function expectDone(outcome: { ok: true } | Refused, step: string): void {
  const isDone = !outcome.ok && outcome.reason === 'invalid' && outcome.problems.every(({ code }) => code === 'unchanged');
  if (!isDone) expectOk(outcome, step);
}

/** Somebody of the sample, and what they are in it. */
type SamplePerson = { readonly name: string; readonly email: string; readonly roles: readonly ContactRole[] };

/** The most responsible first. */
const rankOf = ({ roles }: SamplePerson): number => contactRole.options.findIndex((role) => roles.includes(role));

/** Everybody the sample made, to sign in as. */
export async function samplePeople({ people }: Pick<Stores, 'people'>): Promise<readonly SamplePerson[]> {
  const { contacts, assignments } = await people.peopleOf(settings.id);
  return contacts
    .map(({ id, name, email }) => ({
      name,
      email,
      roles: contactRole.options.filter((role) => assignments.some((one) => one.contactId === id && one.role === role)),
    }))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.email < b.email ? -1 : 1));
}

/** In the data folder as long as the sample is being loaded: what a killed process leaves behind. */
function markOf(dataFolder: string): string {
  return join(dataFolder, 'sample.unfinished');
}

/** How a folder stands to the sample; `others` has plans that are none of the sample's, which is none of its business. */
type SampleState = 'none' | 'unfinished' | 'loaded' | 'others';

/** Asks whether a folder has no plan, half the sample, the whole of it, or only plans of its own. */
export async function sampleState(dataFolder: string, { record, people }: Stores): Promise<SampleState> {
  if (existsSync(markOf(dataFolder))) return 'unfinished';
  const ids = await record.planIds();
  if (ids.length === 0) return 'none';
  const isThere = ids.includes(settings.id) && (await people.contactByEmail(samplePoc)) !== null;
  return isThere ? 'loaded' : 'others';
}

/**
 * Loads France’s commitments #28 and #29 with a confirmed lead, point of contact, reviewer and administrator, and mail on from `now`, while the
 * plan runs. Sends nothing. The folder is marked meanwhile: a crash in between is mended by loading again, which skips what was done.
 */
export async function loadSample(dataFolder: string, deps: Stores & { readonly rng: Rng }, now: Temporal.Instant): Promise<void> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(markOf(dataFolder), '');
  await loadSteps(deps, now);
  rmSync(markOf(dataFolder), { force: true });
}

async function loadSteps(deps: Stores & { readonly rng: Rng }, now: Temporal.Instant): Promise<void> {
  const planId = settings.id;
  const known = await deps.record.plan(planId);
  if (known === null) expectOk(await createPlan(deps, { settings, actor, now }), 'plan');
  const files = sheets.map((name) => ({ name, bytes: readFileSync(join(import.meta.dirname, 'sample', name)) }));
  const { drafts } = readSources(files);
  expectOk(await importSheets(deps, { planId, drafts, actor, now, dryRun: false }), 'import');
  await setMailbox(deps, { planId, address: mailbox });
  const poc = {
    name: 'Maxime Modèle',
    email: samplePoc,
    phone: null,
    function: 'point de contact national',
    organisation: 'Direction interministérielle de la transformation publique',
    language: 'fr' as const,
  };
  expectOk(await addContact(deps, { ...poc, planId, role: 'poc', commitments: null, now }), 'point of contact');
  const reviewer = {
    name: 'Maxime Témoin',
    email: sampleReviewer,
    phone: null,
    function: 'évaluation indépendante',
    organisation: 'Mécanisme d’évaluation indépendant (IRM)',
    language: 'fr' as const,
  };
  expectOk(await addContact(deps, { ...reviewer, planId, role: 'reviewer', commitments: null, now }), 'reviewer');
  const admin = {
    name: 'Camille Registre',
    email: sampleAdmin,
    phone: null,
    function: 'administration du registre',
    organisation: 'Direction interministérielle de la transformation publique',
    language: 'fr' as const,
  };
  expectOk(await addContact(deps, { ...admin, planId, role: 'admin', commitments: null, actor, now }), 'administrator');
  for (const email of [sampleLead, samplePoc, sampleReviewer, sampleAdmin]) {
    const person = await deps.people.contactByEmail(email);
    const roles = person === null ? [] : await confirmableRoles(deps.people, { contactId: person.id, planId, now });
    const assignments = roles.map(({ id }) => id);
    expectDone(await confirmContact(deps, { planId, email, assignments, actor, now }), 'confirmation');
  }
  const mail = await switchMailOn(deps, { planId, actor, now });
  // On the real clock the plan is over: its pages stay, and a closed plan mails nobody.
  if (mail.ok || mail.reason !== 'closed') expectDone(mail, 'mail on');
}
