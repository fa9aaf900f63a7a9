import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { d1Engine } from '@opentuan/core/storage/d1';
import { mainFlow } from '@opentuan/core/testing/main-flow';

mainFlow('D1', async () => {
  await reset();
  return d1Engine((env as unknown as { DB: Parameters<typeof d1Engine>[0] }).DB);
});
