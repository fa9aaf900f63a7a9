import { afterEach, expect, test } from 'vitest';
import { html, type TemplateResult } from 'lit/html.js';
import { css } from '../styles/css.ts';
import { BaseElement, type PropertyDeclarations, type PropertyValues, state } from './base-element.ts';

class Parent extends BaseElement {
  static override styles = [
    css`
      b {
        color: red;
      }
    `,
    [
      css`
        b {
          font-weight: 600;
        }
      `,
    ],
  ];
  static override properties: PropertyDeclarations = { word: {}, hidden2: state };
  word = 'first';
  hidden2 = 0;
  drawn = 0;
  readonly changes: PropertyValues[] = [];
  protected override updated(changed: PropertyValues): void {
    this.changes.push(changed);
  }
  override render(): TemplateResult {
    this.drawn += 1;
    return html`<b>${this.word}</b>`;
  }
}

class Child extends Parent {
  static override properties: PropertyDeclarations = {
    own: { attribute: 'own-name' },
    empty: { flag: true },
  };
  own: string | null = null;
  empty = false;
}

afterEach(() => document.body.replaceChildren());

/** What was set before the class was known. */
const early = document.createElement('tuan-test-child');
Object.assign(early, { word: 'early' });
document.body.append(early);

test('what a page set before the element was defined is kept', async () => {
  customElements.define('tuan-test-child', Child);
  document.body.append(early);
  await (early as Child).updateComplete;
  expect((early as Child).word).toBe('early');
  expect(early.shadowRoot?.textContent).toBe('early');
});

test('attributes of the class and of the one above, by their names', async () => {
  document.body.innerHTML = '<tuan-test-child word="a" own-name="b" empty></tuan-test-child>';
  const element = document.querySelector('tuan-test-child') as Child;
  await element.updateComplete;
  expect([element.word, element.own, element.empty]).toEqual(['a', 'b', true]);
  element.removeAttribute('own-name');
  element.empty = false;
  await element.updateComplete;
  expect([element.own, element.hasAttribute('empty')]).toEqual([null, false]);
});

test('several changes are one drawing, the same value is none, and what was before is told', async () => {
  const element = new Child();
  document.body.append(element);
  await element.updateComplete;
  const before = element.drawn;
  element.word = 'one';
  element.word = 'two';
  element.hidden2 = 7;
  await element.updateComplete;
  expect(element.drawn).toBe(before + 1);
  expect([...(element.changes.at(-1) ?? [])]).toEqual([
    ['word', 'first'],
    ['hidden2', 0],
  ]);
  element.word = 'two';
  await element.updateComplete;
  expect(element.drawn).toBe(before + 1);
});

test('styles are adopted once, in order, and shared by all elements of the class', () => {
  const [one, other] = [new Child(), new Child()];
  expect(one.renderRoot.adoptedStyleSheets).toHaveLength(2);
  expect(one.renderRoot.adoptedStyleSheets[0]).toBe(other.renderRoot.adoptedStyleSheets[0]);
});

test('an element that is not on the page waits with its drawing', async () => {
  const element = new Child();
  element.word = 'later';
  await element.updateComplete;
  expect(element.drawn).toBe(0);
  document.body.append(element);
  await element.updateComplete;
  expect(element.shadowRoot?.textContent).toBe('later');
});
