import { migrate } from '@opentuan/core';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Call, type Command, isSet, textOption, Trouble } from './command.ts';
import { databaseOptions, openEngine, tuanOn } from './database.ts';
import { type SampleName, sampleSheet } from './sample-sheet.ts';
import { type SheetFile, type SheetKind, seedShop } from './seed-shop.ts';

/** Fills a shop from sheets: the sample neighbourhood, or files of one's own. Again it changes nothing. */
export const seed: Command = {
  options: {
    ...databaseOptions,
    file: {
      type: 'string',
      value: 'sheet',
      text: { en: 'Your own price list, CSV or XLSX', zh: '自己的价目表，CSV 或 XLSX' },
    },
    leaders: { type: 'string', value: 'sheet', text: { en: 'Your own list of leaders', zh: '自己的团长表' } },
    points: {
      type: 'string',
      value: 'sheet',
      text: { en: 'Your own list of pickup points', zh: '自己的自提点表' },
    },
    name: { type: 'string', value: 'text', text: { en: 'Name of a new shop', zh: '新店名称' } },
    zone: {
      type: 'string',
      value: 'zone',
      text: { en: 'Its time zone (Asia/Shanghai)', zh: '时区（Asia/Shanghai）' },
    },
    currency: { type: 'string', value: 'code', text: { en: 'Its currency (CNY)', zh: '货币（CNY）' } },
    json: { type: 'boolean', text: { en: 'What was imported, as JSON', zh: '以 JSON 输出导入结果' } },
  },
  async run(call) {
    const files = filesOf(call);
    const engine = await openEngine(call);
    try {
      await migrate(engine, Date.now());
      const seeded = await seedShop(tuanOn(engine), sampleShop(call), files);
      if (isSet(call, 'json')) call.print(JSON.stringify(seeded));
      else
        for (const { fileName, created, updated, unchanged } of seeded)
          call.print(
            call.language === 'zh'
              ? `${fileName}：新增 ${String(created)}，更新 ${String(updated)}，不变 ${String(unchanged)}`
              : `${fileName}: ${String(created)} created, ${String(updated)} updated, ${String(unchanged)} unchanged`,
          );
      return 0;
    } finally {
      await engine.close?.();
    }
  },
};

/** The shop that is made where there is none. */
export function sampleShop(call: Call) {
  return {
    name: textOption(call, 'name') ?? '幸福里鲜果店',
    zone: textOption(call, 'zone') ?? 'Asia/Shanghai',
    currency: textOption(call, 'currency') ?? 'CNY',
    locale: 'zh-CN',
  };
}

/** The sheets of the call, in the order in which they need one another; the sample where none is named. */
export function filesOf(call: Call): SheetFile[] {
  const wanted: readonly (readonly [SheetKind, string | undefined, SampleName])[] = [
    ['priceList', textOption(call, 'file'), 'price-list'],
    ['leaders', textOption(call, 'leaders'), 'leaders'],
    ['pickupPoints', textOption(call, 'points'), 'pickup-points'],
  ];
  return wanted.map(([kind, path, sample]) =>
    path === undefined
      ? { kind, fileName: `${sample}.csv`, bytes: new TextEncoder().encode(sampleSheet(sample)) }
      : { kind, fileName: basename(path), bytes: bytesOf(path) },
  );
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Trouble(
      { en: `The file ${path} cannot be read. Check its path.`, zh: `无法读取文件 ${path}，请检查路径。` },
      { cause: error },
    );
  }
}
