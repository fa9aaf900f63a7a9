import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { receiverAccounts } from './tables.ts';

/** The last four characters of a long account, so that people can tell accounts apart; of a short one two. */
export function maskedAccount(account: string): string {
  const shown = account.length >= 8 ? 4 : 2;
  return `****${account.slice(-shown)}`;
}

export function maskedName(name: string | null): string | null {
  const [first] = name ?? '';
  return first === undefined ? null : `${first}*`;
}

export function receiverView({ leaderId, type, account, name, changedAt }: Row<typeof receiverAccounts>) {
  return {
    leaderId,
    type,
    account: maskedAccount(account),
    name: maskedName(name),
    changedAt: instantText(changedAt),
  };
}
