import { announceWithholding } from './announce-withholding.ts';
import { claimPayout } from './claim-payout.ts';
import { closeTargets } from './close-targets.ts';
import { confirmPayout } from './confirm-payout.ts';
import { createCommissionRule } from './create-commission-rule.ts';
import { createStatements } from './create-statements.ts';
import { createTarget } from './create-target.ts';
import { earnCommissions } from './earn-commissions.ts';
import { failPayout } from './fail-payout.ts';
import { getPayout, listPayouts, listRemittances } from './payout-queries.ts';
import { listCommissions, summariseCommissions } from './queries.ts';
import { recordRemittance } from './record-remittance.ts';
import { retireCommissionRule } from './retire-commission-rule.ts';
import { payReferrals } from './pay-referrals.ts';
import { listReferrals } from './referral-queries.ts';
import { retireTarget } from './retire-target.ts';
import { returnPayout } from './return-payout.ts';
import { retryPayout } from './retry-payout.ts';
import { listCommissionRules } from './rule-queries.ts';
import { previewStatements } from './preview-statements.ts';
import { printStatement } from './print-statement.ts';
import { listStatementLines, listUnsettled } from './statement-lines.ts';
import {
  getTarget,
  listTargetResults,
  listTargets,
  previewTarget,
  runningTargets,
} from './target-queries.ts';
import { getStatement, listStatements } from './statement-queries.ts';

export const commissionRuleOperations = {
  create: createCommissionRule,
  retire: retireCommissionRule,
  list: listCommissionRules,
} as const;

export const commissionOperations = {
  earn: earnCommissions,
  list: listCommissions,
  summary: summariseCommissions,
} as const;

export const statementOperations = {
  create: createStatements,
  get: getStatement,
  list: listStatements,
  lines: listStatementLines,
  preview: previewStatements,
  unsettled: listUnsettled,
  print: printStatement,
} as const;

export const payoutOperations = {
  claim: claimPayout,
  confirm: confirmPayout,
  fail: failPayout,
  return: returnPayout,
  retry: retryPayout,
  get: getPayout,
  list: listPayouts,
} as const;

export const remittanceOperations = { record: recordRemittance, list: listRemittances } as const;

export const commissionTargetOperations = {
  create: createTarget,
  retire: retireTarget,
  announce: announceWithholding,
  close: closeTargets,
  get: getTarget,
  list: listTargets,
  preview: previewTarget,
  running: runningTargets,
  results: listTargetResults,
} as const;

export const referralOperations = { pay: payReferrals, list: listReferrals } as const;
