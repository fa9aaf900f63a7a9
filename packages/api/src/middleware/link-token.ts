import { isSameText } from './api-key.ts';
import { signText } from './sign-text.ts';

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';
/** 32 letters of 36 carry 165 bits. */
const chanceLength = 32;

/** What the tokens of supplier links begin with. */
export const linkPrefix = 'sl_';
/** … and of driver links. */
export const driverPrefix = 'dl_';

/**
 * A new token of a link that ends at `expiresAt` (epoch milliseconds): chance from the system's random source and the
 * end, signed with the secret of the shop. It is shown once; only its hash is stored.
 */
export async function makeLinkToken(
  secret: string,
  expiresAt: number,
  prefix: string = linkPrefix,
): Promise<string> {
  let chance = '';
  while (chance.length < chanceLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(64))) {
      // 252 is the largest multiple of 36 in a byte: what lies above would favour the first letters.
      if (byte < 252 && chance.length < chanceLength) chance += letters.charAt(byte % 36);
    }
  }
  const body = `${prefix}${chance}.${Math.floor(expiresAt / 1000).toString(36)}`;
  return `${body}.${await signatureOf(body, secret)}`;
}

/** Whether a token is ours and not over at `now`, which costs no look into the database: guesses end here. */
export async function isLinkToken(token: string, secret: string, now: number): Promise<boolean> {
  const match = /^([sd]l_[0-9a-z]{32}\.([0-9a-z]{1,9}))\.([0-9a-f]{32})$/.exec(token);
  if (!match) return false;
  const [, body = '', end = '', signature = ''] = match;
  return Number.parseInt(end, 36) * 1000 > now && isSameText(signature, await signatureOf(body, secret));
}

function signatureOf(body: string, secret: string): Promise<string> {
  return signText(`purchase link ${body}`, secret);
}
