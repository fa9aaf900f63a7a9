import { planted } from '../neighbourhood.ts';
import type { MonthWish, Rate } from './wishes.ts';

/** Who earns what on a line, as it was promised at the moment of ordering. */
export interface Term {
  readonly kind: 'sale' | 'help' | 'point' | 'referral';
  readonly leaderId: string;
  readonly basisPoints: number | null;
  readonly perPiece: number | null;
  readonly boost: number;
}

/** A rule as somebody made it, oldest first. */
interface Promised {
  readonly about: Readonly<Partial<Record<'leaderId' | 'leaderTier' | 'category', string>>>;
  readonly rate: Rate;
}

export interface Deal {
  readonly leaderId: string;
  readonly leaderTier: string | null;
  readonly own: (leaderId: string) => boolean;
  readonly campaignId: string;
  readonly pickupPointId: string;
  readonly category: string;
  readonly now: number;
}

interface Help {
  readonly ownerId: string;
  readonly owner: Rate;
  readonly helper: Rate;
}

const dayOf = (instant: number) => Math.floor((instant + 8 * 3_600_000) / 86_400_000);
const bps = (rate: Rate) => ('basisPoints' in rate ? rate.basisPoints : null);
const sum = (rate: Rate) => ('perPiece' in rate ? rate.perPiece : null);

/** What the shop has promised its leaders so far, and by C18 and R39–R40 in plain words who earns on an order. */
export class Terms {
  /** The shop of tests begins with 10 % for everybody. */
  readonly rules: Promised[] = [{ about: {}, rate: { basisPoints: 1000 } }];
  readonly help = new Map<string, Help>();
  readonly keepers = new Map<string, string>([
    [planted.point, planted.leader],
    [planted.otherPoint, planted.otherLeader],
  ]);
  readonly approvedAt = new Map<string, number>();
  readonly suspended = new Set<string>();
  policies: MonthWish['policies'];
  point: MonthWish['pointShare'];
  recruit = '';
  readonly #referral: MonthWish['referral'];

  constructor(wish: MonthWish) {
    this.policies = wish.policies;
    this.point = null;
    this.#referral = wish.referral;
  }

  promise(about: Promised['about'], rate: Rate): void {
    this.rules.push({ about, rate });
  }

  of(deal: Deal): readonly Term[] {
    const terms: Term[] = [];
    const help = this.help.get(deal.campaignId);
    const helped = help !== undefined && help.ownerId !== deal.leaderId ? help : undefined;
    const earns = (leaderId: string) =>
      !this.suspended.has(leaderId) && (this.policies.ownPurchasesEarn || !deal.own(leaderId));
    const plain = (leaderId: string, kind: Term['kind'], rate: Rate): Term => ({
      kind,
      leaderId,
      basisPoints: bps(rate),
      perPiece: sum(rate),
      boost: 0,
    });
    if (helped && earns(helped.ownerId)) terms.push(plain(helped.ownerId, 'sale', helped.owner));
    const rate = helped ? helped.helper : this.#ruleFor(deal);
    const sells = earns(deal.leaderId) && rate !== undefined;
    if (sells) terms.push(this.#boosted(plain(deal.leaderId, helped ? 'help' : 'sale', rate), deal));
    const keeper = this.keepers.get(deal.pickupPointId);
    if (this.point && keeper !== undefined && keeper !== deal.leaderId && earns(keeper))
      if (this.point.from === 'shop' || (sells && worth(terms.at(-1)) > 0))
        terms.push(plain(keeper, 'point', this.point.rate));
    const referral = this.#referral;
    const runs = dayOf(deal.now) - dayOf(this.approvedAt.get(this.recruit) ?? 0);
    if (referral?.kind === 'share' && deal.leaderId === this.recruit && sells && runs < referral.days)
      if (earns(planted.leader)) terms.push(plain(planted.leader, 'referral', referral));
    return terms;
  }

  #boosted(term: Term, { leaderId, now }: Deal): Term {
    const days = dayOf(now) - dayOf(this.approvedAt.get(leaderId) ?? 0);
    const { launchBoostBasisPoints, launchBoostDays } = this.policies;
    const boost = days < launchBoostDays && worth(term) > 0 ? launchBoostBasisPoints : 0;
    const { basisPoints } = term;
    return { ...term, boost, basisPoints: basisPoints === null ? null : basisPoints + boost };
  }

  /** C18: own rate, then level, then category, then the shop; of two alike the newer. */
  #ruleFor({ leaderId, leaderTier, category }: Deal): Rate | undefined {
    const subject = { leaderId, leaderTier, category };
    for (const name of ['leaderId', 'leaderTier', 'category'] as const) {
      const own = this.rules.findLast(
        ({ about }) => about[name] !== undefined && about[name] === subject[name],
      );
      if (own) return own.rate;
    }
    return this.rules.findLast(({ about }) => Object.keys(about).length === 0)?.rate;
  }
}

function worth(term: Term | undefined): number {
  return term?.basisPoints ?? term?.perPiece ?? 0;
}
