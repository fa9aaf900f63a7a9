import { commands } from 'vitest/browser';

interface Opened {
  readonly id: number;
  readonly publishableKey: string;
  readonly secretKey: string;
}

interface SentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What `test/shop-commands.ts` offers: the real API, in the process of the tests. */
interface ShopCommands {
  openShop(currency: string): Promise<Opened>;
  signIn(id: number, who: 'customer' | 'leader'): Promise<string>;
  callShop(id: number, request: object): Promise<SentAnswer>;
  moveClock(id: number, text: string): Promise<void>;
  changeShop(id: number, sql: string, against?: readonly string[]): Promise<void>;
  bringGoods(
    id: number,
    orderIds: readonly string[],
    short?: Readonly<Record<string, number>>,
  ): Promise<void>;
  startRun(id: number): Promise<{ readonly runId: string; readonly stopId: string }>;
  closeShop(id: number): Promise<void>;
}

const shopCommands = commands as unknown as ShopCommands;

/** The campaign, points and goods that every test shop has. */
export const planted = {
  campaign: 'cam_today',
  apple: 'off_apple',
  egg: 'off_egg',
  point: 'pnt_east',
  otherPoint: 'pnt_west',
  customer: 'cus_xiaoyu',
} as const;

/** A shop of its own for one test, and a page with the widgets on it. */
export class RealShop {
  readonly opened: Opened;
  /** What the wire does with requests: `lost` never arrive, `deaf` arrive and their answers do not, `held` wait for
   * `release`. */
  wire: 'good' | 'lost' | 'held' | 'deaf' = 'good';
  #release: (() => void)[] = [];

  private constructor(opened: Opened) {
    this.opened = opened;
  }

  static async open(currency = 'CNY'): Promise<RealShop> {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    return new RealShop(await shopCommands.openShop(currency));
  }

  /** The `fetch` of a provider: it goes to the real API. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    if (this.wire === 'held') await new Promise<void>((resolve) => void this.#release.push(resolve));
    if (this.wire === 'lost') throw new TypeError('Failed to fetch');
    const request = new Request(
      new URL(input instanceof Request ? input.url : input, 'http://shop.test'),
      init,
    );
    const { url, method } = request;
    const headers = Object.fromEntries(request.headers);
    const bytes = method === 'GET' ? null : new Uint8Array(await request.arrayBuffer());
    // What crosses to the process of the tests is JSON, so a picture goes along as a text.
    const body = bytes && btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const answer = await shopCommands.callShop(this.opened.id, { url, method, headers, body });
    if (this.wire === 'deaf') throw new TypeError('Failed to fetch');
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };

  /** Lets go what the wire holds. */
  release(): void {
    this.wire = 'good';
    for (const resolve of this.#release.splice(0)) resolve();
  }

  /** Calls a shop path with the secret key, as the host's own server does. */
  async call<Answer>(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<Answer> {
    const answer = await this.fetch(`/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.opened.secretKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as Answer;
  }

  /** Sends a picture with the secret key. */
  async send(path: string, picture: Blob): Promise<{ readonly id: string }> {
    const headers = { authorization: `Bearer ${this.opened.secretKey}`, 'content-type': picture.type };
    const answer = await this.fetch(`/v1${path}`, { method: 'POST', headers, body: picture });
    return (await answer.json()) as { readonly id: string };
  }

  /** Places and pays an order for the planted neighbour, as a till does. */
  async buy(
    lines: readonly { offerId: string; pieces: number }[],
    fen: number,
  ): Promise<{ id: string; pickupCode: string }> {
    return this.call('/orders', {
      campaignId: planted.campaign,
      customer: planted.customer,
      pickupPointId: planted.point,
      lines,
      payment: { amount: { amount: fen, currency: 'CNY' }, reference: crypto.randomUUID() },
    });
  }

  session(who: 'customer' | 'leader'): Promise<string> {
    return shopCommands.signIn(this.opened.id, who);
  }

  at(text: string): Promise<void> {
    return shopCommands.moveClock(this.opened.id, text);
  }

  /** @param against invariants that the statement breaks, which the audit at the end leaves out */
  change(sql: string, ...against: readonly string[]): Promise<void> {
    return shopCommands.changeShop(this.opened.id, sql, against);
  }

  /** @param short pieces that did not come, by line */
  bringGoods(orderIds: readonly string[], short: Readonly<Record<string, number>> = {}): Promise<void> {
    return shopCommands.bringGoods(this.opened.id, orderIds, short);
  }

  /** Goods for two neighbours, 7 apples in all, are on their way to the leader's point since nine. */
  startRun(): Promise<{ readonly runId: string; readonly stopId: string }> {
    return shopCommands.startRun(this.opened.id);
  }

  close(): Promise<void> {
    document.body.replaceChildren();
    return shopCommands.closeShop(this.opened.id);
  }

  /** Puts an element into a provider on the page. */
  show<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Readonly<Record<string, string>> = {},
    who: 'customer' | 'leader' | 'nobody' = 'customer',
    locale = 'zh-CN',
  ): HTMLElementTagNameMap[Name] {
    const provider = document.createElement('tuan-provider');
    const { publishableKey } = this.opened;
    const getSession = () => (who === 'nobody' ? null : this.session(who));
    Object.assign(provider, { key: publishableKey, locale, getSession, fetch: this.fetch });
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    provider.append(element);
    document.body.append(provider);
    return element;
  }
}
