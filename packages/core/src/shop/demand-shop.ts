import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';

/** Refuses `not_allowed` unless the shop itself asks: by its secret key, the command line, or a job. */
export function demandShop({ actor }: Context): void {
  demand(isShop({ actor }), 'not_allowed', { needs: 'a secret key of the shop' });
}

/** Whether the shop itself asks, which may see everything. */
export function isShop({ actor }: Pick<Context, 'actor'>): boolean {
  return actor.kind === 'shop' || actor.kind === 'system';
}
