/** A sheet of styles, made into one that the browser knows when an element first needs it: a server has none. */
export interface Styles {
  readonly text: string;
  sheet?: CSSStyleSheet;
}

/** What an element is styled with, in order. */
export type StyleList = Styles | readonly StyleList[];

/** Marks a text as styles; it holds no values, so that it can be made short when it is bundled. */
export function css(text: TemplateStringsArray): Styles {
  return { text: text.join('') };
}

/** Adds styles to a root, each made once for the whole page and without an inline style. */
export function adopt(root: ShadowRoot, list: StyleList): void {
  if (!('text' in list)) {
    for (const one of list) adopt(root, one);
    return;
  }
  if (!list.sheet) {
    list.sheet = new CSSStyleSheet();
    list.sheet.replaceSync(list.text);
  }
  if (!root.adoptedStyleSheets.includes(list.sheet)) root.adoptedStyleSheets.push(list.sheet);
}
