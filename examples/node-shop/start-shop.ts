import { mkdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { filePictures, serve } from '@opentuan/api/node';
import type { OpenTuan } from '@opentuan/core';
import { todaysCampaigns } from './campaigns.ts';
import { hostServer } from './host-server.ts';
import { type Keys, keptKeys } from './keys.ts';
import { plantNeighbourhood } from './neighbourhood.ts';
import { tellOnConsole } from './tell-on-console.ts';
import { widgetFiles } from './widgets.ts';

export interface RunningShop {
  readonly origin: string;
  readonly port: number;
  readonly keys: Keys;
  readonly tuan: OpenTuan;
  /** Finishes what is under way and closes the database. */
  close(): Promise<void>;
}

export interface ShopOptions {
  /** The next free one is taken when this one is not. */
  readonly port: number;
  /** Where the database and the keys are kept. */
  readonly folder: string;
  /** Whether what people are told is written to the console. */
  readonly tellsPeople?: boolean;
}

/** The shop's own server with OpenTuan mounted under `/tuan`; the first start fills the database. */
export async function startShop(options: ShopOptions): Promise<RunningShop> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const [port, widgets] = await Promise.all([freePort(options.port), widgetFiles()]);
  const origin = `http://127.0.0.1:${port}`;
  // The shop's pages need what is only known once the database is open; nobody has the address before that.
  const opened = Promise.withResolvers<Pick<RunningShop, 'keys' | 'tuan'>>();
  const app = hostServer({ origin, widgets, opened: opened.promise });
  const served = await serve({
    database: `file:${join(folder, 'shop.db')}`,
    port,
    app,
    mount: '/tuan',
    pictureStore: filePictures(join(folder, 'pictures')),
    ...(options.tellsPeople === true ? { notify: tellOnConsole } : {}),
  });
  const { tuan } = served;
  await plantNeighbourhood(tuan);
  const keys = await keptKeys(join(folder, 'keys.json'), tuan);
  await todaysCampaigns(tuan);
  opened.resolve({ keys, tuan });
  return { origin, port, keys, tuan, close: () => served.close() };
}

/** The port that was asked for, or the next one that nobody has; 0 is any. */
async function freePort(wanted: number): Promise<number> {
  const free = await new Promise<number | undefined>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
  return free ?? freePort(wanted + 1);
}
