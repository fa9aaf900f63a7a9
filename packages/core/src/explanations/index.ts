import { explainPayout } from './explain-payout.ts';
import { explainSupplierMonth, explainSupplierStatement } from './explain-supplier-statement.ts';
import { explainSettlement } from './explain-settlement.ts';
import { explainStatement } from './explain-statement.ts';
import { explainCommissionEntry } from './explain-commission-entry.ts';
import { explainOrder } from './explain-order.ts';
import { explainProfit } from './explain-profit.ts';
import { explainClaim, explainRefund } from './explain-refund.ts';

/** What each domain can explain; `domains.ts` puts it beside the domain's own operations. */
export const orderExplanations = { explain: explainOrder } as const;
export const refundExplanations = { explain: explainRefund } as const;
export const claimExplanations = { explain: explainClaim } as const;
export const commissionExplanations = { explain: explainCommissionEntry } as const;
export const statementExplanations = { explain: explainStatement } as const;
export const settlementExplanations = { explain: explainSettlement } as const;
export const payoutExplanations = { explain: explainPayout } as const;
export const supplierStatementExplanations = {
  explain: explainSupplierStatement,
  explainMonth: explainSupplierMonth,
} as const;
export const reportExplanations = { explainProfit } as const;
