/** A process that does all the work of a round after its cutoff, and tells of each commit; `aside` writes in a thread. */
import { getRandomValues } from 'node:crypto';
import { createOpenTuan } from '../../packages/core/src/open-tuan.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { doLongWork } from './long-work.ts';

const [file = '', writes = ''] = process.argv.slice(2);
const clock = { now: 0 };
const engine = await libsqlEngine({ url: `file:${file}`, writerThread: writes === 'aside' });
const tuan = createOpenTuan({
  engine,
  clock: () => clock.now,
  random: (length) => getRandomValues(new Uint8Array(length)),
  onCommit: () => process.send?.('committed'),
});
await doLongWork(tuan, (now) => {
  clock.now = now;
});
await engine.close?.();
process.disconnect();
