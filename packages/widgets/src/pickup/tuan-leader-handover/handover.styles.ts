import { css } from '../../styles/css.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';

export const handoverStyles = [
  tokens,
  controls,
  css`
    h2 {
      padding-top: 12px;
    }
    form,
    label {
      display: grid;
      gap: 12px;
      margin-top: 12px;
    }
    input {
      width: 100%;
      padding: 8px 16px;
      border: 1px solid var(--muted);
      background: var(--paper);
      font:
        600 28px/1.4 ui-monospace,
        'SF Mono',
        Menlo,
        monospace;
      letter-spacing: 0.08em;
      text-transform: uppercase;
    }
    .wait {
      height: 200px;
    }
    video {
      width: 100%;
      max-height: 60vh;
      border-radius: var(--corner);
      background: var(--ink);
    }
    .tick {
      grid-template-columns: auto 1fr;
      align-items: center;
      min-height: 44px;
    }
    .tick input {
      width: 24px;
      min-width: 24px;
      min-height: 24px;
      margin: 0;
      accent-color: var(--accent);
    }
    .queue {
      margin-top: 24px;
      border-top: 1px solid var(--line);
    }
    .queue header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      padding-top: 12px;
    }
    .who small {
      font-weight: 400;
      color: var(--muted);
    }
    .who {
      font-size: 20px;
      font-weight: 600;
      margin-top: 12px;
    }
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    li small {
      display: block;
    }
    .stepper output {
      min-width: 76px;
    }
    output small {
      display: inline;
    }
    .wide {
      width: 100%;
      margin-top: 12px;
      min-height: 56px;
    }
    .note {
      margin-top: 12px;
    }
    .wrong {
      color: var(--wrong);
    }
    .done {
      padding: 24px 0;
      text-align: center;
      font-weight: 600;
    }
  `,
];
