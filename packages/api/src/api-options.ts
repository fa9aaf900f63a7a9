import type { OpenTuan } from '@opentuan/core';
import type { Context } from 'hono';
import type { RateLimits } from './middleware/rate-limit.ts';

/** Told to the host about an error that is a defect of ours, not a refusal. */
export interface ErrorFacts {
  /** The `instance` of the answer. */
  readonly instance: string;
  readonly method: string;
  readonly path: string;
}

export interface ApiOptions {
  /** The shop, or which shop a request is for: tenancy is in the choice of the database. Answer the same object again while it is the same shop. */
  readonly shop: OpenTuan | ((context: Context) => OpenTuan | Promise<OpenTuan>);
  /** Epoch milliseconds, for sessions and rate limits; by default the clock of the shop. */
  readonly clock?: () => number;
  /**
   * A secret key from the deployment's own secrets (`sk_…`), which may do everything and stands in no database:
   * with it the shop is created and the first stored key is made.
   */
  readonly rootKey?: string;
  /** Lets the header `OpenTuan-Now` set the time of a request. For tests and played days, never for a real shop. */
  readonly allowTestClock?: boolean;
  /** Exact origins of pages that may call the storefront and leader paths: `https://shop.example`. */
  readonly corsOrigins?: readonly string[];
  /** Exact origins of a back office page that may hold a secret key, as on a developer's machine. None by default. */
  readonly secretKeyOrigins?: readonly string[];
  /** Other rate limits than the default ones, or `false` for none. */
  readonly limits?: Partial<RateLimits> | false;
  /** The address of the caller as the host knows it. Without it addresses are not limited; headers are never trusted. */
  readonly clientAddress?: (context: Context) => string | undefined;
  /** Compresses what every shopper reads alike, once for all. Leave it out where the platform compresses, as Workers do. */
  readonly compress?: boolean;
  /** Where errors go that are defects. */
  readonly onError?: (error: unknown, facts: ErrorFacts) => void;
}
