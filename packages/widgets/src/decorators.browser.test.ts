import { LitElement, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';

@customElement('test-counter')
class TestCounter extends LitElement {
  @state() private count = 0;

  override render() {
    return html`<button @click=${() => (this.count += 1)}>${this.count} 份</button>`;
  }
}

test('a decorated element draws itself again when its state changes, in a real browser', async () => {
  document.body.append(new TestCounter());
  await page.getByRole('button').click();
  await expect.element(page.getByText('1 份')).toBeVisible();
});
