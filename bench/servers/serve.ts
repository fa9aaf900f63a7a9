import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';

/** Serves an app on a free port and tells the parent process which one. */
export function tellPort(app: { fetch: (request: Request) => Response | Promise<Response> }): void {
  const server = createServer(getRequestListener(app.fetch));
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
  });
}
