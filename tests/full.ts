/**
 * `npm run test:full`: ten times as many simulated worlds as in the default run, more runs of what chance decides, and every page in
 * a browser.
 */
export const isFull = process.env['JALON_FULL'] === 'true';
