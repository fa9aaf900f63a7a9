import type { CommandEntry } from './command.ts';

/** Each command is loaded when it is called: help and mistakes need neither the core nor a database. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'dev',
    text: {
      en: 'Serve a shop on this machine, with the reference of its API',
      zh: '在本机启动服务，带接口文档',
    },
    load: async () => (await import('./dev.ts')).dev,
  },
  {
    name: 'migrate',
    text: { en: 'Bring the schema of the database up to date', zh: '把数据库结构更新到本版本' },
    load: async () => (await import('./migrate.ts')).migrate,
  },
  {
    name: 'seed',
    text: {
      en: 'Fill a shop from a price list, a list of leaders and their pickup points',
      zh: '从价目表、团长表和自提点表建店',
    },
    load: async () => (await import('./seed.ts')).seed,
  },
  {
    name: 'keys',
    text: { en: 'Make, list and revoke API keys', zh: '创建、查看、吊销 API 密钥' },
    load: async () => (await import('./keys.ts')).keys,
  },
  {
    name: 'tick',
    text: {
      en: 'Do what has fallen due: holds, freezes, refunds, commissions',
      zh: '处理到期事务：占用到期、封单、退款、佣金',
    },
    load: async () => (await import('./tick.ts')).tick,
  },
  {
    name: 'audit',
    text: {
      en: 'Prove that nothing is oversold, forgotten or paid twice',
      zh: '核对账目：没有超卖、遗漏或重复支付',
    },
    load: async () => (await import('./audit.ts')).audit,
  },
  {
    name: 'doctor',
    text: {
      en: 'Look at everything a shop needs, and say what to do',
      zh: '检查运行所需的一切，并说明该怎么办',
    },
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'play',
    text: {
      en: 'Play a day of the neighbourhood over HTTP, from price list to paid commission',
      zh: '通过 HTTP 演练社区团购的一天：从价目表到佣金打款',
    },
    load: async () => (await import('./play.ts')).play,
  },
];
