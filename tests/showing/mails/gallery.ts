import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { isNotice, noticeStep } from '../../../shared/domain/notices.ts';
import { codeMail } from '../../../shared/showing/mails/code-mail.tsx';
import type {
  CampaignLine,
  DigestContent,
  MailLine,
  MilestoneLine,
  NoticeLine,
} from '../../../shared/showing/mails/digest-content.ts';
import { digestHtml } from '../../../shared/showing/mails/digest-mail.tsx';
import { showDigest } from '../../../shared/showing/mails/digest-view.ts';
import { digestText } from '../../../shared/showing/mails/mail-text.ts';
import { aCommitment, anActor, anAsk, andThen, aRole } from '../../builders.ts';
import { aCampaignLine, aDigestContent, aLine, aSender, aStopLine, records } from './mail-content.ts';

/** A mail of every kind, as its reader gets it. */
export type ShownMail = { readonly name: string; readonly subject: string; readonly text: string; readonly html: string };

const november = { at: '2021-11-02T08:00:00Z' };

function handedOn(): NoticeLine {
  const responsible = aRole({ function: 'chargée de mission', organisation: 'Délégation du numérique en santé' });
  const data = { milestoneId: 'fr-2021-2023/28/m1', responsible, lastDay: '2021-11-30', mayPublish: true };
  const record = andThen(records.citizens, { type: 'handed-on', data }, { at: '2021-10-29T10:00:00Z', actor: anActor('lead') });
  const entry = record.log.at(-1);
  if (entry === undefined || !isNotice(entry)) throw new Error('a notice expected');
  const notice = { entry, commitment: record.commitment, texts: record.texts };
  return { reminder: { step: noticeStep(entry), role: 'deputy' }, plan: aLine('citizens', 1, '-30').plan, notice };
}

const subjects = [
  'Publier le catalogue des données de mobilité',
  'Ouvrir la consultation sur le budget participatif',
  'Mettre en ligne les agendas des responsables publics',
  'Former les agents à l’accessibilité des services numériques de leur administration, dans chaque région',
  'Évaluer le dispositif avec les usagers',
];

/** As many milestones as are wanted, of commitments from 31 on. */
function many(count: number, step: string): MilestoneLine[] {
  const { plan } = aLine('citizens', 1, '-30');
  return Array.from({ length: count }, (_, index) => {
    const title = subjects[index % subjects.length] ?? '';
    const number = String(31 + Math.floor(index / 2));
    const due = step === '-30' ? 'Novembre 2021' : 'Septembre 2021';
    const { commitment } = aCommitment({ number, title: `Engagement ${number} du plan`, milestones: [{ title, due }] });
    const [milestone] = commitment.milestones;
    if (milestone === undefined) throw new Error('a milestone expected');
    return { reminder: { step, role: 'lead' }, plan, commitment, milestone };
  });
}

function campaigns(count: number): CampaignLine[] {
  return many(count * 2, '-30')
    .filter((_, index) => index % 2 === 0)
    .map(({ commitment }) => ({ ...aCampaignLine('space'), commitment }));
}

const asked = [anAsk({ subjectId: 'fr-2021-2023/29/m1', on: '2021-10-01', at: '2021-10-01T07:00:00Z', step: '+1wd' })];

const contents: {
  readonly [name: string]: { readonly lines: () => readonly MailLine[]; readonly more?: Partial<DigestContent> };
} = {
  'one-line': { lines: () => [aLine('citizens', 1, '-30')] },
  due: { lines: () => [aLine('citizens', 1, '-7'), aLine('space', 2, '-30')], more: { at: '2021-10-22T07:00:00Z' } },
  overdue: { lines: () => [aLine('space', 1, 'overdue-2021-11')], more: november },
  'catch-up': { lines: () => [aLine('space', 1, 'catch-up'), aLine('citizens', 1, 'catch-up')], more: november },
  escalation: { lines: () => [aLine('space', 1, 'escalation', 'poc')], more: { ...november, asks: asked } },
  campaign: { lines: () => [aCampaignLine('citizens'), aCampaignLine('space')], more: november },
  'deadline-changed': { lines: () => [aLine('moved', 1, 'deadline-changed-2')], more: { at: '2021-10-21T07:00:00Z' } },
  told: { lines: () => [handedOn(), aStopLine('unsubscribed', 'deputy')], more: november },
  stopped: { lines: () => [aStopLine('bounced')], more: november },
  mixed: {
    lines: () => [
      aLine('space', 1, 'overdue-2021-11'),
      aLine('space', 2, '-30'),
      aCampaignLine('citizens'),
      aLine('moved', 1, 'deadline-changed-2'),
      handedOn(),
    ],
    more: november,
  },
  'thirty-lines': { lines: () => [...many(14, '+1wd'), ...many(10, '-30'), ...campaigns(6)], more: november },
  repeat: { lines: () => [aLine('citizens', 1, '-30')], more: { isRepeat: true } },
};

/** What each mail of {@link gallery} says, by name, without the code. */
export const galleryContents: (language: InterfaceLanguage) => readonly (readonly [name: string, content: DigestContent])[] = (
  language,
) => Object.entries(contents).map(([name, { lines, more }]) => [name, aDigestContent(lines(), { language, ...more })]);

/** Mails with each kind of section alone, with several, with one line and with thirty, a repeat, and a sign-in code. */
export function gallery(language: InterfaceLanguage): readonly ShownMail[] {
  const digests = galleryContents(language).map(([name, content]): ShownMail => {
    const shown = showDigest(content);
    return { name, subject: shown.subject, text: digestText(shown), html: digestHtml(shown) };
  });
  return [...digests, { name: 'code', ...codeMail('K7WX9MQ4', language, aSender) }];
}
