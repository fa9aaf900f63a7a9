import { playAfternoon } from './afternoon.ts';
import { playAfterwards } from './afterwards.ts';
import { instantAt, monday } from './calendar.ts';
import { Caller } from './caller.ts';
import { chanceOf } from './chance.ts';
import { playCutoff } from './cutoff.ts';
import { type Day, type DayOptions, newTally } from './day.ts';
import { type Figures, figuresOf, readBalances, readFacts } from './figures.ts';
import { playMorning } from './morning.ts';
import { playOrders } from './ordering.ts';
import { gatherNeighbours, openCampaign, setUpShop } from './set-up.ts';

export interface PlayWish extends DayOptions {
  readonly url: string;
  /** A secret key that may do everything. */
  readonly key: string;
  readonly step: Day['step'];
}

/** Plays a day of the neighbourhood against a server that lets `OpenTuan-Now` set the time; answers its figures. */
export async function playDay({ url, key, step, ...options }: PlayWish): Promise<Figures> {
  const run = `play-${String(options.seed)}-${String(options.customers)}`;
  const day: Day = {
    options,
    caller: new Caller(url, key, run, instantAt(monday, '06:00')),
    chance: chanceOf(options.seed),
    step,
    tally: newTally(),
    leaders: [],
    neighbours: [],
    sessions: new Map(),
    orderIds: new Map(),
    offers: [],
    campaignId: '',
    targetId: '',
    currency: '',
  };
  await setUpShop(day);
  const before = await readBalances(day);
  await openCampaign(day);
  await gatherNeighbours(day);
  await playOrders(day);
  await playCutoff(day);
  await playMorning(day);
  await playAfternoon(day);
  await playAfterwards(day);
  return figuresOf(day, await readFacts(day, before));
}

/** About how many steps a day has, for the progress bar. */
export function stepsOf({ customers, leaders }: DayOptions): number {
  return Math.round(customers * 5.2 + leaders * 6 + 40);
}
