import { instantText } from '@opentuan/core';
import { setTimeout as wait } from 'node:timers/promises';
import { Trouble } from '../command.ts';

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Wish {
  /** Whose request it is; the shop's secret key when left out. */
  readonly token?: string | undefined;
  readonly body?: object;
  /** A sheet instead of a body: CSV as it stands in the file. */
  readonly csv?: string;
}

/** An answer that may be a refusal. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

/** Speaks to the server as a host shop, its pages and its leaders do: over HTTP, one request after the other. */
export class Caller {
  /** What the clock shows: each request carries it in `OpenTuan-Now`. Epoch milliseconds. */
  now: number;
  requests = 0;
  readonly #url: string;
  readonly #key: string;
  readonly #run: string;

  constructor(url: string, key: string, run: string, now: number) {
    this.#url = url.replace(/\/$/, '');
    this.#key = key;
    this.#run = run;
    this.now = now;
  }

  /** Sends a request that should succeed; anything else ends the day. */
  async ask<Body = Readonly<Record<string, unknown>>>(
    method: Method,
    path: string,
    wish: Wish = {},
  ): Promise<Body> {
    const answer = await this.try(method, path, wish);
    if (!answer.ok) throw unexpected(method, path, answer);
    return answer.body as Body;
  }

  /** Sends a request that may be refused. */
  async try(method: Method, path: string, { token = this.#key, body, csv }: Wish = {}): Promise<Answer> {
    this.requests += 1;
    const headers: Record<string, string> = {
      authorization: `Bearer ${token}`,
      'opentuan-now': instantText(this.now),
      ...(csv === undefined ? {} : { 'content-type': 'text/csv' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'idempotency-key': `${this.#run}-${String(this.requests)}` }),
    };
    for (;;) {
      const response = await this.#send(`${this.#url}/v1${path}`, {
        method,
        headers,
        ...(body === undefined ? (csv === undefined ? {} : { body: csv }) : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.status !== 429)
        return {
          status: response.status,
          ok: response.ok,
          body: parsed(text, method, path, response.status),
        };
      // A limit of the server, not of the game: wait as it says and come again.
      await wait(1000 * Number(response.headers.get('retry-after') ?? 1));
    }
  }

  /** Every row of a list, page after page. */
  async all<Row>(path: string, token?: string): Promise<Row[]> {
    const rows: Row[] = [];
    const mark = path.includes('?') ? '&' : '?';
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { data: Row[]; nextCursor: string | null } = await this.ask(
        'GET',
        `${path}${mark}limit=200${query}`,
        { token },
      );
      rows.push(...page.data);
      cursor = page.nextCursor;
    }
    return rows;
  }

  async #send(address: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(address, request);
    } catch (error) {
      throw new Trouble(
        {
          en: `Nobody answers at ${this.#url}. Is the server running?`,
          zh: `${this.#url} 没有响应，服务器在运行吗？`,
        },
        { cause: error },
      );
    }
  }
}

function parsed(text: string, method: Method, path: string, status: number): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    throw new Trouble({
      en: `${method} ${path} answered ${String(status)} without JSON: is this an OpenTuan API?`,
      zh: `${method} ${path} 返回 ${String(status)}，不是 JSON：这是 OpenTuan 的接口吗？`,
    });
  }
}

export function unexpected(method: Method, path: string, { status, body }: Answer): Trouble {
  const text = `${method} /v1${path}: ${String(status)} ${JSON.stringify(body)}`;
  return new Trouble({
    en: `The server answered something unexpected. ${text}`,
    zh: `服务器的回答出乎意料。${text}`,
  });
}
