import type { RunningShop } from './start-shop.ts';

/** What a person who has just started the shop wants to know; Chinese and English, aligned. */
export function welcome({ origin, keys, port }: RunningShop, wanted: number): string {
  const lines: readonly (readonly [string, string, string])[] = [
    ['店铺', 'shop', `${origin}/`],
    ['团长', 'leader', `${origin}/leader`],
    ['接口', 'reference', `${origin}/tuan/v1/docs`],
    ['公钥', 'publishable', keys.publishable],
    ['密钥', 'secret', keys.secret],
  ];
  const moved =
    port === wanted ? '' : `  端口 ${wanted} 已被占用 · port ${wanted} was taken, so this is ${port}\n`;
  const shown = lines.map(([chinese, english, value]) => `  ${chinese}  ${english.padEnd(12)}${value}\n`);
  return `\n  幸福里鲜果店 · Happy Lane Fruit\n\n${moved}${shown.join('')}\n  按 Ctrl-C 结束，数据保留 · Ctrl-C ends it, the data stays\n\n`;
}
