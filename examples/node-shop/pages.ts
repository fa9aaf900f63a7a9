import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { type Language, words } from './words.ts';

export type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What the pages need to know of OpenTuan: where it is, who they are, and what is on today. */
export interface Embedded {
  readonly language: Language;
  readonly publishableKey: string;
  readonly campaignId: string;
}

/** One of the shop's own pages: its header, its look, its footer, as they were before there was group buying. */
function page(
  language: Language,
  { title, script, body }: { title: string; script?: string; body: Page },
): Page {
  const say = words[language];
  const other: Language = language === 'zh-CN' ? 'en' : 'zh-CN';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/shop.svg" />
        <link rel="stylesheet" href="/shop.css" />
        <script type="module" src="/session.js"></script>
        ${script === undefined ? '' : html`<script type="module" src="${script}"></script>`}
        <script type="module" src="/tuan/widgets/widgets.js"></script>
      </head>
      <body>
        <header class="shop-header">
          <h1>
            <a href="/?lang=${language}"><img src="/shop.svg" alt="" width="36" height="36" />${say.shop}</a>
          </h1>
          <nav>
            <a href="/?lang=${language}">${say.fresh}</a>
            <a href="/pantry?lang=${language}">${say.pantry}</a>
            <a href="/leader?lang=${language}">${say.leader}</a>
            <a href="?lang=${other}" lang="${other}">${words[other].itself}</a>
          </nav>
        </header>
        ${body}
        <footer class="shop-footer">
          <p>${say.address}</p>
          <p>${say.hours} · <a href="/tuan/v1/docs">${say.docs}</a></p>
        </footer>
      </body>
    </html>`;
}

/** The shop's page with a campaign in it, and the till that takes the money. */
export function shopPage({ language, publishableKey, campaignId }: Embedded): Page {
  const say = words[language];
  const body = html`<main class="shop-columns">
      <tuan-provider api="/tuan" key="${publishableKey}" locale="${language}" data-session="/session">
        <section class="shop-card" aria-label="${say.groupBuying}">
          <tuan-campaign campaign="${campaignId}"></tuan-campaign>
        </section>
        <aside>
          <section class="shop-card" aria-label="${say.myOrder}"><tuan-order></tuan-order></section>
          <section class="shop-card shop-today">
            <h2>${say.inStore}</h2>
            <ul>
              ${say.onTheShelf.map(([name, price]) => html`<li><span>${name}</span><b>${price}</b></li>`)}
            </ul>
            <p>${say.inStoreNote}</p>
          </section>
        </aside>
      </tuan-provider>
    </main>
    <dialog id="till" aria-labelledby="till-title">
      <h2 id="till-title">${say.till}</h2>
      <p class="till-amount"></p>
      <p class="till-problem" role="alert" hidden>${say.tillProblem}</p>
      <div class="till-buttons">
        <button type="button" value="pay">${say.pay}</button>
        <button type="button" value="later">${say.later}</button>
      </div>
      <p class="till-note">${say.tillNote}</p>
    </dialog>`;
  return page(language, { title: say.shop, script: '/shop.js', body });
}

/** What a leader opens on the phone. */
export function leaderPage({ language, publishableKey }: Omit<Embedded, 'campaignId'>): Page {
  const say = words[language];
  const body = html`<main class="shop-columns">
    <tuan-provider api="/tuan" key="${publishableKey}" locale="${language}" data-session="/leader/session">
      <section class="shop-card" aria-label="${say.leader}"><tuan-leader></tuan-leader></section>
      <aside>
        <section class="shop-card" aria-label="${say.pickup}">
          <tuan-leader-handover></tuan-leader-handover>
        </section>
        <section class="shop-card" aria-label="${say.commission}">
          <tuan-leader-commission></tuan-leader-commission>
        </section>
      </aside>
    </tuan-provider>
  </main>`;
  return page(language, { title: `${say.leader} · ${say.shop}`, body });
}
