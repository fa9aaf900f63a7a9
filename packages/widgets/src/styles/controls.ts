import { css } from 'lit';

/** Buttons, steppers, fields and the states that every element has. */
export const controls = css`
  button,
  input {
    font: inherit;
    color: inherit;
    min-height: 44px;
    border-radius: var(--corner);
    touch-action: manipulation;
  }
  button {
    min-width: 44px;
    padding: 0 16px;
    border: 1px solid var(--line);
    background: var(--paper);
    cursor: pointer;
  }
  button.main {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.plain {
    border-color: transparent;
    background: none;
  }
  button:disabled {
    cursor: default;
    color: var(--muted);
    background: var(--soft);
    border-color: transparent;
  }
  .stepper {
    display: flex;
    align-items: center;
  }
  .stepper button {
    padding: 0;
    font-size: 20px;
    line-height: 1;
    border-radius: 50%;
  }
  .stepper output {
    min-width: 28px;
    text-align: center;
    font-weight: 600;
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
    animation: breathe 1.6s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none;
      transition: none;
    }
  }
`;
