import { defineQuery } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import { demand, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import { type Reader, sqlRows, tableRows } from '../storage/reader.ts';
import { rebateOf } from '../suppliers/rebate-of.ts';
import { monthParams, type SupplierMonth, supplierMonthsSql } from '../suppliers/supplier-month.ts';
import { suppliers, supplierStatements } from '../suppliers/tables.ts';
import { bookedEntries } from './booked-entries.ts';
import { type Calculation, given, rateOf, sumOf } from './calculation.ts';
import {
  type ExplainedAmount,
  type ExplainedStep,
  percentOf,
  type Say,
  sayIn,
  step,
  tell,
  told,
} from './explained.ts';
import { mayRead } from './explain-order.ts';
import { explanationView } from './explanation-view.ts';
import { readTogether } from './read-tables.ts';
import { explainSupplierStatementSchema, explanationSchema } from './schemas.ts';

type Statement = Readonly<typeof supplierStatements.$inferSelect>;

const ofStatement = `(SELECT s."supplierId" FROM "supplier_statements" s WHERE s."id" = ?1)`;
const deductions = `SELECT d."transactionId", d."position" FROM "supplier_statement_deductions" d WHERE d."statementId" = ?1`;

/** A supplier's month: what is owed, the volume, and the rebate by its tiers. For the shop alone. Refuses: not_found, not_allowed. */
export const explainSupplierStatement = defineQuery({
  name: 'supplierStatements.explain',
  summary: 'Explain a supplier statement and its rebate',
  input: explainSupplierStatementSchema,
  answer: explanationSchema,
  async read(reader, { statementId, language }, context) {
    demandShop(context);
    const found = await readTogether(reader, wishesFor(statementId));
    const [statement] = found.statements;
    demand(statement !== undefined, 'not_found', { what: 'supplier_statements', key: statementId });
    const shop = found.shops[0] ?? refuse('shop_not_set_up');
    const month = await monthOf(reader, statement);
    const say = sayIn(shop.currency);
    const amounts = [
      ...explainOwed(statement, month, say),
      ...explainRebate(statement, found.deducted[0]?.amount ?? 0, say, found.suppliers[0]?.name ?? ''),
    ];
    const books = mayRead(context, 'ledger.entries');
    const entries = { deducted: found.deductions, rebate: found.rebates };
    return explanationView({
      shop,
      subject: statementId,
      language,
      amounts,
      entriesOf: ({ name }) =>
        !books
          ? []
          : name === 'supplierStatement.deducted'
            ? entries.deducted
            : name === 'supplierStatement.rebate'
              ? entries.rebate
              : [],
    });
  },
});

function wishesFor(statementId: string) {
  const params = [statementId];
  const rebateAccounts = [accounts.rebateDue, accounts.rebates].join(', ');
  return {
    shops: tableRows(shops, 't."id" = ?', [shopId]),
    statements: tableRows(supplierStatements, 't."id" = ?1', params),
    suppliers: tableRows(suppliers, `t."id" = ${ofStatement}`, params),
    deducted: sqlRows<{ amount: number }>(
      `SELECT coalesce(sum(e."amount"), 0) AS "amount" FROM (${deductions}) d JOIN "ledger_entries" e
       ON e."transactionId" = d."transactionId" AND e."position" = d."position"`,
      params,
    ),
    deductions: bookedEntries(`(t."transactionId", t."position") IN (${deductions})`, params),
    rebates: bookedEntries(
      `t."account" IN (${rebateAccounts}) AND t."supplierId" = ${ofStatement} AND x."subject" = ?1`,
      params,
    ),
  };
}

/** The month once more, from the books alone. */
async function monthOf(
  reader: Reader,
  { supplierId, from, to }: Statement,
): Promise<SupplierMonth | undefined> {
  const [month] = await reader.rows<SupplierMonth>(supplierMonthsSql, monthParams({ from, to }, supplierId));
  return month;
}

const figures = [
  ['opening', '月初应付', 'Owed at the beginning of the month'],
  ['accepted', '本月验收', 'Goods accepted in the month'],
  ['recoveries', '本月扣回和退货', 'Charged back or sent back in the month'],
  ['paid', '本月已付', 'Paid in the month'],
  ['setOff', '返点抵扣', 'Rebates set off'],
] as const;

function explainOwed(statement: Statement, month: SupplierMonth | undefined, say: Say): ExplainedAmount[] {
  const about = { statementId: statement.id, supplierId: statement.supplierId };
  const amounts = figures.map(([name, zh, en]): ExplainedAmount => ({
    name: `supplierStatement.${name}`,
    about,
    amount: statement[name],
    texts: tell(
      say,
      statement[name],
      (sum) => `${zh} ${sum}`,
      (sum) => `${en}: ${sum}`,
    ),
    steps: [
      step(
        'R42',
        told('账簿“应付货款”中的发生额', 'As the books have it under supplier payable'),
        given(month?.[name] || 0),
      ),
    ],
  }));
  const { opening, accepted, recoveries, paid, setOff, closing } = statement;
  const total = sumOf({ opening, accepted, recoveries: -recoveries, paid: -paid, setOff: -setOff });
  return [
    ...amounts,
    {
      name: 'supplierStatement.closing',
      about,
      amount: closing,
      texts: tell(
        say,
        closing,
        (sum) => `月末应付 ${sum}`,
        (sum) => `Owed at the end of the month: ${sum}`,
      ),
      steps: [
        step(
          'R42',
          told(
            '月初加验收，减扣回、已付和抵扣',
            'The beginning and what was accepted, less charges, payments and set-off',
          ),
          total,
        ),
      ],
    },
  ];
}

function explainRebate(statement: Statement, deducted: number, say: Say, name: string): ExplainedAmount[] {
  const { id: statementId, supplierId, accepted, volume, rebate } = statement;
  const about = { statementId, supplierId };
  return [
    {
      name: 'supplierStatement.deducted',
      about,
      amount: statement.deducted,
      texts: tell(
        say,
        statement.deducted,
        (sum) => `从返点采购额中减去 ${sum}`,
        (sum) => `${sum} lowers the volume of the rebate`,
      ),
      steps: [
        step(
          'R43',
          told(
            '计入本月的扣回和退货，每笔只减一次',
            'What was charged or sent back and counts in this month, each once for ever',
          ),
          given(deducted),
        ),
      ],
    },
    {
      name: 'supplierStatement.volume',
      about,
      amount: volume,
      texts: tell(
        say,
        volume,
        (sum) => `返点采购额 ${sum}`,
        (sum) => `The volume of the rebate: ${sum}`,
      ),
      steps: [
        step(
          'R43',
          told('验收减扣回', 'Accepted less what lowers it'),
          sumOf({ accepted, deducted: -statement.deducted }),
        ),
      ],
    },
    {
      name: 'supplierStatement.rebate',
      about,
      amount: rebate,
      texts: tell(
        say,
        rebate,
        (sum) => `${name} ${statement.month} 返点 ${sum}`,
        (sum) => `${name}, ${statement.month}: a rebate of ${sum}`,
      ),
      steps: rebateSteps(statement, say),
    },
  ];
}

/** A tier is passed strictly above its threshold; by contract it counts for all of the volume, or for what lies above. */
function rebateSteps({ volume, tiers, mode }: Statement, say: Say): ExplainedStep[] {
  const passed = tiers.filter(({ threshold }) => threshold < volume);
  const rebate = rebateOf(volume, tiers, mode);
  const missed = tiers.find(({ threshold }) => threshold >= volume);
  const next =
    missed === undefined ? [] : [step('R43', notPassed(missed.threshold, missed.basisPoints, say))];
  const last = passed.at(-1);
  if (last === undefined) {
    const none = told('没有超过任何一档，没有返点', 'No threshold was passed: no rebate');
    return [...next, step('R43', none, given(rebate))];
  }
  const percent = percentOf(last.basisPoints);
  if (mode === 'whole') {
    const whole = told(
      `超过 ${say.zh(last.threshold)}，全部采购额返 ${percent}`,
      `Above ${say.en(last.threshold)}: ${percent} of the whole volume`,
    );
    return [...next, step('R43', whole, rateOf(volume, last.basisPoints))];
  }
  const slices = passed.map(({ threshold, basisPoints }, index): ExplainedStep => {
    const slice = (passed[index + 1]?.threshold ?? volume) - threshold;
    const above = told(
      `${say.zh(threshold)} 以上的部分 ${say.zh(slice)} 返 ${percentOf(basisPoints)}`,
      `${percentOf(basisPoints)} of the ${say.en(slice)} above ${say.en(threshold)}`,
    );
    return step('R43', above, rateOf(slice, basisPoints));
  });
  return [
    ...next,
    ...slices,
    step('R43', told('各档合计，只舍入一次', 'The slices together, rounded once'), together(slices, rebate)),
  ];
}

function together(slices: readonly ExplainedStep[], rounded: number): Calculation {
  const exact = slices.map(({ calculation }) => calculation?.exact ?? '').join('; ');
  return { operation: 'sum', inputs: {}, rate: null, exact, rounded };
}

function notPassed(threshold: number, basisPoints: number, say: Say) {
  const percent = percentOf(basisPoints);
  return told(
    `没有超过 ${say.zh(threshold)}（${percent}）：恰好等于也不算`,
    `${say.en(threshold)} (${percent}) was not passed: exactly that much does not count`,
  );
}
