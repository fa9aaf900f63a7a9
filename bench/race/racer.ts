/** One of two processes on the same file: told to go, it wants the last unit so many times at once; `aside` writes in a thread. */
import { getRandomValues } from 'node:crypto';
import { instantOf } from '../../packages/core/src/shared/time.ts';
import { createOpenTuan } from '../../packages/core/src/open-tuan.ts';
import { Refusal } from '../../packages/core/src/shared/error.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { planted } from '../../packages/core/src/testing/index.ts';

const [file = '', callers = '', writes = ''] = process.argv.slice(2);
const tuan = createOpenTuan({
  engine: await libsqlEngine({ url: `file:${file}`, writerThread: writes === 'aside' }),
  clock: () => instantOf('2026-11-23T09:00:00+08:00'),
  random: (length) => getRandomValues(new Uint8Array(length)),
});

process.on('message', () => {
  const wishes = Array.from({ length: Number(callers) }, () => wish());
  void Promise.all(wishes).then((outcomes) => process.send?.(outcomes));
});
process.send?.('ready');

async function wish(): Promise<string> {
  try {
    await tuan.orders.place({
      campaignId: planted.campaign,
      customer: planted.customer,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      payment: 'atPickup',
    });
    return 'placed';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}
