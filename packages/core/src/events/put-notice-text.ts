import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import {
  demandKnown,
  keyFields,
  noticeTextSchema,
  rowWanted,
  textView,
  wordsSchema,
} from './notice-settings.ts';
import { noticeSettings } from './tables.ts';

/**
 * Gives a notice the shop's own words, or switches it off. Null words are those of the table again.
 *
 * Refuses: notice_unknown, notice_placeholder_unknown, not_allowed.
 */
export const putNoticeText = defineVerb({
  name: 'notices.putText',
  summary: 'Change what is told, or switch it off',
  input: z
    .strictObject({
      ...keyFields,
      off: z.boolean().optional(),
      zh: wordsSchema.nullable().optional(),
      en: wordsSchema.nullable().optional(),
    })
    .meta({
      id: 'PutNoticeText',
      examples: [{ topic: 'order.ready', receiverKind: 'customer', zh: '您的菜到「{point}」啦，记得来取。' }],
    }),
  answer: noticeTextSchema,
  decide: (work, { topic, receiverKind, ...wish }, context) => {
    demandShop(context);
    const row = rowWanted(topic, receiverKind);
    for (const text of [wish.zh, wish.en]) demandKnown(row, text ?? '');
    const known = work.find(noticeSettings, { topic, receiverKind });
    const own = {
      off: wish.off ?? known?.off ?? false,
      zh: wish.zh === undefined ? (known?.zh ?? null) : wish.zh,
      en: wish.en === undefined ? (known?.en ?? null) : wish.en,
    };
    if (known) work.set(noticeSettings, known, { ...own, changedAt: context.now });
    else work.insert(noticeSettings, { topic, receiverKind, ...own, changedAt: context.now });
    work.emit({ type: 'notice.changed', subject: `${topic} ${receiverKind}`, data: { off: own.off } });
    return textView(row, own);
  },
});
