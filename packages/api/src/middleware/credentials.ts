import { type Actor, isUseToNote, type OpenTuan } from '@opentuan/core';
import { hashApiKey, isSameText } from './api-key.ts';
import { driverPrefix, isLinkToken, linkPrefix } from './link-token.ts';
import { sessionSubject, subjectStatement } from './session-subject.ts';
import { claimedSubject, readSession } from './session-token.ts';

/** A credential that was looked up once is good for so long, so that a revoked key lives on for 5 seconds at most. */
const rememberedFor = 5000;
const rememberedMax = 10_000;

interface Remembered {
  readonly token: string;
  readonly actor: Actor;
  readonly until: number;
}

/** Tells who stands behind a bearer token, for one shop. Tokens that were just seen cost no read and no cryptography. */
export class Credentials {
  readonly #tuan: OpenTuan;
  readonly #remembered = new Map<string, Remembered>();
  #secret: { readonly text: string; readonly until: number } | undefined;

  constructor(tuan: OpenTuan) {
    this.#tuan = tuan;
  }

  /** Who the token stands for at `now` (epoch milliseconds), or undefined. */
  async actorOf(token: string, now: number): Promise<Actor | undefined> {
    const slot = slotOf(token);
    const known = this.#remembered.get(slot);
    if (known && known.until > now && isSameText(known.token, token)) return known.actor;
    const found = await this.#find(token, now);
    if (!found) return undefined;
    if (this.#remembered.size >= rememberedMax) this.#remembered.clear();
    const until = Math.min(now + rememberedFor, found.expiresAt ?? Number.POSITIVE_INFINITY);
    this.#remembered.set(slot, { token, actor: found.actor, until });
    return found.actor;
  }

  #find(token: string, now: number): Promise<Found | undefined> {
    if (isApiKey(token)) return this.#byKey(token);
    if (token.startsWith(driverPrefix)) return this.#byDriverLink(token, now);
    return token.startsWith(linkPrefix) ? this.#byLink(token, now) : this.#bySession(token, now);
  }

  /** A driver's link, likewise. */
  async #byDriverLink(token: string, now: number): Promise<Found | undefined> {
    const secret = await this.#secretOf(now);
    if (!(await isLinkToken(token, secret, now))) return undefined;
    const { link } = await this.#tuan.deliveryLinks.find({ tokenHash: await hashApiKey(token) }, { now });
    if (!link) return undefined;
    const { id: linkId, deliveryRunId, expiresAt } = link;
    return { actor: { kind: 'driver', deliveryRunId, linkId }, expiresAt };
  }

  /** A supplier's link: signed by the shop, not over, not taken back. */
  async #byLink(token: string, now: number): Promise<Found | undefined> {
    const secret = await this.#secretOf(now);
    if (!(await isLinkToken(token, secret, now))) return undefined;
    const { link } = await this.#tuan.purchaseLinks.find({ tokenHash: await hashApiKey(token) }, { now });
    if (!link) return undefined;
    const { expiresAt, lastUsedAt, ...opened } = link;
    if (isUseToNote(lastUsedAt, now))
      await this.#tuan.purchaseLinks.noteUse({ linkId: link.linkId }, { now });
    return { actor: { kind: 'supplier', ...opened }, expiresAt };
  }

  async #secretOf(now: number): Promise<string> {
    if (this.#secret && this.#secret.until > now) return this.#secret.text;
    const [row] = await this.#tuan.reader.rows<{ sessionSecret: string }>(
      'SELECT "sessionSecret" FROM "shops"',
    );
    const text = row?.sessionSecret ?? '';
    if (text !== '') this.#secret = { text, until: now + rememberedFor };
    return text;
  }

  async #byKey(token: string): Promise<Found | undefined> {
    const hash = await hashApiKey(token);
    const { key } = await this.#tuan.apiKeys.find({ hash });
    if (!key) return undefined;
    const actor: Actor =
      key.kind === 'secret'
        ? { kind: 'shop', keyId: key.id, scopes: key.scopes }
        : { kind: 'storefront', keyId: key.id };
    return { actor };
  }

  async #bySession(token: string, now: number): Promise<Found | undefined> {
    const known = this.#secret && this.#secret.until > now ? this.#secret.text : undefined;
    const found = known === undefined ? await this.#readAhead(token, now) : { secret: known };
    if (!found) return undefined;
    const session = await readSession(token, found.secret, now);
    if (!session) return undefined;
    const { role, subject, expiresAt } = session;
    // A host that signs sessions itself knows its own ids only.
    const id = 'id' in found ? found.id : await sessionSubject(this.#tuan, role, subject);
    if (id === undefined) return undefined;
    const actor: Actor =
      role === 'customer' ? { kind: 'customer', customerId: id } : { kind: 'leader', leaderId: id };
    return { actor, expiresAt };
  }

  /**
   * The secret that sessions are signed with, and in the same round trip who the token says it is for: what is read ahead
   * counts only once the signature holds, and it signs these very words. A forged token is told without a read while the
   * secret is remembered.
   */
  async #readAhead(token: string, now: number): Promise<ReadAhead | undefined> {
    const claimed = claimedSubject(token);
    if (!claimed) return undefined;
    const [secrets = [], subjects = []] = await this.#tuan.reader.together([
      { sql: 'SELECT "sessionSecret" FROM "shops"', params: [] },
      subjectStatement(claimed.role, claimed.subject),
    ]);
    const secret = String(secrets[0]?.['sessionSecret'] ?? '');
    if (secret === '') return undefined;
    this.#secret = { text: secret, until: now + rememberedFor };
    const id = subjects[0]?.['id'];
    return { secret, id: typeof id === 'string' ? id : undefined };
  }
}

interface ReadAhead {
  readonly secret: string;
  readonly id: string | undefined;
}

interface Found {
  readonly actor: Actor;
  readonly expiresAt?: number;
}

function isApiKey(token: string): boolean {
  return /^[sp]k_/.test(token);
}

/** Where a token is remembered: by a part of it that is no secret or differs between tokens; the whole is compared then. */
function slotOf(token: string): string {
  return isApiKey(token) ? token.slice(0, 12) : token.slice(-24);
}
