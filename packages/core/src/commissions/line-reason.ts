import { reasonText } from '../explanations/sentences.ts';
import { inChinese, inEnglish, type StepText } from '../orders/step-text.ts';
import type { Shop } from '../shop/the-shop.ts';
import { periodText } from './target.ts';

/** What a movement says of its reason, and what else of it is known. */
export interface LineReason {
  readonly amount: number;
  readonly reason: string;
  /** What was wrong with the goods, where a claim took it back or charged it. */
  readonly claimReason: string | null;
  /** Of a bonus: the target, its period and the sales in it. */
  readonly targetName: string | null;
  readonly targetFrom: number | null;
  readonly targetTo: number | null;
  readonly targetSales: number | null;
  /** Of a sum for recruiting: who was brought. */
  readonly recruit: string | null;
}

/** Selects the columns of `LineReason` beside the reason itself, of movements under the alias `t`. */
export const lineReasonColumns = `c."reason" AS "claimReason", v."name" AS "targetName", g."from" AS "targetFrom",
  g."to" AS "targetTo", g."sales" AS "targetSales", w."name" AS "recruit"`;

export const lineReasonJoins = `LEFT JOIN "refunds" f ON t."reason" = 'claim' AND f."id" = substr(t."source", 1, instr(t."source", ' ') - 1)
  LEFT JOIN "claims" c ON f."source" = 'claim ' || c."id" AND c."id" = substr(f."source", 7)
  LEFT JOIN "target_results" g ON g."id" = CASE WHEN t."source" GLOB 'target *' THEN substr(t."source", 8) END
  LEFT JOIN "commission_targets" v ON v."id" = g."targetId"
  LEFT JOIN "leaders" w ON w."id" = CASE WHEN t."source" GLOB 'referral *' THEN substr(t."source", 10) END`;

/** The reason of a movement in words of one language each. */
export function lineReasonTexts(
  row: LineReason,
  { zone, currency }: Pick<Shop, 'zone' | 'currency'>,
): StepText {
  const { amount, reason, claimReason, targetName, targetFrom, targetTo, targetSales, recruit } = row;
  if (recruit !== null) return { zh: `推荐团长：${recruit}`, en: `For bringing ${recruit} as a leader` };
  if (targetName !== null && targetFrom !== null && targetTo !== null) {
    const period = periodText({ from: targetFrom, to: targetTo }, zone);
    const sales = targetSales ?? 0;
    const missed = amount < 0;
    return {
      zh: `目标「${targetName}」${period}，销售额 ${inChinese(sales, currency)}${missed ? '，未达标扣减' : ''}`,
      en: `Target “${targetName}”, ${period}, sales ${inEnglish(sales, currency)}${missed ? ', missed: withheld' : ''}`,
    };
  }
  const { zh, en } = reasonText(reason);
  return claimReason === null ? { zh, en } : { zh: `${zh}：${claimReason}`, en: `${en}: ${claimReason}` };
}
