/**
 * The load of the HTTP cells, in a process of its own: so many connections kept alive, on each one request after the
 * other. It writes the bytes itself, since a client that costs as much as the server would measure the client.
 */
import { connect, type Socket } from 'node:net';
import { type Latency, latencyOf } from './contest.ts';
import { orderOf, publishableKey, secretKey } from './neighbourhood.ts';

export interface LoadWish {
  readonly port: number;
  readonly connections: number;
  readonly from: number;
  readonly count: number;
  /** A path to GET, or nothing to place orders. */
  readonly path?: string;
}

export interface LoadAnswer {
  readonly seconds: number;
  readonly latency: Latency;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
}

process.on('message', (wish: LoadWish) => {
  void load(wish).then((answer) => process.send?.(answer));
});

async function load({ port, connections, from, count, path }: LoadWish): Promise<LoadAnswer> {
  const requests = Array.from({ length: count }, (_, index) =>
    path === undefined ? orderRequest(from + index) : pageRequest(path),
  );
  const statuses: Record<string, number> = {};
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const times: number[] = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      const ask = asker(socket);
      while (next < count) {
        const request = requests[next];
        next += 1;
        if (!request) break;
        const asked = performance.now();
        const status = await ask(request);
        times.push(performance.now() - asked);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const socket of sockets) socket.destroy();
  return { seconds, statuses, latency: latencyOf(times) };
}

function orderRequest(index: number): Buffer {
  const body = JSON.stringify(orderOf(index, 'http'));
  const head = [
    'POST /v1/orders HTTP/1.1',
    'host: bench',
    `authorization: Bearer ${secretKey}`,
    'content-type: application/json',
    `idempotency-key: http-${String(index)}`,
    `content-length: ${String(Buffer.byteLength(body))}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function pageRequest(path: string): Buffer {
  return Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${publishableKey}\r\n\r\n`,
  );
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.on('error', reject);
  });
}

/** Sends a request and waits until its whole answer has come. */
function asker(socket: Socket): (request: Buffer) => Promise<string> {
  let settle: { resolve: (status: string) => void; reject: (error: Error) => void } | undefined;
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    text += part;
    if (!isWhole(text)) return;
    const status = text.slice(9, 12);
    text = '';
    settle?.resolve(status);
  });
  socket.on('close', () => settle?.reject(new Error('the server closed the connection')));
  return (request) =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
      socket.write(request);
    });
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= end + 4 + Number(length);
}
