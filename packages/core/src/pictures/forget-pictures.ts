import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type TickStep, untilNothingIsDue } from '../tick-step.ts';
import { isGone } from './picture.ts';
import { pictures } from './tables.ts';

const picturesPerChunk = 50;

/**
 * Takes the rows of pictures away whose files were removed. One that was attached meanwhile stays.
 *
 * Refuses: not_allowed.
 */
export const forgetPictures = defineVerb({
  name: 'pictures.forget',
  summary: 'Forget pictures whose files are gone',
  input: z.strictObject({ pictureIds: z.array(z.string()).max(picturesPerChunk) }),
  answer: z.strictObject({ done: z.int() }),
  alone: true,
  decide: (work, { pictureIds }, context) => {
    demandShop(context);
    work.need(...pictureIds.map((id) => [pictures, { id }] as const));
    const gone = pictureIds
      .map((id) => work.find(pictures, id))
      .filter((picture) => picture !== undefined && isGone(picture, context.now))
      .filter((picture) => picture !== undefined);
    for (const { id, status } of gone)
      work.emit({
        type: 'picture.removed',
        subject: id,
        data: { cause: status === 'erased' ? 'erased' : 'unused' },
      });
    if (gone.length > 0)
      work.statement(`DELETE FROM "pictures" WHERE "id" IN (SELECT value FROM json_each(?))`, [
        JSON.stringify(gone.map(({ id }) => id)),
      ]);
    return { done: gone.length };
  },
});

const overdue = `SELECT "id" FROM "pictures" WHERE "removeAt" <= CAST(? AS INTEGER)
  ORDER BY "removeAt" LIMIT ${String(picturesPerChunk)}`;

/** The file goes first: as long as its row is there, it is tried again. */
export const forgetPicturesStep: TickStep = {
  name: forgetPictures.name,
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const due = await tuan.reader.rows<{ id: string }>(overdue, [now]);
      if (due.length === 0) return 0;
      const store = tuan.pictureStore ?? refuse('pictures_off');
      for (const { id } of due) await store.remove(id);
      return (await tuan.pictures.forget({ pictureIds: due.map(({ id }) => id) }, { now })).done;
    }),
};
