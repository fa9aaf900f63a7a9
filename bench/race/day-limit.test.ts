import { expect, test } from 'vitest';
import { openClaims } from '../../packages/core/src/testing/open-claims.ts';
import { planted } from '../../packages/core/src/testing/index.ts';
import { patience } from '../../packages/core/src/testing/runs.ts';
import { racersOf, withFileShop } from './two-processes.ts';

const claimsEach = 12;

test(
  'R32: a leader who approves 24 claims of 3.00 in two processes at once gives no more than the 20.00 of the day',
  () =>
    withFileShop(
      { policies: { leaderApprovalMax: 2000, leaderApprovalDayMax: 2000 } },
      async (shop, file) => {
        const ids = await openClaims(shop, 2 * claimsEach, 1);
        const halves = [ids.slice(0, claimsEach), ids.slice(claimsEach)];
        const racers = await racersOf(
          'approver.ts',
          halves.map((half) => [file, String(shop.now), ...half]),
        );
        try {
          const outcomes = await racers.race();
          expect(outcomes.filter((outcome) => outcome === 'approved')).toHaveLength(6);
          expect(new Set(outcomes)).toEqual(new Set(['approved', 'claim_above_leader_day']));
        } finally {
          racers.close();
        }
        const given = `SELECT sum("value") AS "given" FROM "claims" WHERE "decidedBy" = 'leader:${planted.leader}'`;
        expect(await shop.tuan.reader.rows(given)).toEqual([{ given: 1800 }]);
      },
    ),
  patience(60_000),
);
