import { runAudit } from './run-audit.ts';

export const auditOperations = { run: runAudit } as const;
