import { describe, expect, test } from 'vitest';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { editPlan } from '../../../shared/usecases/edit-plan.ts';
import { aContact, anAssignment, aPersonId, aPlan } from '../../builders.ts';
import { countingRng } from '../../usecases/world.ts';
import { aCoordinator, pageOf, plan } from './plans-world.ts';
import { signIn, type WorldInput } from './world.ts';

describe('settings', () => {
  const settings = `${plan}settings`;

  test('are prefilled, changed with a public reason, and told in the log', async () => {
    const { world, browser } = await aCoordinator();
    const shown = await pageOf(await browser.get(settings));
    expect(shown.text).toContain('du 1er janvier 2021 au 31 décembre 2023');
    const answer = await browser.submit(settings, settings, { announcedCommitments: '59', reason: 'Le nombre est connu' });
    expect(answer.status).toBe(303);
    const stored = await world.stores.record.plan('fr-2021-2023');
    expect(stored?.state.settings.announcedCommitments).toBe(59);
    const last = stored?.log.at(-1);
    expect([last?.type, last?.actor]).toEqual(['plan-edited', { role: 'poc', id: aPersonId('poc') }]);
    const after = await pageOf(await browser.get(answer.headers.get('location') ?? ''));
    expect(after.text).toContain(`l’entrée n° ${last?.seq} du journal public`);
  });

  test('saying nothing new is no change', async () => {
    const { world, browser } = await aCoordinator();
    const { status, text } = await pageOf(await browser.submit(settings, settings, {}));
    expect([status, text.includes('Aucun réglage n’a changé')]).toEqual([422, true]);
    expect((await world.stores.record.plan('fr-2021-2023'))?.log).toHaveLength(1);
  });

  test('a stale form gets the difference, never a lost update', async () => {
    const { world, browser } = await aCoordinator();
    const stale = await browser.get(settings);
    await browser.submit(settings, settings, { ogpLabel: 'France 2021-2023' });
    const answer = await browser.resubmit(stale, settings, { announcedCommitments: '59' });
    const { status, text, formFor } = await pageOf(answer.clone());
    expect(status).toBe(409);
    expect(text).toContain('Les réglages ont changé entre-temps');
    expect(text).toContain('France 2021-2023');
    expect(formFor(settings).fields.get('announcedCommitments')).toBe('59');
    expect((await world.stores.record.plan('fr-2021-2023'))?.state.settings).toMatchObject({
      ogpLabel: 'France 2021-2023',
      announcedCommitments: null,
    });
    expect((await browser.resubmit(answer, settings, { ogpLabel: 'France 2021-2023' })).status).toBe(303);
  });

  test('the language of published pages stays, in words of its own; others may come and change places behind it', async () => {
    const { world, browser } = await aCoordinator();
    const refusedAs = async (languages: string) => {
      const { status, text } = await pageOf(await browser.submit(settings, settings, { languages, 'titles.0': 'Plan' }));
      return [status, /toutes leurs adresses tiennent à leur langue/.test(text)];
    };
    expect(await refusedAs('en, fr')).toEqual([422, true]);
    expect(await refusedAs('de, en')).toEqual([422, true]);
    expect((await browser.submit(settings, settings, { languages: 'de, fr, en' })).status).toBe(303);
    expect((await browser.submit(settings, settings, { languages: 'fr, de' })).status).toBe(303);
    expect((await world.stores.record.plan('fr-2021-2023'))?.state.settings.languages).toEqual(['fr', 'de']);
  });

  test('hours in which no mail could ever leave are refused', async () => {
    const { browser } = await aCoordinator();
    const swapped = await pageOf(await browser.submit(settings, settings, { windowOpens: '18', windowCloses: '8' }));
    expect([swapped.status, swapped.text.includes('la fin doit venir après le début')]).toEqual([422, true]);
    const outside = await pageOf(await browser.submit(settings, settings, { plannedHour: '19' }));
    expect([outside.status, outside.text.includes('entre le début et la fin des envois')]).toEqual([422, true]);
  });
});

describe('settings of a plan that asks for a second person', () => {
  const settings = `${plan}settings`;
  const approvals = `${plan}approvals`;
  const twoOfThem = (language: InterfaceLanguage = 'fr'): WorldInput => ({
    plan: aPlan({ approval: 'second-person' }),
    contacts: [
      aContact({ as: 'lead' }),
      aContact({ as: 'poc', name: 'Maxime Modèle', language }),
      aContact({ as: 'second', name: 'Sacha Second', language }),
    ],
    assignments: [
      anAssignment({ as: 'lead' }),
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ as: 'second', role: 'poc' }),
    ],
  });
  const settingsOf = async (world: Awaited<ReturnType<typeof aCoordinator>>['world']) =>
    (await world.stores.record.plan('fr-2021-2023'))?.state.settings;

  test('I17: relaxing the rules waits and says who can confirm it; the other fields go through at once', async () => {
    const { world, browser } = await aCoordinator(twoOfThem());
    const answer = await browser.submit(settings, settings, {
      approval: 'none',
      announcedCommitments: '59',
      reason: 'Décision du comité',
    });
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/app\/plans\/fr-2021-2023\/settings\?proposed=approval-[0-9a-f]{32}&saved=2$/);
    expect(await settingsOf(world)).toMatchObject({ approval: 'second-person', announcedCommitments: 59 });
    const shown = await pageOf(await browser.get(location));
    expect(shown.text).toContain('Ces règles ne changent pas avant qu’une autre personne le confirme.');
    expect(shown.text).toContain('c’est l’entrée n° 2 du journal public');
    expect(shown.text).toContain('une seconde personne confirme → une personne suffit');
    expect(shown.text).toContain('Sacha Second (coordination nationale)');
    expect(shown.text).toContain('Vous l’avez proposé le 20 octobre 2021.');
    expect(shown.text).not.toContain('Maxime Modèle (coordination');

    const second = await signIn(world, 'second@example.org');
    expect((await pageOf(await second.get(settings))).text).toContain('Proposé par Maxime Modèle le 20 octobre 2021.');
    const waiting = await pageOf(await second.get(approvals));
    expect(waiting.text).toContain('Assouplir les règles du plan');
    expect(waiting.text).toMatch(/une seconde personne confirmeune personne suffit/);
    expect(waiting.text).toContain('Décision du comité');
    const action = waiting.forms.map((one) => one.action).find((one) => one.startsWith(approvals)) ?? '';
    expect((await second.submit(approvals, action, { verdict: 'approve' })).headers.get('location')).toBe(
      `${approvals}?done=approved`,
    );
    expect(await settingsOf(world)).toMatchObject({ approval: 'none', announcedCommitments: 59 });
    expect((await world.stores.record.plan('fr-2021-2023'))?.log.at(-1)).toMatchObject({
      type: 'plan-edited',
      actor: { role: 'poc', id: aPersonId('poc') },
      data: { approvedBy: { role: 'poc', id: aPersonId('second') } },
    });
    expect((await pageOf(await browser.get(location))).text).not.toContain('Ces règles ne changent pas');
  });

  test('other settings alone are saved as ever, and nothing waits', async () => {
    const { world, browser } = await aCoordinator(twoOfThem());
    const answer = await browser.submit(settings, settings, { announcedCommitments: '59' });
    expect(answer.headers.get('location')).toBe(`${plan}?saved=2`);
    expect(await world.stores.people.approvalsOf('fr-2021-2023')).toEqual([]);
  });

  test('what was made weaker elsewhere meanwhile leaves a proposal that can only be refused', async () => {
    const { world, browser } = await aCoordinator(twoOfThem());
    await browser.submit(settings, settings, { approval: 'none' });
    const command = { planId: 'fr-2021-2023', changes: { approval: 'none' }, reason: null } as const;
    await editPlan({ ...world.stores, rng: countingRng() }, { ...command, actor: { role: 'admin', id: null }, now: world.now() });
    const { text, forms } = await pageOf(await (await signIn(world, 'second@example.org')).get(approvals));
    expect(text).toContain('il n’est plus possible de confirmer');
    expect(forms.flatMap(({ buttons }) => buttons.map(({ value }) => value))).not.toContain('approve');
  });

  test('speak English too', async () => {
    const { world, browser } = await aCoordinator(twoOfThem('en'), 'en');
    const answer = await browser.submit(settings, settings, { approval: 'none' });
    const { text } = await pageOf(await browser.get(answer.headers.get('location') ?? ''));
    expect(text).toContain('These rules do not change before somebody else confirms.');
    expect(text).toContain('a second person confirms → one person is enough');
    expect((await pageOf(await (await signIn(world, 'second@example.org')).get(approvals))).text).toContain(
      'Relax the rules of the plan',
    );
  });
});

test('I17: the settings of a plan that asks for OpenID Connect are out of reach after a code', async () => {
  const { world, browser } = await aCoordinator();
  const settings = `${plan}settings`;
  const open = await browser.get(settings);
  const command = { planId: 'fr-2021-2023', changes: { approval: 'openid' }, reason: null } as const;
  await editPlan({ ...world.stores, rng: countingRng() }, { ...command, actor: { role: 'admin', id: null }, now: world.now() });
  expect((await browser.get(settings)).status).toBe(403);
  expect((await browser.resubmit(open, settings, { approval: 'none' })).status).toBe(403);
  expect((await world.stores.record.plan('fr-2021-2023'))?.state.settings.approval).toBe('openid');
});
