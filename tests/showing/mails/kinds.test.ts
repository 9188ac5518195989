import { describe, expect, test } from 'vitest';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { InPlaceBecause } from '../../../shared/domain/recipients.ts';
import type { MailLine } from '../../../shared/showing/mails/digest-content.ts';
import { digestHtml } from '../../../shared/showing/mails/digest-mail.tsx';
import { showDigest } from '../../../shared/showing/mails/digest-view.ts';
import { digestText } from '../../../shared/showing/mails/mail-text.ts';
import { aDeclared, anAssignment, andThen } from '../../builders.ts';
import { htmlValidator } from '../html-validator.ts';
import { gallery, lettersApart } from './gallery.ts';
import { aCampaignLine, aDigestContent, aLine, aStopLine, records } from './mail-content.ts';

const november = { at: '2021-11-02T08:00:00Z' };
const shown = (lines: readonly MailLine[], language: InterfaceLanguage = 'fr', more = {}) =>
  showDigest(aDigestContent(lines, { language, ...november, ...more }));
const languages = ['fr', 'en'] as const;
const site = 'https://jalon.example.org';

describe('campaigns in mails', () => {
  test('the subject names the commitment, by when, and what; of several it counts', () => {
    expect(shown([aCampaignLine('citizens')]).subject).toBe(
      '[#28] Point d’étape d’ici au 2\u00A0décembre 2021\u00A0: Associer les citoyens aux choix du numérique en santé',
    );
    expect(shown([aCampaignLine('citizens'), aCampaignLine('space')], 'en').subject).toBe(
      '[#28, #29] 2 progress reports asked for',
    );
    expect(shown([aLine('space', 1, '+1wd'), aCampaignLine('citizens')]).subject).toBe(
      '[#28, #29] 1\u00A0jalon\u00A0: 1\u00A0échéance dépassée\u00A0; 1\u00A0point d’étape demandé',
    );
  });

  test('every open milestone is listed with its deadline, and that one “nothing to report” is enough', () => {
    const text = digestText(shown([aCampaignLine('citizens')]));
    expect(text).toContain('Réponse attendue au plus tard le 2\u00A0décembre 2021.');
    expect(text).toContain('- Lancement du comité citoyen\u00A0: Octobre 2021, soit le 31\u00A0octobre 2021 inclus.');
    expect(text).toContain('- Publication de l’avis du comité citoyen\u00A0: Décembre 2021');
    expect(text).toContain('«\u00A0Rien à signaler\u00A0», sur un seul de ses jalons, suffit à y répondre.');
    expect(text).toContain('vous répondez de l’engagement #28 du plan');
  });

  test('what is done is not listed; with one milestone left the button opens its form, else the list', () => {
    const done = andThen(records.citizens, aDeclared('fr-2021-2023/28/m1', { status: 'complete' })).commitment;
    const line = { ...aCampaignLine('citizens'), commitment: done };
    expect(digestText(shown([line]))).not.toContain('Lancement du comité citoyen');
    expect(shown([line]).button.href).toBe(`${site}/app/fr-2021-2023/28/m2/?lang=fr`);
    expect(shown([line, aLine('citizens', 2, '-30')]).button.href).toBe(`${site}/app/fr-2021-2023/28/m2/?lang=fr`);
    expect(shown([aCampaignLine('citizens')]).button).toEqual({
      label: 'Dire où en sont ces jalons',
      href: `${site}/app/?lang=fr`,
    });
  });

  test('a point of contact who stands in is asked nothing; where somebody is to be named or replaced, gets the people of the plan', () => {
    const told = (inPlace: InPlaceBecause) => shown([{ ...aCampaignLine('citizens', 'poc'), inPlace }]);
    const people = { label: 'Voir les personnes du plan', href: `${site}/app/plans/fr-2021-2023/people?lang=fr` };
    for (const because of ['vacant', 'unreachable'] as const) expect(told(because).button, because).toEqual(people);
    expect(shown([aStopLine('bounced', 'poc'), { ...aLine('space', 1, '-30', 'poc'), inPlace: 'vacant' }]).button).toEqual(
      people,
    );
    for (const because of ['paused', 'again'] as const) {
      expect(told(because).button.href, because).toBe(`${site}/fr-2021-2023/28/`);
      expect(digestText(told(because))).not.toContain('mot de passe');
    }
    expect(digestText(told('vacant'))).not.toContain('Rien à signaler');
    expect(digestText(told('vacant'))).toContain('Désignez ou confirmez la personne responsable');
  });
});

describe('mail that reaches somebody no more', () => {
  test.each([
    ['unsubscribed', 'Camille Exemple a arrêté ses rappels le 20\u00A0octobre 2021.', 'Camille Exemple stopped their reminders'],
    ['bounced', 'L’adresse de Camille Exemple est en erreur depuis le 20\u00A0octobre 2021', 'has been failing since'],
    ['complained', 'Camille Exemple a signalé un rappel comme indésirable', 'reported a reminder as unwanted'],
  ] as const)('by %s is told with the name, the role that stays and who is asked instead', (reason, french, english) => {
    const text = digestText(shown([aStopLine(reason)]));
    expect(text).toContain(french);
    expect(text).toContain('Son rôle reste\u00A0: responsable au ministère pour l’engagement #28.');
    expect(text).toContain('Ses rappels vont désormais à la suppléance ou, à défaut, au point de contact.');
    expect(digestText(shown([aStopLine(reason)], 'en'))).toContain(english);
  });

  test('the name is in no subject: a subject shows on locked screens', () => {
    expect(shown([aStopLine('bounced')]).subject).toBe(
      '[#28] Adresse en erreur, rappels arrêtés\u00A0: responsable au ministère',
    );
    for (const language of languages) {
      for (const reason of ['unsubscribed', 'bounced', 'complained'] as const) {
        expect(shown([aStopLine(reason)], language).subject).not.toContain('Camille');
      }
    }
  });

  test('a point of contact is told what to do and gets the people of the plan; a deputy gets their own list', () => {
    expect(shown([aStopLine('bounced', 'poc')]).button.href).toBe(`${site}/app/plans/fr-2021-2023/people?lang=fr`);
    expect(digestText(shown([aStopLine('bounced', 'poc')]))).toContain('Vérifiez son adresse');
    const deputy = shown([aStopLine('unsubscribed', 'deputy')]);
    expect(deputy.button).toEqual({ label: 'Ouvrir vos jalons', href: `${site}/app/?lang=fr` });
    expect(digestText(deputy)).not.toContain('Vérifiez son adresse');
  });

  test('of a point of contact nobody is said to be asked instead; of a role in the whole plan no commitment is named', () => {
    const poc = aStopLine('unsubscribed', 'poc', [anAssignment({ role: 'poc' })]);
    expect(digestText(shown([poc]))).not.toContain('vont désormais');
    expect(shown([poc]).subject).toBe('[fr-2021-2023] Rappels arrêtés\u00A0: point de contact');
  });

  test('it rides along with what is asked, and changes neither its subject nor its button', () => {
    const alone = shown([aLine('citizens', 1, '-30')]);
    const both = shown([aStopLine(), aLine('citizens', 1, '-30')]);
    expect([both.subject, both.button]).toEqual([alone.subject, alone.button]);
    expect(both.sections.map(({ heading }) => heading)).toEqual(['Échéance à venir', 'À savoir']);
  });
});

describe('every mail', () => {
  test('the most urgent section comes first, what is only told last', () => {
    const lines = [
      aStopLine(),
      aLine('moved', 1, 'deadline-changed-2'),
      aCampaignLine('citizens'),
      aLine('space', 1, 'escalation', 'poc'),
      aLine('citizens', 1, '-30'),
      aLine('space', 2, 'catch-up'),
      aLine('space', 1, '+1wd'),
    ];
    expect(shown(lines).sections.map(({ heading }) => heading)).toEqual([
      'Échéance dépassée',
      'Échéance déjà passée',
      'Échéance à venir',
      'Échéance dépassée, restée sans réponse',
      'Point d’étape demandé',
      'Échéance déplacée',
      'À savoir',
    ]);
  });

  test.each([
    ['lead', 'vous répondez de cet engagement', 'you answer for this commitment'],
    ['deputy', 'vous suppléez la personne qui répond de cet engagement', 'you stand in for'],
    ['poc', 'vous coordonnez ce plan', 'you coordinate this plan'],
  ] as const)('where reasons differ each line tells a %s why them, in text and HTML', (role, french, english) => {
    const other = role === 'lead' ? 'deputy' : 'lead';
    const lines = [aLine('space', 1, '+1wd', role), aLine('citizens', 1, '-30', other)];
    for (const part of [digestText(shown(lines)), digestHtml(shown(lines))]) {
      expect(part.split(`Pourquoi vous\u00A0: ${french}`)).toHaveLength(2);
    }
    expect(digestText(shown(lines, 'en'))).toContain(`Why you: ${english}`);
  });

  test('a repeat says that it may have arrived before; a first mail says nothing of the kind', () => {
    const first = shown([aLine('citizens', 1, '-30')]);
    const again = shown([aLine('citizens', 1, '-30')], 'fr', { isRepeat: true });
    const words = 'Vous avez peut-être déjà reçu ce message';
    for (const part of [digestText(again), digestHtml(again)]) expect(part).toContain(words);
    for (const part of [digestText(first), digestHtml(first)]) expect(part).not.toContain(words);
    expect(digestText(shown([aLine('citizens', 1, '-30')], 'en', { isRepeat: true }))).toContain('You may have received');
    expect([again.subject, again.button, again.sections]).toEqual([first.subject, first.button, first.sections]);
  });

  test.each(languages)(
    'in %s has one h1, one button, valid HTML, no image, no script, nothing fetched, and is light',
    async (language) => {
      const checker = htmlValidator({
        extends: ['html-validate:recommended'],
        rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
      });
      for (const { name, html } of gallery(language)) {
        const report = await checker.validateString(html);
        expect(
          report.results.flatMap(({ messages }) => messages.map(({ message }) => message)),
          name,
        ).toEqual([]);
        expect(html.match(/<h1/g), name).toHaveLength(1);
        expect(html.match(/class="button"/g) ?? [], name).toHaveLength(lettersApart.includes(name) ? 0 : 1);
        expect(html, name).not.toMatch(/<img|<script|<link|src=|url\(|@import|background=/);
        expect(Buffer.byteLength(html), name).toBeLessThan(32_000);
      }
    },
  );

  test('in French every : ; ? ! and quotation mark has its no-break space, and apostrophes are curly', () => {
    for (const { name, text, subject } of gallery('fr')) {
      const words = `${subject}\n${text}`.replace(/https?:\/\/\S+/g, '');
      expect(words.match(/[^\u00A0\d\n] ?[;?!»]|[^\u00A0\d][:](?!\d)|«(?!\u00A0)| [:;?!»]|\p{L}'\p{L}/gu) ?? [], name).toEqual(
        [],
      );
    }
  });

  test('read aloud, each line of an item is a sentence that ends', () => {
    for (const language of languages) {
      for (const { name, text } of gallery(language)) {
        const items = text.split('\n').filter((line) => /^(?: {3}|\d+\. )\S/.test(line));
        expect(
          items.filter((line) => !/[.!?…:]$/u.test(line)),
          name,
        ).toEqual([]);
      }
    }
  });

  test('beyond ten lines each section counts the rest, and no section is longer', () => {
    const thirty = gallery('fr').find(({ name }) => name === 'thirty-lines')?.text ?? '';
    expect(thirty.match(/^\d+\. /gm)).toHaveLength(10 + 10 + 6);
    expect(thirty).toContain('… et 4\u00A0autres jalons, à voir en ligne.');
  });

  test('a long mail gives the button first, a short one last, in text and HTML alike', () => {
    for (const { name, text, html } of gallery('fr').filter((one) => !lettersApart.includes(one.name))) {
      const isFirst = name === 'thirty-lines';
      expect(html.indexOf('class="button"') < html.indexOf('<h1'), name).toBe(isFirst);
      expect(text.indexOf('.org/app/') < text.indexOf('\n1. '), name).toBe(isFirst);
    }
  });

  test('an English mail marks every French word the government wrote, and none of ours', () => {
    for (const { name, html } of gallery('en')) {
      const [, body = ''] = /<body>([\s\S]*)<\/body>/.exec(html) ?? [];
      const unmarked = body.replace(/<span lang="fr">[\s\S]*?<\/span>/g, '').replace(/<[^>]+>/g, ' ');
      expect(
        unmarked.match(/\p{L}*[àâçéèêîôûù]\p{L}*|\bSeptembre|\bOctobre|\bNovembre|\bPublier|\bPour une/gu) ?? [],
        name,
      ).toEqual([]);
    }
    for (const { html } of gallery('fr')) expect(html).not.toContain('<span lang');
  });

  test('says how to tune and to stop, when it was made, and from what', () => {
    for (const language of languages) {
      for (const { name, text } of gallery(language).filter((one) => !lettersApart.includes(one.name))) {
        expect(text, name).toContain(
          `${language === 'fr' ? 'Régler ou arrêter ces rappels\u00A0' : 'Change or stop these reminders'}: ${site}/app/stop/`,
        );
        expect(text, name).toMatch(language === 'fr' ? /État du registre au / : /State of the record on /);
        expect(text, name).toContain('3f2a9c1d4e5f');
      }
    }
  });
});
