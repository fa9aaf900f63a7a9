export { createOpenTuan, type OpenTuan, type OpenTuanCore, type OpenTuanOptions } from './open-tuan.ts';
export { domains } from './domains.ts';
export {
  type AnyQuery,
  type AnyVerb,
  defineQuery,
  defineVerb,
  parseInput,
  type Query,
  type Verb,
} from './define.ts';
export { sheetOfDeliveryRun } from './delivery/delivery-sheets.ts';
export type { BagLabel, BagLabels } from './packing/labels.ts';
export { sheetOfReceipt } from './purchasing/receipt-sheet.ts';
export {
  sheetOfCrates,
  sheetOfPickList,
  sheetOfProducts,
  sheetOfWeighing,
} from './packing/pick-list-sheets.ts';
export type { PickList } from './delivery/pick-list-schemas.ts';
export type { DeliveryRunView } from './delivery/schemas.ts';
export { accountLabels } from './ledger/accounts.ts';
export { occasionWords } from './ledger/occasion-words.ts';
export { isUseToNote } from './purchasing/note-link-use.ts';
export { deliveryLinkSchema } from './delivery/delivery-links.ts';
export { type ErrorCode, errorSentences } from './error-codes.ts';
export { errorSentencesZh } from './error-sentences-zh.ts';
export { type FieldProblem, Refusal, type RefusalDetails } from './shared/error.ts';
export type { Actor, CallOptions, Context } from './shared/context.ts';
export { currenciesBesideTwoDigits, formatAmount } from './shared/currency.ts';
export { emptyPickListText } from './delivery/empty-pick-list.ts';
export { safeHtml } from './shared/html.ts';
export { fingerprint } from './shared/fingerprint.ts';
export type { NewId, RandomBytes } from './shared/id.ts';
export * from './shared/schemas.ts';
export { bundledOrderFields } from './pickup/bundle.ts';
export { pickupTokenVersion } from './pickup/pickup-token.ts';
export { type Instant, instantOf, instantText, localText } from './shared/time.ts';
export {
  sheetOfPurchaseOrder,
  type SheetTable,
  textOfPurchaseOrder,
} from './purchasing/purchase-order-sheet.ts';
export { sheetOfChanges, sheetOfDifferences } from './purchasing/change-sheet.ts';
export type { CutShortLine, ExtraOffer } from './purchasing/extra-schemas.ts';
export { sheetOfReceipts } from './purchasing/list-receipts.ts';
export { pageOfPurchaseOrder } from './purchasing/purchase-order-page.ts';
export type { PurchaseOrderView } from './purchasing/schemas.ts';
export type { SupplierQuality } from './purchasing/supplier-quality.ts';
export { sheetOfShortage } from './purchasing/shortage-sheet.ts';
export {
  storeLinkSchema as storePurchaseLinkSchema,
  linkSchema as purchaseLinkSchema,
} from './purchasing/correction-schemas.ts';
export { apiKeySchema } from './shop/schemas.ts';
export type { Notification, Notify } from './events/notifier.ts';
export { memoryPictures, type PictureStore } from './pictures/picture-store.ts';
export { pictureBytesMax, pictureTypes } from './pictures/clean-picture.ts';
export { type PictureBucket, r2Pictures } from './pictures/r2-pictures.ts';
export { pictureSchema, seenPicturesSchema } from './pictures/schemas.ts';
export { uploadPicture } from './pictures/upload-picture.ts';
export { demandScope, type Scope, scopeOf, scopes } from './shop/scopes.ts';
export {
  BusyError,
  ConstraintError,
  type Engine,
  type SqlRow,
  type SqlValue,
  type Statement,
} from './storage/engine.ts';
export { migrate, missingMigrations } from './storage/migrate.ts';
export { migrations } from './storage/migrations/generated.ts';
export type { Reader } from './storage/reader.ts';
export { tick, type TickReport, tickReportSchema } from './tick.ts';
