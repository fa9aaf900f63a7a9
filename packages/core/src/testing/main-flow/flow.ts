import { expect } from 'vitest';
import { auditDatabase } from '../../audit/audit-database.ts';
import { createOpenTuan, type OpenTuan } from '../../open-tuan.ts';
import type { Actor } from '../../shared/context.ts';
import { Refusal } from '../../shared/error.ts';
import type { Money } from '../../shared/schemas.ts';
import { instantOf } from '../../shared/time.ts';
import type { Engine } from '../../storage/engine.ts';
import { migrate } from '../../storage/migrate.ts';
import { watchedTuan } from '../flows/watched-tuan.ts';

/** A shop on an empty database, reached by verbs alone. */
export interface Flow {
  /** Every verb that writes is followed by the audit: it holds after every step, or the step is named. */
  readonly tuan: OpenTuan;
  /** Moves the clock: `at('23T22:00')` of November 2026 in Shanghai, `at('12-01T09:00')` of another month. */
  at(time: string): void;
  /** How many verbs wrote, and were audited. */
  audited(): number;
}

export const byShop = { actor: { kind: 'shop', keyId: 'key_till', scopes: [] } as Actor };
export const byCustomer = (customerId: string) => ({ actor: { kind: 'customer', customerId } as Actor });
export const byLeader = (leaderId: string) => ({ actor: { kind: 'leader', leaderId } as Actor });

/** Minor units of yuan. */
export const yuan = (amount: number): Money => ({ amount, currency: 'CNY' });

/** Opens it; notes in `called` what was called. */
export async function openFlow(engine: Engine, called: Set<string>): Promise<Flow> {
  const clock = { now: instantOf('2026-11-23T09:00:00+08:00') };
  await migrate(engine, clock.now);
  let ids = 0;
  const tuan = createOpenTuan({
    engine,
    clock: () => clock.now,
    newId: (prefix) => `${prefix}_${String((ids += 1)).padStart(6, '0')}`,
    random: differingBytes(),
  });
  const steps = { audited: 0 };
  return {
    tuan: auditedTuan(tuan, steps, called),
    at: (time) => {
      const [day = '', clockTime = ''] = time.split('T');
      clock.now = instantOf(`2026-${day.includes('-') ? day : `11-${day}`}T${clockTime}:00+08:00`);
    },
    audited: () => steps.audited,
  };
}

/** The same shop, with the audit after each verb that wrote, also those of a tick. */
function auditedTuan(tuan: OpenTuan, steps: { audited: number }, called: Set<string>): OpenTuan {
  return watchedTuan(tuan, async ({ name, succeeded, wrote }) => {
    if (succeeded) called.add(name);
    if (!wrote) return;
    const { broken } = await auditDatabase(tuan.reader);
    expect(broken, `the audit after ${name}`).toEqual([]);
    steps.audited += 1;
  });
}

/** The code with which a call was refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'accepted';
}

/** Bytes that differ from call to call and are the same in every run. */
function differingBytes(): (length: number) => Uint8Array {
  let state = 20_261_123;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
}
