import { orderRoutes } from './orders/routes.ts';
import type { RouteDefinition } from './route.ts';

/** Every route of the API, in the order of the reference. */
export const routes: readonly RouteDefinition[] = [...orderRoutes];
