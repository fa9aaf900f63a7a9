import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { d1Engine } from '@opentuan/core/storage/d1';
import { shopFlows } from '@opentuan/core/testing/flows';
import { afterAll } from 'vitest';

// What the last flow has written is gone only with the second reset, and another file follows.
afterAll(() => reset());

shopFlows('D1', async () => {
  await reset();
  return d1Engine((env as unknown as { DB: Parameters<typeof d1Engine>[0] }).DB);
});
