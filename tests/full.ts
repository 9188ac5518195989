/** `npm run test:full`: ten times as many simulated worlds as in the default run. */
export const isFull = process.env['JALON_FULL'] === 'true';
