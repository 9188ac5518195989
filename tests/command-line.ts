import { spawn } from 'node:child_process';
import { runJalon } from '../infra/cli/run.ts';
import { argumentsFor } from './programs.ts';

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

export type Running = { readonly kill: () => void; readonly done: Promise<Ran> };

/** Starts `jalon` as a process of its own, as a person does. */
export function startJalon(args: readonly string[], env: { [name: string]: string } = {}, cwd = process.cwd()): Running {
  const child = spawn(process.execPath, [...argumentsFor('infra/cli/main.ts'), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const done = new Promise<Ran>((accept) => child.once('close', (code) => accept({ code, out, err })));
  return { kill: () => child.kill('SIGKILL'), done };
}

/** Runs `jalon` in this process: what it prints, and its exit code. */
export async function jalon(args: readonly string[], env: { [name: string]: string } = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const streams = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    isTerminal: false,
  };
  return { code: await runJalon(args, { ...process.env, ...env }, streams), out, err };
}
