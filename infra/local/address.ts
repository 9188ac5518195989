import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const defaultPort = 8021;
const file = z.object({ address: z.url() });

/** Where the site of a data folder is: where its server said it listens, else where it would. No slash at the end. */
export function localAddress(dataFolder: string, env: { readonly [name: string]: string | undefined }): string {
  const kept = join(dataFolder, 'address.json');
  if (existsSync(kept)) return file.parse(JSON.parse(readFileSync(kept, 'utf8'))).address;
  return `http://127.0.0.1:${portOf(env) || defaultPort}`;
}

/** Keeps where the server of a data folder listens, for the links the command line writes. */
export function keepAddress(dataFolder: string, address: string): void {
  writeFileSync(join(dataFolder, 'address.json'), `${JSON.stringify({ address })}\n`);
}

/** The port to listen on. 0 lets the system choose. @throws when PORT is none */
export function portOf(env: { readonly [name: string]: string | undefined }): number {
  const given = env['PORT'];
  if (given === undefined || given === '') return defaultPort;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT: "${given}" is no port`);
  return port;
}
