import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { setup as bundlePrograms } from '../bundle-programs.ts';
import type { Counters } from './counters.ts';
import { playWorlds } from './players.ts';
import { missingIn, told } from './report.ts';
import { runWorld } from './run.ts';

const usage = `npm run simulate -- [--worlds 2000] [--from 1] [--json]
npm run simulate -- --seed 42 [--trace] [--json]`;

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  process.stderr.write(`${text} is no whole number\n${usage}\n`);
  process.exit(2);
}

const width = 40;

/** A bar on a terminal; nothing where the output goes to a file. */
function progress(of: number, startedAt: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {};
  let last = -1;
  return (done) => {
    const share = Math.floor((1_000 * done) / of);
    if (share === last) return;
    last = share;
    const bar = '█'.repeat(Math.floor((width * done) / of)).padEnd(width, '░');
    const seconds = (performance.now() - startedAt) / 1_000;
    const left = Math.ceil((seconds / done) * (of - done));
    process.stderr.write(`\r${bar} ${done} of ${of} worlds, ${left} s left `);
    if (done === of) process.stderr.write('\n');
  };
}

function countersOf(counters: Counters): { readonly [name: string]: number } {
  return Object.fromEntries(counters.entries());
}

async function one(seed: number): Promise<number> {
  const outcome = await runWorld(seed);
  const { fingerprint, violations, counters } = outcome;
  if (values.json) print(JSON.stringify({ seed, fingerprint, violations, counters: countersOf(counters) }));
  else {
    if (values.trace) print(outcome.trace.about(() => true, 10_000).join('\n'));
    print(
      violations.length > 0
        ? told(outcome)
        : `seed ${seed}: ${counters.of('mails')} mails, nothing broken, fingerprint ${fingerprint}`,
    );
  }
  return violations.length === 0 ? 0 : 1;
}

async function many(worlds: number, from: number): Promise<number> {
  const seeds = Array.from({ length: worlds }, (_, index) => from + index);
  const removePrograms = await bundlePrograms();
  const startedAt = performance.now();
  const onWorld = progress(worlds, startedAt);
  const report = await playWorlds(seeds, availableParallelism(), (_, done) => onWorld(done)).finally(removePrograms);
  const { broken, mails, counters } = report;
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  if (values.json) {
    const brokenSeeds = broken.map(({ seed, broke }) => ({ seed, told: broke }));
    const more = { broken: brokenSeeds, missing: missingIn(counters), counters: countersOf(counters) };
    print(JSON.stringify({ worlds, from, mails, seconds, ...more }));
  } else {
    for (const { seed, broke, told: inFull } of broken) print(inFull ?? `seed ${seed}: ${broke}`);
    for (const [name, count] of counters.entries()) print(`${String(count).padStart(10)}  ${name}`);
    print(`${worlds} worlds from seed ${from}, ${mails} mails, ${seconds} s: ${broken.length} failed`);
    const missing = missingIn(counters);
    if (missing.length > 0) print(`never happened: ${missing.join(', ')}`);
  }
  return broken.length === 0 ? 0 : 1;
}

if (values.help) print(usage);
else
  process.exitCode = await (values.seed === undefined
    ? many(numberOf(values.worlds), numberOf(values.from))
    : one(numberOf(values.seed)));
