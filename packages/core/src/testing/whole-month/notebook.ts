/** Who gave whom how much, written down by hand whenever a verb said that it was so. */
export class Notebook {
  /** Money that lies with the shop. */
  host = 0;
  /** Money of customers in the hands of leaders. */
  readonly cash = new Map<string, number>();
  /** By order: what came in and went back. */
  readonly paid = new Map<string, number>();
  readonly back = new Map<string, number>();
  /** What each supplier is owed for goods, less what was paid and set off; claims against them not counted. */
  readonly owed = new Map<string, number>();
  /** Rebates that came in or were set off, by supplier. */
  readonly rebates = new Map<string, number>();
  /** What leaders got, by payout and by split, less what came back. */
  readonly received = new Map<string, number>();
  costs = 0;
  carriers = 0;

  add(book: Map<string, number>, key: string, amount: number): void {
    book.set(key, (book.get(key) ?? 0) + amount);
  }

  customerPaid(orderId: string, amount: number, cashOf: string | null): void {
    this.add(this.paid, orderId, amount);
    if (cashOf === null) this.host += amount;
    else this.add(this.cash, cashOf, amount);
  }

  customerGotBack(orderId: string, amount: number, cashOf: string | null): void {
    this.add(this.back, orderId, amount);
    if (cashOf === null) this.host -= amount;
    else this.add(this.cash, cashOf, -amount);
  }

  leaderGot(leaderId: string, amount: number): void {
    this.add(this.received, leaderId, amount);
    this.host -= amount;
  }

  leaderHandedOver(leaderId: string, amount: number): void {
    this.add(this.cash, leaderId, -amount);
    this.host += amount;
  }

  supplierPaid(supplierId: string, amount: number): void {
    this.add(this.owed, supplierId, -amount);
    this.host -= amount;
  }

  rebateCame(supplierId: string, amount: number, setOff: boolean): void {
    this.add(this.rebates, supplierId, amount);
    if (setOff) this.add(this.owed, supplierId, -amount);
    else this.host += amount;
  }

  cost(amount: number): void {
    this.costs += amount;
    this.host -= amount;
  }

  carrierPaid(amount: number): void {
    this.carriers += amount;
    this.host += amount;
  }
}
