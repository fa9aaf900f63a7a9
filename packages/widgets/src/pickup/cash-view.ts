import { cashOf, ClientProblem, type Connection, type Pickup } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { handoverTexts } from '../locales/handover.ts';
import { moneyText } from '../shared/money.ts';

type Texts = (typeof handoverTexts)['zh-CN' | 'en'];

/**
 * Tells the shop of cash for an order that is paid at pickup; answers what is shown then. One order is paid in cash
 * once, so telling it again after a lost answer counts once.
 */
export async function takeCash(connection: Connection, pickup: Pickup): Promise<Pickup> {
  const { orderId, amountDue: amount } = pickup;
  const { outcome } = await cashOf(connection).take({ orderId, amount, reference: `cash ${orderId}` });
  if (outcome !== 'accepted') throw new ClientProblem({ code: 'cash_unusable' });
  return { ...pickup, amountDue: { ...amount, amount: 0 } };
}

/** What has to be paid before the goods go, and taking it in cash: never without a network, since only the shop knows. */
export function cashView(
  { amountDue }: Pickup,
  { busy, offline, locale }: { readonly busy: boolean; readonly offline: boolean; readonly locale: string },
  texts: Texts,
  take: () => unknown,
): TemplateResult | typeof nothing {
  if (amountDue.amount <= 0) return nothing;
  const sum = moneyText(amountDue, locale);
  return html`<p class="note wrong" role="alert">${texts.due(sum)}</p>
    <button class="main wide" ?disabled=${busy || offline} @click=${take}>${texts.takeCash(sum)}</button>
    ${offline ? html`<p class="note">${texts.cashOffline}</p>` : nothing}`;
}
