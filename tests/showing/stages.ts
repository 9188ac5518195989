import type { CommitmentRecord } from '../../shared/ports.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { assetFiles, rootFiles } from '../../shared/showing/root-files.ts';
import type { PlanView, ShownFile } from '../../shared/showing/view.ts';
import { aCommitment, aDeclared, anActor, andThen, aText } from '../builders.ts';
import { answered, asked, assessed, committee, pilot, publicUrl, view } from './health-plan.ts';

/** A milestone in every state that a page can show: undated, withdrawn, late, unproven, missing, corrected, redacted. */
export function everyState(): CommitmentRecord {
  const id = 'fr-2021-2023/30';
  const [reason, secret, note, moved, mistake] = [
    aText('Le projet a été abandonné.'),
    aText('Un texte à supprimer.'),
    aText('Le recrutement suit son cours.'),
    aText('Le marché public a pris du retard.'),
    aText('Déclaré par erreur.'),
  ];
  const evidenceTitle = aText('Rapport annuel');
  const start = aCommitment({
    number: '30',
    title: 'Un engagement dans tous ses états',
    titles: { fr: 'Un engagement dans tous ses états', en: 'A commitment in every state' },
    supportingInstitutions: ['Agence des exemples', 'Association d’exemple'],
    milestones: [
      { title: 'En continu', due: { text: 'En continu', precision: 'ongoing', from: null, to: null } },
      { title: 'Retiré', due: 'Mars 2021', group: 'Premier groupe' },
      { title: 'Sans preuve', due: 'Avril 2021' },
      {
        title: 'Partiel',
        due: { text: 'hiver 2024', precision: 'season', from: '2024-12-01', to: '2025-02-28', ambiguity: 'ambiguous-winter' },
      },
      { title: 'Avancé', due: '2021', start: 'Janvier 2021' },
      { title: 'Sans date', due: null },
    ],
    at: '2021-01-10T08:00:00Z',
  });
  const changes = [
    { change: { type: 'withdrawn', data: { milestoneId: `${id}/m2`, reason: { sha256: reason.sha256 } } }, texts: [reason] },
    {
      change: aDeclared(`${id}/m3`, {
        status: 'complete',
        completedOn: '2021-05-02',
        noEvidenceReason: { sha256: secret.sha256 },
      }),
      texts: [secret],
    },
    { change: aDeclared(`${id}/m4`, { status: 'limited', difficulties: { sha256: note.sha256 } }), texts: [note] },
    { change: { type: 'nothing-to-report', data: { milestoneId: `${id}/m1`, note: { sha256: note.sha256 } } }, texts: [note] },
    {
      change: {
        type: 'deadline-revised',
        data: {
          milestoneId: `${id}/m5`,
          due: { text: 'septembre 2021', precision: 'month', from: '2021-09-01', to: '2021-09-30' },
          reason: { sha256: moved.sha256 },
        },
      },
      texts: [moved],
    },
    {
      change: aDeclared(`${id}/m5`, {
        status: 'substantial',
        evidence: [
          { url: 'https://www.example.org/rapport', title: { sha256: evidenceTitle.sha256 }, kind: 'report', date: null },
        ],
      }),
      texts: [evidenceTitle],
    },
    {
      change: {
        type: 'corrected',
        data: { corrects: 5, reason: { sha256: mistake.sha256 }, change: { field: 'word', milestoneId: `${id}/m1` } },
      },
      texts: [mistake],
    },
    {
      change: { type: 'redacted', data: { of: 3, texts: [secret.sha256], reason: { sha256: mistake.sha256 } } },
      texts: [mistake],
      actor: anActor('poc'),
    },
  ] as const satisfies readonly {
    change: Parameters<typeof andThen>[1];
    texts: readonly unknown[];
    actor?: ReturnType<typeof anActor>;
  }[];
  return changes.reduce<CommitmentRecord>(
    (record, { change, texts, ...rest }) =>
      andThen(record, change, { texts: [...texts], ...('actor' in rest ? { actor: rest.actor } : {}) }),
    start,
  );
}

/** Plans at moments that together show everything a page can say. */
export const stages: readonly { readonly name: string; readonly view: PlanView }[] = [
  { name: 'before the first reminder', view: view([committee(), pilot()], '2021-09-15', []) },
  { name: 'overdue and unanswered', view: view([committee(), pilot()], '2021-11-02') },
  { name: 'answered', view: view([answered(), pilot()], '2021-11-15') },
  { name: 'assessed, years later', view: view([assessed(), pilot()], '2024-07-01') },
  {
    name: 'in every state',
    view: view([everyState()], '2021-10-01', [asked('fr-2021-2023/30', '2021-09-20', 'campaign-open')]),
  },
  { name: 'without commitments', view: view([], '2021-09-15', []) },
];

/** The whole site of one plan. */
export function siteOf(shown: PlanView): ShownFile[] {
  return [...assetFiles(publicUrl), ...planFiles(shown), ...rootFiles([shown], publicUrl)];
}

/** The body of one file. */
export function bodyOf(files: readonly ShownFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`${path} was not published`);
  return file.body;
}
