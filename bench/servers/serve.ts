import { serve } from '@hono/node-server';

/** Serves an app on a free port and tells the parent process which one. */
export function tellPort(app: { readonly fetch: (request: Request) => Response | Promise<Response> }): void {
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));
}
