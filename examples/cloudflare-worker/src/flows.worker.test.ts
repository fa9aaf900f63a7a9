import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { d1Engine } from '@opentuan/core/storage/d1';
import { shopFlows } from '@opentuan/core/testing/flows';

shopFlows('D1', async () => {
  await reset();
  return d1Engine((env as unknown as { DB: Parameters<typeof d1Engine>[0] }).DB);
});
