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

const loopback = ['127.0.0.1', '::1', 'localhost'];

/**
 * This machine's server shows every mail, codes included, and signs people in over plain http: it is for one person at one
 * machine (RELIABILITY S19). @throws where it would be more than that
 */
export function checkIsLocal(env: { readonly [name: string]: string | undefined }): void {
  const host = env['HOST'] ?? '';
  if (env['NODE_ENV'] === 'production') throw new Error('NODE_ENV: this server is for one machine, not for production');
  if (env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined) throw new Error('this server is for one machine, not for Lambda');
  if (host !== '' && !loopback.includes(host))
    throw new Error(`HOST: "${host}" is not this machine; only 127.0.0.1 is listened on`);
}
