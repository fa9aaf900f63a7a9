import { accounts } from '../ledger/accounts.ts';
import type { OrderLine } from '../orders/order.ts';
import {
  adjustPrice,
  type LineBalance,
  openingBalance,
  refundAmount,
  refundPieces,
} from '../shared/cumulative.ts';
import type { Row } from '../work.ts';
import type { refunds } from '../orders/tables.ts';
import type { OrderFacts } from './order-facts.ts';

type Refund = Row<typeof refunds>;

/** A line at one instant: what a refund or a commission is reckoned from. */
export interface LineState {
  readonly net: number;
  readonly refunded: number;
  readonly balance: LineBalance;
}

interface Reduced {
  readonly changeId: string;
  readonly pieces: number;
  readonly reason: string;
}

/** One change of a line after its payment. */
export interface LineChange {
  /** Null: everything was kept for a gift, and nothing went back. */
  readonly refund: Refund | null;
  /** Pieces that went without a refund: its name and why. */
  readonly reduced: Reduced | null;
  readonly kind: 'byPiece' | 'byAmount' | 'adjustment' | 'priced';
  readonly pieces: number;
  /** What the change comes to, before anything is kept. */
  readonly whole: number;
  /** What the customer does not get, because a gift was undone by it (R11). */
  readonly kept: number;
  /** Whether what was kept became the price of the gift's line. */
  readonly moved: boolean;
  readonly before: LineState;
  readonly after: LineState;
}

export interface LineHistory {
  readonly placed: LineState;
  /** As it stood when it was paid; as it stands, where it is not. */
  readonly paid: LineState;
  readonly changes: readonly LineChange[];
  readonly now: LineState;
}

/** Plays the changes of a line again, by the functions that made them (R31). */
export function replayLine(facts: OrderFacts, line: OrderLine): LineHistory {
  const placed = stateOf(line.gift ? 0 : line.unitPrice * line.pieces - line.discount, line.pieces);
  if (facts.order.paidAt === null) {
    const now = storedState(line);
    return { placed, paid: now, changes: [], now };
  }
  const moves = movesOf(facts, line);
  const tries = startsOf(facts, line, placed, moves).map((paid) => ({ placed, paid, ...play(paid, moves) }));
  // Changes before the payment left no row of their own: the start that leads to the line as it stands is the right one.
  return (
    tries.find(({ now }) => isAsStored(now, line)) ??
    tries.find(({ now }) => now.net === line.net && now.refunded === line.refunded) ??
    tries[0] ?? { placed, paid: placed, changes: [], now: placed }
  );
}

function stateOf(net: number, pieces: number): LineState {
  return { net, refunded: 0, balance: openingBalance(net, pieces) };
}

function storedState(line: OrderLine): LineState {
  const { net, refunded, refundBase: base, refundPieces: pieces, refundDone: done } = line;
  return { net, refunded, balance: { left: net - refunded, base, pieces, done } };
}

function isAsStored({ net, refunded, balance }: LineState, line: OrderLine): boolean {
  return (
    net === line.net &&
    refunded === line.refunded &&
    balance.base === line.refundBase &&
    balance.done === line.refundDone
  );
}

interface Move {
  readonly refund: Refund | null;
  readonly reduced?: Reduced;
  readonly kind: LineChange['kind'];
  readonly pieces: number;
  readonly amount: number;
  readonly moved: number;
}

interface Charge {
  readonly at: number;
  readonly gifts: readonly {
    readonly orderLineId: string;
    readonly amount: number;
    readonly price: number;
  }[];
  readonly lines: readonly { readonly orderLineId: string; readonly amount: number }[];
}

/** Refunds of the line, and gifts charged to it or to what it was a gift for, in the order of time. */
function movesOf(facts: OrderFacts, line: OrderLine): Move[] {
  const own = facts.refunds.filter(({ orderLineId }) => orderLineId === line.id);
  const moves: (Move & { readonly at: number })[] = own.map((refund) => ({
    refund,
    kind: refund.kind === 'unusablePayment' ? 'byAmount' : refund.kind,
    pieces: refund.pieces,
    amount: refund.amount,
    moved: 0,
    at: refund.createdAt,
  }));
  for (const { type, subject, data, recordedAt: at } of facts.events) {
    if (type !== 'line.reduced' || subject !== line.id) continue;
    const reduced = data as unknown as Reduced;
    const { pieces } = reduced;
    moves.push({ refund: null, reduced, kind: 'byPiece', pieces, amount: 0, moved: 0, at });
  }
  for (const charge of chargesOf(facts)) {
    for (const { amount } of charge.lines.filter(({ orderLineId }) => orderLineId === line.id))
      noteMoved(facts, line, moves, charge, amount);
    const price = charge.gifts.find(({ orderLineId }) => orderLineId === line.id)?.price ?? 0;
    if (price > 0)
      // Before it had a price nothing could go back of it, also within the same instant.
      moves.unshift({ refund: null, kind: 'priced', pieces: 0, amount: price, moved: 0, at: charge.at });
  }
  return moves.toSorted((first, second) => first.at - second.at);
}

/** What was charged before the payment is in what was paid already (R17). */
function chargesOf({ events, order: { paidAt } }: OrderFacts): Charge[] {
  return events
    .filter(({ type, recordedAt }) => type === 'gift.charged' && recordedAt >= (paidAt ?? 0))
    .map(({ data, recordedAt }) => ({ ...(data as unknown as Omit<Charge, 'at'>), at: recordedAt }));
}

/** What was kept belongs to the last refund of that instant; where nothing at all went back, it is a move of its own. */
function noteMoved(
  facts: OrderFacts,
  line: OrderLine,
  moves: (Move & { readonly at: number })[],
  { at }: Charge,
  amount: number,
): void {
  const index = moves.findLastIndex((move) => move.at === at && move.moved === 0 && move.refund !== null);
  const found = moves[index];
  if (found !== undefined && isShort(facts, line, moves.slice(0, index), found, amount)) {
    moves[index] = { ...found, moved: amount };
    return;
  }
  const reduced = facts.events.find(
    ({ type, data, recordedAt }) =>
      type === 'order.reduced' && recordedAt === at && data.orderLineId === line.id,
  );
  const pieces = typeof reduced?.data.pieces === 'number' ? reduced.data.pieces : 0;
  moves.push({
    refund: null,
    kind: pieces > 0 ? 'byPiece' : 'byAmount',
    pieces,
    amount: 0,
    moved: amount,
    at,
  });
}

/** By piece it can be reckoned whether the refund was lowered; by amount it is taken to be. */
function isShort(
  facts: OrderFacts,
  line: OrderLine,
  before: readonly Move[],
  move: Move,
  kept: number,
): boolean {
  if (move.kind !== 'byPiece') return true;
  const placed = stateOf(line.unitPrice * line.pieces - line.discount, line.pieces);
  const start = startsOf(facts, line, placed, before)[0] ?? placed;
  const { balance } = play(start, before).now;
  if (balance.done + move.pieces > balance.pieces) return false;
  return refundPieces(balance, move.pieces).refund === move.amount + kept;
}

function play(start: LineState, moves: readonly Move[]) {
  const changes: LineChange[] = [];
  let state = start;
  for (const move of moves) {
    const change = changed(state, move);
    changes.push(change);
    state = change.after;
  }
  return { changes, now: state };
}

function changed(found: LineState, move: Move): LineChange {
  const { kind, refund, amount, moved, reduced = null } = move;
  const asked = amount + moved;
  const before = kind === 'byPiece' ? withSilentPieces(found, move.pieces, asked) : found;
  if (kind === 'priced') {
    const after = stateOf(asked, before.balance.pieces - before.balance.done);
    return { refund, reduced, kind, pieces: 0, whole: asked, kept: 0, moved: false, before, after };
  }
  const pieces = Math.min(move.pieces, before.balance.pieces - before.balance.done);
  const { refund: whole, balance } =
    kind === 'byPiece'
      ? refundPieces(before.balance, pieces)
      : kind === 'byAmount'
        ? refundAmount(before.balance, asked)
        : adjustPrice(before.balance, asked);
  const kept = kind === 'byPiece' ? Math.max(0, whole - amount) : moved;
  const lower = kind === 'adjustment' ? whole : 0;
  const net = before.net - lower - moved;
  const refunded = before.refunded + (kind === 'adjustment' ? 0 : whole - kept);
  const after = { net, refunded, balance: { ...balance, left: net - refunded } };
  return { refund, reduced, kind, pieces, whole, kept, moved: moved > 0, before, after };
}

/** Pieces whose share rounds to nothing went back without a refund: so many that what comes next is what it came to. */
function withSilentPieces(state: LineState, pieces: number, asked: number): LineState {
  const { balance } = state;
  for (let silent = 0; balance.done + silent + pieces <= balance.pieces; silent += 1) {
    const skipped = refundPieces(balance, silent);
    if (skipped.refund > 0) break;
    if (refundPieces(skipped.balance, pieces).refund === asked) return { ...state, balance: skipped.balance };
  }
  return state;
}

/** How the line may have stood when it was paid: as placed, or as changes before the payment (R17) left it. */
function startsOf(
  facts: OrderFacts,
  line: OrderLine,
  placed: LineState,
  moves: readonly Move[],
): LineState[] {
  const net = facts.entries
    .filter(
      ({ type, account, orderLineId }) =>
        type === 'order.paid' && account === accounts.deposits && orderLineId === line.id,
    )
    .reduce((sum, { amount }) => sum - amount, 0);
  const back = moves.reduce((sum, { pieces }) => sum + pieces, 0);
  const since = moves.slice(
    0,
    moves.findLastIndex(({ kind }) => kind === 'adjustment' || kind === 'priced') + 1,
  );
  const afterReset = back - since.reduce((sum, { pieces }) => sum + pieces, 0);
  const left = line.refundPieces + since.reduce((sum, { pieces }) => sum + pieces, 0);
  const isReset = since.length > 0;
  const done = line.refundDone - afterReset;
  const counted: LineState[] = isReset
    ? [
        {
          net,
          refunded: 0,
          balance: { left: net, base: placed.balance.base, pieces: line.pieces, done: line.pieces - left },
        },
        { net, refunded: 0, balance: { left: net, base: net, pieces: left, done: 0 } },
      ]
    : [{ net, refunded: 0, balance: { left: net, base: line.refundBase, pieces: line.refundPieces, done } }];
  return [placed, ...counted].filter(({ net: start }) => start === net || line.gift);
}
