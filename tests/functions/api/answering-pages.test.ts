import { describe, expect, test } from 'vitest';
import { answeringMessages } from '../../../functions/api/messages/answering.ts';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { aContact, anAsk, anAssignment, aPlan } from '../../builders.ts';
import { htmlValidator } from '../../showing/html-validator.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, signIn } from './world.ts';

const id = 'fr-2021-2023/28/m1';
const path = `/app/${id}/`;
const rules = htmlValidator({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  // How hono/jsx writes what HTML leaves open.
  rules: { 'doctype-style': 'off', 'void-style': 'off', 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off' },
});

type Keep = (name: string, answer: Response) => Promise<Response>;

async function leadPages(keep: Keep, lead: Browser): Promise<void> {
  const send = (to: string, fields: { [name: string]: string }) => lead.submit(to, to, fields);
  const [deadline, withdraw, handOn] = [`${path}deadline`, `${path}withdraw`, `${path}hand-on`];
  await keep('deadline', await lead.get(deadline));
  await keep('deadline refused', await send(deadline, { due: 'bientôt', reason: '', step: 'preview' }));
  const preview = await keep(
    'deadline preview',
    await send(deadline, { due: 'novembre 2021', reason: 'Retard', step: 'preview' }),
  );
  const proposed = await lead.resubmit(preview, deadline, { step: 'confirm' });
  await keep('deadline proposed', await lead.get(proposed.headers.get('location') ?? ''));
  await keep('withdraw', await lead.get(withdraw));
  await keep('withdraw refused', await send(withdraw, { step: 'confirm' }));
  await keep('withdraw preview', await send(withdraw, { reason: 'Budget retiré', step: 'preview' }));
  await keep('hand on', await lead.get(handOn));
  const sacha = { email: 'sacha@example.org', name: 'Sacha Collègue', until: '2021-11-19', how: 'drafts' };
  await keep('hand on refused', await send(handOn, { ...sacha, email: 'sacha@autre.example', until: '2031-01-01' }));
  await send(handOn, sacha);
  await keep('handed on', await lead.get(`${handOn}?done=1`));
}

async function draftPages(keep: Keep, lead: Browser, sacha: Browser): Promise<void> {
  const typed = { status: 'limited', done: 'Deux\nlignes', difficulties: 'Le local manque.' };
  await keep('colleague form', await sacha.get(path));
  const preview = await keep('draft preview', await sacha.submit(path, path, { ...typed, step: 'preview' }));
  await sacha.resubmit(preview, path, { step: 'save-draft' });
  await keep('draft saved', await sacha.get(`${path}?draft=1`));
  const shown = await keep('draft of a colleague', await lead.get(path));
  await keep('list with a draft', await lead.get('/app/'));
  await sacha.submit(path, path, { ...typed, done: 'Autre chose', step: 'save-draft' });
  await keep('draft changed', await lead.resubmit(shown, path, { step: 'confirm' }));
  const nothing = `${path}nothing-to-report`;
  await keep('nothing to report, as a draft', await sacha.get(nothing));
  const open = Object.fromEntries(readPage(await (await sacha.get(nothing)).text()).formFor(nothing).fields);
  await keep('nothing to report, draft changed', await sacha.post(nothing, { ...open, draft: '' }));
  await lead.submit(nothing, nothing, {});
  await keep('outdated draft', await lead.get(path));
  await lead.submit(`${path}hand-on`, `${path}take-back`, {});
  await keep('taken back', await lead.get(`${path}hand-on?taken-back=1`));
  const withdraw = `${path}withdraw`;
  await lead.submit(withdraw, withdraw, { reason: 'Budget retiré', step: 'confirm' });
  await keep('withdrawn', await lead.get(`${path}?saved=5`));
}

/** Every page of answering, by name. */
async function everyPage(language: 'fr' | 'en'): Promise<Map<string, string>> {
  const people = ['lead', 'deputy'].map((as) => aContact({ as, language, name: `${as} Exemple` }));
  const world = await aWorld({
    contacts: people,
    assignments: [anAssignment({ as: 'lead' }), anAssignment({ as: 'deputy', role: 'deputy' })],
    plan: aPlan({ approval: 'second-person' }),
  });
  await world.stores.record.putAsk(anAsk({ subjectId: id, on: '2021-10-18', at: '2021-10-18T07:00:00Z' }));
  const pages = new Map<string, string>();
  const keep: Keep = async (name, answer) => {
    pages.set(name, await answer.clone().text());
    return answer;
  };
  const lead = await signIn(world);
  await leadPages(keep, lead);
  await keep('list with an approval', await (await signIn(world, 'deputy@example.org')).get('/app/'));
  await draftPages(keep, lead, await signIn(world, 'sacha@example.org'));
  return pages;
}

const ids = (html: string): Set<string | undefined> => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one));

describe('the pages of answering', () => {
  for (const language of interfaceLanguage.options) {
    test(`are valid HTML with one heading of the first level, no script and no inline style, in ${language}`, {
      timeout: 60_000,
    }, async () => {
      const pages = await everyPage(language);
      expect(pages.size).toBe(22);
      for (const [name, html] of pages) {
        const report = await rules.validateString(html);
        const found = report.results.flatMap(({ messages }) =>
          messages.map((one) => `${one.line}: ${one.ruleId} ${one.message}`),
        );
        expect(found, name).toEqual([]);
        expect(html.match(/<h1/g), name).toHaveLength(1);
        expect(html, name).toContain(`<html lang="${language}">`);
        expect(html, name).not.toMatch(/<script|<style|style="| on\w+="|undefined|null|\[object/);
      }
    });
  }

  test('tie every hint and error to its field, and every error on top to a field that is there', {
    timeout: 60_000,
  }, async () => {
    for (const [name, html] of await everyPage('fr')) {
      const known = ids(html);
      const described = [...html.matchAll(/aria-describedby="([^"]+)"/g)].flatMap(([, list = '']) => list.split(' '));
      const targets = readPage(html).hrefs.filter((href) => href.startsWith('#'));
      expect(
        [...described, ...targets.map((href) => href.slice(1))].filter((one) => !known.has(one)),
        name,
      ).toEqual([]);
      const fields = [...html.matchAll(/<(?:input|textarea|select) id="([^"]+)"/g)].map(([, one]) => one);
      const labelled = [...html.matchAll(/<label for="([^"]+)"/g)].map(([, one]) => one);
      expect(
        fields.filter((one) => !labelled.includes(one)),
        name,
      ).toEqual([]);
    }
  });

  test('speak French with its spaces and apostrophes', () => {
    const texts: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value);
      else if (typeof value === 'function') texts.push(String(value('x', 'y')), String(value(2, null)));
      else if (value !== null && typeof value === 'object') Object.values(value).forEach(collect);
    };
    collect(answeringMessages('fr'));
    expect(texts.filter((text) => /(?<!\u00A0)[:;?!»]|«(?!\u00A0)|'/.test(text))).toEqual([]);
    expect(texts.length).toBeGreaterThan(90);
  });
});
