import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { milestoneStatus } from '../../functions/api/v1/schemas/status.ts';
import type { Ask } from '../../shared/domain/ledger.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { ministryWords } from '../../shared/showing/messages/ministries.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { pagesOfView, planViews, type ViewRow } from '../../shared/showing/plan-views.ts';
import { style } from '../../shared/showing/style/style.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aCommitment, aDeclared, andThen, aRef } from '../builders.ts';
import { allAsks, answered, asked, committee, healthPlan, pilot, source, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const idsOf = (rows: readonly ViewRow[]): string[] =>
  rows.map(({ milestone, commitment }) => milestone?.id ?? commitment.state.id);
const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const page = (shown: PlanView, path: string): string => bodyOf(siteOf(shown), `fr-2021-2023/${path}index.html`);

/** The plan without its requests: it does not publish them. */
function secretive(asOf: string): PlanView {
  const plan = healthPlan();
  const [created, ...rest] = plan.log;
  if (created?.type !== 'plan-created') throw new Error('a plan begins with its settings');
  const settings = { ...created.data.settings, publishAsks: false };
  const log = [{ ...created, data: { settings } }, ...rest];
  const shown = planView({ ...source([committee(), pilot()], asOf), plan: { ...plan, log } });
  if (shown === null) throw new Error('a plan without a log');
  return shown;
}

describe('the view of overdue milestones', () => {
  it('lists those past their deadline, the oldest first, and no other', () => {
    expect(idsOf(planViews(view([committee(), pilot()], '2021-11-02')).overdue)).toEqual([
      'fr-2021-2023/29/m1',
      'fr-2021-2023/28/m1',
    ]);
    expect(planViews(view([committee(), pilot()], '2021-09-15', [])).overdue).toEqual([]);
  });

  it('says what an empty list means', () => {
    expect(plain(page(view([committee(), pilot()], '2021-09-15', []), 'overdue/'))).toContain(
      'Aucune échéance n’est dépassée.Tout jalon dont l’échéance est passée est déclaré réalisé ou retiré.',
    );
  });

  it('tells deadline, declared status, last word and silence in each line, and the alarm once', () => {
    const html = page(view([committee(), pilot()], '2021-11-02'), 'overdue/');
    const [, first] = elements(treeOf(html), 'tr');
    expect(first === undefined ? '' : textIn(first)).toBe(
      '#29 Lancement du pilote Haute-GaronneMinistère des solidarités et de la santéSeptembre 202130\u00A0septembre 2021Aucune déclarationAucune nouvelle reçueSans réponse depuis le 23\u00A0septembre 2021',
    );
    expect(elements(treeOf(html), 'span').filter((one) => attribute(one, 'className')?.includes('position'))).toEqual([]);
  });

  it('leads to the evidence itself', () => {
    const link = {
      url: 'https://www.example.org/avancement.pdf',
      title: aRef('Point d’étape'),
      kind: 'report',
      date: null,
    } as const;
    const partly = andThen(
      committee(),
      aDeclared('fr-2021-2023/28/m1', { status: 'limited', evidence: [link, link, link, link, link] }),
      {
        at: '2021-10-20T08:00:00Z',
      },
    );
    const links = elements(treeOf(page(view([partly], '2021-11-02'), 'overdue/')), 'a');
    expect(links.filter((one) => attribute(one, 'href') === link.url)).toHaveLength(3);
    expect(links.map(textIn)).toContain('2 autres preuves');
  });
});

describe('the view of what is due soon', () => {
  it('lists what falls within thirty days, the nearest first', () => {
    expect(idsOf(planViews(view([committee(), pilot()], '2021-12-01'))['due-soon'])).toEqual([
      'fr-2021-2023/28/m2',
      'fr-2021-2023/29/m2',
    ]);
    expect(idsOf(planViews(view([committee(), pilot()], '2021-11-30'))['due-soon'])).toEqual([]);
  });
});

describe('the view of silence', () => {
  it('lists what was asked without a word since, the longest silence first, then what was never heard of', () => {
    expect(idsOf(planViews(view([committee(), pilot()], '2021-11-02'))['no-word'])).toEqual([
      'fr-2021-2023/29/m1',
      'fr-2021-2023/28/m1',
      'fr-2021-2023/28/m2',
      'fr-2021-2023/29/m2',
    ]);
  });

  it('tells every day of asking and since when, by role alone', () => {
    const text = plain(page(view([committee(), pilot()], '2021-11-02'), 'no-word/'));
    expect(text).toContain('Sans réponse depuis le 1er octobre 2021Demandé les 1er, 22 et 29 octobre et le 2 novembre 2021');
  });

  it('forgets a milestone once a word followed, "nothing to report" too', () => {
    expect(idsOf(planViews(view([answered(), pilot()], '2021-11-15'))['no-word'])).not.toContain('fr-2021-2023/28/m1');
    const nothing = andThen(
      committee(),
      { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/28/m1', note: null } },
      { at: '2021-11-03T08:00:00Z' },
    );
    expect(idsOf(planViews(view([nothing], '2021-11-05'))['no-word'])).toEqual(['fr-2021-2023/28/m2']);
  });

  it('names a commitment that was asked about as a whole', () => {
    const shown = view([committee()], '2021-11-02', [asked('fr-2021-2023/28', '2021-10-20', 'campaign-open')]);
    expect(idsOf(planViews(shown)['no-word'])[0]).toBe('fr-2021-2023/28');
    expect(plain(page(shown, 'no-word/'))).toContain('L’engagement dans son ensemble');
  });

  it('says so where the plan does not publish what it asks, and counts those never heard of', () => {
    const shown = secretive('2021-11-02');
    expect(plain(page(shown, 'no-word/'))).toContain('Ce plan ne publie pas les demandes faites aux ministères');
    expect(plain(page(shown, 'no-word/'))).not.toContain('Sans réponse depuis');
    expect(plain(page(shown, ''))).toContain('4 jalons sans nouvelle');
  });
});

describe('a plan that does not publish its requests', () => {
  it('says of no ministry that it left nothing unanswered, and of no milestone that nobody was asked', () => {
    const shown = secretive('2021-11-15');
    const site = siteOf(shown);
    const pages = site.filter(({ path }) => path.endsWith('.html'));
    for (const { path, body } of pages) {
      const text = plain(String(body));
      for (const { allAnswered, allAnsweredMeans, unansweredTitle, unanswered } of Object.values(ministryWords)) {
        for (const claim of [allAnswered, allAnsweredMeans, unansweredTitle]) expect(text, path).not.toContain(claim);
        if (/ministries\/index/.test(path)) expect(String(body), path).not.toContain(`data-label="${unanswered}"`);
      }
      if (/ministries\//.test(path)) expect(text, path).toMatch(/ne publie pas les demandes|does not publish what ministries/);
    }
    expect(pages.filter(({ path }) => /ministries\//.test(path)).length).toBeGreaterThan(3);
    const { commitments } = JSON.parse(bodyOf(site, 'fr-2021-2023/status.json'));
    expect(commitments.FR0078.milestones.map(({ asked: days }: { asked: unknown }) => days)).toEqual([null, null]);
    expect(milestoneStatus.parse(commitments.FR0078.milestones[0]).asked).toBeNull();
    const open = JSON.parse(bodyOf(siteOf(view([committee(), pilot()], '2021-11-15')), 'fr-2021-2023/status.json'));
    expect(open.commitments.FR0078.milestones[1].asked).toEqual([]);
  });
});

/** So many commitments of four overdue milestones, with evidence and requests on each. */
function many(count: number): { records: CommitmentRecord[]; asks: Ask[] } {
  const records = Array.from({ length: count }, (_, index) => {
    const id = `fr-2021-2023/${index + 1}`;
    const start = aCommitment({
      number: String(index + 1),
      leadInstitutions: [`Ministère d’exemple ${index % 9}`],
      milestones: [1, 2, 3, 4].map((step) => ({
        title: `Étape ${step} de la démarche ${index * 7} sur les données`,
        due: 'Octobre 2021',
      })),
    });
    return [1, 2, 3, 4].reduce(
      (record, step) =>
        andThen(
          record,
          aDeclared(`${id}/m${step}`, {
            status: 'limited',
            evidence: [
              {
                url: `https://www.example.org/documents/${index}/etape-${step}.pdf`,
                title: aRef(`Point d’étape ${index}.${step}`),
                kind: 'report',
                date: '2021-10-01',
              },
            ],
          }),
        ),
      start,
    );
  });
  const asks = records.flatMap(({ commitment }) => commitment.milestones.map((one) => asked(one.id, '2021-11-02', '+1wd')));
  return { records, asks };
}

describe('a long view', () => {
  const { records, asks } = many(60);
  const shown = view(records, '2021-11-15', asks);
  const unitsOf = (of: PlanView) => planUnits(of).filter(({ name }) => /^(?:overdue|due-soon|no-word)(?:\/|$)/.test(name));

  it('is cut into pages below 20 KB compressed with their style, which list every milestone once', () => {
    const files = unitsOf(shown).flatMap((unit) => unit.files());
    for (const { path, body } of files) expect(gzipSync(body).length + gzipSync(style).length, path).toBeLessThan(20_000);
    const listed = files
      .filter(({ path }) => path.startsWith('fr-2021-2023/overdue/'))
      .flatMap(({ body }) => elements(treeOf(String(body)), 'a').flatMap((one) => attribute(one, 'href') ?? []))
      .filter((href) => /\/m\d\/$/.test(href));
    expect(new Set(listed).size).toBe(240);
    expect(listed).toHaveLength(240);
  });

  it('keeps every page it ever had when its list grows short', () => {
    const names = (of: PlanView): string[] => unitsOf(of).map(({ name }) => name);
    const done = records.map((record) =>
      [1, 2, 3, 4].reduce(
        (soFar, step) =>
          andThen(soFar, aDeclared(`${record.commitment.state.id}/m${step}`, { status: 'complete', completedOn: '2021-11-01' })),
        record,
      ),
    );
    const after = view(done, '2021-11-15', asks);
    expect(planViews(after).overdue).toEqual([]);
    expect(pagesOfView(after, 'overdue')).toBe(4);
    expect(names(after)).toEqual(names(shown));
    const [french] =
      unitsOf(after)
        .find(({ name }) => name === 'overdue/4')
        ?.files() ?? [];
    expect(plain(String(french?.body))).toContain('Cette page est vide pour le moment.');
  });

  it('renders again only the pages whose lines changed', () => {
    const [first, ...rest] = records;
    if (first === undefined) throw new Error('some expected');
    const said = andThen(first, { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/1/m1', note: null } });
    const keys = (of: PlanView) => new Map(unitsOf(of).map(({ name, key }) => [name, key]));
    const [before, after] = [keys(shown), keys(view([said, ...rest], '2021-11-15', asks))];
    const changed = [...after].filter(([name, key]) => before.get(name) !== key).map(([name]) => name);
    expect(changed).toContain('overdue');
    expect(changed).not.toContain('overdue/2');
    expect(changed).not.toContain('due-soon');
  });

  it('says what counts as an answer', () => {
    const site = siteOf(view([committee(), pilot()], '2021-11-02', allAsks));
    expect(plain(bodyOf(site, 'fr-2021-2023/no-word/index.html'))).toContain('un report d’échéance par le ministère aussi');
    expect(plain(bodyOf(site, 'en/fr-2021-2023/no-word/index.html'))).toContain('so is a deadline that the ministry moves');
  });

  it('counts a commitment that was asked about as a whole for what it is', () => {
    const asks = [...allAsks, asked('fr-2021-2023/28', '2021-10-05', 'campaign-open')];
    expect(plain(page(view([committee(), pilot()], '2021-11-02', asks), ''))).toContain('3 jalons ou engagements sans réponse');
  });

  it('is also counted on the plan’s page', () => {
    expect(plain(page(view([committee(), pilot()], '2021-11-02', allAsks), ''))).toMatch(
      /2 échéances dépassées\s?0 échéance proche.*?2 jalons sans réponse\s?1 institution porteuse/u,
    );
  });
});

describe('the view of evidence', () => {
  const link = { url: 'https://www.example.org/etape.pdf', title: aRef('Point d’étape'), kind: 'report', date: null } as const;
  const underWay = andThen(pilot(), aDeclared('fr-2021-2023/29/m1', { evidence: [link] }), { at: '2021-11-13T08:00:00Z' });
  const reasoned = andThen(
    underWay,
    aDeclared('fr-2021-2023/29/m2', {
      status: 'complete',
      completedOn: '2021-11-14',
      noEvidenceReason: aRef('Secret des affaires.'),
    }),
    { at: '2021-11-14T08:00:00Z' },
  );

  it('lists what is done and what is proven, the latest declaration first, and nothing else', () => {
    expect(idsOf(planViews(view([answered(), reasoned], '2021-11-15')).evidence)).toEqual([
      'fr-2021-2023/29/m2',
      'fr-2021-2023/29/m1',
      'fr-2021-2023/28/m1',
    ]);
    expect(planViews(view([committee(), pilot()], '2021-11-15')).evidence).toEqual([]);
  });

  it('links the evidence itself, says where there is none, and when it was declared', () => {
    const html = page(view([answered(), reasoned], '2021-11-15'), 'evidence/');
    expect(html).toContain('href="https://www.example.org/etape.pdf"');
    const [, first, , last] = elements(treeOf(html), 'tr').map((row) =>
      textIn({ type: 'root', children: [row] }).replace(/\s+/gu, ' '),
    );
    expect(first).toContain('Réalisé');
    expect(first).toContain('Pas de preuve publique');
    expect(first).toContain('14 novembre 2021');
    expect(last).toContain('Compte rendu de la première séance (www.example.org)');
  });

  it('says what an empty list means', () => {
    expect(plain(page(view([committee()], '2021-11-15'), 'evidence/'))).toContain('Aucune preuve n’est publiée.');
  });
});
