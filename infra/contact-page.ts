import { contactPage } from '../shared/domain/contact-page.ts';

/**
 * The public contact page that `JALON_CONTACT_URL` names; null where it names none.
 * @throws Error for what is no address over https, or holds somebody's mail address
 */
export function localContactUrl(env: { readonly [name: string]: string | undefined }): string | null {
  const given = env['JALON_CONTACT_URL'] ?? '';
  if (given === '') return null;
  const read = contactPage.safeParse(given);
  if (read.success) return read.data;
  throw new Error('JALON_CONTACT_URL: expected the https address of a public contact page, without a mail address in it');
}
