import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../shared/domain/ledger.ts';
import { codeMail } from '../../../shared/showing/mails/code-mail.tsx';
import type { DigestContent, MailLine } from '../../../shared/showing/mails/digest-content.ts';
import { digestHtml } from '../../../shared/showing/mails/digest-mail.tsx';
import { showDigest } from '../../../shared/showing/mails/digest-view.ts';
import { farewellMail } from '../../../shared/showing/mails/farewell-mail.tsx';
import { digestText } from '../../../shared/showing/mails/mail-text.ts';
import { writeMime } from '../../../shared/showing/mails/mime.ts';
import { anyText } from '../../any-text.ts';
import { aCommitment, anAsk } from '../../builders.ts';
import { htmlValidator } from '../html-validator.ts';
import { aCampaignLine, aDigestContent, aLine, aSender } from './mail-content.ts';

function mimeOf(content: DigestContent): string {
  const shown = showDigest(content);
  return writeMime({
    from: 'rappels@example.org',
    fromName: 'Jalon',
    to: 'lead@example.org',
    replyTo: 'contact@example.org',
    subject: shown.subject,
    text: digestText(shown),
    html: digestHtml(shown),
    id: 'digest-1',
    at: content.at,
    stopUrl: `${content.publicUrl}/app/stop/${content.stopToken}`,
    calendar: null,
    ...{ kind: 'digest', stage: 'prod' },
  });
}

const subject = (...lines: MailLine[]) => showDigest(aDigestContent(lines)).subject;

describe('reminder mails', () => {
  test('the subject names commitment, deadline and milestone', () => {
    expect(subject(aLine('citizens', 1, '-30'))).toBe('[#28] Échéance fin octobre 2021\u00A0: Lancement du comité citoyen');
    expect(subject(aLine('space', 1, '+1wd'))).toBe('[#29] Échéance dépassée, fin septembre 2021\u00A0: Lancement du pilote');
    expect(subject(aLine('moved', 1, 'deadline-changed-2'))).toBe(
      '[#28] Échéance déplacée, fin novembre 2021\u00A0: Lancement du comité citoyen',
    );
    expect(subject(aLine('space', 1, 'escalation', 'poc'))).toBe(
      '[#29] Sans réponse, échéance fin septembre 2021\u00A0: Lancement du pilote',
    );
  });

  test('the subject of several milestones counts them', () => {
    expect(subject(aLine('space', 1, '+1wd'), aLine('citizens', 1, '-30'))).toBe(
      '[#28, #29] 2\u00A0jalons\u00A0: 1\u00A0échéance dépassée, 1\u00A0échéance à venir',
    );
  });

  test('an English reader gets English around the French title, and the title says that it is French', () => {
    const shown = showDigest(aDigestContent([aLine('citizens', 1, '-30')], { language: 'en' }));
    expect(shown.subject).toBe('[#28] Due end of October 2021: Lancement du comité citoyen');
    expect(digestHtml(shown)).toContain('<span lang="fr">Lancement du comité citoyen</span>');
    expect(digestText(shown)).toContain('Deadline: October 2021, that is 31\u00A0October 2021 inclusive');
    expect(shown.links.slice(0, 2).map(({ href }) => href)).toEqual([
      'https://jalon.example.org/en/fr-2021-2023/28/',
      'https://jalon.example.org/en/fr-2021-2023/28/calendar.ics',
    ]);
    expect(shown.button.href).toBe('https://jalon.example.org/app/fr-2021-2023/28/m1/?lang=en');
  });

  test('one milestone leads to its own form, several to the list; there is one button', () => {
    const one = showDigest(aDigestContent([aLine('citizens', 1, '-30')]));
    expect(one.button.href).toBe('https://jalon.example.org/app/fr-2021-2023/28/m1/?lang=fr');
    const two = showDigest(aDigestContent([aLine('citizens', 1, '-30'), aLine('space', 1, '+1wd')]));
    expect(two.button.href).toBe('https://jalon.example.org/app/?lang=fr');
    expect(digestHtml(two).match(/class="button"/g)).toHaveLength(1);
  });

  test('text and HTML say the same: what, by when, why this person, and the state they were made from', () => {
    const shown = showDigest(aDigestContent([aLine('space', 1, '+1wd'), aLine('citizens', 1, '-30')]));
    for (const part of [digestText(shown), digestHtml(shown)]) {
      expect(part).toContain('Lancement du pilote');
      expect(part).toContain('le 30\u00A0septembre 2021 inclus');
      expect(part).toContain('le 31\u00A0octobre 2021 inclus');
      expect(part).toContain('vous répondez des engagements #28 et #29 du plan');
      expect(part).toContain('1er\u00A0octobre 2021 à 9\u00A0h\u00A000');
      expect(part).toContain('3f2a9c1d4e5f');
      expect(part).toContain('https://jalon.example.org/app/');
    }
    expect(digestText(shown)).toContain('Échéance dépassée depuis le 1er\u00A0octobre 2021');
  });

  test('a moved deadline still shows the date it was first published with', () => {
    expect(digestText(showDigest(aDigestContent([aLine('moved', 1, 'deadline-changed-2')])))).toContain(
      'Date publiée à l’origine\u00A0: Octobre 2021',
    );
  });

  const secret = /[?&#]|token|s{43}/;

  test.each([
    ['-7', 'fr', 'fr-2021-2023/28/m1/', 'Voir la page publique'],
    ['+1wd', 'en', 'en/fr-2021-2023/28/m1/', 'See the public page'],
    ['catch-up', 'fr', 'fr-2021-2023/28/m1/', 'Voir la page publique'],
    ['deadline-changed-2', 'en', 'en/fr-2021-2023/28/m1/', 'See the public page'],
  ] as const)(
    'a point of contact told by %s in %s gets the public page, which asks no one to sign in',
    (step, language, path, label) => {
      const line = { ...aLine('citizens', 1, step, 'poc'), inPlace: 'paused' as const };
      const shown = showDigest(aDigestContent([line], { language }));
      expect(shown.button).toEqual({ label, href: `https://jalon.example.org/${path}` });
      expect(shown.links[0]?.href).toBe(`https://jalon.example.org/${path}`);
      expect(shown.button.href).not.toMatch(secret);
      const [text, html] = [digestText(shown), digestHtml(shown)];
      for (const part of [text, html])
        expect(part).not.toMatch(/\/app\/(?!stop\/)|Nothing to report|Rien à signaler|mot de passe|password/);
    },
  );

  test('a point of contact told of several milestones gets what they share: their commitment, plan, or the home page', () => {
    const href = (...lines: MailLine[]) => showDigest(aDigestContent(lines)).button.href;
    const inPlace = 'paused' as const;
    const [first, second] = [
      { ...aLine('citizens', 1, '+1wd', 'poc'), inPlace },
      { ...aLine('citizens', 2, '-30', 'poc'), inPlace },
    ];
    const other = aLine('space', 1, 'escalation', 'poc');
    expect(href(first, second)).toBe('https://jalon.example.org/fr-2021-2023/28/');
    expect(href(first, other)).toBe('https://jalon.example.org/fr-2021-2023/');
    const settings = { ...other.plan.settings, id: 'fr-2024-2026' };
    const elsewhere = { ...other, plan: { ...other.plan, settings } };
    expect(href(first, elsewhere)).toBe('https://jalon.example.org/');
    // Home is in the reader's language, whichever of them has no prefix.
    for (const [language, homeLanguage, path] of [
      ['fr', 'fr', ''],
      ['en', 'fr', 'en/'],
      ['fr', 'en', 'fr/'],
      ['en', 'en', ''],
    ] as const) {
      const shown = showDigest(aDigestContent([first, elsewhere], { language, homeLanguage }));
      expect(shown.button.href).toBe(`https://jalon.example.org/${path}`);
    }
  });

  test('a point of contact who answers for another milestone keeps the way to it', () => {
    const shown = showDigest(aDigestContent([aLine('citizens', 1, '-30'), aLine('space', 1, 'escalation', 'poc')]));
    expect(shown.button).toEqual({ label: 'Ouvrir vos jalons', href: 'https://jalon.example.org/app/?lang=fr' });
    expect(digestText(shown)).toContain('Rien à signaler');
  });

  test('a point of contact who stands in for the lead is told so, and what to do, and is not asked to declare', () => {
    const late = digestText(showDigest(aDigestContent([aLine('space', 1, '+1wd', 'poc')])));
    expect(late).toContain(
      'La fonction responsable ne peut pas être jointe par courriel (arrêt demandé, adresse en erreur ou signalement)\u00A0: ce rappel vous revient comme point de contact. Confirmez ou remplacez la personne responsable.',
    );
    expect(late).not.toContain('dites ce qu’il en est');
    const coming = digestHtml(showDigest(aDigestContent([aLine('citizens', 1, '-30', 'poc')], { language: 'en' })));
    expect(coming).toContain(
      'The responsible role cannot be reached by mail (stopped, bounced or reported): this reminder comes to you as point of contact. Confirm or replace the person responsible.',
    );
  });

  test('where only some of a section’s milestones lack a lead, it says of which commitments', () => {
    const shown = showDigest(aDigestContent([aLine('space', 2, '-30'), aLine('citizens', 1, '-30', 'poc')]));
    expect(shown.sections[0]?.explained).toMatch(/^Pour #28, la fonction responsable ne peut pas être jointe/);
  });

  test('a point of contact or deputy who is asked because nobody is confirmed as responsible is told just that', () => {
    const vacant = (role: 'poc' | 'deputy', language: 'fr' | 'en' = 'fr') =>
      digestText(showDigest(aDigestContent([{ ...aLine('space', 1, '+1wd', role), inPlace: 'vacant' as const }], { language })));
    expect(vacant('poc')).toContain(
      'Aucune personne n’est confirmée comme responsable\u00A0: ce rappel vous revient comme point de contact. Désignez ou confirmez la personne responsable.',
    );
    expect(vacant('deputy')).toContain(
      'Aucune personne n’est confirmée comme responsable\u00A0: ce rappel vous revient comme suppléance.',
    );
    expect(vacant('poc', 'en')).toContain('Nobody is confirmed as responsible: this reminder comes to you as point of contact.');
    expect(vacant('deputy', 'en')).toContain('Nobody is confirmed as responsible: this reminder comes to you as deputy.');
    for (const text of [vacant('poc'), vacant('deputy')]) expect(text).not.toContain('ne peut pas être jointe');
    const escalation = aLine('space', 1, 'escalation', 'deputy');
    expect(digestText(showDigest(aDigestContent([{ ...escalation, inPlace: 'vacant' as const }])))).not.toContain(
      'confirmée comme',
    );
  });

  test('of two commitments, one vacant and one out of reach, each is named with its reason', () => {
    const lines = [{ ...aLine('space', 2, '-30', 'poc'), inPlace: 'vacant' as const }, aLine('citizens', 1, '-30', 'poc')];
    const told = showDigest(aDigestContent(lines)).sections[0]?.explained;
    expect(told).toMatch(/Pour #28, la fonction responsable ne peut pas être jointe/);
    expect(told).toMatch(/Pour #29, aucune personne n’est confirmée comme responsable/);
  });

  test('nobody else is told that the lead cannot be reached', () => {
    const content = aDigestContent([aLine('space', 1, 'escalation', 'poc'), aLine('citizens', 1, '-30', 'deputy')]);
    expect(digestText(showDigest(content))).not.toContain('ne peut pas être jointe');
  });

  test('a reply goes to the point of contact, who is not told so', () => {
    const reply = 'Si vous répondez à ce message, le point de contact du plan vous lira.';
    expect(showDigest(aDigestContent([aLine('space', 1, '+1wd', 'lead')])).why).toContain(reply);
    expect(showDigest(aDigestContent([aLine('space', 1, 'escalation', 'deputy')])).why).toContain(reply);
    expect(showDigest(aDigestContent([aLine('space', 1, 'escalation', 'poc')])).why).not.toContain(reply);
  });

  const november = { at: '2021-11-02T08:00:00Z' };
  const askedOn = (on: string, input: Partial<Ask> = {}) =>
    anAsk({ subjectId: 'fr-2021-2023/29/m1', on, at: `${on}T07:00:00Z`, step: '+1wd', ...input });

  test('an escalation says which role was asked last since the deadline, and when', () => {
    const asks = [
      askedOn('2021-10-04'),
      askedOn('2021-10-01'),
      askedOn('2021-10-20', { subjectId: 'fr-2021-2023/29/m2' }),
      askedOn('2021-10-21', { step: 'escalation', role: 'deputy' }),
      // The lead is asked with the same tick: whether the Record has it yet must not show.
      askedOn('2021-11-02', { step: 'overdue-2021-11' }),
    ];
    const facts = (language: 'fr' | 'en') =>
      showDigest(aDigestContent([aLine('space', 1, 'escalation', 'poc')], { ...november, asks, language })).sections[0]?.lines[0]
        ?.facts;
    expect(facts('fr')).toContain('Fonction responsable interrogée le 4\u00A0octobre 2021, sans réponse');
    expect(facts('en')).toContain('Responsible role asked on 4\u00A0October 2021, without an answer');
  });

  test('an escalation about which nobody was asked since the deadline claims no silence', () => {
    const asks = [askedOn('2021-09-29', { step: '-1' })];
    const text = digestText(showDigest(aDigestContent([aLine('space', 1, 'escalation', 'deputy')], { ...november, asks })));
    expect(text).toContain('Aucune demande enregistrée entre l’échéance et ce jour\u00A0: vérifiez qui répond de cet engagement');
    expect(text).not.toContain('sans réponse\n');
  });

  test.each([
    ['2021-10-01T07:00:00Z', 'Échéance dans 30\u00A0jours', 'Due in 30\u00A0days'],
    ['2021-10-22T07:00:00Z', 'Échéance dans 9\u00A0jours', 'Due in 9\u00A0days'],
    ['2021-10-29T21:59:59Z', 'Échéance dans 2\u00A0jours', 'Due in 2\u00A0days'],
    ['2021-10-29T22:00:00Z', 'Échéance demain', 'Due tomorrow'],
    ['2021-10-30T22:00:00Z', 'Échéance aujourd’hui', 'Due today'],
    ['2021-10-31T23:00:00Z', 'Échéance dépassée depuis le 1er\u00A0novembre 2021', 'Overdue since 1\u00A0November 2021'],
  ])('at %s the mail says %s, whichever step brought it', (at, french, english) => {
    for (const step of ['-30', '-7', '-1', 'deadline-changed-2']) {
      const facts = (language: 'fr' | 'en') =>
        showDigest(aDigestContent([aLine('citizens', 1, step)], { at, language })).sections[0]?.lines[0]?.facts[0];
      expect([facts('fr'), facts('en')]).toEqual([french, english]);
    }
  });

  test('however a deadline lies, the days told lead from the mail’s own day to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), fc.integer({ min: 0, max: 86_399 }), (days, second) => {
        const due = Temporal.PlainDate.from('2021-10-31');
        const day = due.subtract({ days }).toZonedDateTime('Europe/Paris');
        const at = day
          .add({ seconds: Math.min(second, day.hoursInDay * 3_600 - 1) })
          .toInstant()
          .toString();
        const shown = showDigest(aDigestContent([aLine('citizens', 1, '-30')], { at }));
        expect(shown.sections[0]?.lines[0]?.facts[0]).toBe(`Échéance dans ${days}\u00A0jours`);
      }),
    );
  });

  test('a section beyond ten lines counts the rest', () => {
    const record = aCommitment({ milestones: Array.from({ length: 13 }, (_, index) => ({ title: `Étape ${index + 1}` })) });
    const [first] = [aLine('citizens', 1, '-30')];
    if (first === undefined) throw new Error('no line');
    const lines = record.commitment.milestones.map((milestone) => ({ ...first, commitment: record.commitment, milestone }));
    const text = digestText(showDigest(aDigestContent(lines)));
    expect(text).toContain('Étape 10');
    expect(text).not.toContain('Étape 11');
    expect(text).toContain('… et 3\u00A0autres jalons');
  });

  test('the HTML is valid, small, and needs no image and no script', async () => {
    const html = digestHtml(showDigest(aDigestContent([aLine('space', 1, '+1wd'), aLine('citizens', 1, '-30')])));
    const checker = htmlValidator({
      extends: ['html-validate:recommended'],
      rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
    });
    const report = await checker.validateString(html);
    expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
    expect(html).not.toMatch(/<img|<script|src=/);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });

  test('S23: the headers that stop, answer and classify a mail are there', async () => {
    const parsed = await PostalMime.parse(mimeOf(aDigestContent([aLine('citizens', 1, '-30')])));
    const header = (name: string) => parsed.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe')).toBe(`<https://jalon.example.org/app/stop/${'s'.repeat(43)}>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('date')).toBe('Fri, 01 Oct 2021 07:00:00 +0000');
    expect(parsed.replyTo).toEqual([{ name: '', address: 'contact@example.org' }]);
    expect(parsed.subject).toBe('[#28] Échéance fin octobre 2021\u00A0: Lancement du comité citoyen');
    expect(parsed.text).toContain('Bonjour,');
    expect(parsed.html).toContain('Lancement du comité citoyen');
  });

  test('the same digest is the same bytes, in lines short enough for any server', async () => {
    const content = aDigestContent([aLine('citizens', 1, '-30'), aLine('space', 1, '+1wd')]);
    const first = mimeOf(content);
    expect(mimeOf(content)).toBe(first);
    const body = first.slice(first.indexOf('\r\n\r\n'));
    expect(Math.max(...body.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(first.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  const headerNames = [
    'from',
    'to',
    'reply-to',
    'subject',
    'message-id',
    'date',
    'mime-version',
    'content-type',
    'auto-submitted',
    'feedback-id',
    'list-unsubscribe',
    'list-unsubscribe-post',
  ];
  const hostile = fc.oneof(
    anyText({ minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      'a\r\nBcc: x@example.org',
      'a\nTo: x@example.org',
      '\u0000',
      'a\u2028Cc: x@example.org',
      '=?utf-8?Q?=0D=0ABcc:_x?=',
      '--boundary',
      '.',
      '</p><script>',
      '&amp;',
    ),
    fc
      .array(fc.constantFrom('\r', '\n', ':', ' ', 'Bcc', 'é', '\u0085', '\u202E', '<', '"', ',', ';', '@'))
      .map((parts) => `x${parts.join('')}`),
  );

  test('S9: no title changes the set of headers or adds a recipient', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (title, institution) => {
        const record = aCommitment({ title: institution, milestones: [{ title }] });
        const [milestone] = record.commitment.milestones;
        const line = aLine('citizens', 1, '-30');
        if (milestone === undefined) throw new Error('no milestone');
        const parsed = await PostalMime.parse(mimeOf(aDigestContent([{ ...line, commitment: record.commitment, milestone }])));
        expect(parsed.headers.map(({ key }) => key).toSorted()).toEqual(headerNames.toSorted());
        expect(parsed.to).toEqual([{ name: '', address: 'lead@example.org' }]);
        expect([parsed.cc, parsed.bcc, parsed.attachments]).toEqual([undefined, undefined, []]);
        expect(parsed.html?.match(/<script/g)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  test.each(['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', 'Nom <a@example.org>', ''])(
    'S9: %j is not one mailbox and is refused',
    async (to) => {
      const mail = {
        from: 'f@example.org',
        fromName: 'Jalon',
        replyTo: 'r@example.org',
        subject: 's',
        text: 't',
        html: 'h',
        id: '1',
        at: '2021-10-01T07:00:00Z',
        stopUrl: null,
        calendar: null,
        ...{ kind: 'code' as const, stage: 'prod' },
      };
      await expect((async () => writeMime({ ...mail, to }))()).rejects.toThrow();
    },
  );

  test('S9: control characters and line separators of a subject never reach its header', async () => {
    const raw = writeMime({
      ...{
        from: 'f@example.org',
        fromName: 'Jalon',
        to: 't@example.org',
        replyTo: 'r@example.org',
        text: 't',
        html: 'h',
        id: '1',
        stopUrl: null,
      },
      ...{ kind: 'code', stage: 'prod', calendar: null },
      subject: 'a\u0000b\u2028Bcc: c\u202E\r\nTo: d\u0085e',
      at: '2021-10-01T07:00:00Z',
    });
    expect((await PostalMime.parse(raw)).subject).toBe('ab Bcc: c To: d e');
  });

  test.each(['fr', 'en'] as const)('%s: every mail names the service, the plan and the site, in text and HTML', (language) => {
    const content = aDigestContent([aLine('citizens', 1, '-30')], { language, service: 'Registre d’exemple' });
    const shown = showDigest(content);
    const code = codeMail('ABCDEFGH', language, { ...aSender, service: 'Registre d’exemple' });
    for (const said of [digestText(shown), digestHtml(shown), code.text, code.html.replaceAll('&#39;', '’')]) {
      expect(said).toContain('Registre d’exemple');
      expect(said).toContain('Pour une action publique transparente et collaborative');
      expect(said).toContain('jalon.example.org');
    }
    expect(code.subject).toContain('Registre d’exemple');
    expect(codeMail('ABCDEFGH', language, { ...aSender, plan: null }).text).toContain('jalon.example.org');
  });

  test.each(['Jalon', 'Registre des engagements', 'Jalon – non', 'a" <x@example.org>', 'a, b', 'a\r\nBcc: b', ''])(
    'S9: a sender is called as the configuration says and nothing else, or not at all: %j',
    async (fromName) => {
      const mail = {
        ...{ from: 'f@example.org', fromName, to: 't@example.org', replyTo: 'r@example.org', subject: 's', text: 't', html: 'h' },
        ...{ id: '1', at: '2021-10-01T07:00:00Z', stopUrl: null, calendar: null, kind: 'code' as const, stage: 'prod' },
      };
      const write = async () => (await PostalMime.parse(writeMime(mail))).from;
      if (/^[\p{L} ]+$/u.test(fromName)) expect(await write()).toEqual({ name: fromName, address: 'f@example.org' });
      else await expect(write()).rejects.toThrow();
    },
  );

  test('a name beyond ASCII arrives as it is', async () => {
    const mail = {
      ...{ from: 'f@example.org', fromName: 'Registre d’été', to: 't@example.org', replyTo: 'r@example.org', subject: 's' },
      ...{ text: 't', html: 'h', id: '1', at: '2021-10-01T07:00:00Z', stopUrl: null, calendar: null, kind: 'code' as const },
    };
    const raw = writeMime({ ...mail, stage: 'prod' });
    expect((await PostalMime.parse(raw)).from?.name).toBe('Registre d’été');
  });

  test('commitments are named in their order, whatever is most urgent', () => {
    const lines = [aLine('space', 1, '+1wd'), aLine('citizens', 1, '-30')];
    expect(subject(...lines)).toMatch(/^\[#28, #29\]/);
    expect(digestText(showDigest(aDigestContent(lines)))).toContain('des engagements #28 et #29');
  });

  test('why this reader stands beside an item only where it differs from item to item', () => {
    const why = /Pourquoi vous/g;
    const told = (...lines: MailLine[]) => digestText(showDigest(aDigestContent(lines))).match(why)?.length ?? 0;
    expect(told(aLine('citizens', 1, '-30'), aLine('space', 1, '+1wd'))).toBe(0);
    expect(told(aLine('citizens', 1, '-30'), aLine('space', 1, '+1wd', 'deputy'))).toBe(2);
  });

  test('an escalation leads a point of contact to the page that says whom to call', () => {
    const { button } = showDigest(aDigestContent([aLine('space', 1, 'escalation', 'poc')]));
    expect(button).toEqual({
      label: 'Voir qui n’a pas répondu',
      href: 'https://jalon.example.org/app/plans/fr-2021-2023/silent?lang=fr',
    });
    const standIn = (because: 'paused' | 'unreachable' | 'vacant') =>
      showDigest(aDigestContent([{ ...aLine('space', 1, '+1wd', 'poc'), inPlace: because }])).button.label;
    expect(standIn('paused')).toBe('Voir la page publique');
    expect([standIn('unreachable'), standIn('vacant')]).toEqual(['Voir les personnes du plan', 'Voir les personnes du plan']);
  });

  test('a code is in the body alone, the subject names service and plan, and no link signs in', () => {
    const mail = codeMail('ABCDEFGH', 'fr', aSender);
    expect(mail.subject).toBe('Code de connexion à Jalon\u00A0: Pour une action publique transparente et collaborative');
    expect(codeMail('ABCDEFGH', 'en', { ...aSender, plan: null }).subject).toBe('Your Jalon sign-in code');
    expect(mail.html.split('<body')[0]).not.toContain('ABCDEFGH');
    expect(mail.text).toContain('\n    ABCDEFGH\n');
    expect(`${mail.text}${mail.html}`).not.toMatch(/https?:\/\/|<a /);
    expect(codeMail('ABCDEFGH', 'en', aSender).text).toContain('10 minutes');
  });

  test('read aloud, the number of a commitment stands before its own title and before no milestone’s', () => {
    const text = digestText(showDigest(aDigestContent([aLine('citizens', 1, '-30'), aCampaignLine('space')])));
    expect(text).toContain(
      '1. Lancement du comité citoyen.\n   Engagement 28\u00A0: Associer les citoyens aux choix du numérique en santé.',
    );
    expect(text).toContain('1. Engagement 29\u00A0: Mettre à disposition un espace numérique.');
  });

  test('a long title is cut in the subject between two letters as they are seen, whatever they are made of', () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
    for (const letter of ['\u{1F600}', family, 'e\u0301', 'é']) {
      const title = `x${letter.repeat(150)}`;
      const [line] = [aLine('citizens', 1, '-30')];
      const milestone = { ...line.milestone, titles: { fr: title } };
      const { subject } = showDigest(aDigestContent([{ ...line, milestone }]));
      const shown = subject.slice(subject.indexOf('x'));
      expect(shown).toMatch(new RegExp(`^x(?:${letter})+…$`, 'u'));
      expect(shown.length).toBeLessThanOrEqual(141);
    }
  });

  test('what a subject counts adds up: campaigns ask about commitments, and stand beside the milestones', () => {
    const lines = [aLine('space', 1, '+1wd'), aLine('citizens', 1, '-30'), aCampaignLine('space')];
    expect(showDigest(aDigestContent(lines)).subject).toBe(
      '[#28, #29] 2\u00A0jalons\u00A0: 1\u00A0échéance dépassée, 1\u00A0échéance à venir\u00A0; 1\u00A0point d’étape demandé',
    );
    expect(showDigest(aDigestContent(lines, { language: 'en' })).subject).toMatch(
      /^\[#28, #29\] 2 milestones: 1 [^;]*, 1 [^;]*; 1 progress report/,
    );
  });

  test('the last mail to a former address greets its reader as the others do', () => {
    const told = {
      ...aSender,
      plan: aLine('citizens', 1, '-30').plan.settings,
      role: 'lead',
      by: 'poc',
      at: '2021-10-01T07:00:00Z',
    } as const;
    const { text, html } = farewellMail({ ...told, mailbox: 'contact@example.org' }, 'fr');
    expect(text.split('\n')[0]).toBe('Bonjour,');
    expect(html).toContain('<p>Bonjour,</p>');
  });
});
