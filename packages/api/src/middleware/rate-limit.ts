import { HttpRefusal } from '../http-errors.ts';

/** How many requests at once, and how many a second after that. */
export interface RatePolicy {
  readonly burst: number;
  readonly perSecond: number;
}

export interface RateLimits {
  /** Of one secret or publishable key. */
  readonly key: RatePolicy;
  /** Of one session. */
  readonly session: RatePolicy;
  /** Of one client address, for storefront and leader requests. Loopback is left out: a proxy may stand there. */
  readonly address: RatePolicy;
  /** Wrong credentials of one client address. */
  readonly failures: RatePolicy;
  /** Pickup codes tried with one key or session. */
  readonly codes: RatePolicy;
  /** Sessions asked for with one key. */
  readonly sessions: RatePolicy;
}

/** Wide for a shop's own server and a flash sale, narrow where someone could guess. */
export const defaultLimits: RateLimits = {
  key: { burst: 100_000, perSecond: 50_000 },
  session: { burst: 100, perSecond: 20 },
  address: { burst: 1000, perSecond: 200 },
  failures: { burst: 30, perSecond: 0.5 },
  codes: { burst: 60, perSecond: 1 },
  sessions: { burst: 2000, perSecond: 200 },
};

interface Bucket {
  tokens: number;
  at: number;
}

/** What the `RateLimit` headers tell. */
export interface RateState {
  readonly policy: keyof RateLimits;
  readonly burst: number;
  readonly left: number;
  /** Until the bucket is full again. */
  readonly seconds: number;
  /** How long an empty bucket takes to be full. */
  readonly window: number;
}

const bucketsMax = 20_000;

/** Token buckets of this process; each process of a deployment counts on its own. */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  /** How many buckets are kept. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Takes one request from the bucket of `who`. Refuses `rate_limited`. */
  take(policy: keyof RateLimits, who: string, now: number): RateState {
    const { burst, perSecond } = this.#limits[policy];
    const bucket = this.#bucket(`${policy} ${who}`, burst, perSecond, now);
    if (bucket.tokens < 1) {
      throw new HttpRefusal('rate_limited', {
        retryAfterSeconds: Math.ceil((1 - bucket.tokens) / perSecond),
      });
    }
    bucket.tokens -= 1;
    return {
      policy,
      burst,
      left: Math.floor(bucket.tokens),
      seconds: Math.ceil((burst - bucket.tokens) / perSecond),
      window: Math.ceil(burst / perSecond),
    };
  }

  /** Refuses `rate_limited` when nothing is left, and takes nothing. */
  demandLeft(policy: keyof RateLimits, who: string, now: number): void {
    if (!this.#buckets.has(`${policy} ${who}`)) return;
    this.take(policy, who, now);
    const bucket = this.#buckets.get(`${policy} ${who}`);
    if (bucket) bucket.tokens += 1;
  }

  #bucket(name: string, burst: number, perSecond: number, now: number): Bucket {
    const known = this.#buckets.get(name);
    if (known) {
      const passed = Math.max(0, now - known.at) / 1000;
      known.tokens = Math.min(burst, known.tokens + passed * perSecond);
      known.at = now;
      return known;
    }
    if (this.#buckets.size >= bucketsMax) this.#forgetOldest();
    const fresh: Bucket = { tokens: burst, at: now };
    this.#buckets.set(name, fresh);
    return fresh;
  }

  /** A map keeps the order of insertion, so the first half are the oldest. */
  #forgetOldest(): void {
    for (const name of [...this.#buckets.keys()].slice(0, bucketsMax / 2)) this.#buckets.delete(name);
  }
}

/** The header fields of the IETF draft, as structured fields. */
export function rateHeaders({
  policy,
  burst,
  left,
  seconds,
  window,
}: RateState): Readonly<Record<string, string>> {
  return {
    ratelimit: `"${policy}";r=${String(left)};t=${String(seconds)}`,
    'ratelimit-policy': `"${policy}";q=${String(burst)};w=${String(window)}`,
  };
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
