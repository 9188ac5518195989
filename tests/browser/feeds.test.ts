import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atom } from '../../shared/showing/feeds/atom.ts';
import { planFeed } from '../../shared/showing/feeds/subject.ts';
import { aCommitment } from '../builders.ts';
import { view } from '../showing/health-plan.ts';
import { bodyOf, siteOf, stages } from '../showing/stages.ts';
import { readXml, type XmlElement } from '../showing/xml.ts';
import { launchChromium, noBrowser } from './chromium.ts';

/** What a page runs: names, attributes and texts of a document, or what is wrong with it. */
const inPage = `(source) => {
  const parsed = new DOMParser().parseFromString(source, 'application/xml');
  if (parsed.querySelector('parsererror') !== null) return parsed.documentElement.textContent;
  const tell = (element) => ({
    name: element.nodeName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    children: [...element.children].map(tell),
    text: element.children.length === 0 ? element.textContent : null,
  });
  return tell(parsed.documentElement);
}`;

/** A document as Chromium's own XML parser reads it. */
async function asRead(page: Page, xml: string): Promise<unknown> {
  return page.evaluate(`(${inPage})(${JSON.stringify(xml)})`);
}

function told({ name, attributes, children, text }: XmlElement): unknown {
  return {
    name,
    attributes: Object.fromEntries(attributes),
    children: children.map(told),
    text: children.length === 0 ? text : null,
  };
}

const hostile = [
  '<script>alert(1)</script>',
  ']]></content><entry>',
  '&#0;&unknown; <!-- --> <![CDATA[ x ]]> <?xml?>',
  'a\r\nb\u0085c\u2028d',
  '\u0000\u0008\uFFFE\u202Ex',
  '𝕁é\u00A0"\'',
];

describe.skipIf(noBrowser !== null)(noBrowser ?? 'a browser’s XML parser', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
  });

  afterAll(async () => {
    await page?.close();
    await browser?.close();
  });

  test('S12: reads every feed of every stage as it was meant', async () => {
    for (const { name, view: shown } of stages) {
      const files = siteOf(shown);
      for (const { path } of files.filter((one) => one.path.endsWith('.atom'))) {
        const xml = bodyOf(files, path);
        expect(await asRead(page, xml), `${path}, ${name}`).toEqual(told(readXml(xml)));
      }
    }
  });

  test.each(hostile)('S12: reads a feed as it was meant where a title is %j', async (title) => {
    const xml = atom(
      planFeed(view([aCommitment({ title: `a${title}z`, milestones: [{ title: `b${title}z` }] })], '2021-09-15', []), 'fr'),
    );
    expect(await asRead(page, xml)).toEqual(told(readXml(xml)));
  });
});
