import { orderRoutes } from './orders/routes.ts';
import type { RouteDefinition } from './route.ts';
import { shopRoutes } from './shop/routes.ts';

/** Every route of the API, in the order of the reference. */
export const routes: readonly RouteDefinition[] = [...shopRoutes, ...orderRoutes];
