import * as z from 'zod';
import { findPersonalData } from './personal-data.ts';

/**
 * A public page on which whoever publishes a site can be written to: an address of the web over https, and no mail address in it,
 * as every page of the site links it.
 */
export const contactPage = z
  .url({ protocol: /^https$/ })
  .max(2_048)
  .refine((url) => {
    // Runs on what is no address at all, too: that was told already.
    if (!URL.canParse(url)) return true;
    const { username, password, href } = new URL(url);
    const isFound = findPersonalData(href.replace(/%40/g, '@')).some(({ kind }) => kind === 'address');
    return username === '' && password === '' && !isFound;
  }, 'an address over https, without user name, password or mail address');
