import { createOpenTuan, type Engine, type OpenTuan } from '@opentuan/core';
import { libsqlEngine } from '@opentuan/core/storage/libsql';
import { type Call, type Option, textOption, Trouble } from './command.ts';

const fallback = 'file:opentuan.db';

/** The options of every command that opens the database. */
export const databaseOptions: Readonly<Record<string, Option>> = {
  database: {
    type: 'string',
    value: 'url',
    text: {
      en: `file:shop.db, or the URL of a libSQL server (default: OPENTUAN_DATABASE, else ${fallback})`,
      zh: `file:shop.db 或 libSQL 服务器地址（默认取 OPENTUAN_DATABASE，否则 ${fallback}）`,
    },
  },
  'auth-token': {
    type: 'string',
    value: 'token',
    text: {
      en: 'Token of a libSQL server (default: OPENTUAN_AUTH_TOKEN)',
      zh: 'libSQL 服务器的令牌（默认取 OPENTUAN_AUTH_TOKEN）',
    },
  },
};

export function databaseUrl(call: Call): string {
  const told = textOption(call, 'database') ?? call.environment.OPENTUAN_DATABASE ?? fallback;
  // A bare path is what people type; an address names its scheme.
  return /^([a-z]+:|:memory:)/i.test(told) ? told : `file:${told}`;
}

export function authToken(call: Call): string | undefined {
  return textOption(call, 'auth-token') ?? call.environment.OPENTUAN_AUTH_TOKEN;
}

export async function openEngine(call: Call): Promise<Engine> {
  const url = databaseUrl(call);
  const token = authToken(call);
  try {
    return await libsqlEngine({ url, ...(token === undefined ? {} : { authToken: token }) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Trouble(
      {
        en: `The database ${url} cannot be opened: ${reason}. Name another with --database.`,
        zh: `无法打开数据库 ${url}：${reason}。可用 --database 指定别的数据库。`,
      },
      { cause: error },
    );
  }
}

export function tuanOn(engine: Engine): OpenTuan {
  return createOpenTuan({
    engine,
    clock: Date.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
}

/** Opens the shop, lets `work` use it, and closes the database whatever happens. */
export async function withTuan<Answer>(
  call: Call,
  work: (tuan: OpenTuan) => Promise<Answer>,
): Promise<Answer> {
  const engine = await openEngine(call);
  try {
    return await work(tuanOn(engine));
  } finally {
    await engine.close?.();
  }
}
