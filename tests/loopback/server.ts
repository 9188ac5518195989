import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
};

export type Answer = {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: { readonly [name: string]: string };
};

/** An endpoint of this machine, to be closed by whoever opened it. */
export type Loopback = { readonly endpoint: string; readonly close: () => Promise<void> };

/** Serves on a free port of 127.0.0.1; what `answer` throws becomes a 500, so that a test sees it at once. */
export async function openLoopback(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<Loopback> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const asked = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers,
      body: Buffer.concat(chunks),
    };
    const {
      status,
      body,
      headers: extra = {},
    } = await Promise.resolve(asked)
      .then(answer)
      .catch((error: unknown): Answer => ({ status: 500, body: String(error) }));
    response.writeHead(status, extra).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(server.address());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Guarantee: a server that listens on a port, not on a pipe, has an address with a port. */
function addressOf(address: string | AddressInfo | null): AddressInfo {
  return address as AddressInfo;
}
