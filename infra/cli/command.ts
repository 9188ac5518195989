import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Temporal } from 'temporal-polyfill';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A mistake in how a command was called: exit 2, with what to do. */
export class UsageError extends Error {}

/** Where a command writes: JSON and results on `out`, everything else on `err`. */
export type Streams = {
  out(text: string): void;
  err(text: string): void;
  /** Progress lines only make sense on a terminal. */
  readonly isTerminal: boolean;
};

export type Context = Streams & {
  readonly env: Readonly<{ [name: string]: string | undefined }>;
  /** Folder of the local data. */
  readonly dataFolder: string;
  /** The time of this call, as `--at`, `JALON_NOW`, the rehearsal's clock or the real one says. */
  readonly now: Temporal.Instant;
  /** A deployed stack instead of local data. */
  readonly stack: string | null;
  readonly json: boolean;
};

export type Values = Readonly<{ [option: string]: string | boolean | (string | boolean)[] | undefined }>;

export type Command = {
  /** `plan add`: one or two words. */
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** How it is called, after the name. */
  readonly usage: string;
  /** Lines under the usage: options, examples. */
  readonly help: readonly string[];
  readonly options: Options;
  /** @returns the exit code: 0 done, 1 refused, 2 usage, and what `verify` cannot tell */
  run(context: Context, values: Values, positionals: readonly string[]): Promise<number>;
};

/** Options every command understands. */
export const commonOptions = {
  json: { type: 'boolean' },
  at: { type: 'string' },
  stack: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

/** @throws UsageError when an option is unknown or lacks its value */
export function parse(command: Command, argv: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({
      args: [...argv],
      options: { ...commonOptions, ...command.options },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // Node goes on to tell how a name that begins with a dash would be given: nothing here is called so.
    const [what = ''] = (error instanceof Error ? error.message : String(error)).split(/(?<=')\. /);
    throw new UsageError(`${what}: jalon ${command.name} --help lists what it takes`);
  }
}

export function text(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

export function flag(values: Values, name: string): boolean {
  return values[name] === true;
}

export function list(values: Values, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** @throws UsageError naming the option that is missing */
export function required(values: Values, name: string): string {
  const value = text(values, name);
  if (value === null || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}

/** One value of an enumeration. @throws UsageError listing the allowed ones */
export function oneOf<Value extends string>(
  values: Values,
  name: string,
  allowed: readonly Value[],
  fallback: Value | null = null,
): Value {
  const given = text(values, name);
  if (given === null && fallback !== null) return fallback;
  const found = allowed.find((one) => one === given);
  if (found === undefined) throw new UsageError(`--${name} must be one of: ${allowed.join(', ')}`);
  return found;
}

/** How a command is called, for `--help`. */
export function helpOf(command: Command): string {
  return [
    `jalon ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.summary,
    ...(command.help.length > 0 ? ['', ...command.help] : []),
    '',
    'Every command also takes:',
    '  --json          print JSON alone on standard output',
    '  --at TIME       set the clock: 2021-10-01, 2021-10-01T09:00:00+02:00 or now',
    '  --stack NAME    work on a deployed stack instead of the local data folder',
    '',
  ].join('\n');
}
