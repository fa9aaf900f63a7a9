import { defineQuery } from '../define.ts';
import type { Reader } from '../storage/reader.ts';
import { isShop } from '../shop/demand-shop.ts';
import { refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { claimReasonsSchema, readClaimReasonsSchema } from './schemas.ts';
import { type ClaimReason, claimReasonLists } from './tables.ts';

export const claimReasonListId = 'reasons';
const bySupplier = { supplier: 10_000 } as const;

/** What people complain about where the shop has no list of its own. */
export const defaultClaimReasons: readonly ClaimReason[] = [
  { code: 'notFresh', zh: '不新鲜', en: 'Not fresh', faultShares: bySupplier },
  { code: 'tooFew', zh: '缺斤少两', en: 'Less than ordered', faultShares: bySupplier },
  { code: 'crushed', zh: '压坏', en: 'Crushed', faultShares: { carrier: 10_000 } },
  { code: 'wrongGoods', zh: '发错', en: 'Wrong goods', faultShares: { shop: 10_000 } },
  { code: 'missing', zh: '漏发', en: 'Something missing', faultShares: { shop: 10_000 } },
  { code: 'notAsDescribed', zh: '与描述不符', en: 'Not as described', faultShares: bySupplier },
  { code: 'rotten', zh: '变质', en: 'Spoiled', faultShares: bySupplier },
  { code: 'badService', zh: '服务问题', en: 'Service', faultShares: { leader: 10_000 } },
];

interface ReasonList {
  readonly reasons: readonly ClaimReason[];
  readonly onlyListed: boolean;
}

const whenUnset: ReasonList = { reasons: defaultClaimReasons, onlyListed: false };

export function claimReasonsOf(work: Work): ReasonList {
  return work.find(claimReasonLists, claimReasonListId) ?? whenUnset;
}

export async function readClaimReasonList(reader: Reader): Promise<ReasonList> {
  const [stored] = await reader.table(claimReasonLists, 't."id" = ?', [claimReasonListId]);
  return stored ?? whenUnset;
}

/**
 * The reason that was meant by a code of the list or by its words in either language, so that reports count the same
 * trouble once; words of one's own stay as they are, where the shop takes them. Refuses: claim_reason_unknown.
 */
export function reasonMeant(
  { reasons, onlyListed }: ReasonList,
  given: string,
  locale: string,
): { readonly reason: string; readonly reasonCode: string | null } {
  const text = given.trim();
  const offered = reasons.filter(({ retired }) => retired !== true);
  const found = offered.find(({ code, zh, en }) => [code, zh, en].some((word) => sameWord(word, text)));
  if (found) return { reason: /^zh/i.test(locale) ? found.zh : found.en, reasonCode: found.code };
  if (!onlyListed) return { reason: text, reasonCode: null };
  return refuse('claim_reason_unknown', { reasons: offered.map(({ code }) => code) });
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** What may be complained about: customers and leaders choose from it. Shares of the fault are the shop's own affair. */
export const readClaimReasons = defineQuery({
  name: 'claimReasons.get',
  summary: 'Read the reasons for claims',
  input: readClaimReasonsSchema,
  answer: claimReasonsSchema,
  async read(reader, _input, { actor }) {
    const { reasons, onlyListed } = await readClaimReasonList(reader);
    return reasonsView(reasons, onlyListed, isShop({ actor }));
  },
});

export function reasonsView(reasons: readonly ClaimReason[], onlyListed: boolean, whole: boolean) {
  return {
    onlyListed,
    data: reasons
      .filter(({ retired }) => whole || retired !== true)
      .map(({ code, zh, en, faultShares, retired }) => ({
        code,
        zh,
        en,
        faultShares: whole && faultShares !== undefined ? { ...faultShares } : null,
        retired: retired === true,
      })),
  };
}
