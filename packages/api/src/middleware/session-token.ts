import { decodeJwt, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** Who a session stands for. */
export interface SessionSubject {
  readonly role: 'customer' | 'leader';
  /** Our id, or the host shop's with the prefix `external:`. */
  readonly subject: string;
}

/** How long a session may last, in seconds. */
export const sessionSecondsMax = 12 * 60 * 60;
/** By how many seconds the clock of a host that signs itself may differ. */
const clockTolerance = 30;

/** Signs a session with the secret of the shop. `now` in epoch milliseconds, `seconds` at most 12 hours. */
export async function signSession(
  { role, subject }: SessionSubject,
  secret: string,
  now: number,
  seconds: number,
): Promise<string> {
  const issued = Math.floor(now / 1000);
  return new SignJWT({ role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuedAt(issued)
    .setExpirationTime(issued + seconds)
    .sign(keyOf(secret));
}

/** Whose session this is and until when (epoch milliseconds), or undefined: forged, expired, too long, or of another shop. */
export async function readSession(
  token: string,
  secret: string,
  now: number,
): Promise<(SessionSubject & { readonly expiresAt: number }) | undefined> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: ['HS256'],
      currentDate: new Date(now),
      clockTolerance,
      maxTokenAge: sessionSecondsMax,
      requiredClaims: ['sub', 'exp', 'iat', 'role'],
    });
    const { exp = 0, iat = 0 } = payload;
    const subject = subjectOf(payload);
    if (!subject || exp - iat > sessionSecondsMax) return undefined;
    return { ...subject, expiresAt: exp * 1000 };
  } catch {
    return undefined;
  }
}

/** Whom a token says it is for. Nobody has proved it: good for nothing but reading ahead. */
export function claimedSubject(token: string): SessionSubject | undefined {
  try {
    return subjectOf(decodeJwt(token));
  } catch {
    return undefined;
  }
}

function subjectOf({ sub = '', role }: JWTPayload): SessionSubject | undefined {
  if (sub === '' || (role !== 'customer' && role !== 'leader')) return undefined;
  return { role, subject: sub };
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
