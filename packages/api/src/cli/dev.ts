import { once } from 'node:events';
import type { OpenTuan } from '@opentuan/core';
import { serve } from '../node/serve.ts';
import { type Call, type Command, isSet, numberOption, Trouble } from './command.ts';
import { authToken, databaseOptions, databaseUrl } from './database.ts';
import { makeKey } from './keys.ts';
import { filesOf, sampleShop } from './seed.ts';
import { hasShop, seedShop } from './seed-shop.ts';

const keyName = 'opentuan dev';

/** Serves a shop on this machine, with the reference of its API, until it is interrupted. */
export const dev: Command = {
  options: {
    ...databaseOptions,
    port: {
      type: 'string',
      value: 'n',
      text: { en: 'Port (8787; 0 takes any free one)', zh: '端口（8787；0 为任意空闲端口）' },
    },
    empty: {
      type: 'boolean',
      text: { en: 'Do not fill an empty database with the sample neighbourhood', zh: '空数据库不导入示例' },
    },
    'test-clock': {
      type: 'boolean',
      text: {
        en: 'Let the header OpenTuan-Now set the time of a request',
        zh: '允许用 OpenTuan-Now 请求头设定时间',
      },
    },
  },
  async run(call) {
    const served = await start(call);
    const { tuan, url } = served;
    try {
      if (!isSet(call, 'empty') && !(await hasShop(tuan))) {
        await seedShop(tuan, sampleShop(call), filesOf(call));
        call.note(
          call.language === 'zh'
            ? '空数据库，已导入示例小区。'
            : 'The database was empty: the sample neighbourhood is in it now.',
        );
      }
      const keys = await freshKeys(tuan);
      for (const line of addresses(url, keys, call)) call.print(line);
      await interrupted();
      call.note(call.language === 'zh' ? '正在结束……' : 'Finishing what is under way …');
      return 0;
    } finally {
      await served.close();
    }
  },
};

async function start(call: Call) {
  const token = authToken(call);
  const port = numberOption(call, 'port', 8787, 0, 65_535);
  try {
    return await serve({
      database: databaseUrl(call),
      port,
      allowTestClock: isSet(call, 'test-clock'),
      ...(token === undefined ? {} : { authToken: token }),
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    throw new Trouble(
      {
        en: `Port ${String(port)} is taken. Choose another with --port, or --port 0 for any free one.`,
        zh: `端口 ${String(port)} 已被占用。请用 --port 换一个，或 --port 0 取任意空闲端口。`,
      },
      { cause: error },
    );
  }
}

interface Keys {
  readonly secret: string;
  readonly publishable: string;
}

/** Two keys for this run; those of the run before open nothing any more. */
async function freshKeys(tuan: OpenTuan): Promise<Keys> {
  const { data } = await tuan.apiKeys.list({ limit: 200 });
  for (const { id, name, revokedAt } of data)
    if (name === keyName && revokedAt === null) await tuan.apiKeys.revoke({ keyId: id });
  const secret = await makeKey(tuan, { name: keyName, kind: 'secret', scopes: ['*'] });
  const publishable = await makeKey(tuan, { name: keyName, kind: 'publishable', scopes: [] });
  return { secret: secret.key, publishable: publishable.key };
}

function addresses(url: string, { secret, publishable }: Keys, { language }: Call): string[] {
  const chinese = language === 'zh';
  return [
    `${chinese ? '接口      ' : 'API        '} ${url}/v1`,
    `${chinese ? '接口文档  ' : 'Reference  '} ${url}/v1/docs`,
    `${chinese ? '密钥      ' : 'Secret key '} ${secret}`,
    `${chinese ? '公开密钥  ' : 'Page key   '} ${publishable}`,
    chinese ? '试一试' : 'Try',
    `  curl -H 'Authorization: Bearer ${secret}' ${url}/v1/shop`,
  ];
}

async function interrupted(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
