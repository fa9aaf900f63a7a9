/**
 * Registers an element, unless the page has one of that name already: a page may load two copies of the
 * widgets, and a server has no elements at all.
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (typeof customElements !== 'undefined' && !customElements.get(name))
    customElements.define(name, element);
}
