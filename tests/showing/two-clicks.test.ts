import { describe, expect, it } from 'vitest';
import { textOf } from '../../shared/showing/file-types.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { rootFiles } from '../../shared/showing/root-files.ts';
import { aCommitment } from '../builders.ts';
import { answered, committee, pilot, publicUrl, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf, type TextFile } from './stages.ts';

function linksOf(files: readonly TextFile[], path: string): string[] {
  return elements(treeOf(bodyOf(files, path)), 'a').flatMap((one) => attribute(one, 'href') ?? []);
}

/** Everything one click leads to from the pages that are one click away from home. */
function withinTwoClicks(files: readonly TextFile[], home: string): ReadonlySet<string> {
  const pages = linksOf(files, home)
    .filter((href) => href.startsWith('/') && href.endsWith('/'))
    .map((href) => `${href.slice(1)}index.html`);
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
        rootFiles([shown], publicUrl).map((file) => ({ ...file, body: textOf(file.body) })),
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
