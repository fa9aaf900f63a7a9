import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenTuan } from '@opentuan/core';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { todaysCampaigns } from './campaigns.ts';
import type { Keys } from './keys.ts';
import { leaderPage, shopPage } from './pages.ts';
import { type Language, languageOf } from './words.ts';

export interface HostOptions {
  /** Where this server answers. */
  readonly origin: string;
  /** The files of the widgets by name. */
  readonly widgets: ReadonlyMap<string, string>;
  /** OpenTuan, once its database is open, and the shop's keys for it. */
  readonly opened: Promise<{ readonly tuan: OpenTuan; readonly keys: Keys }>;
}

/** Nothing from elsewhere, no inline script or style, no text that becomes markup: the widgets need none of it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** The shop's own number of the customer whom every visitor of this demonstration is. */
const neighbour = 'C-1001';
/** And of the leader whose page `/leader` is. */
const leader = 'L01';

/** The shop's own server, as it was before: its pages, who is signed in, and the till. */
export function hostServer(options: HostOptions): Hono {
  const app = new Hono();
  servePages(app, options);
  serveFiles(app, options);
  serveSessions(app, options);
  return app;
}

function servePages(app: Hono, { opened }: HostOptions): void {
  for (const [path, round] of [
    ['/', 'fresh'],
    ['/pantry', 'pantry'],
  ] as const) {
    app.get(path, async (context) => {
      const { tuan, keys } = await opened;
      const campaignId = (await todaysCampaigns(tuan))[round];
      signIn(context);
      return send(
        context,
        shopPage({ language: visitorLanguage(context), publishableKey: keys.publishable, campaignId }),
      );
    });
  }
  app.get('/leader', async (context) => {
    const { keys } = await opened;
    return send(
      context,
      leaderPage({ language: visitorLanguage(context), publishableKey: keys.publishable }),
    );
  });
}

async function send(context: Context, page: ReturnType<typeof shopPage>): Promise<Response> {
  context.header('content-security-policy', policy);
  context.header('cache-control', 'no-store');
  return context.html(await page);
}

function visitorLanguage(context: Context): Language {
  return languageOf(context.req.query('lang'), context.req.header('accept-language'));
}

function signIn(context: Context): void {
  if (getCookie(context, 'customer') !== undefined) return;
  setCookie(context, 'customer', neighbour, { httpOnly: true, sameSite: 'Strict', path: '/' });
}

function serveFiles(app: Hono, { widgets }: HostOptions): void {
  const kinds: Readonly<Record<string, string>> = {
    js: 'text/javascript',
    css: 'text/css',
    svg: 'image/svg+xml',
  };
  const file = (path: string, text: string): void => {
    const kind = kinds[path.split('.').at(-1) ?? ''] ?? 'text/plain';
    app.get(path, (context) => context.body(text, 200, { 'content-type': `${kind}; charset=utf-8` }));
  };
  for (const name of ['shop.css', 'shop.js', 'session.js', 'shop.svg']) {
    file(`/${name}`, readFileSync(join(import.meta.dirname, 'public', name), 'utf8'));
  }
  for (const [name, code] of widgets) file(`/tuan/widgets/${name}`, code);
}

/** Who is signed in, and the till: the three places where the shop's server talks to OpenTuan, with its secret key. */
function serveSessions(app: Hono, { origin, opened }: HostOptions): void {
  const ask = async (path: string, body?: object): Promise<Response> =>
    fetch(`${origin}/tuan/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${(await opened).keys.secret}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });

  app.post('/session', async (context) => {
    const customer = getCookie(context, 'customer');
    if (customer === undefined) return context.json({ token: null }, 401);
    return passOn(await ask('/sessions', { customer: `external:${customer}` }));
  });

  app.post('/leader/session', async () => passOn(await ask('/sessions', { leader: `external:${leader}` })));

  app.post('/till/payments', async (context) => {
    const { orderId } = await context.req.json<{ orderId: string }>();
    const order = await ask(`/orders/${encodeURIComponent(orderId)}`);
    if (!order.ok) return passOn(order);
    // What is due comes from OpenTuan, never from the browser. A real shop takes the money here; its reference of the
    // payment makes it count once, however often this is repeated.
    const { amountDue } = (await order.json()) as { amountDue: object };
    const payment = { amount: amountDue, reference: `till-${orderId}` };
    return passOn(await ask(`/orders/${encodeURIComponent(orderId)}/payments`, payment));
  });
}

/** The answer of OpenTuan, without the headers that belong to its own connection. */
function passOn(answer: Response): Response {
  const kind = answer.headers.get('content-type') ?? 'application/json';
  return new Response(answer.body, {
    status: answer.status,
    headers: { 'content-type': kind, 'cache-control': 'no-store' },
  });
}
