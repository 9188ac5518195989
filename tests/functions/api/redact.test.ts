import { describe, expect, test } from 'vitest';
import { storeText } from '../../../shared/domain/text.ts';
import type { CommitmentRecord, PlanRecord } from '../../../shared/ports.ts';
import { textOf } from '../../../shared/showing/file-types.ts';
import { planFiles } from '../../../shared/showing/plan-files.ts';
import { editPlan } from '../../../shared/usecases/edit-plan.ts';
import { readPlanView } from '../../../shared/usecases/read-plan-view.ts';
import { verifySite } from '../../../shared/usecases/verify-site.ts';
import { aCommitment, aContact, aDeclared, anAssignment, andThen, aPersonId, aText } from '../../builders.ts';
import { readPage } from './page.ts';
import { tokenOf } from './tokens.ts';
import { aWorld, origin, signIn, type World } from './world.ts';

const id = 'fr-2021-2023/28';
const m1 = `${id}/m1`;
const done = aText('Madame Exemple, du service, a tout fait.');
const title = aText('Compte rendu de Madame Exemple');
const again = aText('Le comité s’est réuni.');
const problem = aText('Un problème public.');

/** 1 import, 2 declared with two texts, 3 declared again. */
function record(): CommitmentRecord {
  const first = andThen(
    aCommitment({ prose: { problem: { fr: { sha256: problem.sha256 } } }, texts: [problem], milestones: [{}, {}] }),
    aDeclared(m1, {
      done: { sha256: done.sha256 },
      evidence: [{ url: 'https://example.org/cr', title: { sha256: title.sha256 }, kind: 'minutes', date: null }],
    }),
    { texts: [done, title] },
  );
  return andThen(first, aDeclared(m1, { done: { sha256: again.sha256 } }), { texts: [again] });
}

async function world(): Promise<World> {
  const names = ['lead', 'deputy', 'poc', 'reviewer', 'admin'] as const;
  return aWorld({
    commitments: [record()],
    contacts: names.map((as) => aContact({ as })),
    assignments: names.map((as) => anAssignment({ as, role: as })),
  });
}

type Fields = Readonly<{ [name: string]: string }>;
const pathOf = (entry: number): string => `/app/${id}/log/${entry}/redact`;
const read = async (of: World): Promise<CommitmentRecord> => {
  const found = await of.stores.record.commitment(id);
  if (found === null) throw new Error('a commitment expected');
  return found;
};

async function published(of: World): Promise<{ path: string; text: string }[]> {
  const view = await readPlanView(of.stores.record, 'fr-2021-2023', { now: of.now(), publicUrl: origin });
  return view === null ? [] : planFiles(view).map(({ path, body }) => ({ path, text: textOf(body) }));
}

describe('redacting', () => {
  test('S21: shows the exact words, asks twice, then text and salt are nowhere, the log verifies and no other entry changed', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const before = (await published(at)).find(({ path }) => path === `${id}/log.jsonl`)?.text.split('\n') ?? [];
    const path = pathOf(2);
    const page = readPage(await (await browser.get(path)).text());
    expect(page.text).toContain(done.text);
    expect(page.text).toContain(title.text);
    const chosen = { [`text.${done.sha256}`]: 'yes', reason: 'Une personne y est reconnaissable.' };
    const { fields } = page.formFor(path);
    const token = fields.get('token') ?? '';
    const preview = await browser.post(path, { token, ...chosen, step: 'preview' });
    expect(preview.status).toBe(200);
    const shown = readPage(await preview.clone().text()).text;
    expect(shown).toContain(done.text);
    expect(shown).toContain('Supprime un texte du changement 2');
    expect((await read(at)).log).toHaveLength(3);

    const unsure = await browser.post(path, { token, ...chosen, step: 'confirm' });
    expect(unsure.status).toBe(422);
    expect(readPage(await unsure.text()).hrefs).toContain('#sure');
    expect((await read(at)).log).toHaveLength(3);

    const gone = await browser.post(path, { token, ...chosen, sure: 'yes', step: 'confirm' });
    expect(gone.headers.get('location')).toBe(`/app/${id}/?saved=4`);
    const after = await read(at);
    expect(after.log.at(-1)).toMatchObject({
      type: 'redacted',
      actor: { role: 'poc', id: aPersonId('poc') },
      data: { of: 2, texts: [done.sha256] },
    });
    expect(after.texts.get(done.sha256)).toEqual({ sha256: done.sha256, salt: null, text: null });
    expect(after.texts.get(title.sha256)?.text).toBe(title.text);
    const files = await published(at);
    expect(verifySite(files)).toMatchObject({ ok: true });
    const lines = files.find(({ path: one }) => one === `${id}/log.jsonl`)?.text.split('\n') ?? [];
    const withoutWords = before[1]?.replace(
      JSON.stringify({ salt: done.salt, sha256: done.sha256, text: done.text }),
      JSON.stringify({ salt: null, sha256: done.sha256, text: null }),
    );
    expect(lines.slice(0, 3)).toEqual([before[0], withoutWords, before[2]]);
    const left = files.filter(({ text }) => text.includes(done.text ?? '') || text.includes(done.salt ?? ''));
    expect(left.map(({ path: one }) => one)).toEqual([]);
  });

  test('the page of the log tells what was removed, and offers it no more', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const path = pathOf(3);
    const { fields } = readPage(await (await browser.get(path)).text()).formFor(path);
    // Its one text is what they came for.
    expect(fields.get(`text.${again.sha256}`)).toBe('yes');
    const sent = { ...Object.fromEntries(fields), reason: 'Demande.', sure: 'yes', step: 'confirm' };
    const answers = [await browser.post(path, sent), await browser.post(path, sent)];
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual(Array(2).fill(`/app/${id}/?saved=4`));
    const page = readPage(await (await browser.get(`/app/${id}/?saved=4`)).text());
    expect(page.text).toContain('C’est enregistré');
    for (const saved of ['2', '9', 'x']) {
      const other = readPage(await (await browser.get(`/app/${id}/?saved=${saved}`)).text());
      expect(other.text, saved).not.toContain('C’est enregistré');
    }
    expect(page.text).toContain('Texte supprimé du registre.');
    expect(page.hrefs).toContain(pathOf(2));
    expect(page.hrefs).not.toContain(path);
    expect(readPage(await (await browser.get(path)).text()).text).toContain('Aucun texte à supprimer');
    const admin = await signIn(at, 'admin@example.org');
    const theirs = { ...sent, token: tokenOf(at, admin, pathOf(2)) };
    expect((await admin.post(pathOf(2), theirs)).status).toBe(409);
    expect((await read(at)).log).toHaveLength(4);
  });

  test('says where else the same words stand', async () => {
    const retyped = storeText(title.text ?? '', '0'.repeat(32));
    const words = aDeclared(m1, { done: { sha256: done.sha256 }, difficulties: { sha256: retyped.sha256 } });
    const at = await aWorld({
      commitments: [andThen(record(), words, { texts: [retyped] })],
      contacts: [aContact({ as: 'poc' })],
      assignments: [anAssignment({ as: 'poc', role: 'poc' })],
    });
    const browser = await signIn(at, 'poc@example.org');
    const { text } = readPage(await (await browser.get(pathOf(2))).text());
    const plain = text.replaceAll('\u00A0', ' ');
    expect(plain).toContain('Ce texte figure aussi au changement 4 : il y disparaîtra également.');
    expect(plain).toContain('Les mêmes mots figurent aussi au changement 4 : supprimez-les là aussi.');
  });

  test('asks for a reason and for at least one text, and keeps what was typed', async () => {
    const at = await world();
    const browser = await signIn(at, 'admin@example.org');
    const path = pathOf(2);
    const token = tokenOf(at, browser, path);
    const some = { [`text.${title.sha256}`]: 'yes' };
    const bodies: readonly { fields: Fields; reason: string; wrong: string }[] = [
      { fields: {}, reason: 'Demande.', wrong: 'texts' },
      { fields: some, reason: '', wrong: 'reason' },
      { fields: some, reason: 'Voir nom@example.org', wrong: 'reason' },
    ];
    for (const { fields, reason, wrong } of bodies) {
      const answer = await browser.post(path, { token, ...fields, reason, sure: 'yes', step: 'confirm' });
      expect(answer.status, wrong).toBe(422);
      const page = readPage(await answer.text());
      expect(page.hrefs).toContain(`#${wrong}`);
      expect(page.formFor(path).fields.get('reason')).toBe(reason);
    }
    expect((await read(at)).log).toHaveLength(3);
  });

  test('refuses a text of another entry, and bodies that are not ours', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const path = pathOf(2);
    const token = tokenOf(at, browser, path);
    const other = { token, [`text.${again.sha256}`]: 'yes', reason: 'Non.', sure: 'yes', step: 'confirm' };
    expect((await browser.post(path, other)).status).toBe(409);
    const bodies: readonly Fields[] = [{ 'text.xyz': 'yes' }, { more: '1' }, { step: 'delete' }, { sure: 'no' }];
    for (const fields of bodies) {
      expect((await browser.post(path, { ...other, ...fields })).status, JSON.stringify(fields)).toBe(400);
    }
    expect((await read(at)).log).toHaveLength(3);
  });

  test.each(['lead', 'deputy', 'reviewer'])('%s neither is offered it nor finds it', async (role) => {
    const at = await world();
    const browser = await signIn(at, `${role}@example.org`);
    for (const path of [pathOf(2), '/app/plans/fr-2021-2023/log/1/redact']) {
      const forged = {
        token: tokenOf(at, browser, path),
        [`text.${done.sha256}`]: 'yes',
        reason: 'Non.',
        sure: 'yes',
        step: 'confirm',
      };
      expect((await browser.post(path, forged)).status).toBe(404);
    }
    expect((await read(at)).log).toHaveLength(3);
    const { hrefs } = readPage(await (await browser.get(`/app/${id}/`)).text());
    expect(hrefs.filter((href) => href.endsWith('/redact'))).toEqual([]);
    expect((await browser.get(pathOf(2))).status).toBe(404);
    expect((await browser.get('/app/plans/fr-2021-2023/log')).status).toBe(404);
    expect((await browser.get('/app/plans/fr-2021-2023/log/2/redact')).status).toBe(404);
  });

  test('a text of the plan’s own log goes the same way', async () => {
    const at = await world();
    const browser = await signIn(at, 'poc@example.org');
    const rng = { bytes: (count: number) => new Uint8Array(count).fill(7) };
    await editPlan(
      { record: at.stores.record, rng },
      {
        planId: 'fr-2021-2023',
        changes: { ogpLabel: 'France Action Plan 2021-2023' },
        reason: 'Vu avec Madame Exemple.',
        actor: { role: 'poc', id: aPersonId('poc') },
        now: at.now(),
      },
    );
    const log = readPage(await (await browser.get('/app/plans/fr-2021-2023/log')).text());
    expect(log.text).toContain('Vu avec Madame Exemple.');
    const path = '/app/plans/fr-2021-2023/log/2/redact';
    expect(log.hrefs).toContain(path);
    const preview = await browser.submit(path, path, { reason: 'Une personne y est nommée.', step: 'preview' });
    const gone = await browser.resubmit(preview, path, { sure: 'yes', step: 'confirm' });
    expect(gone.headers.get('location')).toBe('/app/plans/fr-2021-2023/log?saved=3');
    const plan: PlanRecord | null = await at.stores.record.plan('fr-2021-2023');
    expect(plan?.log.at(-1)).toMatchObject({ type: 'redacted', data: { of: 2 } });
    expect([...(plan?.texts.values() ?? [])].map(({ text }) => text)).toEqual([null, 'Une personne y est nommée.']);
    expect(verifySite(await published(at))).toMatchObject({ ok: true });
    expect((await published(at)).filter((file) => file.text.includes('Vu avec')).map((file) => file.path)).toEqual([]);
    for (const entry of ['1', '9', 'x']) {
      const answer = await browser.get(`/app/plans/fr-2021-2023/log/${entry}/redact`);
      expect(answer.status, entry).toBe(entry === '1' ? 200 : 404);
    }
  });
});
