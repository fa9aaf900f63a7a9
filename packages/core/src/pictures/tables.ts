import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { pictureTypes } from './clean-picture.ts';
import { id, notNegative, oneOf, required, version, whole } from '../storage/columns.ts';

/** Uploaded and not used yet, part of something, or to be removed because it tells of a person who is erased. */
export const pictureStatuses = ['loose', 'attached', 'erased'] as const;

/** What is known of an uploaded picture. The file itself lies in the picture store under the id. */
export const pictures = sqliteTable(
  'pictures',
  {
    /** 130 bits of chance: whoever does not know it cannot guess it. */
    id: id(),
    status: text({ enum: pictureStatuses }).notNull(),
    mediaType: text({ enum: pictureTypes }).notNull(),
    /** The length of the file. */
    bytes: whole(),
    width: whole(),
    height: whole(),
    /** SHA-256 of the file, in hex. */
    digest: required(),
    /** Who sent it: `customer:cus_…`; of a supplier its link, as in `supplier:plk_…`. */
    uploadedBy: required(),
    /** What it belongs to: `claim clm_…`, `receipt rcp_…`; null while it is loose. */
    subject: text(),
    /** Whose it is: those of them that are named may see it beside the shop and whoever sent it. */
    customerId: text(),
    leaderId: text(),
    supplierId: text(),
    /** The one order whose supplier links may see it, and the one run whose driver links may. */
    purchaseOrderId: text(),
    deliveryRunId: text(),
    createdAt: whole(),
    /** From when on nobody sees it and the tick removes it; null while it is needed. */
    removeAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('picture_status', 'status', pictureStatuses),
    notNegative('picture_size', 'bytes', 'width', 'height'),
    index('pictures_by_uploader').on(table.uploadedBy, table.status),
    index('pictures_by_subject').on(table.subject),
    index('pictures_by_customer').on(table.customerId),
    index('pictures_to_remove').on(table.removeAt),
  ],
);
