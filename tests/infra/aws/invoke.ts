import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod';

const runner = fileURLToPath(new URL('./invoke.mjs', import.meta.url));

export type Invoked = {
  readonly code: number | null;
  /** What the handler answered to each event; empty when it did not start. */
  readonly answers: readonly unknown[];
  /** Lines it logged. */
  readonly lines: readonly { readonly [field: string]: unknown }[];
  readonly errors: string;
};

const line = z.record(z.string(), z.unknown());

/** Starts a bundle in a process of its own, with this environment and nothing else, and hands it events one by one. */
export async function invoke(
  bundle: string,
  environment: { readonly [name: string]: string },
  events: readonly unknown[],
): Promise<Invoked> {
  const child = spawn(process.execPath, [runner, pathToFileURL(bundle).href], {
    env: { ...environment },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(JSON.stringify(events));
  const [answers, out, errors] = await Promise.all([text(readable(child.stdio[3])), text(child.stdout), text(child.stderr)]);
  return {
    code: await ended,
    answers: answers === '' ? [] : z.array(z.unknown()).parse(JSON.parse(answers)),
    // Errors are logged to the other stream; Lambda puts both into one.
    lines: `${out}\n${errors}`
      .split('\n')
      .filter((one) => one.startsWith('{'))
      .map((one) => line.parse(JSON.parse(one))),
    errors,
  };
}

/** Guarantee: descriptor 3 was opened as a pipe, so that its end here can be read. */
function readable(stream: unknown): NodeJS.ReadableStream {
  return stream as NodeJS.ReadableStream;
}
