import { audit } from './audit.ts';
import type { Command } from './command.ts';
import { dev } from './dev.ts';
import { doctor } from './doctor.ts';
import { keys } from './keys.ts';
import { migrate } from './migrate.ts';
import { play } from './play.ts';
import { seed } from './seed.ts';
import { tick } from './tick.ts';

export const commands: readonly Command[] = [dev, migrate, seed, keys, tick, audit, doctor, play];
