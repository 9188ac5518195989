import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { planFeed } from '../../shared/showing/feeds/subject.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { rootFiles } from '../../shared/showing/root-files.ts';
import { style } from '../../shared/showing/style/style.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aCommitment, aDeclared, anActor, andThen, andThenPlan, aPlan, aRef, aText } from '../builders.ts';
import { answered, asked, healthPlan, pilot, source, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, everyState, siteOf } from './stages.ts';

const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const page = (shown: PlanView, path: string): string => bodyOf(siteOf(shown), `${path}index.html`);
const plan = 'fr-2021-2023/';
const keysOf = (shown: PlanView) => new Map(planUnits(shown).map(({ name, key }) => [name, key]));
const items = (html: string): string[] =>
  elements(treeOf(html), 'li')
    .filter((one) => attribute(one, 'className') === 'change')
    .map((one) => textIn(one).replace(/\s+/gu, ' '));

describe('what changed in a month', () => {
  const shown = view([answered(), pilot()], '2021-11-15');

  it('is told newest first, was and now, by role, with evidence and a link that stays', () => {
    const html = page(shown, `${plan}changes/2021-11/`);
    expect(items(html)[0]).toBe(
      '#28 Déclaration – Lancement du comité citoyenavant Aucune déclaration → maintenant RéaliséCompte rendu de la première séance (www.example.org) compte rendu, 10 novembre 202112 novembre 2021 à 17 h 34, par : responsable au ministère Changement 3',
    );
    const links = elements(treeOf(html), 'a').map((one) => attribute(one, 'href'));
    expect(links).toContain('/fr-2021-2023/28/log/3/');
    expect(links).toContain('https://www.example.org/comite/compte-rendu.pdf');
  });

  it('leaves nothing out: the months together tell as much as the record holds', () => {
    const months = ['2021-11', '2021-10', '2021-09'];
    const told = months.flatMap((month) => items(page(shown, `${plan}changes/${month}/`)));
    expect(told).toHaveLength(planFeed(shown, 'fr').entries.length);
    const index = plain(page(shown, `${plan}changes/`));
    for (const [name, month] of [
      ['Novembre 2021', '2021-11'],
      ['Octobre 2021', '2021-10'],
      ['Septembre 2021', '2021-09'],
    ] as const) {
      expect(index).toContain(`${name}${items(page(shown, `${plan}changes/${month}/`)).length}`);
    }
  });

  it('leads to the months around it', () => {
    const links = elements(treeOf(page(shown, `en/${plan}changes/2021-10/`)), 'a').filter(
      (one) => attribute(one, 'rel') !== null,
    );
    expect(links.map((one) => [attribute(one, 'rel'), attribute(one, 'href'), textIn(one)])).toEqual([
      ['prev', '/en/fr-2021-2023/changes/2021-09/', 'Month before: September 2021'],
      ['next', '/en/fr-2021-2023/changes/2021-11/', 'Month after: November 2021'],
    ]);
  });

  it('is not rendered again once the month is over', () => {
    const later = andThen(answered(), { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/28/m2', note: null } });
    const [before, after] = [keysOf(shown), keysOf(view([later, pilot()], '2021-11-15'))];
    expect(after.get('changes/2021-11')).not.toBe(before.get('changes/2021-11'));
    expect(after.get('changes/2021-10')).toBe(before.get('changes/2021-10'));
    expect(after.get('history/1')).toBe(before.get('history/1'));
    expect(after.get('corrections')).toBe(before.get('corrections'));
  });
});

/** Sixty commitments, each with four declarations in October and as many requests, all with evidence and long titles. */
function busyMonth(): PlanView {
  const records = Array.from({ length: 60 }, (_, index): CommitmentRecord => {
    const id = `fr-2021-2023/${index + 1}`;
    const start = aCommitment({
      number: String(index + 1),
      milestones: [1, 2, 3, 4].map((step) => ({ title: `Étape ${step} de la démarche ${index * 7} sur les données ouvertes` })),
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
                date: null,
              },
            ],
          }),
          { at: `2021-10-${String(2 + (index % 26)).padStart(2, '0')}T1${step}:00:00Z` },
        ),
      start,
    );
  });
  return view(
    records,
    '2021-11-15',
    records.flatMap(({ commitment }) => commitment.milestones.map((one) => asked(one.id, '2021-10-22', '-7'))),
  );
}

describe('a busy month', () => {
  const shown = busyMonth();
  const files = planUnits(shown)
    .filter(({ name }) => name.startsWith('changes/2021-10'))
    .flatMap((unit) => unit.files())
    .filter(({ path }) => path.endsWith('.html'));

  it('is cut into pages below 20 KB compressed with their style', () => {
    expect(files).toHaveLength(10);
    for (const { path, body } of files) expect(gzipSync(body).length + gzipSync(style).length, path).toBeLessThan(20_000);
  });

  it('tells every change once, and leads from page to page', () => {
    const french = files.filter(({ path }) => path.startsWith(plan));
    const urls = french.flatMap(({ body }) =>
      elements(treeOf(textOf(body)), 'a')
        .map((one) => ({ href: attribute(one, 'href') ?? '', isPermanent: attribute(one, 'className') === 'permalink' }))
        .filter(({ href, isPermanent }) => isPermanent || href.includes('#ask-'))
        .map(({ href }) => href),
    );
    expect(new Set(urls).size).toBe(480);
    expect(urls).toHaveLength(480);
    const step = (path: string, rel: string): string | null | undefined => {
      const html = textOf(french.find((one) => one.path === path)?.body ?? '');
      const link = elements(treeOf(html), 'a').find((one) => attribute(one, 'rel') === rel);
      return link && attribute(link, 'href');
    };
    expect(step(`${plan}changes/2021-10/index.html`, 'prev')).toBe('/fr-2021-2023/changes/2021-10/4/');
    expect(step(`${plan}changes/2021-10/4/index.html`, 'next')).toBe('/fr-2021-2023/changes/2021-10/');
    expect(step(`${plan}changes/2021-10/3/index.html`, 'next')).toBe('/fr-2021-2023/changes/2021-10/4/');
    expect(step(`${plan}changes/2021-10/1/index.html`, 'prev')).toBe('/fr-2021-2023/changes/2021-09/');
  });
});

describe('the plan’s own history', () => {
  const long = Array.from({ length: 130 }).reduce<ReturnType<typeof healthPlan>>(
    (record, _, index) => andThenPlan(record, { type: 'mail-switched', data: { on: index % 2 === 1 } }),
    healthPlan(),
  );
  const folded = planView({ ...source([], '2021-11-15', []), plan: long });
  if (folded === null) throw new Error('a plan without a log');

  it('keeps every entry under one address for ever, a hundred a page', () => {
    expect(page(folded, `${plan}history/1/`).match(/id="seq-\d+"/g)).toHaveLength(100);
    expect(page(folded, `${plan}history/2/`).match(/id="seq-\d+"/g)).toHaveLength(32);
    expect(planFeed(folded, 'fr').entries[0]?.url).toBe('https://jalon.example.org/fr-2021-2023/history/2/#seq-132');
    const grown = planView({
      ...source([], '2021-11-15', []),
      plan: andThenPlan(long, { type: 'mail-switched', data: { on: true } }),
    });
    expect(grown && keysOf(grown).get('history/1')).toBe(keysOf(folded).get('history/1'));
    expect(grown && keysOf(grown).get('history/2')).not.toBe(keysOf(folded).get('history/2'));
  });
});

describe('the newest changes of all plans', () => {
  const lines = (path: string): string[] =>
    elements(treeOf(page(view([answered(), pilot()], '2021-11-15'), path)), 'li')
      .map((one) => textIn(one).replace(/\s+/gu, ' '))
      .filter((line) => /\d{4}/u.test(line));

  it('are told as a plan tells its own: by number, was and now, then the day and the role', () => {
    const told = lines('changes/');
    expect(told).toHaveLength(15);
    expect(told.slice(0, 3)).toEqual([
      '#28 Déclaration – Lancement du comité citoyen : Aucune déclaration → Réalisé12 novembre 2021, par : responsable au ministère',
      '#28 Échéance révisée – Publication de l’avis de comité citoyen : Décembre 2021 → 15 février 20225 novembre 2021, par : responsable au ministère',
      '#28 Demande – Lancement du comité citoyen2 novembre 2021 – Fonction interrogée : responsable au ministère',
    ]);
    expect(lines('en/changes/')[1]).toBe(
      '#28 Deadline revised – Publication de l’avis de comité citoyen: December 2021 → 15 February 20225 November 2021, by: lead in the ministry',
    );
  });

  it('name the plan of each where there is more than one, under the title it had, and once where there is one', () => {
    const one = view([answered()], '2021-11-15');
    const id = 'fr-2024-2026';
    const created = aPlan({ id, titles: { fr: 'Plan d’action national 2024-2026' } });
    const other = planView({ ...source([], '2021-11-15', []), plan: created });
    if (other === null) throw new Error('a plan without a log');
    const site = rootFiles([one, other], one);
    const told = elements(treeOf(bodyOf(site, 'changes/index.html')), 'li')
      .map((line) => textIn(line).replace(/\s+/gu, ' '))
      .filter((line) => /\d{4}/u.test(line));
    expect(told[0]).toMatch(/^#28 Déclaration.* – Plan d’action national 2021-2023$/u);
    expect(told.filter((line) => line.endsWith('Plan d’action national 2024-2026'))).toHaveLength(created.log.length);
    const { items } = JSON.parse(bodyOf(site, 'feed.json')) as { items: { tags: string[]; _jalon: { plan: unknown } }[] };
    expect(new Set(items.map(({ tags }) => tags[1]))).toEqual(new Set(['fr-2021-2023', id]));
    expect(items[0]?._jalon.plan).toEqual({ text: 'Plan d’action national 2021-2023', language: 'fr' });
    expect(bodyOf(site, 'feed.atom')).toContain(`<category term="${id}" label="Plan d’action national 2024-2026"/>`);
    expect(lines('changes/')[0]).not.toContain('Plan d’action');
    expect(plain(page(one, 'changes/'))).toContain('Tous de ce plan : Plan d’action national 2021-2023');
  });

  it('keep the bytes of an entry when their plan is given another title', () => {
    const before = healthPlan();
    const settings = { ...before.state.settings, titles: { fr: 'Un autre titre' } };
    const plan = andThenPlan(
      before,
      { type: 'plan-edited', data: { settings, reason: aRef('Un titre officiel.') } },
      { at: '2021-11-14T08:00:00Z' },
    );
    const feedOf = (record: typeof before): string[] => {
      const shown = planView({ ...source([answered()], '2021-11-15'), plan: record });
      if (shown === null) throw new Error('a plan without a log');
      const { items } = JSON.parse(bodyOf(siteOf(shown), 'feed.json')) as { items: unknown[] };
      return items.map((item) => JSON.stringify(item));
    };
    const [newest, ...rest] = feedOf(plan);
    expect(newest).toContain('Plan d’action national 2021-2023');
    expect(rest).toEqual(feedOf(before));
  });

  it('mark the government’s words with their language', () => {
    const html = page(view([answered(), pilot()], '2021-11-15'), 'en/changes/');
    const french = elements(treeOf(html), 'span').filter((one) => attribute(one, 'lang') === 'fr');
    expect(french.map(textIn)).toContain('Lancement du comité citoyen');
  });

  it('lead to where each is told for ever', () => {
    const hrefs = elements(treeOf(page(view([answered(), pilot()], '2021-11-15'), 'changes/')), 'a').map((one) =>
      attribute(one, 'href'),
    );
    expect(hrefs).toContain('/fr-2021-2023/28/log/3/');
    expect(hrefs.filter((href) => href?.startsWith('/fr-2021-2023/28/m1/#ask-'))).toHaveLength(4);
  });
});

describe('corrections and redactions', () => {
  it('are told with role, reason and the entry they are about, and what was removed is not shown', () => {
    const html = page(view([everyState()], '2021-10-01', []), `${plan}corrections/`);
    const [corrected, redacted] = items(html);
    expect(corrected).toContain('#30 Correction – En continu');
    expect(corrected).toContain(
      'avant Rien à signaler → maintenant ne compte plusCorrige le changement 5MotifDéclaré par erreur.',
    );
    expect(redacted).toContain('#30 Suppression d’un texte');
    expect(redacted).toContain('par : coordination nationale');
    const links = elements(treeOf(html), 'a').map((one) => attribute(one, 'href'));
    expect(links).toEqual(
      expect.arrayContaining([
        '/fr-2021-2023/30/log/8/',
        '/fr-2021-2023/30/log/5/',
        '/fr-2021-2023/30/log/9/',
        '/fr-2021-2023/30/log/3/',
      ]),
    );
    expect(html).not.toContain('Un texte à supprimer');
  });

  it('are none, and the page says so, while every value is as it was recorded', () => {
    expect(plain(page(view([pilot()], '2021-10-01', []), `${plan}corrections/`))).toContain(
      'Aucune correction, aucune suppression à ce jour.',
    );
  });

  it('show the value before and the one that holds now', () => {
    const renamed = andThen(
      pilot(),
      {
        type: 'corrected',
        data: {
          corrects: 1,
          reason: aRef('Faute de frappe dans la fiche.'),
          change: {
            field: 'milestone-title',
            milestoneId: 'fr-2021-2023/29/m1',
            titles: { fr: 'Lancement du pilote en Haute-Garonne' },
          },
        },
      },
      { actor: anActor('poc'), texts: [aText('Faute de frappe dans la fiche.')] },
    );
    expect(items(page(view([renamed], '2021-10-01', []), `${plan}corrections/`))[0]).toContain(
      'avant Lancement du pilote Haute-Garonne → maintenant Lancement du pilote en Haute-Garonne',
    );
  });

  it('go on on earlier pages where there are many', () => {
    const mended = Array.from({ length: 45 }).reduce<CommitmentRecord>(
      (record) =>
        andThen(record, {
          type: 'corrected',
          data: { corrects: 1, reason: aRef('Relecture.'), change: { field: 'ogp-id', ogpId: null } },
        }),
      pilot(),
    );
    const shown = view([mended], '2021-10-01', []);
    expect(items(page(shown, `${plan}corrections/`))).toHaveLength(5);
    expect(items(page(shown, `${plan}corrections/1/`))).toHaveLength(40);
    expect(plain(page(shown, `${plan}corrections/1/`))).toContain('Corrections et suppressions 1 à 40');
  });
});
