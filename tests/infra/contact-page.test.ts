import { expect, test } from 'vitest';
import { localContactUrl } from '../../infra/contact-page.ts';

test('a contact page is the one that JALON_CONTACT_URL names, and none where nothing is named', () => {
  const page = 'https://www.example.org/contact';
  expect(localContactUrl({ JALON_CONTACT_URL: page })).toBe(page);
  expect([localContactUrl({}), localContactUrl({ JALON_CONTACT_URL: '' })]).toEqual([null, null]);
});

test.each(['http://www.example.org/contact', 'mailto:quelquun@example.org', 'contact'])(
  'a site does not start with %s as its contact page, and says which variable is wrong without repeating it',
  (given) => {
    expect(() => localContactUrl({ JALON_CONTACT_URL: given })).toThrow(/^JALON_CONTACT_URL: expected the https address/);
  },
);
