/** One of two processes on the same file: told to go, the leader approves all of these claims at once. */
import { getRandomValues } from 'node:crypto';
import { createOpenTuan } from '../../packages/core/src/open-tuan.ts';
import { Refusal } from '../../packages/core/src/shared/error.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { planted } from '../../packages/core/src/testing/index.ts';

const [file = '', now = '', ...claimIds] = process.argv.slice(2);
const tuan = createOpenTuan({
  engine: await libsqlEngine({ url: `file:${file}` }),
  clock: () => Number(now),
  random: (length) => getRandomValues(new Uint8Array(length)),
});
const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

process.on('message', () => {
  void Promise.all(claimIds.map((claimId) => approve(claimId))).then((outcomes) => process.send?.(outcomes));
});
process.send?.('ready');

async function approve(claimId: string): Promise<string> {
  try {
    const amount = { amount: 300, currency: 'CNY' };
    await tuan.claims.approve({ claimId, amount, faultShares: { shop: 10_000 } }, leader);
    return 'approved';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}
