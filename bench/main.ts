import { parseArgs } from 'node:util';
import { thisMachine, toldOf } from './machine.ts';
import type { Measured } from './meter.ts';
import { benchRemind } from './remind.ts';
import { onEveryStore } from './stores.ts';
import { benchTick } from './tick.ts';

const usage = `npm run -s bench -- remind [--n 1000] [--json]      a morning on which n people are told of a deadline
npm run -s bench -- tick [--open 100000] [--json]   an idle tick over 1, 1,000 and so on up to so many open milestones`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    n: { type: 'string', default: '1000' },
    open: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n${usage}\n`);
  process.exit(2);
}

function countOf(text: string): number {
  const count = Number(text);
  return Number.isSafeInteger(count) && count > 0 ? count : refuse(`${text} is no whole number above zero`);
}

const round = (value: number): number => Math.round(value * 100) / 100;

function capacityOf({ capacity }: Pick<Measured, 'capacity'>): string {
  return capacity === null
    ? 'no capacity: nothing is paid for'
    : `${round(capacity.read)} read and ${round(capacity.write)} write units`;
}

const callsOf = ({ calls }: Measured): string =>
  Object.entries(calls)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');

async function remind(n: number): Promise<void> {
  const machine = thisMachine();
  const stores = await onEveryStore((measured) => benchRemind(measured, n));
  if (values.json) return print(JSON.stringify({ bench: 'remind', n, machine, stores }));
  print(toldOf(machine));
  for (const { store, mails, seconds, transactions, capacity, tick, send } of stores) {
    print(
      `${store}: ${mails} mails in ${round(seconds)} s (${Math.round(mails / seconds)} a second), ${transactions} transactions`,
    );
    print(`  ${capacityOf({ capacity })}`);
    print(`  tick ${round(tick.seconds)} s: ${callsOf(tick)}`);
    print(`  send ${round(send.seconds)} s: ${callsOf(send)}`);
  }
}

async function tick(open: number): Promise<void> {
  const machine = thisMachine();
  const ticks = (await onEveryStore((measured) => benchTick(measured, open))).flat();
  if (values.json) return print(JSON.stringify({ bench: 'tick', machine, ticks }));
  print(toldOf(machine));
  for (const one of ticks) {
    print(`${one.store}, ${one.open} open: ${round(one.milliseconds)} ms, ${callsOf(one)}, ${capacityOf(one)}`);
  }
}

const [what] = positionals;
if (values.help) print(usage);
else if (what === 'remind') await remind(countOf(values.n));
else if (what === 'tick') await tick(countOf(values.open));
else refuse(what === undefined ? 'which bench?' : `no bench is called ${what}`);
