import { aftersalesErrors } from './aftersales/errors.ts';
import { campaignErrors } from './campaigns/errors.ts';
import { catalogErrors } from './catalog/errors.ts';
import { commissionErrors } from './commissions/errors.ts';
import { communityErrors } from './communities/errors.ts';
import { customerErrors } from './customers/errors.ts';
import { deliveryErrors } from './delivery/errors.ts';
import { importErrors } from './imports/errors.ts';
import { leaderErrors } from './leaders/errors.ts';
import { ledgerErrors } from './ledger/errors.ts';
import { orderErrors } from './orders/errors.ts';
import { packingErrors } from './packing/errors.ts';
import { pickupErrors } from './pickup/errors.ts';
import { pictureErrors } from './pictures/errors.ts';
import { promotionErrors } from './promotions/errors.ts';
import { purchasingErrors } from './purchasing/errors.ts';
import { settlementErrors } from './settlements/errors.ts';
import { noticeErrors } from './events/errors.ts';
import { generalErrors } from './shared/errors.ts';
import { shopErrors } from './shop/errors.ts';
import { shrinkageErrors } from './shrinkage/errors.ts';
import { supplierErrors } from './suppliers/errors.ts';

/** Every code a command can be refused with, and the sentence that says what is wrong and what to do. */
export const errorSentences = {
  ...generalErrors,
  ...shopErrors,
  ...catalogErrors,
  ...customerErrors,
  ...leaderErrors,
  ...communityErrors,
  ...campaignErrors,
  ...orderErrors,
  ...promotionErrors,
  ...purchasingErrors,
  ...shrinkageErrors,
  ...deliveryErrors,
  ...pickupErrors,
  ...packingErrors,
  ...aftersalesErrors,
  ...pictureErrors,
  ...noticeErrors,
  ...commissionErrors,
  ...settlementErrors,
  ...ledgerErrors,
  ...supplierErrors,
  ...importErrors,
} as const;

export type ErrorCode = keyof typeof errorSentences;
