import type { PlanChange } from '../../shared/domain/change-log.ts';
import type { StoredText } from '../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { assetFiles, rootFiles } from '../../shared/showing/root-files.ts';
import { serviceFiles } from '../../shared/showing/service-files.ts';
import { type PlanView, planView, type ShownFile } from '../../shared/showing/view.ts';
import { aCommitment, aDate, aDeclared, anActor, andThen, andThenPlan, aRef, aText } from '../builders.ts';
import { answered, asked, assessed, committee, healthPlan, pilot, source, view } from './health-plan.ts';

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

/** The plan with a forum that met, one that is announced, a consultation whose follow-up is owed, and what they cite. */
function withSources(): PlanView {
  const purpose = aText('Débattre du numérique en santé avec les citoyens.');
  const followed = aText('Restitution publique');
  const minutes = aText('Compte rendu du forum');
  const meeting = {
    titles: { fr: aRef('Forum') },
    body: aRef('Conseil du numérique en santé'),
    withCivilSociety: true,
    documentIds: ['document-article'],
  };
  const process = {
    titles: { fr: aRef('Débat public') },
    organiser: aRef('Conférence nationale de santé'),
    period: { start: aDate('Juillet 2017'), end: aDate('Janvier 2018') },
    purpose: { sha256: purpose.sha256 },
    methods: [aRef('Atelier'), aRef('Conférence de citoyens')],
    participants: aRef('+ 200'),
    deliverables: [aRef('Avis')],
    links: [{ title: aRef('Le site du débat'), url: 'https://debat.example.org/' }],
    documentIds: [],
  };
  const link = {
    url: 'https://www.example.org/cr',
    title: { sha256: minutes.sha256 },
    kind: 'minutes',
    date: '2019-06-27',
  } as const;
  const changes: readonly { change: PlanChange; texts?: StoredText[] }[] = [
    {
      change: {
        type: 'meeting-recorded',
        data: { meeting: { ...meeting, id: 'meeting-1', date: aDate('2019-06-27'), state: 'held', minutes: link } },
      },
      texts: [minutes],
    },
    {
      change: {
        type: 'meeting-recorded',
        data: { meeting: { ...meeting, id: 'meeting-2', date: aDate('2020-02-20'), state: 'announced', minutes: null } },
      },
    },
    {
      change: {
        type: 'process-recorded',
        data: {
          process: {
            ...process,
            id: 'process-debat',
            followUp: [
              { text: { sha256: followed.sha256 }, url: 'https://www.example.org/restitution', date: aDate('2018-02-08') },
            ],
          },
        },
      },
      texts: [purpose, followed],
    },
    { change: { type: 'process-recorded', data: { process: { ...process, id: 'process-autre', purpose: null, followUp: [] } } } },
    {
      change: {
        type: 'document-cited',
        data: {
          document: {
            id: 'document-article',
            title: aRef('Un article'),
            kind: 'article',
            publisher: aRef('Un journal'),
            author: null,
            date: aDate('2019-10-25'),
            url: 'https://journal.example.org/article',
            source: { name: 'article.txt', sha256: 'b'.repeat(64) },
          },
        },
      },
    },
  ];
  const plan = changes.reduce((record, { change, texts = [] }) => andThenPlan(record, change, { texts }), healthPlan());
  const inTime = andThen(committee(), aDeclared('fr-2021-2023/28/m1', { status: 'complete', completedOn: '2021-09-01' }));
  const shown = planView({ ...source([inTime], '2021-09-20', []), plan });
  if (shown === null) throw new Error('a plan without a log');
  return shown;
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
  { name: 'with what it cites', view: withSources() },
  { name: 'without commitments', view: view([], '2021-09-15', []) },
];

/** A file as text. */
export type TextFile = Omit<ShownFile, 'body'> & { readonly body: string };

/** The whole site of one plan. */
export function siteOf(shown: PlanView): TextFile[] {
  const times = {
    checkedAt: '2021-11-02T08:07:00Z',
    lastRunAt: '2021-11-02T08:00:02Z',
    lastSuccessAt: '2021-11-02T08:00:02Z',
    nextRunAt: '2021-11-02T08:15:00Z',
  };
  const service = serviceFiles(times, shown);
  const all = [...assetFiles(shown), ...service, ...planFiles(shown), ...rootFiles([shown], shown)];
  return all.map((file) => ({ ...file, body: textOf(file.body) }));
}

/** The body of one file. */
export function bodyOf(files: readonly ShownFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`${path} was not published`);
  return textOf(file.body);
}
