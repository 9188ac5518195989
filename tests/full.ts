/** `npm run test:full`: everything that is too long for each commit. The default run takes a share of it. */
export const isFull = process.env['JALON_FULL'] === 'true';
