import { domains } from '@opentuan/core';
import { get, type RouteDefinition } from '../route.ts';

const { audit } = domains;

export const auditRoutes: readonly RouteDefinition[] = [
  get('/audit', audit.run, { operationId: 'runAudit' }),
];
