import { clockNote, type ClockNote } from '../shared/moment.ts';
import { wallTime } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { Campaign } from './campaign.ts';
import type { Offer } from './minimum.ts';
import type { flashWindows } from './tables.ts';

type FlashWindow = Row<typeof flashWindows>;

/** The times of a campaign that the clock of the shop shows twice on their day, and which one is meant. */
export function clockNotes(
  campaign: Campaign,
  offered: readonly Offer[],
  windowsOf: (offer: Offer) => readonly FlashWindow[],
  zone: string,
): ClockNote[] {
  const times: (readonly [string, number])[] = [
    ['opensAt', campaign.opensAt],
    ['closesAt', campaign.closesAt],
    ...windowTimes(campaign, zone),
  ];
  for (const [index, offer] of offered.entries()) {
    const path = `offers.${String(index)}`;
    if (offer.closesAt !== campaign.closesAt) times.push([`${path}.closesAt`, offer.closesAt]);
    for (const [turn, { startsAt, endsAt }] of windowsOf(offer).entries())
      times.push(
        [`${path}.flashWindows.${String(turn)}.startsAt`, startsAt],
        [`${path}.flashWindows.${String(turn)}.endsAt`, endsAt],
      );
  }
  return times.flatMap(([path, instant]) => clockNote(instant, zone, path) ?? []);
}

/** Pickup windows are kept as times on the wall: the first of two is meant. */
function windowTimes({ pickupDate, pickupWindows }: Campaign, zone: string): (readonly [string, number])[] {
  return pickupWindows.flatMap((window, index) =>
    (['opens', 'closes'] as const).flatMap((end) => {
      const wall = wallTime(pickupDate, window[end], zone);
      if (wall.kind !== 'overlap') return [];
      return [[`pickupWindows.${String(index)}.${end}`, wall.earlier] as const];
    }),
  );
}
