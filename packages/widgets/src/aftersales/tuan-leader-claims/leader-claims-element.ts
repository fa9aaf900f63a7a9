import {
  type Claim,
  ClientProblem,
  type LeaderClient,
  leaderClient,
  type OrderLine,
  type ShownPicture,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { leaderClaimsTexts } from '../../locales/leader-claims.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import { picturesFor } from '../../pictures/shown-pictures.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { saidIn } from '../../shared/said.ts';
import { typedAmount } from '../../shared/money-field.ts';
import { leaderClaimView } from './leader-claim-view.ts';
import { leaderClaimsStyles } from './leader-claims.styles.ts';

/** How many claims are shown at a time: the oldest are decided first, and the next come after them. */
const shownMax = 20;

/**
 * Claims that wait for their leader, inside `<tuan-leader>`: approved at once up to what the shop allows, sent again,
 * or proposed to the shop.
 *
 * @fires tuan-claim-decided - a claim was approved or proposed: `detail.claim`
 */
export class TuanLeaderClaims extends TuanElement {
  static override styles = leaderClaimsStyles;
  static override properties: PropertyDeclarations = {
    zone: state,
    claims: state,
    lines: state,
    pictures: state,
    asksFault: state,
    at: state,
    done: state,
  };

  zone: string | undefined;
  private claims: readonly Claim[] | undefined;
  /** The line of each claim. */
  private lines: ReadonlyMap<string, OrderLine> = new Map();
  private pictures: ReadonlyMap<string, ShownPicture> = new Map();
  /** Claims of which it must be said who bears the cost. */
  private asksFault: ReadonlySet<string> = new Set();
  /** The claim that was decided last: what went wrong with it stands there. */
  private at = '';
  private done = false;

  protected override async load({ connection }: Tuan): Promise<void> {
    const client = leaderClient(connection);
    const [open, proposed] = await Promise.all(
      (['open', 'proposed'] as const).map(async (status) => client.claims.list({ status, limit: shownMax })),
    );
    const claims = [...(open?.data ?? []), ...(proposed?.data ?? [])].toSorted((one, other) =>
      one.openedAt < other.openedAt ? -1 : 1,
    );
    const [lines, pictures] = await Promise.all([
      linesOf(client, claims),
      picturesFor(connection, 'leader', claims),
    ]);
    Object.assign(this, { claims, lines, pictures });
  }

  #decide(claim: Claim, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const said = saidIn(event);
    const { id: claimId } = claim;
    const currency = claim.suggestedAmount?.currency ?? this.lines.get(claim.orderLineId)?.net.currency ?? '';
    const amount = typedAmount(said('amount'), currency);
    const fault = said('fault');
    const faultShares = fault ? { [fault]: 10_000 } : undefined;
    this.at = claimId;
    this.done = false;
    return this.attempt(async (tuan) => {
      const { claims } = leaderClient(tuan.connection);
      const way = said('way');
      const judged = { claimId, ...(faultShares && { faultShares }) };
      try {
        const decided =
          way === 'again'
            ? await claims.approve({ ...judged, outcome: 'replacement' })
            : way === 'approve'
              ? await claims.approve({ ...judged, ...(amount && { amount }) })
              : await claims.propose({ claimId, amount: amount ?? { amount: 0, currency } });
        this.done = true;
        this.tell('tuan-claim-decided', { claim: decided });
      } catch (problem) {
        const asks =
          problem instanceof ClientProblem && problem.fields.some(({ path }) => path === 'faultShares');
        if (!asks) throw problem;
        this.asksFault = new Set([...this.asksFault, claimId]);
        return;
      }
      await this.load(tuan);
    });
  }

  override render(): TemplateResult {
    const { tuan, claims, problem, at, busy, zone, lines, pictures, done } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = leaderClaimsTexts[locale];
    const trouble = problem ? problemView(problem, locale, texts) : nothing;
    if (!tuan || !claims)
      return problem
        ? html`${trouble}`
        : html`<div class="skeleton" role="status" aria-label=${loadingText(locale)}></div>`;
    const here = claims.some(({ id }) => id === at);
    return html`<h3>${texts.title}</h3>
      <p role="status" class="done">${done ? `✓ ${texts.done}` : nothing}</p>
      ${claims.length === 0 ? html`<p class="muted">${texts.none}</p>` : nothing} ${here ? nothing : trouble}
      <ul>
        ${claims.map((claim) =>
          leaderClaimView(claim, {
            texts,
            words: { locale, zone },
            now: tuan.connection.now(),
            busy,
            line: lines.get(claim.orderLineId),
            pictures,
            asksFault: claim.reasonCode === null || this.asksFault.has(claim.id),
            decide: (event) => this.#decide(claim, event),
            trouble: claim.id === at ? trouble : nothing,
          }),
        )}
      </ul>`;
  }
}

/** What the claims are about, by line. */
async function linesOf(
  client: LeaderClient,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, OrderLine>> {
  const ids = [...new Set(claims.map(({ orderId }) => orderId))];
  const orders = await Promise.all(ids.map((orderId) => client.orders.get({ orderId })));
  return new Map(orders.flatMap((order) => order.lines.map((line) => [line.id, line])));
}
