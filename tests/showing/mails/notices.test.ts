import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommitmentChange, PlanChange } from '../../../shared/domain/change-log.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { isNotice, noticeStep } from '../../../shared/domain/notices.ts';
import type { NoticeLine } from '../../../shared/showing/mails/digest-content.ts';
import { digestHtml } from '../../../shared/showing/mails/digest-mail.tsx';
import { showDigest } from '../../../shared/showing/mails/digest-view.ts';
import { digestText } from '../../../shared/showing/mails/mail-text.ts';
import { anyText } from '../../any-text.ts';
import { anActor, andThen, andThenPlan, aPlan, aRole } from '../../builders.ts';
import { htmlValidator } from '../html-validator.ts';
import { aDigestContent, aLine, records } from './mail-content.ts';

const unit = aRole({ function: null, organisation: 'Direction des exemples' });
const milestoneId = 'fr-2021-2023/28/m1';
const titles = { fr: 'Pour une action publique transparente et collaborative' };
const at = '2021-10-20T10:00:00Z';

type Role = NoticeLine['reminder']['role'];

/** A notice of a commitment's entry, as a digest holds it. */
function ofCommitment(change: CommitmentChange, role: Role = 'lead', actor = anActor('poc')): NoticeLine {
  const record = andThen(records.citizens, change, { at, actor });
  const entry = record.log.at(-1);
  if (entry === undefined || !isNotice(entry)) throw new Error('a notice expected');
  const plan = aPlan({ titles }).state;
  return {
    reminder: { step: noticeStep(entry), role },
    plan,
    notice: { entry, commitment: record.commitment, texts: record.texts },
  };
}

function ofPlan(change: PlanChange, role: Role = 'poc'): NoticeLine {
  const record = andThenPlan(aPlan({ titles }), change, { at });
  const entry = record.log.at(-1);
  if (entry === undefined || !isNotice(entry)) throw new Error('a notice expected');
  const notice = { entry, commitment: null, texts: record.texts };
  return { reminder: { step: noticeStep(entry), role }, plan: record.state, notice };
}

const handedOn: CommitmentChange = {
  type: 'handed-on',
  data: { milestoneId, responsible: unit, lastDay: '2021-11-30', mayPublish: true },
};
const confirmed: PlanChange = {
  type: 'contact-confirmed',
  data: { role: 'deputy', responsible: unit, commitments: ['29', '28'] },
};
const edited: PlanChange = {
  type: 'contact-edited',
  data: {
    role: 'lead',
    responsible: unit,
    changed: ['name', 'address'],
    commitments: ['28'],
    approvedBy: { role: 'admin', id: null },
  },
};
const ended: PlanChange = {
  type: 'role-ended',
  data: { role: 'poc', responsible: unit, commitments: null },
};

const shown = (lines: readonly NoticeLine[], language: InterfaceLanguage = 'fr') =>
  showDigest(aDigestContent(lines, { language }));
const text = (lines: readonly NoticeLine[], language: InterfaceLanguage = 'fr') => digestText(shown(lines, language));

describe('notices in mails', () => {
  test.each<[NoticeLine, string, string, string]>([
    [
      ofCommitment(handedOn),
      '[#28] Jalon confié à un collègue\u00A0: Lancement du comité citoyen',
      'Ce jalon a été confié à un collègue (Direction des exemples) jusqu’au 30\u00A0novembre 2021 inclus.',
      'This milestone was handed to a colleague (Direction des exemples) until 30\u00A0November 2021 inclusive.',
    ],
    [
      ofCommitment({ type: 'taken-back', data: { milestoneId } }),
      '[#28] Jalon repris\u00A0: Lancement du comité citoyen',
      'Ce jalon n’est plus confié à un collègue.',
      'This milestone is no longer in a colleague’s hands.',
    ],
    [
      ofCommitment({ type: 'reassigned', data: { role: 'lead', milestoneId: null, responsible: unit } }),
      '[#28] Nouvelle personne responsable\u00A0: Associer les citoyens aux choix du numérique en santé',
      'Une autre personne répond désormais de cet engagement (Direction des exemples).',
      'Somebody else answers for this commitment from now on (Direction des exemples).',
    ],
    [
      ofPlan(confirmed),
      '[#28, #29] Personne confirmée\u00A0: suppléance au ministère',
      'Une personne a été confirmée comme suppléance au ministère (Direction des exemples) pour les engagements #28 et #29.',
      'Somebody was confirmed as deputy at the ministry (Direction des exemples) for commitments #28 and #29.',
    ],
    [
      ofPlan(edited),
      '[#28] Coordonnées modifiées\u00A0: responsable au ministère',
      'Ce que le registre sait de la personne dans le rôle «\u00A0responsable au ministère\u00A0» (Direction des exemples) a changé pour l’engagement #28\u00A0: nom et adresse électronique.',
      'What the record knows of the person who is responsible at the ministry (Direction des exemples) has changed for commitment #28: name and mail address.',
    ],
    [
      ofPlan(ended),
      '[fr-2021-2023] Rôle terminé\u00A0: point de contact',
      'Le rôle «\u00A0point de contact\u00A0» (Direction des exemples) a pris fin.',
      'The role “point of contact” (Direction des exemples) has ended.',
    ],
  ])('say what happened in a sentence, in both languages: %#', (line, subject, french, english) => {
    expect(shown([line]).subject).toBe(subject);
    expect(text([line])).toContain(french);
    expect(text([line], 'en')).toContain(english);
    expect(digestHtml(shown([line]))).toContain('À savoir');
    expect(text([line], 'en')).toContain('For your information');
  });

  test('say when, by which role, and who confirmed it', () => {
    expect(text([ofPlan(edited)])).toContain(
      'Fait le 20\u00A0octobre 2021 par le point de contact, confirmé par l’administration du registre',
    );
    expect(text([ofPlan(edited)], 'en')).toContain(
      'Done on 20\u00A0October 2021 by the point of contact, confirmed by the administrators of the record',
    );
  });

  test('ask nothing of anybody', () => {
    const words = `${text([ofCommitment(handedOn)])}${text([ofPlan(confirmed, 'lead')])}${text([ofPlan(ended)])}`;
    expect(words).not.toMatch(/Rien à signaler|interrogé|demi-minute|dites ce qu/);
  });

  test('lead where one can see more: the milestone in hand, the people of the plan, else the public page', () => {
    const href = (lines: readonly NoticeLine[]) => shown(lines).button.href.replace('https://jalon.example.org', '');
    expect(href([ofCommitment(handedOn)])).toBe(`/app/${milestoneId}/?lang=fr`);
    expect(href([ofCommitment({ type: 'taken-back', data: { milestoneId } })])).toBe(`/${milestoneId}/`);
    expect(href([ofPlan(confirmed, 'deputy')])).toBe('/fr-2021-2023/');
    expect(href([ofPlan(confirmed), ofCommitment(handedOn, 'poc')])).toBe('/app/plans/fr-2021-2023/people?lang=fr');
    expect(href([ofCommitment(handedOn), ofPlan(confirmed, 'lead')])).toBe('/fr-2021-2023/');
    expect(shown([ofPlan(confirmed, 'deputy')]).underButton).toEqual([
      'Cette page est publique\u00A0: il n’y a pas à se connecter.',
    ]);
    expect(shown([ofPlan(confirmed)]).underButton[0]).toContain('aucun mot de passe');
  });

  test('ride along at the end of a mail that asks, which keeps its subject and its button', () => {
    const alone = showDigest(aDigestContent([aLine('citizens', 1, '-30')]));
    const both = showDigest(aDigestContent([ofPlan(confirmed, 'lead'), aLine('citizens', 1, '-30')]));
    expect([both.subject, both.button, both.why, both.underButton]).toEqual([
      alone.subject,
      alone.button,
      alone.why,
      alone.underButton,
    ]);
    expect(both.sections.map(({ heading }) => heading)).toEqual(['Échéance à venir', 'À savoir']);
  });

  test('tell a lead why they hear of it without claiming a role they may have left', () => {
    expect(shown([ofCommitment(handedOn)]).why[0]).toBe(
      'Vous recevez ce message parce qu’un changement vous concerne dans le plan «\u00A0Pour une action publique transparente et collaborative\u00A0».',
    );
    expect(shown([ofPlan(confirmed)]).why[0]).toContain('vous coordonnez le plan');
  });

  test('are counted beyond ten lines, and in the subject of several', () => {
    const many = Array.from({ length: 12 }, () => ofPlan(confirmed));
    expect(shown(many).subject).toBe('[#28, #29] À savoir\u00A0: 12\u00A0changements');
    expect(text(many)).toContain('… et 2\u00A0autres changements');
  });

  test('are valid HTML', async () => {
    const checker = htmlValidator({
      extends: ['html-validate:recommended'],
      rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
    });
    const html = digestHtml(shown([ofCommitment(handedOn), ofPlan(confirmed), ofPlan(ended)]));
    expect((await checker.validateString(html)).results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  test('I16: no unit, however written, changes the structure of the mail or brings in an address', () => {
    const hostile = fc.oneof(
      anyText({ maxLength: 200 }),
      fc.constantFrom('</p><script>', 'x@example.org', '01 23 45 67 89', 'a\r\nBcc: b@example.org', '&amp;<b>'),
    );
    const of = (organisation: string) => {
      const responsible = aRole({ function: null, organisation });
      return shown([ofPlan({ type: 'contact-confirmed', data: { role: 'lead', responsible, commitments: ['28'] } })]);
    };
    const tagsOf = (html: string) => html.match(/<[^>]*>/g);
    const structure = tagsOf(digestHtml(of('Direction')));
    fc.assert(
      fc.property(hostile, (organisation) => {
        const written = of(organisation);
        const html = digestHtml(written);
        expect(tagsOf(html)).toEqual(structure);
        expect(html).not.toMatch(/x@example|b@example|01 23 45/);
        expect(written.subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);
});
