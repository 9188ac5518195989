import { describe, expect, test } from 'vitest';
import { deadlineOf, declaredStatusOf } from '../../../shared/domain/commitment.ts';
import type { ApprovalPolicy } from '../../../shared/domain/plan.ts';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import { editPlan } from '../../../shared/usecases/edit-plan.ts';
import {
  aCommitment,
  aContact,
  aDate,
  aDeclared,
  anActor,
  anAssignment,
  andThen,
  aPersonId,
  aPlan,
  aText,
} from '../../builders.ts';
import { countingRng } from '../../usecases/world.ts';
import { readPage } from './page.ts';
import { tokenOf } from './tokens.ts';
import { aWorld, type Browser, signIn, type World } from './world.ts';

const id = 'fr-2021-2023/28';
const m1 = `${id}/m1`;
const reason = aText('Un appel d’offres.');

/** 1 import, 2 declared by the lead, 3 a deadline moved by the coordination. */
function record(): CommitmentRecord {
  const imported = aCommitment({
    title: 'Pérenniser la participation',
    milestones: [{ title: 'Lancement du comité', due: 'Octobre 2021' }, { title: 'Publication de l’avis' }],
  });
  const declared = andThen(imported, aDeclared(m1, { status: 'substantial' }));
  return andThen(
    declared,
    { type: 'deadline-revised', data: { milestoneId: m1, due: aDate('2021-12-15'), reason: { sha256: reason.sha256 } } },
    { actor: anActor('poc'), texts: [reason] },
  );
}

async function world(approval: ApprovalPolicy = 'none'): Promise<World> {
  const names = ['lead', 'deputy', 'poc', 'both', 'reviewer'] as const;
  return aWorld({
    plan: aPlan({ approval }),
    commitments: [record(), aCommitment({ number: '29' })],
    contacts: names.map((as) => aContact({ as })),
    assignments: [
      anAssignment({ as: 'lead', commitments: ['28'] }),
      anAssignment({ as: 'deputy', role: 'deputy' }),
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ as: 'reviewer', role: 'reviewer' }),
      anAssignment({ as: 'both' }),
      anAssignment({ as: 'both', id: 'a-both00000000000b', role: 'poc' }),
    ],
  });
}

const pathOf = (entry: number): string => `/app/${id}/log/${entry}/correct`;
const readRecord = async (of: World): Promise<CommitmentRecord> => {
  const found = await of.stores.record.commitment(id);
  if (found === null) throw new Error('a commitment expected');
  return found;
};
const milestoneOf = async (of: World, key = m1) => (await readRecord(of)).commitment.milestones.find((one) => one.id === key);

/** Fills in the form of one correction, previews it and confirms. */
async function correct(browser: Browser, entry: number, what: string, fields: { [name: string]: string }) {
  const path = pathOf(entry);
  const preview = await browser.submit(`${path}?what=${what}`, path, { ...fields, step: 'preview' });
  return { preview, confirm: () => browser.resubmit(preview.clone(), path, { step: 'confirm' }) };
}

describe('correcting', () => {
  test('a lead undoes their own word: the reason is required, the effect is shown first, one entry is added', async () => {
    const at = await world();
    const browser = await signIn(at);
    const path = pathOf(2);
    expect((await browser.submit(path, path, { step: 'preview' })).status).toBe(422);
    const { preview, confirm } = await correct(browser, 2, 'word', { reason: 'Erreur de saisie.' });
    expect(preview.status).toBe(200);
    const { text } = readPage(await preview.clone().text());
    expect(text).toContain('avant Substantiel → maintenant Aucune déclaration');
    expect(text).toContain('Erreur de saisie.');
    expect((await readRecord(at)).log).toHaveLength(3);
    expect((await confirm()).headers.get('location')).toBe(`/app/${id}/?saved=4`);
    const { log } = await readRecord(at);
    expect(log.at(-1)).toMatchObject({
      type: 'corrected',
      actor: { role: 'lead', id: aPersonId('lead') },
      data: { corrects: 2, change: { field: 'word', milestoneId: m1 } },
    });
    expect(log[1]?.type).toBe('declared');
    const milestone = await milestoneOf(at);
    expect(milestone === undefined ? null : declaredStatusOf(milestone)).toBeNull();
  });

  test('a lead is not offered, and not given, the reading of sheets or what the coordination wrote', async () => {
    const at = await world();
    const browser = await signIn(at);
    const { hrefs } = readPage(await (await browser.get(`/app/${id}/`)).text());
    expect(hrefs.filter((href) => href.endsWith('/correct'))).toEqual([pathOf(2)]);
    for (const entry of [1, 3, 9]) {
      expect((await browser.get(pathOf(entry))).status, String(entry)).toBe(404);
      const token = tokenOf(at, browser, pathOf(entry));
      const forged = { token, what: 'word', basedOn: '3', reason: 'Non.', step: 'confirm' };
      expect((await browser.post(pathOf(entry), forged)).status, String(entry)).toBe(404);
    }
    expect((await readRecord(at)).log).toHaveLength(3);
  });

  test('the reviewer reads the log and corrects nothing', async () => {
    const browser = await signIn(await world(), 'reviewer@example.org');
    const { hrefs, text } = readPage(await (await browser.get(`/app/${id}/`)).text());
    expect(text).toContain('Déclaration – Lancement du comité');
    expect(hrefs.filter((href) => /correct|redact/.test(href))).toEqual([]);
    expect((await browser.get(pathOf(2))).status).toBe(404);
  });

  test('a point of contact undoes a moved deadline: the published one holds again', async () => {
    const at = await world();
    const { preview, confirm } = await correct(await signIn(at, 'poc@example.org'), 3, 'word', { reason: 'Avis contraire.' });
    expect(readPage(await preview.clone().text()).text).toContain('avant 15 décembre 2021 → maintenant Octobre 2021');
    expect((await confirm()).status).toBe(303);
    const milestone = await milestoneOf(at);
    expect(milestone === undefined ? null : deadlineOf(milestone).due?.to).toBe('2021-10-31');
  });

  test('where the plan asks for a second person, undoing a moved deadline leads to the page where one confirms', async () => {
    const at = await world('second-person');
    const browser = await signIn(at, 'poc@example.org');
    const shown = readPage(await (await browser.get(pathOf(3))).text());
    expect(shown.text).toContain('Remettez l’échéance à sa date sur sa page, et faites confirmer ce changement.');
    expect(shown.hrefs).toContain(`/app/${m1}/deadline`);
    expect(shown.forms.map(({ action }) => action)).not.toContain(pathOf(3));
    const { confirm } = await correct(browser, 2, 'word', { reason: 'Erreur de jalon.' });
    expect((await confirm()).status).toBe(303);
  });

  test('a form that was open when the rule came does not get around it', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const { preview, confirm } = await correct(browser, 3, 'word', { reason: 'Avis contraire.' });
    expect(preview.status).toBe(200);
    const command = { planId: 'fr-2021-2023', changes: { approval: 'second-person' }, reason: null } as const;
    await editPlan({ ...at.stores, rng: countingRng() }, { ...command, actor: { role: 'admin', id: null }, now: at.now() });
    const answer = await confirm();
    expect([answer.status, readPage(await answer.text()).hrefs.includes(`/app/${m1}/deadline`)]).toEqual([409, true]);
    expect((await readRecord(at)).log).toHaveLength(3);
  });

  test('where the plan asks for OpenID Connect, nothing is corrected after a code', async () => {
    const browser = await signIn(await world('openid'), 'poc@example.org');
    expect((await browser.get(pathOf(3))).status).toBe(403);
  });

  test('a sheet tells many things: they are chosen one at a time, each with what stands today', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const { hrefs } = readPage(await (await browser.get(pathOf(1))).text());
    expect(
      hrefs.filter((href) => href.includes('what=')).map((href) => new URLSearchParams(href.split('?')[1]).get('what')),
    ).toEqual([
      'title.fr',
      'ogp-id',
      'milestone-title.m1.fr',
      'published-deadline.m1',
      'milestone-title.m2.fr',
      'published-deadline.m2',
    ]);
    const page = readPage(await (await browser.get(`${pathOf(1)}?what=milestone-title.m1.fr`)).text());
    expect(page.formFor(pathOf(1)).fields.get('title')).toBe('Lancement du comité');
  });

  test('mends a title, a milestone’s title and the code of the OGP', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    for (const [what, fields] of [
      ['title.fr', { title: 'Pérenniser la participation citoyenne' }],
      ['milestone-title.m1.fr', { title: 'Lancement du comité citoyen' }],
      ['ogp-id', { ogpId: 'fr0078', verified: 'yes' }],
    ] as const) {
      const { confirm } = await correct(browser, 1, what, { ...fields, reason: 'Lu de travers.' });
      expect((await confirm()).status, what).toBe(303);
    }
    const { commitment } = await readRecord(at);
    expect(commitment.state).toMatchObject({
      titles: { fr: 'Pérenniser la participation citoyenne' },
      ogpId: { code: 'FR0078', verified: true },
    });
    expect(commitment.milestones[0]?.titles).toEqual({ fr: 'Lancement du comité citoyen' });
  });

  test('a code that another commitment has verified is refused before the preview, in words of its own, in both languages', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const fields = { ogpId: 'FR0078', verified: 'yes', reason: 'Lu de travers.' };
    expect((await (await correct(browser, 1, 'ogp-id', fields)).confirm()).status).toBe(303);
    const path = '/app/fr-2021-2023/29/log/1/correct';
    for (const [language, words] of [
      ['fr', 'l’engagement 28 de ce plan porte déjà ce code'],
      ['en', 'commitment 28 of this plan has this code already'],
    ] as const) {
      await browser.submit('/app/account', '/app/account/language', { language });
      const answer = await browser.submit(`${path}?what=ogp-id`, path, { ...fields, step: 'preview' });
      const page = readPage(await answer.text());
      expect([answer.status, page.text.includes(words)]).toEqual([422, true]);
    }
  });

  test('a published deadline that was read wrongly: its date is typed as people write it, its published text stays', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const { preview, confirm } = await correct(browser, 1, 'published-deadline.m2', {
      due: '15 novembre 2021',
      reason: 'Le plan précise le jour.',
    });
    expect(readPage(await preview.clone().text()).text.replaceAll('\u00A0', ' ')).toContain(
      'avant 31 octobre 2021 → maintenant 15 novembre 2021',
    );
    expect((await confirm()).status).toBe(303);
    const milestone = await milestoneOf(at, `${id}/m2`);
    expect(milestone?.published.due).toMatchObject({ text: 'Octobre 2021', to: '2021-11-15' });
    expect(milestone?.earlierPublished).toHaveLength(1);
  });

  test.each([
    ['published-deadline.m1', { due: '31 septembre 2021' }, 'due'],
    ['published-deadline.m1', { due: 'bientôt' }, 'due'],
    ['published-deadline.m1', { due: '' }, 'due'],
    ['published-deadline.m1', { due: 'octobre 2021' }, 'due'],
    ['title.fr', { title: 'Pérenniser la participation' }, 'title'],
    ['title.fr', { title: '' }, 'title'],
    ['title.fr', { title: 'Écrire à nom@example.org' }, 'title'],
    ['title.fr', { title: 'Deux\nlignes' }, 'title'],
    ['ogp-id', { ogpId: 'FR78' }, 'ogpId'],
    ['ogp-id', { ogpId: '' }, 'ogpId'],
    ['title.fr', { title: 'Un autre titre', reason: 'Appelez le 06 12 34 56 78.' }, 'reason'],
  ])('refuses %s with %j, says where, and keeps what was typed', async (what, fields, field) => {
    const at = await world();
    const { preview } = await correct(await signIn(at, 'poc@example.org'), 1, what, { reason: 'Lu de travers.', ...fields });
    expect(preview.status).toBe(422);
    const page = readPage(await preview.text());
    expect(page.hrefs).toContain(`#${field}`);
    expect(Object.fromEntries(page.formFor(pathOf(1)).fields)).toMatchObject(fields);
    expect((await readRecord(at)).log).toHaveLength(3);
  });

  test('what came meanwhile is shown before anything is written, and confirming again writes', async () => {
    const at = await world();
    const poc = await signIn(at, 'poc@example.org');
    const { preview } = await correct(poc, 3, 'word', { reason: 'Avis contraire.' });
    const lead = await signIn(at);
    await lead.submit(`/app/${m1}/nothing-to-report`, `/app/${m1}/nothing-to-report`, { note: 'Une note.' });
    const stale = await poc.resubmit(preview, pathOf(3), { step: 'confirm' });
    expect(stale.status).toBe(409);
    const page = readPage(await stale.clone().text());
    expect(page.text).toContain('Le journal a changé entre-temps');
    expect(page.text).toContain('Une note.');
    expect(page.formFor(pathOf(3)).fields.get('reason')).toBe('Avis contraire.');
    expect((await poc.resubmit(stale, pathOf(3), { step: 'confirm' })).status).toBe(303);
  });

  test('an answer about another milestone does not get in the way', async () => {
    const at = await world();
    const poc = await signIn(at, 'poc@example.org');
    const { preview } = await correct(poc, 3, 'word', { reason: 'Avis contraire.' });
    const lead = await signIn(at);
    await lead.submit(`/app/${id}/m2/nothing-to-report`, `/app/${id}/m2/nothing-to-report`, { note: '' });
    expect((await poc.resubmit(preview, pathOf(3), { step: 'confirm' })).status).toBe(303);
  });

  test('the same confirmation twice is written once; a second person is told that it is done', async () => {
    const at = await world();
    const [lead, deputy] = [await signIn(at), await signIn(at, 'deputy@example.org')];
    const mine = await correct(lead, 2, 'word', { reason: 'Erreur de saisie.' });
    const theirs = await correct(deputy, 2, 'word', { reason: 'Erreur, je crois.' });
    const answers = [await mine.confirm(), await mine.confirm()];
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual(Array(2).fill(`/app/${id}/?saved=4`));
    const late = await theirs.confirm();
    expect(late.status).toBe(409);
    expect(readPage(await late.text()).text).toContain('C’est déjà corrigé');
    const again = await lead.get(pathOf(2));
    expect(readPage(await again.text()).text).toContain('Rien à corriger ici');
    expect((await readRecord(at)).log).toHaveLength(4);
  });

  test('a published deadline corrected twice by the same click is written once', async () => {
    const at = await world();
    const { confirm } = await correct(await signIn(at, 'poc@example.org'), 1, 'published-deadline.m2', {
      due: '15 novembre 2021',
      reason: 'Le plan précise le jour.',
    });
    const answers = [await confirm(), await confirm()];
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual(Array(2).fill(`/app/${id}/?saved=4`));
    expect((await readRecord(at)).log).toHaveLength(4);
  });

  test('who is lead and coordinator at once corrects as the one who may', async () => {
    const at = await world();
    const browser = await signIn(at, 'both@example.org');
    const { confirm } = await correct(browser, 1, 'title.fr', { title: 'Un titre mieux lu', reason: 'Lu de travers.' });
    expect((await confirm()).status).toBe(303);
    expect((await readRecord(at)).log.at(-1)?.actor.role).toBe('poc');
  });

  test('refuses bodies that are not ours and entries that are no numbers', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const path = pathOf(1);
    const bodies: readonly Readonly<{ [name: string]: string }>[] = [
      { what: 'word' },
      { what: 'title.xx' },
      { basedOn: 'x' },
      { more: '1' },
      { step: 'write' },
    ];
    for (const fields of bodies) {
      const answer = await browser.submit(`${path}?what=title.fr`, path, {
        reason: 'Non.',
        title: 'Autre',
        step: 'confirm',
        ...fields,
      });
      expect(answer.status, JSON.stringify(fields)).toBe(400);
    }
    for (const entry of ['0', '-1', 'x', '1.5', '99999999999', '%00']) {
      expect((await browser.get(`/app/${id}/log/${entry}/correct`)).status, entry).toBe(404);
    }
    expect((await readRecord(at)).log).toHaveLength(3);
  });
});
