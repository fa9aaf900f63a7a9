import { ClientProblem } from '@opentuan/api/client';
import { BaseElement, type PropertyDeclarations, type PropertyValues, state } from './base-element.ts';
import { brought } from '../shared/brought.ts';
import { adopt, type StyleList } from '../styles/css.ts';
import type { Tuan } from './tuan.ts';

/**
 * What every element here is: it asks the provider around it for the connection, loads when it has one, loads
 * again when the connection or its subject changes or the network comes back, and keeps the last problem to show.
 */
export abstract class TuanElement<Late extends object = object> extends BaseElement {
  static override properties: PropertyDeclarations = {
    tuan: state,
    problem: state,
    busy: state,
    late: state,
  };

  /** Given by the provider; set it to use an element without one. */
  tuan: Tuan | undefined;
  /** Why the last thing asked for did not happen. */
  protected problem: ClientProblem | undefined;
  /** Whether something is under way that a second tap must not start again. */
  protected busy = false;
  /** What was fetched when it was needed, by name. */
  late: Partial<Late> = {};

  /** The names of the properties that say what is shown. */
  protected readonly subject: readonly string[] = [];

  /** Fetches what is shown. */
  protected abstract load(tuan: Tuan): Promise<void>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.tell('tuan-connect', this);
    addEventListener('online', this.reload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.reload);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (['tuan', ...this.subject].some((name) => changed.has(name))) this.reload();
  }

  /** Tells the page what happened; false when the page has answered `preventDefault()` to what it may prevent. */
  protected tell(type: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail }));
  }

  /** Loads again, as the button of an error does. */
  readonly reload = (): void => void this.attempt((tuan) => this.load(tuan));

  /** Takes in a part that comes when it is needed, with its styles. */
  protected async bring<Name extends keyof Late>(
    name: Name,
    coming: Promise<Late[Name] & { readonly styles: StyleList }>,
  ): Promise<void> {
    const part = await brought(coming);
    adopt(this.renderRoot, part.styles);
    this.late = { ...this.late, [name]: part };
  }

  /** Does something that may be refused, and keeps the refusal. Resolves when it is over. */
  protected async attempt(work: (tuan: Tuan) => Promise<void>): Promise<void> {
    if (!this.tuan) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await work(this.tuan);
    } catch (error) {
      // What is no refusal is a defect, of the page or ours: told to the developer, and not in the way of the reader.
      if (!(error instanceof ClientProblem)) reportError(error);
      this.problem = error instanceof ClientProblem ? error : new ClientProblem({ code: 'other' });
    } finally {
      this.busy = false;
    }
  }
}
