import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod';

const runner = fileURLToPath(new URL('./invoke.mjs', import.meta.url));
/** Where the answers to a list of events were given; no line of a log has it. */
const mark = '\u0004\n';

export type Invoked = {
  /** How the process ended; null where it waits for more. */
  readonly code: number | null;
  /** What the handler answered to each event; empty when it did not start. */
  readonly answers: readonly unknown[];
  /** Lines it logged. */
  readonly lines: readonly { readonly [field: string]: unknown }[];
  readonly errors: string;
};

/** A function that stays warm between invocations, as it does on Lambda. */
export type WarmFunction = {
  /** Hands it events one by one. One call at a time. */
  readonly call: (events: readonly unknown[]) => Promise<Invoked>;
  readonly end: () => void;
};

const line = z.record(z.string(), z.unknown());

/** What a stream says up to each mark, and at its end what is left. */
async function* upToMarks(stream: NodeJS.ReadableStream): AsyncGenerator<string, string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    text += String(chunk);
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark)) {
      yield text.slice(0, at);
      text = text.slice(at + mark.length);
    }
  }
  return text;
}

/** Starts a bundle in a process of its own, with this environment and nothing else. */
export function startFunction(bundle: string, environment: { readonly [name: string]: string }): WarmFunction {
  const child = spawn(process.execPath, [runner, pathToFileURL(bundle).href, mark], {
    env: { ...environment },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  // Whoever did not start does not read either: its end tells why.
  child.stdin.on('error', () => {});
  const streams = [readable(child.stdio[3]), child.stdout, child.stderr].map(upToMarks);
  return {
    call: async (events) => {
      child.stdin.write(`${JSON.stringify(events)}\n`);
      const parts = await Promise.all(streams.map((stream) => stream.next()));
      const [answers = '', out = '', errors = ''] = parts.map(({ value }) => value);
      return {
        code: parts.some(({ done }) => done === true) ? await ended : null,
        answers: answers === '' ? [] : z.array(z.unknown()).parse(JSON.parse(answers)),
        // Errors are logged to the other stream; Lambda puts both into one.
        lines: `${out}\n${errors}`
          .split('\n')
          .filter((one) => one.startsWith('{'))
          .map((one) => line.parse(JSON.parse(one))),
        errors,
      };
    },
    end: () => child.stdin.end(),
  };
}

/** Starts a bundle for these events alone. */
export async function invoke(
  bundle: string,
  environment: { readonly [name: string]: string },
  events: readonly unknown[],
): Promise<Invoked> {
  const started = startFunction(bundle, environment);
  const invoked = await started.call(events);
  started.end();
  return invoked;
}

/** Guarantee: descriptor 3 was opened as a pipe, so that its end here can be read. */
function readable(stream: unknown): NodeJS.ReadableStream {
  return stream as NodeJS.ReadableStream;
}
