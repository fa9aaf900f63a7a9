import { migrate as migrateDatabase } from '@opentuan/core';
import type { Command } from './command.ts';
import { databaseOptions, databaseUrl, openEngine } from './database.ts';

/** Brings the schema of a database up to date. */
export const migrate: Command = {
  options: databaseOptions,
  async run(call) {
    const engine = await openEngine(call);
    try {
      const applied = await migrateDatabase(engine, Date.now());
      for (const name of applied) call.print(name);
      const count = String(applied.length);
      const url = databaseUrl(call);
      call.note(
        call.language === 'zh' ? `${url}：执行了 ${count} 个迁移。` : `${url}: ${count} migrations applied.`,
      );
      return 0;
    } finally {
      await engine.close?.();
    }
  },
};
