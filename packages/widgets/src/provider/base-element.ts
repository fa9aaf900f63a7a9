import { render, type TemplateResult } from 'lit/html.js';
import { adopt, type StyleList } from '../styles/css.ts';

/** How a property is kept: from an attribute of its name in lower case, unless it says otherwise. */
export interface PropertyDeclaration {
  /** The name of the attribute; false for none. */
  readonly attribute?: string | false;
  /** True where it is there or not, and written back to the attribute. */
  readonly flag?: boolean;
}

export type PropertyDeclarations = Readonly<Record<string, PropertyDeclaration>>;
/** What has changed since the last drawing, with what it was. */
export type PropertyValues = ReadonlyMap<string, unknown>;

/** A property that draws the element anew and has no attribute. */
export const state: PropertyDeclaration = { attribute: false };

/** A server that renders the page has no elements; there the classes are only named. */
const Root: typeof HTMLElement = globalThis.HTMLElement ?? Object;

const declared = new WeakMap<object, ReadonlyMap<string, PropertyDeclaration>>();

/**
 * An element that draws itself with lit-html when one of its properties has changed: what these elements need of
 * LitElement, at a quarter of its size. Properties behave as there: attributes, values set before the upgrade, one
 * drawing for all changes of a moment.
 */
export abstract class BaseElement extends Root {
  static styles: StyleList = [];
  static properties: PropertyDeclarations = {};

  readonly renderRoot: ShadowRoot;
  /** Resolves when what has changed is drawn. */
  updateComplete: Promise<boolean> = Promise.resolve(true);

  readonly #values = new Map<string, unknown>();
  readonly #early: (readonly [string, unknown])[] = [];
  #changed = new Map<string, unknown>();
  #pending = false;
  #connected = false;

  /** Asked once, when the element is defined: the properties of the class are made then. */
  static get observedAttributes(): string[] {
    return [...BaseElement.#declare(this)].flatMap(([name, one]) => attributeOf(name, one) ?? []);
  }

  static #declare(of: typeof BaseElement): ReadonlyMap<string, PropertyDeclaration> {
    const known = declared.get(of);
    if (known) return known;
    const own = Object.hasOwn(of, 'properties') ? Object.entries(of.properties) : [];
    const inherited =
      of === BaseElement ? [] : BaseElement.#declare(Object.getPrototypeOf(of) as typeof BaseElement);
    const all = new Map([...inherited, ...own]);
    declared.set(of, all);
    for (const [name] of own) {
      Object.defineProperty(of.prototype, name, {
        configurable: true,
        get(this: BaseElement) {
          return this.#values.get(name);
        },
        set(this: BaseElement, value: unknown) {
          const before = this.#values.get(name);
          if (Object.is(before, value)) return;
          this.#values.set(name, value);
          this.#request(name, before);
        },
      });
    }
    return all;
  }

  constructor() {
    super();
    this.renderRoot = this.attachShadow({ mode: 'open' });
    adopt(this.renderRoot, (this.constructor as typeof BaseElement).styles);
    // What a page set before the element was defined hides its properties until it is taken away.
    for (const [name] of this.#declarations) {
      if (!Object.hasOwn(this, name)) continue;
      const key = name as keyof this;
      this.#early.push([name, this[key]]);
      delete this[key];
    }
  }

  get #declarations(): ReadonlyMap<string, PropertyDeclaration> {
    return BaseElement.#declare(this.constructor as typeof BaseElement);
  }

  connectedCallback(): void {
    Object.assign(this, Object.fromEntries(this.#early.splice(0)));
    this.#connected = true;
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this.#connected = false;
  }

  attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
    for (const [name, one] of this.#declarations)
      if (attributeOf(name, one) === attribute)
        Object.assign(this, { [name]: one.flag ? value !== null : value });
  }

  /** Draws anew, soon. */
  requestUpdate(): void {
    this.#request();
  }

  #request(name?: string, before?: unknown): void {
    if (name !== undefined && !this.#changed.has(name)) this.#changed.set(name, before);
    if (this.#pending || !this.#connected) return;
    this.#pending = true;
    this.updateComplete = this.#update();
  }

  async #update(): Promise<boolean> {
    await Promise.resolve();
    this.willUpdate(this.#changed);
    const changed = this.#changed;
    this.#changed = new Map();
    this.#pending = false;
    for (const [name, { flag }] of this.#declarations)
      if (flag) this.toggleAttribute(name, Boolean(this.#values.get(name)));
    render(this.render(), this.renderRoot);
    this.updated(changed);
    return true;
  }

  protected willUpdate(_changed: PropertyValues): void {}
  protected updated(_changed: PropertyValues): void {}
  protected abstract render(): TemplateResult;
}

function attributeOf(
  name: string,
  { attribute = name.toLowerCase() }: PropertyDeclaration,
): string | undefined {
  return attribute === false ? undefined : attribute;
}
