import type * as z from 'zod';
import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { purchaseLinks } from './change-tables.ts';
import type { linkSchema } from './correction-schemas.ts';

/** A link as the shop sees it: never its token, which only its maker has seen. */
export function linkView({
  id,
  purchaseOrderId,
  ...link
}: Row<typeof purchaseLinks>): z.input<typeof linkSchema> {
  return {
    id,
    purchaseOrderId,
    createdAt: instantText(link.createdAt),
    expiresAt: instantText(link.expiresAt),
    revokedAt: instantOrNull(link.revokedAt),
    lastUsedAt: instantOrNull(link.lastUsedAt),
  };
}
