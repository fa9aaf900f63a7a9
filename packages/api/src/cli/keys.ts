import { type OpenTuan, type Scope, scopes } from '@opentuan/core';
import { hashApiKey, hintLength, makeApiKey } from '../middleware/api-key.ts';
import { type Call, type Command, isSet, textOption, Trouble, UsageError } from './command.ts';
import { databaseOptions, withTuan } from './database.ts';

/** Makes, lists and revokes API keys. */
export const keys: Command = {
  operand: {
    value: 'create|list|revoke [id]',
    max: 2,
    text: {
      en: 'A new key is shown once; only its hash is stored',
      zh: '新密钥只显示一次，库里只存哈希',
    },
  },
  options: {
    ...databaseOptions,
    name: { type: 'string', value: 'text', text: { en: 'What the key is for', zh: '密钥用途' } },
    kind: {
      type: 'string',
      value: 'secret|publishable',
      text: {
        en: 'secret (default) for servers, publishable for pages',
        zh: 'secret（默认）给服务器，publishable 给网页',
      },
    },
    scopes: {
      type: 'string',
      value: 'list',
      text: {
        en: `What a secret key may do (default *): ${scopes.join(', ')}`,
        zh: `secret 密钥的权限（默认 *）：${scopes.join(', ')}`,
      },
    },
    json: { type: 'boolean', text: { en: 'As JSON', zh: '以 JSON 输出' } },
  },
  async run(call) {
    const [action = 'list', id] = call.positionals;
    switch (action) {
      case 'create':
        return withTuan(call, (tuan) => create(tuan, call));
      case 'list':
        return withTuan(call, (tuan) => list(tuan, call));
      case 'revoke':
        return withTuan(call, (tuan) => revoke(tuan, call, id));
      default:
        throw new UsageError({
          en: `There is no "keys ${action}": create, list or revoke.`,
          zh: `没有“keys ${action}”：请用 create、list 或 revoke。`,
        });
    }
  },
};

/** Makes a key and stores its hash; answers the key, which is never to be seen again. */
export async function makeKey(
  tuan: OpenTuan,
  wish: { readonly name: string; readonly kind: 'secret' | 'publishable'; readonly scopes: readonly Scope[] },
): Promise<{ readonly id: string; readonly key: string }> {
  const key = makeApiKey(wish.kind);
  const stored = await tuan.apiKeys.store({
    ...wish,
    scopes: [...wish.scopes],
    hash: await hashApiKey(key),
    hint: key.slice(0, hintLength),
  });
  return { id: stored.id, key };
}

async function create(tuan: OpenTuan, call: Call): Promise<number> {
  const kind = textOption(call, 'kind') ?? 'secret';
  if (kind !== 'secret' && kind !== 'publishable')
    throw new UsageError({
      en: `--kind is secret or publishable, not "${kind}".`,
      zh: `--kind 是 secret 或 publishable，不能是“${kind}”。`,
    });
  const wanted = kind === 'publishable' ? [] : (textOption(call, 'scopes') ?? '*').split(/[\s,]+/);
  const unknown = wanted.find((scope) => !(scopes as readonly string[]).includes(scope));
  if (unknown !== undefined)
    throw new UsageError({
      en: `There is no scope "${unknown}". There are: ${scopes.join(', ')}.`,
      zh: `没有权限“${unknown}”。可用：${scopes.join(', ')}。`,
    });
  const name = textOption(call, 'name') ?? 'opentuan keys';
  const made = await makeKey(tuan, { name, kind, scopes: wanted as Scope[] });
  call.print(isSet(call, 'json') ? JSON.stringify(made) : made.key);
  call.note(
    call.language === 'zh'
      ? `密钥 ${made.id} 只显示这一次，请妥善保存。`
      : `Key ${made.id} is shown only now: keep it where secrets are kept.`,
  );
  return 0;
}

async function list(tuan: OpenTuan, call: Call): Promise<number> {
  const { data } = await tuan.apiKeys.list({ limit: 200 });
  if (isSet(call, 'json')) call.print(JSON.stringify(data));
  else
    for (const { id, kind, hint, name, revokedAt } of data)
      call.print([id, kind.padEnd(11), `${hint}…`, revokedAt ?? '-', name].join('  '));
  return 0;
}

async function revoke(tuan: OpenTuan, call: Call, id: string | undefined): Promise<number> {
  if (id === undefined)
    throw new UsageError({
      en: 'Say which key: opentuan keys revoke <id>; opentuan keys list shows them.',
      zh: '请指明密钥：opentuan keys revoke <id>；用 opentuan keys list 查看。',
    });
  const { data } = await tuan.apiKeys.list({ limit: 200 });
  if (!data.some((key) => key.id === id))
    throw new Trouble({
      en: `There is no key ${id}. opentuan keys list shows them.`,
      zh: `没有密钥 ${id}。用 opentuan keys list 查看。`,
    });
  await tuan.apiKeys.revoke({ keyId: id });
  call.note(call.language === 'zh' ? `已吊销 ${id}。` : `${id} is revoked.`);
  return 0;
}
