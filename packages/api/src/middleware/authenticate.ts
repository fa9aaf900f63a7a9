import { type Actor, demandScope, type OpenTuan, Refusal } from '@opentuan/core';
import { HttpRefusal } from '../http-errors.ts';
import type { Audience, RouteDefinition } from '../route.ts';
import type { Credentials } from './credentials.ts';

/** What a request brings along to show who it is. */
export interface Presented {
  readonly authorization: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

const needs: Readonly<Record<Audience, string>> = {
  shop: 'a secret key of the shop',
  storefront: 'a publishable key or a customer session',
  customer: 'a customer session',
  leader: 'a leader session',
  driver: "a driver's link",
  supplier: "a supplier's link",
  public: '',
};

/** Which kinds of credential an audience lets in. */
export const mayCall: Readonly<Record<Audience, readonly Actor['kind'][]>> = {
  shop: ['shop'],
  storefront: ['storefront', 'customer'],
  customer: ['customer'],
  leader: ['leader'],
  driver: ['driver'],
  supplier: ['supplier'],
  public: ['shop', 'storefront', 'customer', 'leader'],
};

/** The bearer token. Refuses credential_required, and a secret key that a browser sends (secret_key_in_browser). */
export function tokenOf(
  { authorization, origin, fetchSite }: Presented,
  audience: Audience,
  trusted: boolean,
): string {
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new HttpRefusal('credential_required', { needs: needs[audience] });
  if (token.startsWith('sk_') && (origin !== undefined || fetchSite !== undefined) && !trusted) {
    throw new HttpRefusal('secret_key_in_browser');
  }
  return token;
}

/** Who calls. Refuses credential_unknown, session_required and not_allowed (with `needs`). */
export async function authenticate(
  route: RouteDefinition,
  token: string,
  credentials: Credentials,
  now: number,
): Promise<Actor> {
  const actor = await credentials.actorOf(token, now);
  if (!actor) throw new HttpRefusal('credential_unknown');
  const { audience, operation } = route;
  if (!mayCall[audience].includes(actor.kind)) {
    if (actor.kind === 'storefront' && audience !== 'shop')
      throw new HttpRefusal('session_required', { needs: needs[audience] });
    throw new Refusal('not_allowed', { needs: needs[audience] });
  }
  demandScope(actor, operation.kind === 'task' ? { name: operation.name, kind: 'verb' } : operation);
  return actor;
}

/** One memory of credentials per shop; it goes with the shop. */
export class CredentialStore {
  readonly #stores = new WeakMap<OpenTuan, Credentials>();
  readonly #make: (tuan: OpenTuan) => Credentials;

  constructor(make: (tuan: OpenTuan) => Credentials) {
    this.#make = make;
  }

  of(tuan: OpenTuan): Credentials {
    const known = this.#stores.get(tuan);
    if (known) return known;
    const fresh = this.#make(tuan);
    this.#stores.set(tuan, fresh);
    return fresh;
  }
}
