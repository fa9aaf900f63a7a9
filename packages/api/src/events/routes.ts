import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';

const { events, notices } = domains;
/** Whoever asks reads the own notices. */
const own = { without: ['receiverKind', 'receiverId'] };
const customer = { audience: 'customer' } as const;

export const eventRoutes: readonly RouteDefinition[] = [
  get('/events', events.list),

  get('/notices', notices.list),
  post('/notices/{noticeId}/read', notices.read),
  get('/storefront/notices', notices.list, { ...own, ...customer }),
  post('/storefront/notices/{noticeId}/read', notices.read, customer),
  get('/leader/notices', notices.list, own),
  post('/leader/notices/{noticeId}/read', notices.read),
];
