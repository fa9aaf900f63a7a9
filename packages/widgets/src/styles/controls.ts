import { css } from './css.ts';

/** Buttons, steppers, and the states that every element has. */
export const controls = css`
  button,
  input {
    min-width: 44px;
    min-height: 44px;
    border: 1px solid var(--line);
    border-radius: var(--corner);
    font: inherit;
    color: inherit;
    background: none;
    touch-action: manipulation;
  }
  button {
    padding: 0 16px;
    cursor: pointer;
  }
  .main {
    border: 0;
    color: var(--on-accent);
    background: var(--accent);
    font-weight: 600;
  }
  .plain {
    border: 0;
  }
  .stepper {
    display: flex;
    align-items: center;
  }
  .stepper button {
    padding: 6px;
    border: 0;
    border-radius: 50%;
    font-size: 20px;
    line-height: 1;
    background: var(--soft) content-box;
  }
  .stepper output {
    min-width: 24px;
    text-align: center;
    font-weight: 600;
  }
  button:disabled {
    cursor: default;
    color: var(--muted);
    background-color: var(--soft);
  }
  .state {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 48px 24px;
    text-align: center;
  }
  .note {
    padding: 12px 16px;
    background: var(--soft);
    border-radius: var(--corner);
  }
  .skeleton {
    background: var(--soft);
    border-radius: var(--corner);
    animation: breathe 1.6s infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion) {
    .skeleton {
      animation: none;
    }
  }
`;
