import type { TemplateResult } from 'lit/html.js';
import type { Tuan } from '../provider/tuan.ts';
import { brought } from '../shared/brought.ts';
import { adopt } from '../styles/css.ts';

/** What a form shows its pictures on. */
interface FormElement {
  readonly renderRoot: ShadowRoot;
  readonly tuan: Tuan | undefined;
  requestUpdate(): void;
}

/** The pictures of a form: how to draw them, what has arrived, and whether all has. */
export interface FormPictures {
  readonly view: () => TemplateResult;
  readonly ids: () => string[];
  readonly ready: () => boolean;
}

/** Brings the part that takes pictures along into a form. */
export async function formPictures(
  element: FormElement,
  audience: 'storefront' | 'leader',
  max: number,
): Promise<FormPictures> {
  const { Picking, pickingStyles, pickingView } = await brought(import('./picking-parts.ts'));
  adopt(element.renderRoot, pickingStyles);
  const connection = () => element.tuan?.connection;
  const picking = new Picking(audience, max, connection, () => element.requestUpdate());
  return {
    view: () => pickingView(picking, element.tuan?.locale ?? 'zh-CN'),
    ids: () => [...picking.ids],
    ready: () => picking.ready,
  };
}
