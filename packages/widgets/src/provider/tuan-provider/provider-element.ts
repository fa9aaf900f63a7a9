import { type ClientOptions, connect } from '@opentuan/api/client';
import { html } from 'lit/html.js';
import { BaseElement, type PropertyDeclarations, state } from '../base-element.ts';
import { localeOf, type Tuan } from '../tuan.ts';
import { providerStyles } from './provider.styles.ts';

/**
 * Connects the elements inside it with one shop.
 *
 * @slot - the elements, anywhere below, also inside other elements
 * @fires tuan-session - someone must sign in; call `detail(token)` with the session, or sign in and reload
 */
export class TuanProvider extends BaseElement {
  static override styles = providerStyles;
  static override properties: PropertyDeclarations = {
    api: {},
    key: {},
    locale: {},
    session: {},
    checkoutUrl: { attribute: 'checkout-url' },
    getSession: state,
    fetch: state,
  };

  /** Where the API is mounted, without `/v1`. */
  api = '';
  /** The publishable key, `pk_…`. */
  key = '';
  /** `zh-CN` or `en`; left out, the language of the page. */
  locale = '';
  /** The session of who is signed in. Better: `getSession`, which is asked again when one has expired. */
  session = '';
  /** Where to pay when the page does not handle `tuan-checkout`; `?order=…` is added. */
  checkoutUrl: string | null = null;
  getSession: ClientOptions['getSession'];
  fetch: ClientOptions['fetch'];

  /** What the elements inside work with. */
  tuan: Tuan | undefined;
  readonly #consumers = new Set<HTMLElement & { tuan: Tuan | undefined }>();

  constructor() {
    super();
    this.addEventListener('tuan-connect', (event) => {
      event.stopPropagation();
      const consumer = (event as CustomEvent<HTMLElement & { tuan: Tuan | undefined }>).detail;
      this.#consumers.add(consumer);
      consumer.tuan = this.tuan;
    });
  }

  override willUpdate(): void {
    const { api, key, session, getSession, fetch, checkoutUrl } = this;
    const locale = localeOf(this.locale || document.documentElement.lang || navigator.language);
    const connection = connect({
      baseUrl: api.replace(/\/$/, ''),
      key,
      locale,
      getSession: getSession ?? (() => session || null),
      ...(fetch && { fetch }),
    });
    this.tuan = { connection, locale, checkoutUrl };
    for (const consumer of this.#consumers) {
      if (consumer.isConnected) consumer.tuan = this.tuan;
      else this.#consumers.delete(consumer);
    }
  }

  override render() {
    return html`<slot></slot>`;
  }
}
