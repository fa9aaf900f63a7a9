import type { OpenTuan } from '@opentuan/core';
import { pickupTokenVersion } from '@opentuan/core';
import { crockfordNumber, crockfordOf } from './crockford.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * ECDSA over P-256, because every browser of the last ten years checks it: a leader's phone holds the public key only,
 * with which nobody makes a token.
 */
export interface PickupKey {
  /** As a JSON Web Key, for the phones. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The pair of keys of a shop, made when it is first needed. */
export async function pickupKeyOf(tuan: OpenTuan): Promise<PickupKey> {
  const { key } = await tuan.pickups.findKey({});
  if (key) return key;
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [publicKey, privateKey] = await Promise.all(
    [pair.publicKey, pair.privateKey].map((one) => crypto.subtle.exportKey('jwk', one)),
  );
  return tuan.pickups.storeKey({
    publicKey: publicText(publicKey ?? {}),
    privateKey: JSON.stringify(privateKey),
  });
}

function publicText({ kty, crv, x, y }: JsonWebKey): string {
  return JSON.stringify({ kty, crv, x, y });
}

/** The text of a pickup QR: the version, the code, the second it holds until, and the signature over them. */
export async function signPickupToken(
  { privateKey }: PickupKey,
  { code, validUntil }: { readonly code: string; readonly validUntil: number },
): Promise<string> {
  const said = `${pickupTokenVersion}${code}${crockfordNumber(Math.floor(validUntil / 1000), 7)}`;
  const key = await crypto.subtle.importKey('jwk', JSON.parse(privateKey) as JsonWebKey, algorithm, false, [
    'sign',
  ]);
  const signature = await crypto.subtle.sign(signing, key, new TextEncoder().encode(said));
  return said + crockfordOf(new Uint8Array(signature));
}

/** What a code is found by on a phone, without being written there: the order's own salt makes each a search of its own. */
export async function hashPickupCode(salt: string, orderId: string, code: string): Promise<string> {
  const text = new TextEncoder().encode(`${salt} ${orderId} ${code}`);
  const digest = await crypto.subtle.digest('SHA-256', text);
  return crockfordOf(new Uint8Array(digest).slice(0, 15));
}
