import { aftersalesRoutes } from './aftersales/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { commissionRoutes } from './commissions/routes.ts';
import { communityRoutes } from './communities/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { leaderRoutes } from './leaders/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { settlementRoutes } from './settlements/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { pictureRoutes } from './pictures/routes.ts';
import { labelRoutes } from './packing/labels/routes.ts';
import { packingRoutes } from './packing/routes.ts';
import { pickupPointRoutes } from './pickup-points/routes.ts';
import { pickupRoutes } from './pickup/routes.ts';
import { promotionRoutes } from './promotions/routes.ts';
import { purchasingRoutes } from './purchasing/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { post, type RouteDefinition } from './route.ts';
import { runTick } from './run-tick.ts';
import { shopRoutes } from './shop/routes.ts';
import { shrinkageRoutes } from './shrinkage/routes.ts';
import { supplierRoutes } from './suppliers/routes.ts';

/** Every route of the API, in the order of the reference. */
export const routes: readonly RouteDefinition[] = [
  ...shopRoutes,
  ...catalogRoutes,
  ...supplierRoutes,
  ...customerRoutes,
  ...pickupPointRoutes,
  ...leaderRoutes,
  ...communityRoutes,
  ...campaignRoutes,
  ...promotionRoutes,
  ...orderRoutes,
  ...purchasingRoutes,
  ...shrinkageRoutes,
  ...packingRoutes,
  ...labelRoutes,
  ...deliveryRoutes,
  ...pickupRoutes,
  ...aftersalesRoutes,
  ...pictureRoutes,
  ...commissionRoutes,
  ...settlementRoutes,
  ...ledgerRoutes,
  ...reportRoutes,
  ...importRoutes,
  ...auditRoutes,
  ...eventRoutes,
  post('/tick', runTick, { operationId: 'runTick' }),
];
