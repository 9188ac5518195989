import type {
  CampaignLine,
  DigestContent,
  MailLine,
  MilestoneLine,
  StopLine,
} from '../../../shared/showing/mails/digest-content.ts';
import { aCommitment, aDate, anAssignment, andThen, aPlan, aText } from '../../builders.ts';

const plan = aPlan({
  mailOnSince: '2021-09-15T07:00:00Z',
  titles: { fr: 'Pour une action publique transparente et collaborative' },
}).state;

const citizens = aCommitment({
  number: '28',
  titles: { fr: 'Associer les citoyens aux choix du numérique en santé' },
  milestones: [
    { title: 'Lancement du comité citoyen', due: { ...aDate('Octobre 2021'), text: 'Octobre 2021' } },
    { title: 'Publication de l’avis du comité citoyen', due: 'Décembre 2021' },
  ],
});
const space = aCommitment({
  number: '29',
  titles: { fr: 'Mettre à disposition un espace numérique' },
  milestones: [
    { title: 'Lancement du pilote', due: 'Septembre 2021' },
    { title: 'Démarrage de la généralisation', due: 'Décembre 2021' },
  ],
});
const moved = andThen(
  citizens,
  {
    type: 'deadline-revised',
    data: { milestoneId: 'fr-2021-2023/28/m1', due: aDate('Novembre 2021'), reason: { sha256: aText('motif').sha256 } },
  },
  { texts: [aText('motif')], at: '2021-10-20T10:00:00Z' },
);

export const records = { citizens: citizens, space: space, moved: moved };

/** A line of a digest: `aLine('citizens', 1, '-30')`. */
export function aLine(
  of: keyof typeof records,
  place: number,
  step: string,
  role: MailLine['reminder']['role'] = 'lead',
): MilestoneLine {
  const { commitment } = records[of];
  const milestone = commitment.milestones[place - 1];
  if (milestone === undefined) throw new Error(`no milestone ${place}`);
  const isStandIn = role === 'poc' && step !== 'escalation';
  return { reminder: { step, role }, plan, commitment, milestone, ...(isStandIn ? { inPlace: 'unreachable' } : {}) };
}

/** A line of a campaign: whoever answers for the commitment is asked how it stands. */
export function aCampaignLine(of: keyof typeof records, role: MailLine['reminder']['role'] = 'lead'): CampaignLine {
  const campaign = { id: '2021-2', opens: '2021-11-02', closes: '2021-12-02', confirmedAt: '2021-10-25T08:00:00Z' };
  const inPlace = role === 'poc' ? { inPlace: 'unreachable' as const } : {};
  return { reminder: { step: 'campaign-open', role }, plan, commitment: records[of].commitment, campaign, ...inPlace };
}

/** That mail no longer reaches the lead of #28. */
export function aStopLine(
  reason: StopLine['stopped']['suppressed']['reason'] = 'unsubscribed',
  role: MailLine['reminder']['role'] = 'poc',
  assignments: StopLine['stopped']['assignments'] = [anAssignment({ commitments: ['28'] })],
): StopLine {
  const suppressed = { reason, at: '2021-10-20T10:00:00Z' };
  return {
    reminder: { step: 'stopped-p-0123456789abcdef', role },
    plan,
    stopped: { contact: { name: 'Camille Exemple' }, suppressed, assignments },
  };
}

export function aDigestContent(lines: readonly MailLine[], input: Partial<DigestContent> = {}): DigestContent {
  return {
    language: 'fr',
    lines,
    asks: [],
    at: '2021-10-01T07:00:00Z',
    service: 'Jalon',
    publicUrl: 'https://jalon.example.org',
    stopToken: 's'.repeat(43),
    heads: new Map([['fr-2021-2023', '3f2a9c1d4e5f'.padEnd(64, '0')]]),
    ...input,
  };
}

/** Whom codes come from, in mails that are looked at. */
export const aSender = {
  service: 'Jalon',
  publicUrl: 'https://jalon.example.org',
  plan: plan.settings,
};
