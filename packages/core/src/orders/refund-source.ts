/*
 * How the cause of a refund is written. These two kinds are judged by people and name a fault that someone answers
 * for (R33); all others follow from the goods by themselves.
 */

const claimPrefix = 'claim ';
const shopPrefix = 'shop ';

/** The cause of a refund for an approved claim: a claim refunds once. */
export function claimSource(claimId: string): string {
  return `${claimPrefix}${claimId}`;
}

/** The cause of a refund that the shop decided on; each is a cause of its own. */
export function shopSource(id: string): string {
  return `${shopPrefix}${id}`;
}

/** The claim that a refund is for, where it is for one. */
export function claimOfSource(source: string): string | undefined {
  return source.startsWith(claimPrefix) ? source.slice(claimPrefix.length) : undefined;
}

/** Whether someone answers for the refund. */
export function isJudged(source: string): boolean {
  return source.startsWith(claimPrefix) || source.startsWith(shopPrefix);
}
