import { confirmSettlements } from './confirm-settlements.ts';
import { createSettlements } from './create-settlements.ts';
import { failSettlements } from './fail-settlements.ts';
import { previewSettlements } from './preview-settlements.ts';
import { putReceiver } from './put-receiver.ts';
import { getReceiver, getSettlement, listSettlementLines, listSettlements } from './queries.ts';
import { removeReceiver } from './remove-receiver.ts';
import { retrySettlements } from './retry-settlements.ts';

export const receiverOperations = { put: putReceiver, get: getReceiver, remove: removeReceiver } as const;

export const settlementOperations = {
  preview: previewSettlements,
  create: createSettlements,
  confirm: confirmSettlements,
  fail: failSettlements,
  retry: retrySettlements,
  get: getSettlement,
  list: listSettlements,
  lines: listSettlementLines,
} as const;
