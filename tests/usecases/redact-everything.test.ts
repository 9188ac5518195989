import { expect, test } from 'vitest';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { refsIn, textsOf, verifyLog } from '../../shared/domain/change-log.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import type { CommitmentRecord, PlanRecord } from '../../shared/ports.ts';
import { changeCommitment, changePlan } from '../../shared/usecases/append-change.ts';
import { assessCommitment } from '../../shared/usecases/assess-commitment.ts';
import { citeDocument } from '../../shared/usecases/cite-document.ts';
import { documentIdOf, processIdOf } from '../../shared/usecases/cite-source.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { recordMeeting } from '../../shared/usecases/record-meeting.ts';
import { recordProcess } from '../../shared/usecases/record-process.ts';
import { redactableTexts, redactTexts } from '../../shared/usecases/redact-texts.ts';
import { withRole } from '../../shared/usecases/role-texts.ts';
import { verifySite } from '../../shared/usecases/verify-site.ts';
import { aDate } from '../builders.ts';
import { at as publishedAt, recordedSite } from './publish-world.ts';
import { aDraft, aDraftCommitment, admin, at, aWorld, septemberFifteenth, type World } from './world.ts';

const planId = 'fr-2021-2023';
const commitmentId = `${planId}/28`;
const reviewer: Actor = { role: 'reviewer', id: 'p-reviewer00000000' };

/** A word nobody else says, so that it can be looked for. */
const secret = (what: string): string => `Zinnober ${what}`;
const role = (what: string) => ({ function: secret(`fonction ${what}`), organisation: secret(`service ${what}`) });

/** A plan whose every text that people type is a secret, written by the verbs that people use. */
async function aWorldOfSecrets(): Promise<World> {
  const contact = { name: 'Camille Exemple', email: 'lead@example.org', phone: null };
  const sheet = aDraftCommitment({
    contacts: [{ ...contact, role: secret('fonction du contact'), organisation: secret('service du contact') }],
  });
  const world = await aWorld([aDraft([sheet])]);
  const envelope = { planId, actor: admin, now: at('2021-10-01T08:00:00Z') };
  const outcomes = [
    await recordMeeting(world, {
      ...envelope,
      meeting: {
        id: 'meeting-un',
        titles: { fr: secret('réunion'), en: secret('meeting') },
        body: secret('instance'),
        date: aDate('2021-09-10'),
        state: 'held',
        withCivilSociety: false,
        documentIds: [],
      },
      minutes: { url: 'https://example.org/cr', title: secret('compte rendu'), date: null },
    }),
    await recordProcess(world, {
      ...envelope,
      process: {
        id: processIdOf(secret('processus')),
        titles: { fr: secret('processus') },
        organiser: secret('organisateur'),
        period: { start: null, end: null },
        purpose: secret('objet'),
        methods: [secret('méthode')],
        participants: secret('participants'),
        deliverables: [secret('livrable')],
        followUp: [{ text: secret('suite'), url: null, date: null }],
        links: [{ title: secret('lien'), url: 'https://example.org/lien' }],
        steps: [
          {
            id: 'step-un',
            kind: 'workshop',
            titles: { fr: secret('étape') },
            date: null,
            state: 'held',
            followUpOwed: false,
            documentIds: [],
          },
        ],
        documentIds: [],
      },
    }),
    await citeDocument(world, {
      ...envelope,
      document: {
        id: documentIdOf(secret('document')),
        title: secret('document'),
        kind: 'article',
        publisher: secret('éditeur'),
        author: secret('auteur'),
        date: null,
        url: null,
      },
    }),
    await assessCommitment(world, {
      commitmentId,
      milestoneId: null,
      assessment: {
        completion: 'limited',
        verifiable: null,
        relevant: null,
        ambition: null,
        earlyResults: null,
        source: { title: secret('rapport'), url: 'https://example.org/irm', date: '2021-09-30' },
      },
      actor: reviewer,
      now: envelope.now,
    }),
  ];
  for (const type of ['contact-confirmed', 'role-ended'] as const) {
    const data = { role: 'lead', responsible: role(type), commitments: null } as const;
    const decide = (current: PlanRecord | null) => withRole(world.rng, current ?? { texts: new Map() }, { type, data });
    outcomes.push(await changePlan(world, planId, envelope, decide));
  }
  outcomes.push(
    await changePlan(world, planId, envelope, (current) =>
      withRole(world.rng, current ?? { texts: new Map() }, {
        type: 'contact-edited',
        data: { role: 'lead', responsible: role('contact-edited'), commitments: null, changed: ['name'] },
      }),
    ),
    await changeCommitment(world, commitmentId, envelope, (current) =>
      withRole(world.rng, current ?? { texts: new Map() }, {
        type: 'reassigned',
        data: { role: 'deputy', milestoneId: null, responsible: role('reassigned') },
      }),
    ),
    await changeCommitment(world, commitmentId, envelope, (current) =>
      withRole(world.rng, current ?? { texts: new Map() }, {
        type: 'handed-on',
        data: {
          milestoneId: `${commitmentId}/m1`,
          responsible: role('handed-on'),
          lastDay: '2021-10-31',
          mayPublish: false,
        },
      }),
    ),
  );
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  return world;
}

const recordsOf = async ({ record }: World): Promise<readonly (PlanRecord | CommitmentRecord)[]> =>
  [await record.plan(planId), await record.commitment(commitmentId)].flatMap((one) => one ?? []);

async function published({ record }: World): Promise<{ readonly path: string; readonly text: string }[]> {
  const site = recordedSite();
  await publishAll({ record, site, version: 'program-1' }, publishedAt('2021-10-15T08:00:00Z'));
  return [...site.files.values()].map(({ path, body }) => ({ path, text: body }));
}

const hasSecret = (text: string): boolean => /zinnober/i.test(text);

test('S21: every text of every entry can be redacted; then no byte of any is in a published file, and all of it verifies', async () => {
  const world = await aWorldOfSecrets();
  const before = await published(world);
  const pages = before.filter(({ path }) => !path.endsWith('log.jsonl')).map(({ text }) => text);
  const words = (await recordsOf(world)).flatMap(({ texts }) => [...texts.values()].flatMap(({ text }) => text ?? []));
  const hidden = words.filter((text) => hasSecret(text) && !pages.some((page) => page.includes(text)));
  // Authors are kept and told by nobody but the log; a change of person tells what changed, and a hand-over of a deputy the new role.
  expect(hidden.sort()).toEqual([secret('auteur'), secret('fonction contact-edited'), secret('service contact-edited')]);

  for (const { log } of await recordsOf(world)) {
    for (const { seq, subject } of log) {
      const record = subject === planId ? await world.record.plan(planId) : await world.record.commitment(commitmentId);
      if (record === null || (redactableTexts(record, seq) ?? []).every(({ text }) => !hasSecret(text))) continue;
      const command = { subject, of: seq, reason: 'Une personne le demande.', actor: admin, now: at('2021-10-16T08:00:00Z') };
      expect(await redactTexts(world, command)).toMatchObject({ ok: true });
    }
  }

  const after = await published(world);
  expect(after.filter(({ text }) => hasSecret(text)).map(({ path }) => path)).toEqual([]);
  for (const { path, text } of after) expect(text, path).not.toMatch(/undefined|\[object|NaN/);
  expect(verifySite(after)).toMatchObject({ ok: true, problems: [] });
  for (const { log, texts } of await recordsOf(world)) {
    const [first] = log;
    expect(verifyLog(JSON.parse(JSON.stringify(log)), texts, first?.subject ?? '')).toBeNull();
    expect(hasSecret(JSON.stringify(log))).toBe(false);
  }
  const shown = after
    .filter(({ path }) => path === `${planId}/index.html` || path.startsWith(`${planId}/process-`))
    .map(({ text }) => text)
    .join('\n');
  for (const word of ['titre supprimé', 'texte supprimé', 'Texte supprimé du registre.']) expect(shown).toContain(word);
});

test('S21: nothing that was redacted comes back with the same words, typed or imported again', async () => {
  const world = await aWorldOfSecrets();
  for (const { log } of await recordsOf(world)) {
    for (const entry of log) {
      const command = { subject: entry.subject, of: entry.seq, reason: 'Erreur.', actor: admin, now: at('2021-10-16T08:00:00Z') };
      if (textsOf(entry).length > 0 && entry.type !== 'redacted') await redactTexts(world, command);
    }
  }
  const contact = { name: 'Camille Exemple', email: 'lead@example.org', phone: null };
  const sheet = aDraftCommitment({
    contacts: [{ ...contact, role: secret('fonction du contact'), organisation: secret('service du contact') }],
    title: 'Un autre titre',
  });
  const document = {
    title: secret('document'),
    kind: 'article' as const,
    publisher: secret('éditeur'),
    author: secret('auteur'),
    date: null,
    url: null,
  };
  const drafts = [aDraft([sheet]), aDraft([], { source: 'article.md', kind: 'document', document })];
  await importSheets(world, { planId, drafts, actor: admin, now: septemberFifteenth, dryRun: false });
  const [plan] = await recordsOf(world);
  const known = plan !== undefined && 'state' in plan ? plan.state : null;
  const [meeting, process, cited] = [known?.meetings[0], known?.processes[0], known?.documents[0]];
  if (meeting === undefined || process === undefined || cited === undefined) throw new Error('all three expected');
  const envelope = { planId, actor: admin, now: at('2021-10-17T08:00:00Z') };
  const { minutes: _, ...rest } = meeting;
  // As a form sends what it shows: nothing where a text was redacted.
  const told = { ...rest, titles: {}, body: null, withCivilSociety: true };
  await recordMeeting(world, { ...envelope, meeting: told, minutes: { url: 'https://example.org/cr', title: '', date: null } });
  const outcome = await recordProcess(world, {
    ...envelope,
    process: {
      ...process,
      titles: {},
      organiser: null,
      purpose: null,
      methods: ['Une méthode de plus'],
      participants: null,
      deliverables: [],
      links: [{ title: '', url: 'https://example.org/lien' }],
      steps: (process.steps ?? []).map((step) => ({ ...step, titles: {} })),
    },
  });
  expect(outcome).toMatchObject({ ok: true });
  const all = await recordsOf(world);
  expect(all.flatMap(({ texts }) => [...texts.values()]).filter(({ text }) => hasSecret(text ?? ''))).toEqual([]);
  const state = (await world.record.plan(planId))?.state;
  expect(state?.meetings[0]).toEqual({ ...meeting, withCivilSociety: true });
  expect(state?.processes[0]).toEqual({ ...process, methods: [process.methods[0], expect.anything()] });
  expect(state?.documents).toHaveLength(1);
  expect(refsIn(state?.documents)).toEqual(refsIn(cited));
  expect(canonicalJson(state?.documents[0]?.title ?? null)).toBe(canonicalJson(cited.title));
});
