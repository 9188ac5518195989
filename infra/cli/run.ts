import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { UnreadableError } from '../../shared/domain/unreadable.ts';
import { readMoment, readRehearsalClock } from '../local/clock.ts';
import { type Command, type Context, flag, helpOf, parse, type Streams, text, UsageError, type Values } from './command.ts';
import { commands } from './commands.ts';

const overview = (): string => {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'jalon COMMAND [options]',
    '',
    'Tracks the commitments of open government action plans.',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'jalon COMMAND --help tells more, jalon --version which Jalon it is. Exit codes: 0 done, 1 refused or found something, 2 wrong call.',
    'JALON_DATA is the data folder (.jalon), JALON_NOW the clock, JALON_STORE the store: dynamodb or memory.',
    '',
  ].join('\n');
};

const versioned = z.looseObject({ version: z.string() });

/** As package.json says. */
function version(): string {
  return versioned.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;
}

/** The command that the first one or two words name, and what follows them. */
function find(argv: readonly string[]): { command: Command; rest: string[] } {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(' ');
    const command = commands.find((one) => one.name === name);
    if (command !== undefined) return { command, rest: argv.slice(words) };
  }
  const [first = ''] = argv;
  const family = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  throw new UsageError(
    family.length > 0 ? `say which: ${family.join(', ')}` : `there is no command "${first}"; jalon --help lists them`,
  );
}

/** `--at`, then JALON_NOW, then the clock of a rehearsal on this machine, then the real one. @throws UsageError for what is no time */
function timeOf(values: Values, env: Context['env'], dataFolder: string) {
  for (const [given, name] of [
    [text(values, 'at'), '--at'],
    [env['JALON_NOW'] ?? null, 'JALON_NOW'],
  ] as const) {
    if (given === null || given === '') continue;
    const moment = readMoment(given);
    if (moment === null) throw new UsageError(`${name}: "${given}" is no time; try 2021-10-01, 2021-10-01T09:00:00+02:00 or now`);
    return moment;
  }
  const isLocal = text(values, 'stack') === null;
  return (isLocal ? readRehearsalClock(dataFolder) : null) ?? systemClock.now();
}

async function run(argv: readonly string[], env: Context['env'], streams: Streams): Promise<number> {
  const [first] = argv;
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    streams.out(overview());
    return first === undefined ? 2 : 0;
  }
  if (first === '--version') {
    streams.out(`${version()}\n`);
    return 0;
  }
  const family = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (family.length > 0 && argv.slice(1).every((word) => word === '--help' || word === '-h') && argv.length > 1) {
    streams.out(family.map(({ name, usage, summary }) => `jalon ${name} ${usage}\n  ${summary}\n`).join('\n'));
    return 0;
  }
  const { command, rest } = find(argv);
  const { values, positionals } = parse(command, rest);
  if (flag(values, 'help')) {
    streams.out(helpOf(command));
    return 0;
  }
  const dataFolder = resolve(env['JALON_DATA'] ?? '.jalon');
  const context: Context = {
    env,
    dataFolder,
    now: timeOf(values, env, dataFolder),
    stack: text(values, 'stack'),
    json: flag(values, 'json'),
    ...streams,
  };
  return command.run(context, values, positionals);
}

/** An error in words: what a schema refused is told line by line. */
function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof UnreadableError && error.cause !== undefined) return `${error.message}: ${messageOf(error.cause)}`;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs one call of `jalon`.
 * @returns the exit code: 0 done, 1 refused or found something, 2 wrong call
 */
export async function runJalon(argv: readonly string[], env: Context['env'], streams: Streams): Promise<number> {
  try {
    return await run(argv, env, streams);
  } catch (error) {
    streams.err(`jalon: ${messageOf(error)}\n`);
    if (error instanceof UsageError) return 2;
    if (env['JALON_DEBUG'] !== undefined && error instanceof Error) streams.err(`${error.stack}\n`);
    return 1;
  }
}
