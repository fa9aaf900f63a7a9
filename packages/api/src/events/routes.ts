import { domains } from '@opentuan/core';
import { get, post, put, type RouteDefinition } from '../route.ts';

const { events, notices } = domains;
/** Whoever asks reads the own notices. */
const own = { without: ['receiverKind', 'receiverId', 'deliveryStatus'] };
const customer = { audience: 'customer' } as const;

export const eventRoutes: readonly RouteDefinition[] = [
  get('/events', events.list),

  get('/notices', notices.list),
  get('/notices/texts', notices.texts, { operationId: 'listNoticeTexts' }),
  put('/notices/texts', notices.putText, { operationId: 'putNoticeText' }),
  get('/notices/preview', notices.preview),
  post('/notices/{noticeId}/read', notices.read),
  post('/notices/{noticeId}/retry', notices.retry),
  get('/storefront/notices', notices.list, { ...own, ...customer }),
  post('/storefront/notices/{noticeId}/read', notices.read, customer),
  get('/leader/notices', notices.list, own),
  post('/leader/notices/{noticeId}/read', notices.read),
];
