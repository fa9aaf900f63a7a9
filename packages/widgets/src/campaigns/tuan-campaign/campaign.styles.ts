import { css } from 'lit';
import { pictureStyles } from '../../catalog/picture.ts';
import { codeStyles } from '../../orders/code-view.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { checkoutStyles } from '../../orders/checkout.styles.ts';

export const campaignStyles = [
  tokens,
  controls,
  pictureStyles,
  codeStyles,
  checkoutStyles,
  css`
    header {
      display: grid;
      gap: 4px;
      padding: 16px 0;
    }
    .left {
      margin-inline-start: 8px;
      font-weight: 600;
      white-space: nowrap;
    }
    nav {
      position: sticky;
      top: 0;
      z-index: 1;
      display: flex;
      gap: 8px;
      padding: 8px 0;
      overflow-x: auto;
      scrollbar-width: none;
      background: var(--paper);
    }
    nav button {
      flex: none;
      border-radius: 22px;
    }
    nav [aria-pressed='true'] {
      border-color: var(--accent);
      color: var(--accent);
      font-weight: 600;
    }
    .offer {
      display: grid;
      grid-template: 'frame words words' auto 'frame cost step' auto / 88px 1fr auto;
      gap: 0 12px;
      align-items: end;
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    .frame {
      grid-area: frame;
      align-self: start;
    }
    .frame.skeleton {
      aspect-ratio: 1;
    }
    .words {
      grid-area: words;
      align-self: start;
      min-height: 44px;
    }
    .cost {
      grid-area: cost;
      line-height: 44px;
    }
    .large {
      font-size: 20px;
    }
    .cost .price {
      color: var(--accent);
    }
    .offer .stepper,
    .sold {
      grid-area: step;
      justify-self: end;
    }
    .offer .more:only-child {
      border-color: transparent;
      background: var(--accent);
      color: var(--on-accent);
    }
    .sold {
      line-height: 44px;
    }
    .gone .frame {
      opacity: 0.5;
    }
    .bar {
      position: sticky;
      bottom: 0;
      z-index: 1;
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 16px;
      padding: 12px 0 calc(12px + env(safe-area-inset-bottom));
      background: var(--paper);
      border-top: 1px solid var(--line);
    }
    @container (min-width: 560px) {
      .offers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(172px, 1fr));
        gap: 24px 16px;
      }
      .offer {
        grid-template: 'frame frame' auto 'words words' 1fr 'cost step' auto / 1fr auto;
        gap: 8px 0;
        padding: 0;
        border: 0;
      }
    }
  `,
];
