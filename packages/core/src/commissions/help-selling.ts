import type { campaigns } from '../campaigns/tables.ts';
import { money } from '../shared/schemas.ts';
import type { Row } from '../work.ts';

/** A rate in basis points, or a sum per piece in minor units: one of the two. */
export interface Rate {
  readonly basisPoints: number | null;
  readonly perPiece: number | null;
}

/** Help-selling (帮卖): a campaign of one leader that others sell from, and what both earn then. */
export interface HelpSelling {
  readonly ownerId: string;
  readonly owner: Rate;
  readonly helper: Rate;
}

type Columns = Pick<
  Row<typeof campaigns>,
  'ownerLeaderId' | 'ownerBasisPoints' | 'ownerPerPiece' | 'helperBasisPoints' | 'helperPerPiece'
>;

/** The help-selling that a campaign declares, or null. */
export function helpSellingOf(campaign: Columns): HelpSelling | null {
  if (campaign.ownerLeaderId === null) return null;
  return {
    ownerId: campaign.ownerLeaderId,
    owner: { basisPoints: campaign.ownerBasisPoints, perPiece: campaign.ownerPerPiece },
    helper: { basisPoints: campaign.helperBasisPoints, perPiece: campaign.helperPerPiece },
  };
}

/** The columns that declare it. */
export function helpSellingColumns(help: HelpSelling | null): Columns {
  return {
    ownerLeaderId: help?.ownerId ?? null,
    ownerBasisPoints: help?.owner.basisPoints ?? null,
    ownerPerPiece: help?.owner.perPiece ?? null,
    helperBasisPoints: help?.helper.basisPoints ?? null,
    helperPerPiece: help?.helper.perPiece ?? null,
  };
}

/** A rate as it is answered. */
export function rateView({ basisPoints, perPiece }: Rate, currency: string) {
  return { basisPoints, perPiece: perPiece === null ? null : money(perPiece, currency) };
}
