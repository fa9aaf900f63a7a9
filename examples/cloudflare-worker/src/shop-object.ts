import { DurableObject } from 'cloudflare:workers';
import { migrate } from '@opentuan/core';
import { durableObjectEngine } from '@opentuan/core/storage/durable-object';
import { type ShopApp, shopApp } from './shop-app.ts';

/** A shop in an object of its own: one writer beside its data, for rushes that are too hot for a database far away. */
export class ShopObject extends DurableObject {
  readonly #app: ShopApp;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const engine = durableObjectEngine(state.storage);
    this.#app = shopApp(engine, env);
    // Nobody is answered before the schema stands.
    void state.blockConcurrencyWhile(async () => {
      await migrate(engine, Date.now());
    });
  }

  override fetch(request: Request): Response | Promise<Response> {
    return this.#app.fetch(request);
  }

  /** Does what has fallen due; the Worker's cron trigger asks for it. */
  tick(): Promise<void> {
    return this.#app.tick();
  }
}
