import { css } from '../../styles/css.ts';
import { pictureStyles } from '../../catalog/picture.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';

export const campaignStyles = [
  tokens,
  controls,
  pictureStyles,
  css`
    header {
      display: grid;
      gap: 4px;
      padding: 16px 0;
    }
    .kinds,
    .bar {
      position: sticky;
      top: 0;
      z-index: 1;
      display: flex;
      gap: 8px;
      padding: 8px 0;
      background: var(--paper);
    }
    .kinds {
      overflow-x: auto;
      scrollbar-width: none;
    }
    .kinds button {
      flex: none;
      border-radius: 22px;
    }
    .kinds [aria-pressed='true'] {
      border-color: var(--accent);
      color: var(--accent);
      font-weight: 600;
    }
    .offer {
      display: grid;
      grid-template: 'a b b' auto 'a c d' 1fr / 88px 1fr auto;
      column-gap: 12px;
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    .frame {
      grid-area: a;
      aspect-ratio: 1;
    }
    .words {
      grid-area: b;
    }
    .words small {
      display: block;
      font-size: 12px;
    }
    .offer > p {
      align-self: end;
      line-height: 44px;
    }
    .offer > .cost {
      min-height: 44px;
      line-height: 22px;
      align-content: center;
    }
    .cost .price {
      font-size: 20px;
    }
    .more:only-child {
      color: var(--on-accent);
      background-color: var(--accent);
    }
    .more:disabled {
      visibility: hidden;
    }
    .gone .frame {
      opacity: 0.5;
    }
    .bar {
      inset: auto 0 0;
      align-items: center;
      justify-content: space-between;
      padding: 12px 0 calc(12px + env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
    }
    @container (max-width: 240px) {
      .offer {
        grid-template: 'b' 'c' 'd' / 1fr;
      }
      .frame {
        display: none;
      }
    }
    @container (min-width: 560px) {
      .offers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(176px, 1fr));
        gap: 24px 16px;
      }
      .offers .picture {
        aspect-ratio: 4/3;
      }
      .frame {
        aspect-ratio: 4/3;
      }
      .offer {
        grid-template: 'a a' auto 'b b' 1fr 'c d' auto / 1fr auto;
        row-gap: 8px;
        padding: 0;
        border: 0;
      }
    }
  `,
];
