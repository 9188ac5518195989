import type { CommitmentChange, PlanChange } from '../../../shared/domain/change-log.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { isNotice, type NoticeEntry, noticeStep } from '../../../shared/domain/notices.ts';
import type { InPlaceBecause } from '../../../shared/domain/recipients.ts';
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
import { farewellMail } from '../../../shared/showing/mails/farewell-mail.tsx';
import { digestText } from '../../../shared/showing/mails/mail-text.ts';
import { aCommitment, anActor, anAsk, andThen, andThenPlan, aPlan, aRole } from '../../builders.ts';
import { aCampaignLine, aDigestContent, aLine, aSender, aStopLine, records } from './mail-content.ts';

/** A mail of every kind, as its reader gets it. */
export type ShownMail = { readonly name: string; readonly subject: string; readonly text: string; readonly html: string };

const november = { at: '2021-11-02T08:00:00Z' };
const october = '2021-10-22T07:00:00Z';

const responsible = aRole({ function: 'chargée de mission', organisation: 'Délégation du numérique en santé' });
const happened = '2021-10-29T10:00:00Z';
const milestoneId = 'fr-2021-2023/28/m1';

/** A change in a commitment's log, as a deputy is told of it. */
function noticeOf(change: CommitmentChange): NoticeLine {
  const record = andThen(records.citizens, change, { at: happened, actor: anActor('lead') });
  const entry = record.log.at(-1);
  if (entry === undefined || !isNotice(entry)) throw new Error('a notice expected');
  const notice = { entry, commitment: record.commitment, texts: record.texts };
  return { reminder: { step: noticeStep(entry), role: 'deputy' }, plan: aLine('citizens', 1, '-30').plan, notice };
}

/** A change in a plan's log, as its point of contact is told of it. */
function planNoticeOf(change: PlanChange): NoticeLine {
  const { plan } = aLine('citizens', 1, '-30');
  const record = andThenPlan(aPlan({ titles: plan.settings.titles }), change, { at: happened });
  const entry = record.log.at(-1);
  if (entry === undefined || !isNotice(entry)) throw new Error('a notice expected');
  return {
    ...{ reminder: { step: noticeStep(entry), role: 'poc' }, plan: record.state },
    notice: { entry, commitment: null, texts: record.texts },
  };
}

const handedOn = () =>
  noticeOf({ type: 'handed-on', data: { milestoneId, responsible, lastDay: '2021-11-30', mayPublish: true } });

/** Every kind of change that is told. */
const notices = {
  'handed-on': handedOn,
  'taken-back': () => noticeOf({ type: 'taken-back', data: { milestoneId } }),
  reassigned: () => noticeOf({ type: 'reassigned', data: { role: 'lead', milestoneId: null, responsible } }),
  'contact-confirmed': () =>
    planNoticeOf({ type: 'contact-confirmed', data: { role: 'deputy', responsible, commitments: ['28'] } }),
  'contact-edited': () =>
    planNoticeOf({ type: 'contact-edited', data: { role: 'lead', responsible, changed: ['address'], commitments: ['28'] } }),
  'role-ended': () => planNoticeOf({ type: 'role-ended', data: { role: 'deputy', responsible, commitments: null } }),
} as const satisfies { readonly [type in NoticeEntry['type']]: () => NoticeLine };

/** A line asked in another's place, and why. */
const inPlace = (because: InPlaceBecause, role: 'poc' | 'deputy'): MailLine => ({
  ...aLine('citizens', 1, '-7', role),
  inPlace: because,
});

/** A line of a second plan, of a city. */
function ofAnotherPlan(): MilestoneLine {
  const plan = aPlan({ id: 'ville-2022', mailOnSince: '2021-09-15T07:00:00Z', titles: { fr: 'Plan de la ville' } }).state;
  const { commitment } = aCommitment({
    ...{ plan: 'ville-2022', number: '3', title: 'Ouvrir les données de la ville' },
    milestones: [{ title: 'Mise en ligne du portail', due: 'Octobre 2021' }],
  });
  const [milestone] = commitment.milestones;
  if (milestone === undefined) throw new Error('a milestone expected');
  return { reminder: { step: '-7', role: 'lead' }, plan, commitment, milestone };
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
  'two-plans': {
    lines: () => [aLine('citizens', 1, '-7'), ofAnotherPlan()],
    more: { at: october, heads: new Map(['fr-2021-2023', 'ville-2022'].map((id) => [id, '3f2a9c1d4e5f'.padEnd(64, '0')])) },
  },
  'in-place-unreachable': { lines: () => [inPlace('unreachable', 'poc')], more: { at: october } },
  'in-place-again': { lines: () => [inPlace('again', 'poc')], more: { at: october } },
  'in-place-paused': { lines: () => [inPlace('paused', 'poc')], more: { at: october } },
  'in-place-paused-deputy': { lines: () => [inPlace('paused', 'deputy')], more: { at: october } },
  'in-place-vacant': { lines: () => [inPlace('vacant', 'poc')], more: { at: october } },
  'in-place-vacant-deputy': { lines: () => [inPlace('vacant', 'deputy')], more: { at: october } },
  ...Object.fromEntries(
    Object.entries(notices).map(([type, line]) => [`notice-${type}`, { lines: () => [line()], more: november }]),
  ),
};

/** What each mail of {@link gallery} says, by name, without the code. */
export const galleryContents: (language: InterfaceLanguage) => readonly (readonly [name: string, content: DigestContent])[] = (
  language,
) => Object.entries(contents).map(([name, { lines, more }]) => [name, aDigestContent(lines(), { language, ...more })]);

/** Mails that are no digest: they have no button and no way to stop them. */
export const lettersApart: readonly string[] = ['code', 'farewell'];

/**
 * Mails with each kind of section alone, with several, with one line and with thirty, of one plan and of two, a repeat, each reason to
 * be asked in another's place, each change that is told, a sign-in code, and the last mail to a former address.
 */
export function gallery(language: InterfaceLanguage): readonly ShownMail[] {
  const digests = galleryContents(language).map(([name, content]): ShownMail => {
    const shown = showDigest(content);
    return { name, subject: shown.subject, text: digestText(shown), html: digestHtml(shown) };
  });
  const farewell = { ...aSender, role: 'lead', by: 'poc', at: happened, mailbox: 'coordination@example.org' } as const;
  return [
    ...digests,
    { name: 'code', ...codeMail('K7WX9MQ4', language, aSender) },
    { name: 'farewell', ...farewellMail(farewell, language) },
  ];
}
