import { expect, test } from 'vitest';
import { verifyLog } from '../../shared/domain/change-log.ts';
import { deadlineOf } from '../../shared/domain/commitment.ts';
import { readText } from '../../shared/domain/text.ts';
import type { Draft, DraftParticipation } from '../../shared/reading/draft.ts';
import { addContact } from '../../shared/usecases/add-contact.ts';
import { correctEntry } from '../../shared/usecases/correct-entry.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { redactTexts } from '../../shared/usecases/redact-texts.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { rolesInForce } from '../../shared/usecases/session.ts';
import { aDate } from '../builders.ts';
import { confirmAsSeen, reassignAsSeen } from './as-seen.ts';
import {
  aDraft,
  aDraftCommitment,
  aDraftMilestone,
  admin,
  at,
  aWorld,
  lead,
  milestoneIn,
  septemberFifteenth,
  type World,
} from './world.ts';

const planId = 'fr-2021-2023';
const id = `${planId}/28`;
const m1 = `${id}/m1`;
const now = septemberFifteenth;

async function importInto(world: World, drafts: readonly Draft[]) {
  const outcome = await importSheets(world, { planId, drafts, actor: admin, now, dryRun: false });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome;
}

async function commitment(world: World) {
  const found = await world.record.commitment(id);
  if (found === null) throw new Error(`${id} expected`);
  return found;
}

const problem = (text: string) => aDraft([aDraftCommitment({ problem: text })]);

const process: DraftParticipation = {
  title: 'Débat sur les objets connectés',
  organiser: 'Conférence des exemples',
  language: 'fr',
  date: null,
  inProgress: null,
  citizenNote: null,
  decisionNote: null,
  order: null,
  period: { start: aDate('2017'), end: aDate('2018') },
  context: null,
  purpose: 'Éclairer la décision.',
  methods: ['Un atelier'],
  participationMethods: [],
  participants: '200, dont voir 01 23 45 67 89',
  deliverables: [],
  followUp: [{ text: 'Un nom à retirer.', url: 'https://example.org/?to=a@example.org', date: null, line: 9 }],
  links: [],
  other: {},
};
const processDraft = (input: Partial<DraftParticipation> = {}) =>
  aDraft([], { kind: 'participation', participation: { ...process, ...input }, source: 'debat.md' });

test('a sheet that goes there and back again is written each time, with one standing clock', async () => {
  const world = await aWorld([problem('A')]);
  await importInto(world, [problem('B')]);
  await importInto(world, [problem('A')]);
  const { log, texts, commitment: now3 } = await commitment(world);
  expect(log).toHaveLength(3);
  expect(texts.get(now3.state.prose.problem?.['fr']?.sha256 ?? '')?.text).toBe('A');
});

test('a process that goes there and back again is written each time', async () => {
  const world = await aWorld([]);
  for (const organiser of ['Un', 'Deux', 'Un']) await importInto(world, [processDraft({ organiser })]);
  const plan = await world.record.plan(planId);
  expect(readText(plan?.texts ?? new Map(), plan?.state.processes[0]?.organiser ?? null)).toBe('Un');
});

test('unchanged words keep their one place, so that a redaction finds them all', async () => {
  const world = await aWorld([problem('À retirer.')]);
  await importInto(world, [aDraft([aDraftCommitment({ problem: 'À retirer.', title: 'Autre titre' })])]);
  await redactTexts(world, { subject: id, of: 2, reason: 'Demande.', actor: admin, now });
  const { texts, log } = await commitment(world);
  expect([...texts.values()].map(({ text }) => text)).not.toContain('À retirer.');
  expect(verifyLog(JSON.parse(JSON.stringify(log)), texts, id)).toBeNull();
});

test('S21: a redacted text of a participation process does not come back with the next import', async () => {
  const world = await aWorld([]);
  await importInto(world, [processDraft()]);
  const written = (await world.record.plan(planId))?.state.head.seq ?? 0;
  await redactTexts(world, { subject: planId, of: written, reason: 'Demande.', actor: admin, now });
  const again = await importInto(world, [processDraft()]);
  expect(again.items.map(({ outcome }) => outcome)).toEqual(['unchanged']);
  await importInto(world, [processDraft({ organiser: 'Autre' })]);
  const texts = [...((await world.record.plan(planId))?.texts.values() ?? [])].map(({ text }) => text);
  expect(texts).not.toContain('Un nom à retirer.');
});

test('no address or number of any field enters the Record, translations and dates included', async () => {
  const secret = 'marie@example.org';
  const sheet = aDraftCommitment({
    translations: { en: `Title ${secret}` },
    milestones: [
      {
        ...aDraftMilestone('Lancement', null),
        translations: { en: `Launch ${secret}` },
        due: { ...aDate('bientôt'), text: `voir ${secret}` },
      },
    ],
  });
  const world = await aWorld([aDraft([sheet]), processDraft()]);
  const plan = await world.record.plan(planId);
  const found = await commitment(world);
  expect(JSON.stringify([found.log, [...found.texts], plan?.log, [...(plan?.texts ?? [])]])).not.toMatch(/@|01 23/);
});

test('another wording of the same days leaves an agreed deadline alone and changes only the words', async () => {
  const world = await aWorld();
  await reviseDeadline(world, { milestoneId: m1, version: null, due: aDate('2021-11-30'), reason: 'Retard', actor: admin, now });
  await importInto(world, [
    aDraft([
      aDraftCommitment({
        milestones: [
          aDraftMilestone('Lancement du comité', 'octobre 2021'),
          aDraftMilestone('Publication de l’avis', 'Décembre 2021'),
        ],
      }),
    ]),
  ]);
  const milestone = await milestoneIn(world);
  expect(milestone.published.due?.text).toBe('octobre 2021');
  expect(deadlineOf(milestone).due?.to).toBe('2021-11-30');
});

test('correcting the reading of a published date keeps its text, and a revision made since', async () => {
  const world = await aWorld();
  await reviseDeadline(world, { milestoneId: m1, version: null, due: aDate('2021-11-30'), reason: 'Retard', actor: admin, now });
  const change = { field: 'published-deadline' as const, milestoneId: m1, due: aDate('2021-10-15') };
  await correctEntry(world, { commitmentId: id, corrects: 1, change, reason: 'Le plan précise le jour.', actor: admin, now });
  const milestone = await milestoneIn(world);
  expect(milestone.published.due).toMatchObject({ text: 'Octobre 2021', to: '2021-10-15' });
  expect(deadlineOf(milestone).due?.to).toBe('2021-11-30');
});

test('an undated milestone is never taken for another one that stands in its place', async () => {
  const sheet = (title: string) => aDraft([aDraftCommitment({ milestones: [aDraftMilestone(title, null)] })]);
  const world = await aWorld([sheet('Site web')]);
  await importInto(world, [sheet('Formation des agents')]);
  const { milestones } = (await commitment(world)).commitment;
  expect(milestones.map(({ titles, missingSince }) => [titles['fr'], missingSince])).toEqual([
    ['Site web', 2],
    ['Formation des agents', null],
  ]);
});

test('a translation with a milestone of its own adds none, says so, and is written once', async () => {
  const english = aDraft(
    [
      aDraftCommitment({
        language: 'en',
        title: 'Citizens',
        milestones: [aDraftMilestone('Launch', 'October 2021'), aDraftMilestone('Extra', '2022')],
      }),
    ],
    { source: 'en.md' },
  );
  const world = await aWorld();
  const first = await importInto(world, [english]);
  expect(first.warnings.map(({ code }) => code)).toEqual(['only-in-translation']);
  const second = await importInto(world, [english]);
  expect(second.items.map(({ outcome }) => outcome)).toEqual(['unchanged']);
  expect((await commitment(world)).commitment.milestones).toHaveLength(2);
});

test('two imports at once give no two milestones one id', async () => {
  const world = await aWorld();
  const withThird = (title: string, due: string) =>
    aDraft([aDraftCommitment({ milestones: [...aDraftCommitment().milestones, aDraftMilestone(title, due)] })]);
  await Promise.all([importInto(world, [withThird('Bilan', '2022')]), importInto(world, [withThird('Formation', '2023')])]);
  const titles = (await commitment(world)).commitment.milestones.map((one) => one.titles['fr']);
  expect(titles).toEqual(expect.arrayContaining(['Bilan', 'Formation']));
  expect(new Set((await commitment(world)).commitment.milestones.map((one) => one.id)).size).toBe(titles.length);
});

test('an import too large for one transaction is refused before anything is staged', async () => {
  const many = (prefix: string) =>
    aDraft([
      aDraftCommitment({
        milestones: Array.from({ length: 26 }, (_, place) =>
          aDraftMilestone(`${prefix} ${place}`, `2022-01-${String(place + 1).padStart(2, '0')}`),
        ),
      }),
    ]);
  const world = await aWorld([many('Étape')]);
  const later = aDraft([
    aDraftCommitment({
      milestones: Array.from({ length: 26 }, (_, place) =>
        aDraftMilestone(`Autre ${place}`, `2023-02-${String(place + 1).padStart(2, '0')}`),
      ),
    }),
  ]);
  const outcome = await importSheets(world, { planId, drafts: [later], actor: admin, now, dryRun: false });
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid', problems: [{ code: 'too-many' }] });
  expect(await world.record.unfinishedImports(planId)).toEqual([]);
});

test('an entry is never older than the one before it, whatever the clock says', async () => {
  const world = await aWorld();
  const say = (moment: string) =>
    nothingToReport(world, { milestoneId: m1, version: null, note: null, actor: lead, now: at(moment) });
  await say('2021-12-01T08:00:00Z');
  await say('2021-10-01T08:00:00Z');
  expect((await commitment(world)).log.map((entry) => entry.at)).toEqual([
    '2021-09-15T08:00:00Z',
    '2021-12-01T08:00:00Z',
    '2021-12-01T08:00:00Z',
  ]);
});

test('a lead who was replaced does not come back with the next import of the sheet', async () => {
  const world = await aWorld([aDraft([aDraftCommitment(), aDraftCommitment({ number: '29' })])]);
  await confirmAsSeen(world, { planId, email: 'lead@example.org', actor: admin, now });
  const person = { name: 'Alex Exemple', phone: null, function: null, organisation: null, language: 'fr' as const };
  await addContact(world, { ...person, email: 'next@example.org', planId, role: 'lead', commitments: [], now });
  const later = at('2021-09-20T08:00:00Z');
  await reassignAsSeen(world, { planId, role: 'lead', commitments: ['28'], email: 'next@example.org', actor: admin, now: later });
  await importInto(world, [aDraft([aDraftCommitment({ problem: 'Autre.' })])]);
  const first = await world.people.contactByEmail('lead@example.org');
  const held = await world.people.assignmentsOf(first?.id ?? '');
  expect(held.filter(({ until }) => until === null).map(({ commitments }) => commitments)).toEqual([['29']]);
});

test('a person confirmed for one commitment may not answer for another before that too was confirmed', async () => {
  const world = await aWorld();
  await confirmAsSeen(world, { planId, email: 'lead@example.org', actor: admin, now });
  await importInto(world, [aDraft([aDraftCommitment({ number: '29' })])]);
  const person = await world.people.contactByEmail('lead@example.org');
  const mayAnswerFor = async () =>
    rolesInForce(await world.people.assignmentsOf(person?.id ?? ''), at('2021-10-01T08:00:00Z')).flatMap(
      ({ commitments }) => commitments,
    );
  expect(await mayAnswerFor()).toEqual(['28']);
  expect(await confirmAsSeen(world, { planId, email: 'lead@example.org', actor: admin, now })).toMatchObject({ ok: true });
  expect((await mayAnswerFor()).sort()).toEqual(['28', '29']);
});

test('a contact whose address cannot be used is told, and the import goes on', async () => {
  const contacts = [{ name: 'Élu', role: null, organisation: null, email: 'élu@exämple.org', phone: null }];
  const world = await aWorld([]);
  const outcome = await importInto(world, [aDraft([aDraftCommitment({ contacts })])]);
  expect(outcome.warnings.map(({ code }) => code)).toEqual(['contact-not-added']);
  expect(outcome.items.map((item) => item.outcome)).toEqual(['new']);
});
