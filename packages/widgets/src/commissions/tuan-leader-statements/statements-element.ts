import {
  creditOf,
  leaderClient,
  type Statement,
  type StatementLine,
  type StatementPreview,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { loadingText, problemView } from '../../locales/problem.ts';
import { sheetTexts } from '../../locales/sheets.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { absent, nextPage, pageLimit, type Pages } from '../earnings.ts';
import { emptyView } from '../empty-view.ts';
import { nextView, type Paper, statementView } from '../statements-view.ts';
import { statementsStyles } from './statements.styles.ts';

/**
 * A leader's statements inside `<tuan-leader-commission>`, each with how it comes to its sum and every movement in it;
 * before them what the next one would say by now.
 */
export class TuanLeaderStatements extends TuanElement {
  static override styles = statementsStyles;
  static override properties: PropertyDeclarations = {
    zone: {},
    statements: state,
    next: state,
    chosen: state,
    lines: state,
    paper: state,
  };

  /** The time zone of the shop. */
  zone = '';
  private statements: Pages<Statement> | undefined;
  private next: StatementPreview | undefined;
  /** The statement that is open: its id, or `next`. */
  private chosen = '';
  private lines: Pages<StatementLine> | undefined;
  private paper: Paper | undefined;

  protected override async load({ connection }: Tuan): Promise<void> {
    const [statements, next] = await Promise.all([
      leaderClient(connection).statements.list({ limit: pageLimit }),
      creditOf(connection)
        .preview({})
        .catch((problem: unknown) => ({ data: absent<StatementPreview[]>(problem, []) })),
    ]);
    this.statements = statements;
    this.next = next.data[0];
  }

  readonly #choose = async (chosen: string): Promise<void> => {
    this.chosen = chosen;
    this.lines = undefined;
    this.paper = undefined;
    if (chosen) await this.#moreLines();
  };

  readonly #moreLines = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { chosen, lines } = this;
      const found = await nextPage(lines, (page) =>
        chosen === 'next'
          ? creditOf(connection).unsettled(page)
          : leaderClient(connection).statements.lines({ statementId: chosen, ...page }),
      );
      if (this.chosen === chosen) this.lines = found;
    });

  readonly #fetchPaper = (cursor?: string): Promise<void> =>
    this.attempt(async ({ connection, locale }) => {
      const { chosen } = this;
      const page = await creditOf(connection).page({
        statementId: chosen,
        locale,
        ...(cursor && { cursor }),
      });
      // Its link to the next part would lead nowhere without the session.
      const [link = '', next] = /<p class="next">.*?cursor=(\d+).*?<\/p>/.exec(page) ?? [];
      if (this.chosen === chosen) this.paper = { html: page.replace(link, ''), cursor: next };
    });

  readonly #more = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      this.statements = await nextPage(this.statements, (page) =>
        leaderClient(connection).statements.list(page),
      );
    });

  override render(): TemplateResult {
    const { tuan, statements, next, problem, chosen, lines, zone, paper } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = sheetTexts[locale];
    const trouble = problem ? problemView(problem, locale, texts, this.reload) : nothing;
    if (!statements || !tuan)
      return problem
        ? html`${trouble}`
        : html`<div class="skeleton wait" role="status" aria-label=${loadingText(locale)}></div>`;
    if (!next && statements.data.length === 0)
      return html`${trouble}${emptyView(texts.none, texts.noneHint)}`;
    const words = { locale, zone: zone || undefined };
    const now = tuan.connection.now();
    const [choose, more, fetchPaper] = [this.#choose, this.#moreLines, this.#fetchPaper];
    const desk = { texts, words, now, chosen, lines, choose, more, paper, fetchPaper };
    return html`${trouble}
      <ol class="statements">
        ${next ? nextView(next, desk) : nothing}
        ${statements.data.map((statement) => statementView(statement, desk))}
      </ol>
      ${statements.nextCursor ? html`<button class="wide" @click=${this.#more}>${texts.more}</button>` : nothing}`;
  }
}
