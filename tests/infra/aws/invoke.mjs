// Loads one bundle as Lambda does and hands it events: `node invoke.mjs BUNDLE` reads a JSON list of events on standard
// input and writes a JSON list of answers to file descriptor 3, so that logs stay apart. A module of its own, because
// `node -e` would lend the bundle a `require` it does not have on Lambda.
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

const [, , bundle] = process.argv;
// Node would print the whole line of the minified bundle in front of the reason, more than a pipe takes before the end.
const { handler } = await import(bundle).catch((error) => {
  writeFileSync(2, String(error.stack));
  process.exit(1);
});
const context = { functionName: 'test', awsRequestId: 'test', getRemainingTimeInMillis: () => 60_000 };
const answers = [];
for (const event of JSON.parse(await text(process.stdin))) answers.push((await handler(event, context)) ?? null);
writeFileSync(3, JSON.stringify(answers));
process.exit(0);
