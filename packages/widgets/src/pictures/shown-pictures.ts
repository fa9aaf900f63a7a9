import { type Connection, picturesOf, type ShownPicture } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from '../styles/css.ts';

/** The pictures of several things with one question, by their references. Without them everything else is still of use. */
export async function picturesFor(
  connection: Connection,
  audience: 'storefront' | 'leader',
  things: readonly { readonly pictures: readonly string[] }[],
): Promise<ReadonlyMap<string, ShownPicture>> {
  const references = things.flatMap(({ pictures }) => pictures).slice(0, 60);
  if (references.length === 0) return new Map();
  const shown = await picturesOf(connection, audience)
    .show(references)
    .catch(() => []);
  return new Map(shown.map((one) => [one.id, one]));
}

/** Small pictures in a row; each opens large in a tab of its own. */
export function picturesView(
  references: readonly string[],
  known: ReadonlyMap<string, ShownPicture>,
  label: (number: number) => string,
): TemplateResult | typeof nothing {
  const shown = references.flatMap((one) => known.get(one) ?? []);
  if (shown.length === 0) return nothing;
  return html`<p class="pictures">
    ${shown.map(
      ({ url }, index) =>
        html`<a href=${url} target="_blank" rel="noopener"
          ><img src=${url} alt=${label(index + 1)} width="72" height="72" loading="lazy"
        /></a>`,
    )}
  </p>`;
}

export const picturesStyles = css`
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 8px 0;
  }
  .pictures img {
    display: block;
    object-fit: cover;
    background: var(--soft);
    border-radius: var(--corner);
  }
`;
