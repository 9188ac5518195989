import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../shared/showing/file-types.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { rootFiles } from '../../shared/showing/root-files.ts';
import { style } from '../../shared/showing/style/style.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aCommitment, aDeclared, andThen, aText } from '../builders.ts';
import { answered, committee, pilot, publicUrl, view } from './health-plan.ts';
import { oneOfMany } from './large-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf, type TextFile } from './stages.ts';

function linksOf(files: readonly TextFile[], path: string): string[] {
  return elements(treeOf(bodyOf(files, path)), 'a').flatMap((one) => attribute(one, 'href') ?? []);
}

/** Everything one click leads to from those of these pages that are one click away from home. */
function withinTwoClicks(files: readonly TextFile[], home: string): ReadonlySet<string> {
  const pages = linksOf(files, home)
    .filter((href) => href.startsWith('/') && href.endsWith('/'))
    .map((href) => `${href.slice(1)}index.html`)
    .filter((page) => files.some((file) => file.path === page));
  return new Set(pages.flatMap((path) => linksOf(files, path)));
}

describe('from home, in French and English,', () => {
  const homes = ['index.html', 'en/index.html'];

  it('it takes two clicks to the evidence of a milestone', () => {
    const files = siteOf(view([answered(), pilot()], '2021-11-15'));
    for (const home of homes) expect(withinTwoClicks(files, home)).toContain('https://www.example.org/comite/compte-rendu.pdf');
  });

  it('it takes two to evidence, too, where all plans follow more commitments than home lists', () => {
    const others = Array.from({ length: 160 }, (_, index) => aCommitment({ number: String(100 + index) }));
    const shown = view([answered(), ...others], '2021-11-15');
    const evidence =
      planUnits(shown)
        .find(({ name }) => name === 'evidence')
        ?.files() ?? [];
    for (const [home, page] of [
      ['index.html', 'fr-2021-2023/evidence/'],
      ['en/index.html', 'en/fr-2021-2023/evidence/'],
    ] as const) {
      const links = linksOf(
        rootFiles([shown], { publicUrl }).map((file) => ({ ...file, body: textOf(file.body) })),
        home,
      );
      expect(links).not.toContain('/fr-2021-2023/28/');
      expect(links).toContain(`/${page}`);
      const listed = linksOf(
        evidence.map((file) => ({ ...file, body: textOf(file.body) })),
        `${page}index.html`,
      );
      expect(listed).toContain('https://www.example.org/comite/compte-rendu.pdf');
    }
  });

  const hundredAndSixty = Array.from({ length: 160 }, (_, index) => index);
  const rootOf = (shown: PlanView) => rootFiles([shown], { publicUrl }).map((file) => ({ ...file, body: textOf(file.body) }));
  const pagesOf = (shown: PlanView, view: string) =>
    planUnits(shown)
      .filter(({ name }) => name === view || name.startsWith(`${view}/`))
      .flatMap((unit) => unit.files())
      .map((file) => ({ ...file, body: textOf(file.body) }));

  it('it takes two to the evidence of each of 160 commitments, on pages below 20 KB', () => {
    const proven = hundredAndSixty.map((index) => {
      const one = oneOfMany(index, 1, 3);
      const title = aText(`Bilan de ${one.commitment.state.titles['fr'] ?? ''}`);
      const url = `https://www.example.org/bilans/${index}.pdf`;
      const evidence = [{ url, title: { sha256: title.sha256 }, kind: 'report' as const, date: null }];
      const declared = aDeclared(`${one.commitment.state.id}/m1`, { status: 'complete', evidence });
      return andThen(one, declared, { texts: [title] });
    });
    const shown = view(proven, '2022-11-05');
    const files = [...rootOf(shown), ...pagesOf(shown, 'evidence')];
    for (const home of homes) {
      const within = withinTwoClicks(files, home);
      expect(hundredAndSixty.filter((index) => !within.has(`https://www.example.org/bilans/${index}.pdf`))).toEqual([]);
    }
    for (const { path, body } of files.filter((one) => one.path.endsWith('.html'))) {
      expect(gzipSync(body).length + gzipSync(style).length, path).toBeLessThan(20_000);
    }
  });

  it('it takes one to each of 160 commitments that nobody ever said a word about', () => {
    const silent = view(
      hundredAndSixty.map((index) => aCommitment({ number: String(100 + index), milestones: [{ due: 'Octobre 2021' }] })),
      '2021-11-15',
      [],
    );
    const files = [...rootOf(silent), ...pagesOf(silent, 'no-word')];
    for (const [home, folder] of [
      ['index.html', ''],
      ['en/index.html', 'en/'],
    ] as const) {
      const within = withinTwoClicks(files, home);
      const milestones = hundredAndSixty.map((index) => `/${folder}fr-2021-2023/${100 + index}/m1/`);
      expect(milestones.filter((one) => !within.has(one))).toEqual([]);
    }
  });

  it('home names no further page of a list that has but one', () => {
    const links = linksOf(rootOf(view([answered(), pilot()], '2021-11-15')), 'index.html');
    expect(links).toContain('/fr-2021-2023/evidence/');
    expect(links.filter((href) => /\/(?:evidence|no-word)\/\d/.test(href))).toEqual([]);
  });

  it('it takes one to who has not answered, and since when', () => {
    const files = siteOf(view([committee(), pilot()], '2021-11-02'));
    for (const [home, page, silence] of [
      ['index.html', 'fr-2021-2023/no-word/', 'Sans réponse depuis le 1er octobre 2021'],
      ['en/index.html', 'en/fr-2021-2023/no-word/', 'No answer since 1 October 2021'],
    ] as const) {
      expect(linksOf(files, home)).toContain(`/${page}`);
      expect(textIn(treeOf(bodyOf(files, `${page}index.html`))).replace(/\s+/gu, ' ')).toContain(silence);
    }
  });
});
