import { commissionEntries } from '../commissions/tables.ts';
import { claimWindowEnd, completionPostings } from '../commissions/follow-completion.ts';
import type { EventOf, EventType } from '../events/event.ts';
import { recordEventsAtOnce } from '../events/record-events.ts';
import { type LinePostings, postForLines } from '../ledger/post-for-lines.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { takeGoods } from '../purchasing/campaign-goods.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { roundedShare } from '../shared/money.ts';
import { type Instant, instantText } from '../shared/time.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Work } from '../work.ts';
import { clamped } from './record-handover.ts';
import type { HandoverInput, HandoverView } from './schemas.ts';
import type { WholeLine, WholeOrder } from './whole-orders.ts';

/*
 * The plain case of `recordHandover`, of `completeLine` and of what follows from it, for many orders: what is stored
 * and answered is the same (a test holds the two together), but gathered as rows and written in one statement a table.
 */

type Rows = (readonly SqlValue[])[];

/** What whole orders leave behind, until all of it is written. */
export class WholeHandovers {
  readonly #work: Work;
  readonly #context: Context;
  readonly #orders: WholeOrder[] = [];
  readonly #handovers: Rows = [];
  readonly #handed: Rows = [];
  readonly #lines: Rows = [];
  readonly #accruals: Rows = [];
  readonly #postings: LinePostings[] = [];
  readonly #events: EventOf<EventType>[] = [];

  constructor(work: Work, context: Context) {
    this.#work = work;
    this.#context = context;
  }

  /** Hands over all that is open of the order, and answers as for any handover. Goods are taken at once, in turn. */
  handOver(order: WholeOrder, input: HandoverInput): HandoverView {
    const { now } = this.#context;
    const { id: orderId, campaignId, pickupPointId } = order;
    const { handoverId } = input;
    const occurredAt = clamped(input.occurredAt, order.readyAt, now);
    const lines = linesInTurn(order, input);
    this.#orders.push(order);
    this.#handovers.push([handoverId, orderId, pickupPointId, occurredAt]);
    this.#emit({
      type: 'order.handedOver',
      subject: orderId,
      data: { handoverId, outcome: 'accepted' },
      occurredAt,
    });
    for (const line of lines) {
      this.#handed.push([handoverId, line.id, line.open]);
      this.#complete(order, line, occurredAt);
    }
    this.#emit({ type: 'order.collected', subject: orderId, data: { campaignId }, occurredAt });
    return {
      handoverId,
      orderId,
      outcome: 'accepted',
      status: 'collected',
      lines: lines
        .toSorted((one, other) => one.position - other.position)
        .map(({ id, open }) => ({ lineId: id, pieces: open })),
      left: [],
      takenBy: null,
      consent: null,
      occurredAt: instantText(occurredAt),
      receivedAt: instantText(now),
    };
  }

  /** Leaves one statement a table; the batch holds only while every order is as it was read. */
  store(): void {
    if (this.#orders.length === 0) return;
    const work = this.#work;
    const { now, actor } = this.#context;
    const lines = this.#orders.flatMap((order) => order.lines);
    const accruals = lines.flatMap((line) => line.accruals);
    for (const [table, rows] of [
      [orders, this.#orders],
      [orderLines, lines],
      [commissionEntries, accruals],
    ] as const)
      work.guardVersions(
        table,
        rows.map(({ id, version }) => [id, version]),
      );
    work.statementOver(
      closeOrdersSql,
      this.#orders.map(({ id }) => id),
      [now],
    );
    work.statementOver(completeLinesSql, this.#lines, [now]);
    work.statementOver(accrualsSql, this.#accruals, [now]);
    work.statementOver(handoversSql, this.#handovers, [actorText(actor), now]);
    work.statementOver(handedSql, this.#handed);
    postForLines(work, this.#context, 'line.completed', this.#postings);
    recordEventsAtOnce(work, this.#events, this.#context);
  }

  #complete({ campaignId, leaderId }: WholeOrder, line: WholeLine, occurredAt: Instant): void {
    const { id, left } = line;
    const kept = line.handedOver + line.open;
    const lastHandedOverAt = Math.max(line.lastHandedOverAt ?? 0, occurredAt);
    const cost = takeGoods(this.#work, campaignId, line.variantId, kept);
    const discount = roundedShare(line.discount, kept, line.pieces);
    this.#lines.push([id, kept, lastHandedOverAt, cost]);
    const postings = completionPostings({ gift: line.gift, left, discount, cost }, line.accruals, {});
    this.#postings.push({ lineId: id, leaderId, postings });
    const earnableAt = claimWindowEnd(this.#work, { lastHandedOverAt }, occurredAt);
    for (const accrual of line.accruals) this.#accruals.push([accrual.id, earnableAt]);
    const data = { orderId: line.orderId, left, discount, cost };
    this.#emit({ type: 'line.completed', subject: id, data, occurredAt: lastHandedOverAt });
  }

  #emit<Type extends EventType>(event: EventOf<Type>): void {
    this.#events.push(event);
  }
}

/** In the order in which the phone names them: the goods at moving average are taken in turn. */
function linesInTurn({ lines }: WholeOrder, { lines: wanted }: HandoverInput): readonly WholeLine[] {
  if (!wanted) return lines.filter(({ open }) => open > 0);
  return wanted.flatMap(({ lineId }) => lines.find(({ id }) => id === lineId) ?? []);
}

const closeOrdersSql = `UPDATE "orders" SET "status" = 'collected', "closedAt" = CAST(?2 AS INTEGER), "pickupCode" = NULL, "version" = "version" + 1
  FROM json_each(?1) AS j WHERE "orders"."id" = j.value`;

const completeLinesSql = `UPDATE "order_lines" SET "handedOver" = j.value ->> 1, "lastHandedOverAt" = j.value ->> 2, "cost" = j.value ->> 3,
    "completedAt" = CAST(?2 AS INTEGER), "version" = "version" + 1
  FROM json_each(?1) AS j WHERE "order_lines"."id" = j.value ->> 0`;

const accrualsSql = `UPDATE "commission_entries" SET "completedAt" = CAST(?2 AS INTEGER), "earnableAt" = j.value ->> 1, "version" = "version" + 1
  FROM json_each(?1) AS j WHERE "commission_entries"."id" = j.value ->> 0`;

const handoversSql = `INSERT INTO "handovers" ("id", "orderId", "pickupPointId", "handedOverBy", "outcome", "occurredAt", "receivedAt")
  SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, ?2, 'accepted', j.value ->> 3, CAST(?3 AS INTEGER) FROM json_each(?1) AS j`;

const handedSql = `INSERT INTO "handover_lines" ("handoverId", "orderLineId", "pieces")
  SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(?1) AS j`;
