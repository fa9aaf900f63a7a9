import { assert } from '../shared/error.ts';

/** The chart of accounts (rules, section 5). Debit is positive, credit negative. */
export const accounts = {
  hostMoney: 1100,
  leaderCash: 1110,
  goods: 1300,
  rebateDue: 1400,
  carrierDue: 1500,
  commissionDeferred: 1600,
  deposits: 2100,
  refundsDue: 2200,
  commissionAccrued: 2300,
  commissionEarned: 2310,
  commissionSettled: 2320,
  payoutsDue: 2330,
  supplierPayable: 2400,
  sales: 4000,
  returns: 4900,
  costOfGoods: 5000,
  recoveries: 5100,
  rebates: 5200,
  shrinkage: 5300,
  commission: 6000,
  promotions: 6100,
  otherCosts: 6900,
} as const;

export type AccountName = keyof typeof accounts;

const names = new Map<number, AccountName>(
  Object.entries(accounts).map(([name, number]) => [number, name as AccountName]),
);

/** The name of an account by its number. */
export function accountOf(number: number): AccountName {
  const name = names.get(number);
  assert(name !== undefined, `there is an account ${String(number)}`);
  return name;
}

/** Field names of the accounts in both languages, for reports and exports. */
export const accountLabels: Readonly<Record<AccountName, readonly [zh: string, en: string]>> = {
  hostMoney: ['商城资金', 'Host money'],
  leaderCash: ['团长代收', 'Leader cash'],
  goods: ['待交付商品', 'Goods to deliver'],
  rebateDue: ['应收返点', 'Rebate due'],
  carrierDue: ['应收承运方', 'Carrier due'],
  commissionDeferred: ['待结转佣金', 'Deferred commission'],
  deposits: ['预收货款', 'Deposits'],
  refundsDue: ['应退款', 'Refunds due'],
  commissionAccrued: ['待赚佣金', 'Commission accrued'],
  commissionEarned: ['已赚佣金', 'Commission earned'],
  commissionSettled: ['已结佣金', 'Commission settled'],
  payoutsDue: ['打款中', 'Payouts due'],
  supplierPayable: ['应付货款', 'Supplier payable'],
  sales: ['销售', 'Sales'],
  returns: ['退货', 'Returns'],
  costOfGoods: ['成本', 'Cost of goods'],
  recoveries: ['赔付', 'Recoveries'],
  rebates: ['返点', 'Rebates'],
  shrinkage: ['损耗', 'Shrinkage'],
  commission: ['佣金', 'Commission'],
  promotions: ['营销', 'Promotions'],
  otherCosts: ['其他费用', 'Other costs'],
};
