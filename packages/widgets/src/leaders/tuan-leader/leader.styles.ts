import { css } from '../../styles/css.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';

export const leaderStyles = [
  tokens,
  controls,
  css`
    h2 {
      padding: 12px 0;
    }
    .wait {
      height: 320px;
    }
    .rounds {
      display: grid;
      gap: 8px;
    }
    .round {
      display: grid;
      grid-template-columns: auto 1fr auto;
      column-gap: 16px;
      gap: 12px;
      align-items: center;
      width: 100%;
      min-height: 72px;
      padding: 8px 16px;
      text-align: start;
    }
    .round[aria-pressed='true'] {
      border: 2px solid var(--accent);
      padding: 7px 15px;
    }
    .claims {
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
    .task {
      color: var(--accent);
    }
    .round small {
      display: block;
    }
    .away {
      margin-top: 16px;
      padding: 0;
      color: var(--accent);
    }
    .count {
      font-size: 28px;
    }
    .tabs {
      display: flex;
      gap: 8px;
      padding: 16px 0 8px;
    }
    .tabs button {
      flex: 1;
    }
    .tabs [aria-pressed='true'] {
      border-color: var(--ink);
      font-weight: 600;
    }
    h3 {
      padding: 12px 0 4px;
    }
    .bags li,
    .goods li {
      display: grid;
      grid-template-columns: 44px 1fr;
      gap: 12px;
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    .bags small {
      display: block;
    }
    .bags .done {
      display: inline;
      color: var(--leaf);
    }
    .number {
      font-size: 20px;
      line-height: 44px;
      text-align: center;
      background: var(--soft);
      border-radius: var(--corner);
      height: 44px;
    }
    .gone .number {
      color: var(--muted);
      font-weight: 400;
    }
    .goods li {
      grid-template-columns: 1fr auto 44px;
      align-items: baseline;
    }
    .goods b {
      font-size: 20px;
    }
  `,
];
