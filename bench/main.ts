import { parseArgs } from 'node:util';
import { thisMachine, toldOf } from './machine.ts';
import type { Measured } from './meter.ts';
import { benchPublish, benchPublishOne, sizesOf } from './publish.ts';
import { benchRemind } from './remind.ts';
import { onEveryStore } from './stores.ts';
import { benchTick } from './tick.ts';

const usage = `npm run -s bench -- remind [--n 1000] [--json]      a morning on which n people are told of a deadline
npm run -s bench -- tick [--open 100000] [--json]   an idle tick over 1, 1,000 and so on up to so many open milestones
npm run -s bench -- publish [--n 1000] [--json]     every page and file of plans with n milestones, made anew
npm run -s bench -- publish-one [--n 1000] [--json] one change in a plan of 240 milestones, alone and among so many`;

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

async function publish(n: number): Promise<void> {
  const machine = thisMachine();
  const [result] = await onEveryStore((measured) => benchPublish(measured, sizesOf(n)), 'first');
  if (result === undefined) throw new Error('there is always a store in memory');
  if (values.json) return print(JSON.stringify({ bench: 'publish', n, machine, ...result }));
  print(toldOf(machine));
  const { plans, milestones, seconds, files, pages, bytes, hugo } = result;
  print(`${milestones} milestones in ${plans} plans: ${files} files, ${pages} of them pages, ${round(bytes / 1e6)} MB`);
  print(`  ${round(seconds)} s of processor time`);
  print(
    hugo === null
      ? '  Hugo is not installed: nothing to compare with'
      : `  ${hugo.version}: ${hugo.pages} pages in ${round(hugo.seconds)} s by the clock`,
  );
}

async function publishOne(n: number): Promise<void> {
  const machine = thisMachine();
  const changes = (await onEveryStore((measured) => benchPublishOne(measured, sizesOf(n)))).flat();
  const ratios = changes.flatMap((one) => {
    const alone = changes.find(({ store, plans }) => store === one.store && plans === 1);
    return alone === undefined || one.plans === 1
      ? []
      : [{ store: one.store, plans: one.plans, ratio: round(one.milliseconds / alone.milliseconds) }];
  });
  if (values.json) return print(JSON.stringify({ bench: 'publish-one', n, machine, changes, ratios }));
  print(toldOf(machine));
  for (const one of changes) {
    print(`${one.store}, ${one.plans} plans: ${round(one.milliseconds)} ms of processor time`);
    print(`  ${one.written} files written, ${one.different} differ; ${callsOf(one)}; ${capacityOf(one)}`);
    print(`  site: ${one.site.lists} lists, ${one.site.reads} reads, ${one.site.puts} puts, ${one.site.removes} removals`);
  }
  for (const { store, plans, ratio } of ratios) print(`${store}: ${plans} plans cost ${ratio} of what one does`);
}

const [what] = positionals;
if (values.help) print(usage);
else if (what === 'remind') await remind(countOf(values.n));
else if (what === 'tick') await tick(countOf(values.open));
else if (what === 'publish') await publish(countOf(values.n));
else if (what === 'publish-one') await publishOne(countOf(values.n));
else refuse(what === undefined ? 'which bench?' : `no bench is called ${what}`);
