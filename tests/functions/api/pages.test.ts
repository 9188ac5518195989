import { describe, expect, test } from 'vitest';
import { english } from '../../../functions/api/messages/en.ts';
import { french } from '../../../functions/api/messages/fr.ts';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { aContact, anAssignment } from '../../builders.ts';
import { htmlValidator } from '../../showing/html-validator.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, type Browser, signIn } from './world.ts';

const path = '/app/fr-2021-2023/28/m1/';
const rules = htmlValidator({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  // How hono/jsx writes what HTML leaves open.
  rules: { 'doctype-style': 'off', 'void-style': 'off', 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off' },
});

/** Every page a person can be shown, by name. */
async function everyPage(language: 'fr' | 'en'): Promise<Map<string, string>> {
  const lead = aContact({ as: 'lead', language });
  const world = await aWorld({ contacts: [lead], assignments: [anAssignment()] });
  const pages = new Map<string, string>();
  const keep = async (name: string, answer: Response): Promise<void> => {
    pages.set(name, await answer.clone().text());
  };
  const stranger = aBrowser(world);
  const signInPath = `/app/sign-in?lang=${language}`;
  await keep('sign in', await stranger.get(signInPath));
  await keep('address refused', await stranger.submit(signInPath, '/app/sign-in', { email: 'x' }));
  await stranger.submit(signInPath, '/app/sign-in', { email: lead.email });
  const codePath = `/app/sign-in/code?lang=${language}`;
  await keep('code', await stranger.get(codePath));
  await keep('code refused', await stranger.submit(codePath, '/app/sign-in/code', { code: 'x' }));
  await keep('signed out', await stranger.post(`${path}?lang=${language}`, { done: 'Trois\nlignes' }));
  await keep('stop', await stranger.get(`/app/stop/${lead.stopToken}`));
  const browser = await signIn(world, lead.email);
  await keep('list', await browser.get('/app/'));
  await keepForms(keep, browser);
  await keep('not found', await browser.get('/app/fr-2021-2023/99/m1/'));
  await keep('forbidden', await browser.post(`${path}?lang=${language}`, {}, { origin: 'https://evil.example' }));
  return pages;
}

async function keepForms(keep: (name: string, answer: Response) => Promise<void>, browser: Browser): Promise<void> {
  await keep('form', await browser.get(path));
  const typed = {
    status: 'complete',
    'evidence.0.url': 'https://example.org/a',
    'evidence.0.title': 'A',
    'evidence.0.kind': 'page',
  };
  await keep('errors', await browser.submit(path, path, { ...typed, status: 'limited', 'evidence.0.url': 'x', step: 'preview' }));
  await keep('row added', await browser.submit(path, path, { ...typed, step: 'add-row' }));
  const preview = await browser.submit(path, path, { ...typed, step: 'preview' });
  await keep('preview', preview);
  const nothing = `${path}nothing-to-report`;
  await keep('nothing to report', await browser.get(nothing));
  await browser.submit(nothing, nothing, { note: 'Rien' });
  await keep('stale', await browser.resubmit(preview, path, { step: 'confirm' }));
  await keep('saved', await browser.get(`${path}?saved=2`));
}

describe('private pages', () => {
  for (const language of interfaceLanguage.options) {
    test(`are valid HTML with one heading of the first level and no script or inline style, in ${language}`, async () => {
      const pages = await everyPage(language);
      expect(pages.size).toBe(16);
      for (const [name, html] of pages) {
        const report = await rules.validateString(html);
        const found = report.results.flatMap(({ messages }) =>
          messages.map((one) => `${one.line}: ${one.ruleId} ${one.message}`),
        );
        expect(found, name).toEqual([]);
        expect(html.match(/<h1/g), name).toHaveLength(1);
        expect(html, name).toContain(`<html lang="${language}">`);
        expect(html, name).not.toMatch(/<script|<style|style="| on\w+="|undefined|\[object/);
      }
    });
  }

  test('every field has a label of its own, and every message about it is tied to it', async () => {
    const html = (await everyPage('fr')).get('errors') ?? '';
    const labelled = [...html.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
    const fields = [...html.matchAll(/<(?:input|textarea|select) id="([^"]+)"/g)].map(([, id]) => id);
    expect(fields.filter((id) => !labelled.includes(id))).toEqual([]);
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const described = [...html.matchAll(/aria-describedby="([^"]+)"/g)].flatMap(([, list = '']) => list.split(' '));
    expect(described.filter((id) => !ids.has(id))).toEqual([]);
    const targets = readPage(html).hrefs.filter((href) => href.startsWith('#'));
    expect(targets.filter((href) => !ids.has(href.slice(1)))).toEqual([]);
  });

  test('French words carry no plain space before double punctuation and no straight apostrophe', () => {
    const texts: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value);
      else if (typeof value === 'function') texts.push(String(value('x', 'required', 'x', null)));
      else if (value !== null && typeof value === 'object') Object.values(value).forEach(collect);
    };
    collect(french);
    const own = texts.filter((text) => !text.includes('http'));
    expect(own.filter((text) => / [:;?!»]|« |'/.test(text))).toEqual([]);
    expect(own.length).toBeGreaterThan(80);
    expect(Object.keys(english)).toEqual(Object.keys(french));
  });
});
