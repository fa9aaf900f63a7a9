import { domains } from '../../domains.ts';
import type { OpenTuan } from '../../open-tuan.ts';
import { tick } from '../../tick.ts';

/** A verb or query that has come to its end, by its name in `domains`: `orders.place`. */
export interface WatchedCall {
  readonly name: string;
  readonly succeeded: boolean;
  /** Whether anything was written since the call began. */
  readonly wrote: boolean;
}

type Operation = (...call: readonly unknown[]) => Promise<unknown>;

/** The same shop; `after` is called when a verb or query has ended, also those that the tick calls. */
export function watchedTuan(tuan: OpenTuan, after: (call: WatchedCall) => Promise<void>): OpenTuan {
  const watched =
    (name: string, operation: Operation): Operation =>
    async (...call) => {
      let succeeded = false;
      const before = tuan.writes();
      try {
        const answer = await operation(...call);
        succeeded = true;
        return answer;
      } finally {
        await after({ name, succeeded, wrote: tuan.writes() > before });
      }
    };
  const named = Object.entries(domains).map(([domain, operations]) => {
    const own = tuan[domain as keyof typeof domains] as unknown as Readonly<Record<string, Operation>>;
    const calls = Object.keys(operations).map(
      (name) => [name, watched(`${domain}.${name}`, own[name] as Operation)] as const,
    );
    return [domain, Object.fromEntries(calls)] as const;
  });
  const all = { ...tuan, ...Object.fromEntries(named) } as unknown as OpenTuan;
  return Object.assign(all, { tick: (options?: Parameters<OpenTuan['tick']>[0]) => tick(all, options) });
}
