import { describe, expect, test } from 'vitest';
import { setMailbox } from '../../../shared/usecases/set-mailbox.ts';
import { aCommitment, aContact, anActor, anAsk, anAssignment, anAssignmentId, aPersonId, seenAs } from '../../builders.ts';
import { aCoordinator, pageOf, plan } from './plans-world.ts';

describe('overview', () => {
  const todayOf = (text: string): string => /À faire aujourd’hui(.*)Où en est le plan/.exec(text)?.[1]?.trim() ?? '';
  const today = async (browser: Awaited<ReturnType<typeof aCoordinator>>['browser']) =>
    todayOf((await pageOf(await browser.get(plan))).text);

  test('a plan that lacks nothing but mail asks for that alone', async () => {
    const { world, browser } = await aCoordinator();
    await setMailbox(world.stores, { planId: 'fr-2021-2023', address: 'ogp@example.org' });
    expect(await today(browser)).toBe('Relire et activer les rappelsTout est prêt. Vous lirez d’abord ce qui partira.');
  });

  test('people to confirm are told by name, and not again as what mail lacks', async () => {
    const { world, browser } = await aCoordinator({
      assignments: [anAssignment({ as: 'lead', confirmedAt: null }), anAssignment({ as: 'poc', role: 'poc' })],
    });
    await setMailbox(world.stores, { planId: 'fr-2021-2023', address: 'ogp@example.org' });
    const text = await today(browser);
    expect(text).toContain('Confirmer 1 personneCamille Exemple.');
    expect(text).toContain('Il reste à confirmer les personnes.');
    expect(text).not.toContain('responsable pour');
  });

  test('H11: a stopped, failing or paused mailbox is told to the point of contact with the day', async () => {
    const at = '2021-10-18T10:00:00Z';
    const { browser } = await aCoordinator({
      contacts: [
        aContact({ as: 'lead', suppressed: { reason: 'unsubscribed', at } }),
        aContact({ as: 'bounced', name: 'Boîte Commune', suppressed: { reason: 'bounced', at } }),
        aContact({ as: 'paused', name: 'Alix Pause', pausedUntil: '2021-11-02T00:00:00Z' }),
        aContact({ as: 'poc' }),
      ],
      assignments: [...['lead', 'bounced', 'paused'].map((as) => anAssignment({ as })), anAssignment({ as: 'poc', role: 'poc' })],
    });
    const text = await today(browser);
    expect(text).toContain('Voir 3 personnes que les courriels n’atteignent pas');
    expect(text).toContain('Camille Exemple : arrêt demandé le 18 octobre 2021');
    expect(text).toContain('Boîte Commune : adresse en erreur depuis le 18 octobre 2021');
    expect(text).toContain('Alix Pause : en pause jusqu’au 2 novembre 2021');
  });

  test('whoever was asked and stayed silent past the deadline is told once', async () => {
    const { world, browser } = await aCoordinator();
    await world.stores.record.putAsk(anAsk({ subjectId: 'fr-2021-2023/29/m1', commitmentId: 'fr-2021-2023/29' }));
    const text = await today(browser);
    expect(text).toContain('Voir 1 jalon dépassé sans réponseDemandé à : Camille Exemple.');
  });

  test('an approval that waits for somebody else is no task of who proposed it', async () => {
    const { world, browser } = await aCoordinator();
    const waiting = {
      planId: 'fr-2021-2023',
      at: '2021-10-19T08:00:00Z',
      expiresAt: '2021-11-18T08:00:00Z',
      change: {
        kind: 'confirm-contact' as const,
        contactId: aPersonId('lead'),
        particulars: seenAs('lead'),
        assignments: [anAssignmentId('lead')],
      },
    };
    await world.stores.people.addApproval({ ...waiting, id: `approval-${'1'.repeat(32)}`, proposedBy: anActor('poc') });
    expect(await today(browser)).not.toContain('Confirmer 1');
    expect((await pageOf(await browser.get(plan))).text).toContain('1 changement que vous avez proposé attend quelqu’un d’autre');
    await world.stores.people.addApproval({ ...waiting, id: `approval-${'2'.repeat(32)}`, proposedBy: anActor('lead') });
    expect(await today(browser)).toContain('Confirmer 1 changement');
  });

  test('leads to every section of the plan, each once', async () => {
    const { browser } = await aCoordinator();
    const { hrefs } = await pageOf(await browser.get(plan));
    const sections = ['people', 'import', 'proposals', 'approvals', 'silent', 'campaigns', 'check', 'settings', 'export'];
    for (const section of sections) expect(hrefs.filter((href) => href === `${plan}${section}`).length, section).toBe(1);
    expect(hrefs).toContain('/fr-2021-2023/');
  });

  test('speaks English to who asked for it', async () => {
    const { browser } = await aCoordinator({}, 'en');
    const { text } = await pageOf(await browser.get(plan));
    expect(text).toContain('To do today');
    expect(text).toContain('2 commitments, 3 milestones');
  });

  test('an import that was just confirmed is told in numbers, whatever else the address says', async () => {
    const { browser } = await aCoordinator();
    const { text } = await pageOf(await browser.get(`${plan}?done=imported&changed=2&contacts=1&proposals=<b>`));
    expect(text).toContain('L’import est enregistré : 2 éléments nouveaux ou modifiés, 1 personne à confirmer.');
  });

  test('the address bar alone announces nothing: only who did it is told', async () => {
    const { browser } = await aCoordinator(
      {
        contacts: [aContact({ as: 'second' })],
        assignments: [anAssignment({ as: 'second', role: 'poc' })],
      },
      'fr',
      'second@example.org',
    );
    const { text } = await pageOf(await browser.get(`${plan}?done=started&saved=1`));
    expect(text).not.toContain('C’est enregistré');
  });
});

describe('check-up', () => {
  const check = `${plan}check`;

  test('tells what the record lacks, each finding with its sheet and line', async () => {
    const { browser } = await aCoordinator({
      commitments: [aCommitment({ number: '28', milestones: [{ title: 'Lancement du comité', due: null }] })],
    });
    const { text } = await pageOf(await browser.get(check));
    expect(text).toContain('Jalon sans échéance datée : « Lancement du comité »');
    expect(text).toContain('jalon m1, engagement-28.txt, ligne 20');
    expect(text).toContain('Code PGO absent ou non vérifié : #28.');
    expect(text).toContain('Pas de texte officiel en anglais : #28.');
  });

  test('speaks English too', async () => {
    const { browser } = await aCoordinator({}, 'en');
    expect((await pageOf(await browser.get(check))).text).toContain('OGP code missing or not verified: #28, #29.');
  });
});

test('no page of a plan shows an address of a person or changes anything', async () => {
  const { world, browser } = await aCoordinator();
  const before = { ...world.traffic };
  for (const page of ['', 'settings', 'check', 'mail', 'silent', 'campaigns']) {
    const answer = await browser.get(`${plan}${page}`);
    expect(answer.status, page).toBe(200);
    expect(await answer.text(), page).not.toMatch(/lead@example\.org|poc@example\.org/);
  }
  expect(world.traffic.writes).toBe(before.writes);
});
