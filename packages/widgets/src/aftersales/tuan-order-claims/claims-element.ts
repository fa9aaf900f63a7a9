import {
  type Claim,
  claimHelpOf,
  type Order,
  type Replacement,
  type ShownPicture,
  storefrontClient,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { claimsTexts, type ClaimsTexts } from '../../locales/claims.ts';
import { problemView } from '../../locales/problem.ts';
import { picturesFor, picturesView } from '../../pictures/shown-pictures.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { brought } from '../../shared/brought.ts';
import { moneyText } from '../../shared/money.ts';
import { claimStateView } from '../claim-state-view.ts';
import { claimsStyles } from './claims.styles.ts';

/**
 * The claims of an order, inside `<tuan-order>`: how each stands, by when it is answered, what goes back or comes again.
 *
 * @fires tuan-claimed - a claim was opened: `detail.claim`
 */
export class TuanOrderClaims extends TuanElement {
  static override styles = claimsStyles;
  static override properties: PropertyDeclarations = {
    order: state,
    zone: state,
    claims: state,
    replacements: state,
    pictures: state,
    asking: state,
  };

  order: Order | undefined;
  zone: string | undefined;
  private claims: readonly Claim[] = [];
  /** Goods that come again, by claim. */
  private replacements: ReadonlyMap<string, Replacement> = new Map();
  private pictures: ReadonlyMap<string, ShownPicture> = new Map();
  /** Whether the form is open. */
  private asking = false;

  protected override readonly subject = ['order'];

  protected override async load({ connection }: Tuan): Promise<void> {
    const { order } = this;
    if (!order) return;
    const { data } = await storefrontClient(connection).claims.list({ orderId: order.id });
    const again = data.filter(({ outcome }) => outcome === 'replacement');
    const { replacements } = claimHelpOf(connection);
    const [pictures, found] = await Promise.all([
      picturesFor(connection, 'storefront', data),
      Promise.all(again.map(({ id }) => replacements({ claimId: id }))),
    ]);
    this.claims = data;
    this.pictures = pictures;
    this.replacements = new Map(found.flatMap((page) => page.data.map((one) => [one.claimId, one])));
  }

  readonly #ask = (): Promise<void> =>
    this.attempt(async () => {
      await brought(import('../tuan-claim-form/tuan-claim-form.ts'));
      this.asking = true;
    });

  readonly #asked = (): void => {
    this.asking = false;
    this.reload();
  };

  #withdraw(claimId: string): Promise<void> {
    return this.attempt(async (tuan) => {
      await storefrontClient(tuan.connection).claims.withdraw({ claimId });
      await this.load(tuan);
    });
  }

  #instead(replacementId: string): Promise<void> {
    return this.attempt(async (tuan) => {
      await claimHelpOf(tuan.connection).refundInstead({ replacementId });
      await this.load(tuan);
    });
  }

  override render(): TemplateResult {
    const { tuan, order, claims, asking, problem, zone } = this;
    if (!tuan || !order) return html``;
    const { locale } = tuan;
    const texts = claimsTexts[locale];
    return html`<header>
        ${claims.length > 0 ? html`<h3>${texts.title}</h3>` : html`<span></span>`}
        ${asking ? nothing : html`<button class="plain" @click=${this.#ask}>${texts.open}</button>`}
      </header>
      ${
        asking
          ? html`<tuan-claim-form
              .order=${order}
              .zone=${zone}
              @tuan-claimed=${this.#asked}
              @tuan-back=${() => (this.asking = false)}
            ></tuan-claim-form>`
          : nothing
      }
      <ul>
        ${claims.map((claim) => this.#claimView(claim, order, texts, tuan))}
      </ul>
      ${problem && problem.code !== 'offline' ? problemView(problem, locale, texts, this.reload) : nothing}`;
  }

  #claimView(
    claim: Claim,
    { lines }: Order,
    texts: ClaimsTexts,
    { connection, locale }: Tuan,
  ): TemplateResult {
    const { id, orderLineId, pieces, reason, description, status, pictures } = claim;
    const { busy, zone } = this;
    const line = lines.find((one) => one.id === orderLineId);
    const replacement = this.replacements.get(id);
    const open = status === 'open' || status === 'proposed';
    return html`<li>
      ${texts.about(line?.title ?? '', pieces, line?.unit ?? '')} · ${reason}
      ${description ? html`<small>${description}</small>` : nothing}
      ${picturesView(pictures, this.pictures, texts.picture)}
      ${claimStateView(claim, replacement, connection.now(), texts, { locale, zone })}
      ${
        open
          ? html`<button class="plain" ?disabled=${busy} @click=${() => void this.#withdraw(id)}>
              ${texts.withdraw}
            </button>`
          : nothing
      }
      ${
        replacement?.status === 'refundOffered'
          ? html`<button ?disabled=${busy} @click=${() => void this.#instead(replacement.id)}>
              ${texts.instead(moneyText(replacement.refundAmount, locale))}
            </button>`
          : nothing
      }
    </li>`;
  }
}
