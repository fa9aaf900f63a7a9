import type { Notify } from '@opentuan/core';

/**
 * A real shop sends this by its mini program, SMS or e-mail. An error has it sent again later, with growing waits, so
 * whatever sends should take `id` as the key of its own retries.
 */
export const tellOnConsole: Notify = async ({ channel, receiver, text }) => {
  const to = receiver.externalId ?? receiver.id;
  process.stdout.write(`${channel === 'urgent' ? '‼' : '·'} ${receiver.kind} ${to}: ${text}\n`);
};
