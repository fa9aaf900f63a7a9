import { serve } from '@hono/node-server';

/** Serves an app on a free port and tells the parent process which one; asked anything, it tells its memory in MiB. */
export function tellPort(app: { readonly fetch: (request: Request) => Response | Promise<Response> }): void {
  process.on('message', () => process.send?.({ memory: process.memoryUsage.rss() / 2 ** 20 }));
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));
}
