import { describe, expect, it } from 'vitest';
import { contactPage } from '../../shared/domain/contact-page.ts';
import { accessibilityFiles } from '../../shared/showing/pages/accessibility-page.tsx';
import { planUnits } from '../../shared/showing/plan-files.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { answered, pilot, publicUrl, view } from './health-plan.ts';
import { attribute, type Element, elements, textIn, treeOf } from './page-tree.ts';
import { siteOf } from './stages.ts';

const contactUrl = 'https://www.example.org/contact';
const plain = view([answered(), pilot()], '2021-11-15');
const reachable: PlanView = { ...plain, contactUrl };

const linksThere = (all: readonly Element[]): string[] =>
  all
    .flatMap((one) => elements({ type: 'root', children: [one] }, 'a'))
    .filter((one) => attribute(one, 'href') === contactUrl)
    .map(textIn);

describe('the contact page of an installation', () => {
  it('is linked in the foot of every page, and from none where there is no such page', () => {
    // A card stands on other sites, and has no foot.
    const pages = siteOf(reachable).filter(({ path }) => path.endsWith('.html') && !path.includes('/card/'));
    expect(pages.length).toBeGreaterThan(50);
    for (const { path, body } of pages) expect(linksThere(elements(treeOf(body), 'footer')), path).toEqual(['Contact']);
    for (const { path, body } of siteOf(plain)) expect(body, path).not.toContain('>Contact<');
  });

  it('is where the accessibility statement says to report a barrier; without one it says whom to look for', () => {
    const told = (home: { readonly contactUrl?: string | null }) =>
      accessibilityFiles({ publicUrl, ...home }).map(({ body }) => {
        const [main] = elements(treeOf(String(body)), 'main');
        return main === undefined ? { links: [], text: '' } : { links: linksThere([main]), text: textIn(main) };
      });
    expect(told({ contactUrl }).map(({ links }) => links)).toEqual([
      ['Page de contact (www.example.org)'],
      ['Contact page (www.example.org)'],
    ]);
    const [fr, en] = told({ contactUrl: null });
    expect(fr).toMatchObject({ links: [], text: expect.stringContaining('sur le site du gouvernement qui l’a nommée') });
    expect(en).toMatchObject({ links: [], text: expect.stringContaining('on the site of the government that named them') });
    for (const { text } of told({ contactUrl })) expect(text).not.toMatch(/qui l’a nommée|that named them/);
  });

  it('makes every page of a plan anew when it changes, as each of them links it', () => {
    const keysOf = (shown: PlanView) =>
      planUnits(shown)
        .filter(({ name }) => !name.endsWith('.xml'))
        .map(({ name, key }) => [name, key] as const);
    const before = new Map(keysOf(plain));
    const kept = keysOf(reachable).filter(([name, key]) => before.get(name) === key);
    expect(kept.map(([name]) => name)).toEqual(['sitemap']);
  });

  it('is an address over https in which nobody can be found', () => {
    for (const url of [contactUrl, 'https://www.example.org/?objet=plan%20d’action'])
      expect(contactPage.safeParse(url).success, url).toBe(true);
    for (const url of [
      ...['', 'contact', 'http://www.example.org/contact', 'mailto:quelquun@example.org', 'javascript:alert(1)'],
      ...['https://jalon:secret@example.org/', 'https://www.example.org/?a=quelquun@example.org'],
      'https://www.example.org/?a=quelquun%40example.org',
    ])
      expect(contactPage.safeParse(url).success, url).toBe(false);
  });
});
