// Loads one bundle as Lambda does and hands it events, for as long as they come: `node invoke.mjs BUNDLE` reads lists of
// events on standard input, one a line, and writes a line of answers to file descriptor 3 for each, so that logs stay apart;
// these get a mark where the answers were given. A module of its own, because `node -e` would lend the bundle a `require` it
// does not have on Lambda.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [, , bundle, mark] = process.argv;
// Node would print the whole line of the minified bundle in front of the reason, more than a pipe takes before the end.
const { handler } = await import(bundle).catch((error) => {
  writeFileSync(2, String(error.stack));
  process.exit(1);
});
const context = { functionName: 'test', awsRequestId: 'test', getRemainingTimeInMillis: () => 60_000 };
for await (const line of createInterface({ input: process.stdin })) {
  const answers = [];
  for (const event of JSON.parse(line)) answers.push((await handler(event, context)) ?? null);
  for (const log of [process.stdout, process.stderr]) await new Promise((written) => log.write(mark, written));
  writeFileSync(3, `${JSON.stringify(answers)}${mark}`);
}
process.exit(0);
