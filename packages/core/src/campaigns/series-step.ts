import { addDays, calendarDate } from '../shared/time.ts';
import { forEachDue, type TickStep, untilNothingIsDue } from '../tick-step.ts';
import { makeRound } from './make-round.ts';

const due = `SELECT "id" FROM "campaign_series"
  WHERE "status" = 'active' AND "nextDate" <= ? AND date("nextDate", '-' || "horizonDays" || ' days') <= ?`;

/** As far ahead as a horizon can be. */
const horizonMax = 60;

/** Makes the rounds whose time has come, each series as many as are due. */
export const makeRoundsStep: TickStep = {
  name: makeRound.name,
  async run(tuan, now) {
    const [shop] = await tuan.reader.rows<{ zone: string }>('SELECT "zone" FROM "shops"');
    if (shop === undefined) return 0;
    const day = calendarDate(now, shop.zone);
    const series = await tuan.reader.rows<{ id: string }>(due, [addDays(day, horizonMax), day]);
    let made = 0;
    await forEachDue(series, async ({ id }) => {
      made += await untilNothingIsDue(async () => {
        const { date } = await tuan.campaignSeries.makeRound({ seriesId: id }, { now });
        return date === null ? 0 : 1;
      });
      return true;
    });
    return made;
  },
};
